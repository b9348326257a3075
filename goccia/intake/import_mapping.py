"""Which column goes to which field: guessed, as the container says, as remembered, as a person has said."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import Invalid, field_error
from goccia.intake.destination import Destination
from goccia.intake.import_reading import Look
from goccia.intake.recognition.custom import CustomFieldSpec
from goccia.intake.recognition.fields import ANSWER, CORE, CUSTOM_PREFIX, is_target
from goccia.kit.text import fold


async def choose_mapping(
    tx: Transaction, destination: Destination, look: Look, told: Mapping[str, str]
) -> dict[str, str]:
    """The mapping of a file: what a person has said, else what was said of such a file before, else the guess."""
    by_name = {
        fold(name): CUSTOM_PREFIX + spec.key
        for spec in reversed(destination.custom_fields)
        for name in (spec.key, spec.label)
    }
    of_container = {fold(key): target for key, target in destination.mapping.items()}
    remembered = await _remembered(tx, destination, look.fingerprint)
    mapping: dict[str, str] = {}
    for header in look.headers:
        name, guess = fold(header), look.guess[header]
        target = guess if guess in CORE else by_name.get(name, guess)
        target = of_container.get(name, target)
        target = told.get(header) or remembered.get(header) or target
        mapping[header] = target if _is_known(target, destination.custom_fields) else ANSWER
    return mapping


async def _remembered(tx: Transaction, destination: Destination, fingerprint: str) -> dict[str, str]:
    found = await tx.fetchval(
        "SELECT mapping FROM import_mapping WHERE unit_id = $1 AND fingerprint = $2",
        destination.unit_id,
        fingerprint,
    )
    return found or {}


async def remember_mapping(
    tx: Transaction, unit_id: UUID, fingerprint: str | None, mapping: Mapping[str, str]
) -> None:
    """Offer this mapping for the next file of these columns in this unit."""
    if fingerprint:
        await tx.execute(
            "INSERT INTO import_mapping (unit_id, fingerprint, mapping, updated_at) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (unit_id, fingerprint) DO UPDATE SET mapping = $3, updated_at = $4",
            unit_id,
            fingerprint,
            dict(mapping),
            tx.now,
        )


def check_mapping(
    mapping: Mapping[str, str], headers: Sequence[str], custom_fields: Sequence[CustomFieldSpec]
) -> None:
    """See that a person's mapping names columns and fields that exist.

    Raises:
        Invalid: it does not; `errors` names each.
    """
    errors = []
    for header, target in mapping.items():
        if header not in headers:
            errors.append(
                field_error(
                    f"mapping.{header}",
                    f"Il file non ha una colonna «{header}».",
                    f"The file has no column “{header}”.",
                )
            )
        elif not _is_known(target, custom_fields):
            errors.append(
                field_error(
                    f"mapping.{header}",
                    f"Il campo «{target}» non esiste: usa un campo del lead, custom:<chiave> o answer.",
                    f"There is no field “{target}”: use a field of the lead, custom:<key> or answer.",
                )
            )
    if errors:
        raise Invalid(errors=errors)


def _is_known(target: str, custom_fields: Sequence[CustomFieldSpec]) -> bool:
    if target.startswith(CUSTOM_PREFIX):
        return any(target == CUSTOM_PREFIX + spec.key for spec in custom_fields)
    return is_target(target)
