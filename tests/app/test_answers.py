"""What every answer has in common: packed where that makes it smaller, and nothing fetched from elsewhere."""

import re

import httpx

from goccia.core.database import Database
from tests.leads.rows import add_leads
from tests.people import Cast

PACKED = {"Accept-Encoding": "gzip"}


async def test_a_long_answer_is_packed_for_who_can_unpack_it(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await add_leads(database, cast, 10)
    rita = cast.rita.on(client)
    packed = await rita.get("/api/leads", headers=PACKED)
    plain = await rita.get("/api/leads", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    assert "Accept-Encoding" in packed.headers["vary"]


async def test_an_excel_file_is_packed_already(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await add_leads(database, cast, 10)
    answer = await cast.rita.on(client).get("/api/leads/export.xlsx", headers=PACKED)
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.content)


async def test_the_documentation_needs_no_other_server(client: httpx.AsyncClient) -> None:
    page = await client.get("/api/docs")
    assert page.status_code == 200
    links = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert {"/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/api/openapi.json"} <= set(links)
    assert all(link.startswith("/") and not link.startswith("//") for link in links)
    assert "default-src 'self'" in page.headers["content-security-policy"]
