"""Two leads of one person, and what people do with them."""

from typing import Any
from uuid import UUID

import httpx

from goccia.core.database import Database
from tests.leads.rows import add_lead
from tests.people import Cast, Person


async def merge(
    person: Person, client: httpx.AsyncClient, lead: UUID, other: UUID, **take: str
) -> httpx.Response:
    fields = {name.replace("__", "."): side for name, side in take.items()}
    return await person.on(client).post(
        f"/api/leads/{lead}/merge", json={"other_id": str(other), "take": fields}
    )


async def merged(
    person: Person, client: httpx.AsyncClient, lead: UUID, other: UUID, **take: str
) -> dict[str, Any]:
    answer = await merge(person, client, lead, other, **take)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def two_leads(database: Database, cast: Cast, **of_other: Any) -> tuple[UUID, UUID]:
    """Anna's lead, and a later one of the same person that is Bruno's."""
    lead = await add_lead(
        database, cast, agent_id=cast.anna.id, phone="+393331111111", email="maria@example.it"
    )
    columns = {"agent_id": cast.bruno.id, "phone": "+393332222222", "email": "maria@example.it"} | of_other
    return lead, await add_lead(database, cast, **columns)


async def row_of(database: Database, lead: UUID) -> dict[str, Any] | None:
    async with database.transaction() as tx:
        row = await tx.fetchrow("SELECT * FROM lead WHERE id = $1", lead)
    return dict(row) if row else None


async def send(client: httpx.AsyncClient, token: str, **fields: str) -> dict[str, Any]:
    """A person fills in a form; what the webhook answered."""
    answer = await client.post(f"/hooks/in/{token}", json=fields)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]
