"""A Referente who uploads files over HTTP."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from goccia.core.database import Database
from tests.people import Cast


class Desk:
    """What a leader does with imports."""

    def __init__(self, http: httpx.AsyncClient, container: Any) -> None:
        self.http = http
        self.container = container

    async def upload(self, path: Path, container: Any = None, name: str | None = None) -> httpx.Response:
        with path.open("rb") as file:
            return await self.http.post(
                "/api/imports",
                files={"file": (name or path.name, file)},
                data={"container_id": str(container or self.container)},
            )

    async def preview(self, path: Path) -> dict[str, Any]:
        answer = await self.upload(path)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        assert found["state"] == "preview", found
        return found

    async def do(self, found: dict[str, Any], what: str) -> dict[str, Any]:
        answer = await self.http.post(f"/api/imports/{found['id']}/{what}", json={})
        assert answer.status_code == 200, answer.text
        return answer.json()  # type: ignore[no-any-return]

    async def commit(self, path: Path) -> dict[str, Any]:
        done = await self.do(await self.preview(path), "commit")
        assert done["state"] == "committed", done
        return done

    async def leads(self) -> list[dict[str, Any]]:
        answer = await self.http.get("/api/leads", params={"limit": 200, "sort": "received_at"})
        return answer.json()["items"]  # type: ignore[no-any-return]

    async def rows(self, found: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
        answer = await self.http.get(f"/api/imports/{found['id']}/rows", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]  # type: ignore[no-any-return]


@pytest.fixture
def desk(client: httpx.AsyncClient, cast: Cast) -> Desk:
    return Desk(cast.rita.on(client), cast.nord_container)


def csv_file(folder: Path, rows: Sequence[Sequence[str]], name: str = "lead.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(";".join(row) for row in rows) + "\n", encoding="utf-8")
    return path


async def kinds(database: Database, lead_id: str) -> list[str]:
    """The events of a lead, oldest first."""
    async with database.transaction() as tx:
        rows = await tx.fetch("SELECT kind FROM event WHERE lead_id = $1 ORDER BY tx, id", lead_id)
    return [row["kind"] for row in rows]
