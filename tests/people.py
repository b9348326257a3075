"""The fixed cast: Ada the Admin; unit Nord led by Rita with Anna and Bruno; unit Sud led by Remo with Carla."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import httpx

from goccia.core.database import Database, Transaction
from goccia.core.settings import Settings
from goccia.identity.passwords import hash_password
from goccia.identity.tokens import AccessToken, issue_access
from goccia.kit.ids import uuid7

PASSWORD = "una password lunga"


@dataclass(frozen=True)
class Person:
    """Someone of the cast, with a token of a live session."""

    id: UUID
    email: str
    role: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def on(self, client: httpx.AsyncClient) -> httpx.AsyncClient:
        """A client of the same application that speaks as this person."""
        return httpx.AsyncClient(transport=client._transport, base_url=client.base_url, headers=self.headers)


@dataclass(frozen=True)
class Cast:
    ada: Person
    rita: Person
    remo: Person
    anna: Person
    bruno: Person
    carla: Person
    nord: UUID
    sud: UUID
    nord_container: UUID
    sud_container: UUID
    nord_token: str
    sud_token: str


async def add_person(
    tx: Transaction,
    settings: Settings,
    name: str,
    role: str,
    units: list[UUID],
    password_hash: str | None = None,
) -> Person:
    """A person with an open session, straight into the database."""
    person, family = uuid7(), uuid7()
    email = f"{name.lower()}.{person.hex[-12:]}@example.it"
    stored = password_hash or await hash_password(settings, PASSWORD)
    await tx.execute(
        "INSERT INTO app_user (id, email, first_name, last_name, role, password_hash, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        person, email, name, "Rossi", role, stored, tx.now,
    )  # fmt: skip
    await tx.executemany(
        "INSERT INTO user_unit (user_id, unit_id) VALUES ($1, $2)", [(person, unit) for unit in units]
    )
    await tx.execute(
        "INSERT INTO session (id, user_id, token_hash, family, created_at, expires_at)"
        " VALUES ($1, $2, $3, $4, $5, 'infinity')",
        uuid7(), person, uuid7().hex, family, tx.now,
    )  # fmt: skip
    token = issue_access(settings, AccessToken(person, 0, family), datetime.now(UTC))
    return Person(person, email, role, token)


async def add_unit(tx: Transaction, name: str) -> UUID:
    unit = uuid7()
    await tx.execute("INSERT INTO unit (id, name, created_at) VALUES ($1, $2, $3)", unit, name, tx.now)
    return unit


async def add_container(tx: Transaction, unit: UUID, name: str, team: list[UUID]) -> tuple[UUID, str]:
    container, token = uuid7(), f"token-{uuid7().hex}"
    await tx.execute(
        "INSERT INTO container (id, unit_id, name, intake_token, created_at) VALUES ($1, $2, $3, $4, $5)",
        container, unit, name, token, tx.now,
    )  # fmt: skip
    await tx.executemany(
        "INSERT INTO container_member (container_id, user_id, unit_id, open_cap, joined_at) VALUES ($1, $2, $3, NULL, $4)",
        [(container, agent, unit, tx.now) for agent in team],
    )
    return container, token


async def make_cast(database: Database, settings: Settings) -> Cast:
    stored = await hash_password(settings, PASSWORD)
    async with database.transaction() as tx:
        nord, sud = await add_unit(tx, "Nord"), await add_unit(tx, "Sud")
        people = {
            name: await add_person(tx, settings, name.title(), role, units, stored)
            for name, role, units in (
                ("ada", "admin", []),
                ("rita", "referente", [nord]),
                ("remo", "referente", [sud]),
                ("anna", "agente", [nord]),
                ("bruno", "agente", [nord]),
                ("carla", "agente", [sud]),
            )
        }
        nord_container, nord_token = await add_container(
            tx, nord, "Campagna Nord", [people["anna"].id, people["bruno"].id]
        )
        sud_container, sud_token = await add_container(tx, sud, "Campagna Sud", [people["carla"].id])
    return Cast(**people, nord=nord, sud=sud, nord_container=nord_container, sud_container=sud_container,
                nord_token=nord_token, sud_token=sud_token)  # fmt: skip
