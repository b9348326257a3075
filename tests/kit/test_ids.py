import uuid

from goccia.kit.ids import uuid7


def test_ids_are_version_7_and_plain_uuids() -> None:
    assert type(uuid7()) is uuid.UUID
    assert (uuid7().version, uuid7().variant) == (7, uuid.RFC_4122)


def test_ids_made_one_after_the_other_are_different_and_in_order() -> None:
    made = [uuid7() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert made == sorted(made)
