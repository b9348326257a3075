"""Goccia on a real database, and a simulated Meta served on loopback by a process of its own."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.intake import meta_fetch, meta_reconcile
from goccia.intake.adapters.meta_graph import MetaGraph
from goccia.intake.meta_signature import sign
from goccia.kit.ids import uuid7
from tests.intake.meta.conftest import SECRET, controls, graph_address
from tests.people import Cast

__all__ = ["controls", "graph_address"]


def new_id() -> str:
    return str(10**15 + uuid7().int % 10**14)


@dataclass
class Stage:
    """One page and one form, ours and the simulated Meta's, and what a test does with them."""

    client: httpx.AsyncClient
    database: Database
    settings: Settings
    controls: httpx.AsyncClient
    graph: MetaGraph
    cast: Cast
    page: str
    token: str
    form: str

    async def as_admin(self, method: str, path: str, body: Any = None) -> httpx.Response:
        return await self.client.request(method, path, json=body, headers=self.cast.ada.headers)

    async def put_page(self, token: str | None = None) -> None:
        body = {"name": "Pagina", "access_token": token or self.token}
        assert (await self.as_admin("PUT", f"/api/meta/pages/{self.page}", body)).status_code == 200

    async def put_form(
        self, container: UUID | None = None, form: str | None = None, mapping: Mapping[str, str] | None = None
    ) -> None:
        body: dict[str, Any] = {
            "page_id": self.page,
            "container_id": str(container or self.cast.nord_container),
        }
        if mapping is not None:
            body["mapping"] = dict(mapping)
        answer = await self.as_admin("PUT", f"/api/meta/forms/{form or self.form}", body)
        assert answer.status_code == 200, answer.text

    async def connect(self) -> None:
        await self.put_page()
        await self.put_form()

    async def submit(self, **order: Any) -> str:
        """Somebody fills in the form at Meta; no webhook yet."""
        answer = await self.controls.post("/leads", json={"form_id": self.form, **order})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["leads"][0]["id"])

    async def go_wrong(self, mode: str, target: str, **options: Any) -> None:
        answer = await self.controls.post("/errors", json={"mode": mode, "target": target, **options})
        assert answer.status_code == 200, answer.text

    def change(self, leadgen_id: Any, **more: Any) -> dict[str, Any]:
        value = {"leadgen_id": leadgen_id, "page_id": self.page, "form_id": self.form, "created_time": 1}
        return {"field": "leadgen", "value": value | more}

    async def post(self, payload: Any, signature: str | bytes | None = None) -> httpx.Response:
        """A delivery as Meta signs it; `payload` is JSON, or the bytes themselves."""
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        signed = signature or sign(body, self.settings.meta_secret)
        headers = {b"X-Hub-Signature-256": signed.encode() if isinstance(signed, str) else signed}
        return await self.client.post("/hooks/meta", content=body, headers=headers)

    async def webhook(self, *leadgen_ids: str, **more: Any) -> None:
        changes = [self.change(leadgen_id, **more) for leadgen_id in leadgen_ids]
        payload = {"object": "page", "entry": [{"id": self.page, "time": 1, "changes": changes}]}
        assert (await self.post(payload)).status_code == 200

    async def announced(self, **order: Any) -> str:
        """A lead whose webhook has come."""
        leadgen_id = await self.submit(**order)
        await self.webhook(leadgen_id)
        return leadgen_id

    async def fetch(self, leadgen_id: str, after: timedelta = timedelta(0)) -> str | None:
        now = datetime.now(UTC) + after
        return await meta_fetch.fetch(self.database, self.settings, self.graph, leadgen_id, now)

    async def reconcile(self, after: timedelta = timedelta(0)) -> int:
        now = datetime.now(UTC) + after
        return await meta_reconcile.reconcile(self.database, self.settings, self.graph, self.form, now)

    async def release(self) -> list[str]:
        """Run what the last PUT queued, and try every lead it released."""
        await meta_fetch.release(self.database, self.page, self.form, datetime.now(UTC))
        rows = await self.rows(
            "SELECT leadgen_id FROM meta_lead WHERE page_id = $1 AND state <> 'done'", self.page
        )
        return [str(await self.fetch(row["leadgen_id"], timedelta(seconds=1))) for row in rows]

    async def rows(self, query: str, *values: object) -> list[asyncpg.Record]:
        async with self.database.transaction() as tx:
            return await tx.fetch(query, *values)

    async def row(self, leadgen_id: str) -> asyncpg.Record:
        return (await self.rows("SELECT * FROM meta_lead WHERE leadgen_id = $1", leadgen_id))[0]

    async def leads(self, container: UUID | None = None) -> list[asyncpg.Record]:
        return await self.rows(
            "SELECT * FROM lead WHERE container_id = $1 ORDER BY created_at",
            container or self.cast.nord_container,
        )

    async def waits(self, leadgen_id: str) -> list[float]:
        """Seconds after which each queued try of this lead is due."""
        rows = await self.rows(
            "SELECT extract(epoch FROM execute_after - created) AS wait FROM pgqueuer"
            " WHERE entrypoint = 'intake.meta_fetch'"
            " AND convert_from(payload, 'UTF8')::jsonb ->> 'leadgen_id' = $1 ORDER BY id", leadgen_id,
        )  # fmt: skip
        return [float(row["wait"]) for row in rows]

    async def page_state(self) -> dict[str, Any]:
        items = (await self.as_admin("GET", "/api/meta/pages?limit=200")).json()["items"]
        return next(item for item in items if item["page_id"] == self.page)


@pytest.fixture(autouse=True)
async def _no_forms_of_other_tests(database: Database) -> None:
    """The database is shared by the tests of a worker, and every form that is due is compared."""
    async with database.transaction() as tx:
        await tx.execute("UPDATE meta_form SET deleted_at = $1 WHERE deleted_at IS NULL", tx.now)


@pytest.fixture
async def stage(
    client: httpx.AsyncClient,
    database: Database,
    settings: Settings,
    controls: httpx.AsyncClient,
    graph_address: str,
    cast: Cast,
) -> AsyncIterator[Stage]:
    """A page and a form that Meta knows and Goccia does not yet."""
    page, form, token = new_id(), new_id(), f"EAAB{uuid7().hex}"
    (await controls.post("/pages", json={"id": page, "access_token": token})).raise_for_status()
    (
        await controls.post("/forms", json={"id": form, "page_id": page, "name": "Preventivo"})
    ).raise_for_status()
    async with MetaGraph(f"{graph_address}/v23.0", app_secret=SECRET, timeout=5) as graph:
        yield Stage(client, database, settings, controls, graph, cast, page, token, form)
