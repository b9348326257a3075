"""A vendor who sells leads to Nord, Esiti that propose them back, and what people do with the returns."""

from typing import Any
from uuid import UUID

import httpx

from goccia.core.database import Database
from goccia.vendors.schemas import ReturnPage, ReturnSummary
from tests.leads.rows import add_esito
from tests.people import Cast, Person

VENDOR = "LeadItalia"


async def agree(
    client: httpx.AsyncClient, cast: Cast, *reasons: str, container: UUID | None = None, **terms: Any
) -> None:
    """The terms of Nord's container: 12.50 a lead, a window of seven days, unless told otherwise."""
    body = {
        "vendor": VENDOR,
        "price_per_lead": 12.5,
        "return_reasons": list(reasons) or ["wrong_number", "duplicate"],
        "return_window_days": 7,
    } | terms
    answer = await cast.ada.on(client).patch(f"/api/containers/{container or cast.nord_container}", json=body)
    assert answer.status_code == 200, answer.text


async def proposing(database: Database, cast: Cast, reason: str = "wrong_number", **flags: Any) -> UUID:
    return await add_esito(
        database,
        cast,
        label=f"Esito {reason}",
        effect="vendor_return",
        return_reason=reason,
        final=True,
        **flags,
    )


async def set_esito(person: Person, client: httpx.AsyncClient, esito: UUID, *leads: UUID) -> None:
    for lead in leads:
        answer = await person.on(client).post(f"/api/leads/{lead}/esito", json={"esito_id": str(esito)})
        assert answer.status_code == 200, answer.text


async def returns(person: Person, client: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    answer = await person.on(client).get("/api/returns", params=query)
    assert answer.status_code == 200, answer.text
    ReturnPage.model_validate_json(answer.text)
    return answer.json()["items"]  # type: ignore[no-any-return]


async def of_lead(person: Person, client: httpx.AsyncClient, lead: UUID) -> dict[str, Any] | None:
    found = await returns(person, client, lead_id=str(lead))
    assert len(found) < 2
    return found[0] if found else None


async def state_of(person: Person, client: httpx.AsyncClient, lead: UUID) -> str | None:
    found = await of_lead(person, client, lead)
    return found["state"] if found else None


async def decide(
    person: Person, client: httpx.AsyncClient, decision: str, *ids: str, **more: Any
) -> httpx.Response:
    return await person.on(client).post(
        "/api/returns/decide", json={"ids": list(ids), "decision": decision, **more}
    )


async def answered(
    person: Person, client: httpx.AsyncClient, answer: str, *ids: str, **more: Any
) -> httpx.Response:
    return await person.on(client).post(
        "/api/returns/answer", json={"ids": list(ids), "answer": answer, **more}
    )


async def make_file(
    person: Person, client: httpx.AsyncClient, unit: UUID, month: str = "2026-11", vendor: str = VENDOR
) -> httpx.Response:
    return await person.on(client).post(
        "/api/returns/files", json={"unit_id": str(unit), "vendor": vendor, "month": month}
    )


async def summary(person: Person, client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    answer = await person.on(client).get("/api/returns/summary", params={"month": "2026-11"} | query)
    assert answer.status_code == 200, answer.text
    ReturnSummary.model_validate_json(answer.text)
    return answer.json()  # type: ignore[no-any-return]
