"""Generated histories of leads, put straight into the database."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import strategies as st

from goccia.core.database import Database
from tests.leads.rows import NOW, add_esito, add_lead
from tests.people import Cast


@dataclass(frozen=True)
class Past:
    """A lead of a generated history. Ages in minutes before NOW."""

    age: int
    unit: str
    agent: str | None
    esito: str | None
    source: str | None
    province: str | None
    wait: int | None
    appointment: bool
    attempts: int
    reason: str | None
    deleted: bool


def pasts() -> st.SearchStrategy[list[Past]]:
    place = st.sampled_from(
        [("nord", "anna"), ("nord", "bruno"), ("nord", None), ("sud", "carla"), ("sud", None)]
    )
    return st.lists(
        st.builds(
            lambda place, **said: Past(unit=place[0], agent=place[1], **said),
            place,
            age=st.integers(-60, 40 * 24 * 60),
            esito=st.sampled_from([None, "won", "lost", "open"]),
            source=st.sampled_from([None, "Meta", "Google"]),
            province=st.sampled_from([None, "MI", "NA"]),
            wait=st.none() | st.sampled_from([0, 4, 5, 59, 60, 1439, 1440, 9000]),
            appointment=st.booleans(),
            attempts=st.integers(0, 5),
            reason=st.sampled_from([None, "Prezzo", "Altro"]),
            deleted=st.sampled_from([False, False, False, True]),
        ),
        max_size=25,
    )


async def write(database: Database, cast: Cast, esiti: dict[str, UUID], history: list[Past]) -> None:
    """Put a history in the place of the one before."""
    containers = [cast.nord_container, cast.sud_container]
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM lead WHERE container_id = ANY ($1)", containers)
    for past in history:
        received = NOW - timedelta(minutes=past.age)
        lead = await add_lead(
            database, cast, unit_id=getattr(cast, past.unit), container_id=getattr(cast, f"{past.unit}_container"),
            agent_id=getattr(cast, past.agent).id if past.agent else None,
            esito_id=esiti[past.esito] if past.esito else None, source=past.source, province=past.province,
            received_at=received, attempts=past.attempts, reason=past.reason,
            first_contact_at=None if past.wait is None else received + timedelta(minutes=past.wait),
            appointment_at=NOW if past.appointment else None, deleted_at=NOW if past.deleted else None,
        )  # fmt: skip
        if past.wait is not None:
            async with database.transaction() as tx:
                await tx.execute(
                    "INSERT INTO contact (unit_id, lead_id, at, answered) VALUES ($1, $2, $3, true)",
                    getattr(cast, past.unit), lead, received + timedelta(minutes=past.wait),
                )  # fmt: skip


def seen_by(who: str, history: list[Past]) -> list[Past]:
    return {
        "ada": history,
        "rita": [past for past in history if past.unit == "nord"],
        "anna": [past for past in history if past.agent == "anna"],
    }[who]


@pytest.fixture
async def esiti(database: Database, cast: Cast) -> dict[str, UUID]:
    return {
        "won": await add_esito(
            database, cast, unit_id=None, label="Firmato", final=True, won=True, active=False
        ),
        "lost": await add_esito(database, cast, unit_id=None, label="Perso", final=True, active=False),
        "open": await add_esito(database, cast, unit_id=None, label="In corso", active=False),
    }
