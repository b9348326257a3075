"""The whole way in processes of its own: web server, worker, and the simulated Meta between them."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from goccia.app import simulated_meta
from goccia.core.database import Database, connect
from goccia.core.migrate import web_url
from goccia.core.settings import Settings
from goccia.kit.ids import uuid7
from tests.conftest import make_database
from tests.intake.meta.conftest import free_port
from tests.people import Cast, make_cast

ROOT = Path(__file__).parents[3]


class House:
    """A running Goccia: web server and worker."""

    def __init__(self, settings: Settings, http: httpx.AsyncClient, database: Database, cast: Cast) -> None:
        self.settings = settings
        self.http = http
        self.database = database
        self.cast = cast
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "GOCCIA_HOME": str(self.settings.home),
            "GOCCIA_DATABASE_URL": self.settings.database_url or "",
            "GOCCIA_PORT": str(self.settings.port),
            "GOCCIA_LOG_LEVEL": "error",
        }
        command = [sys.executable, "-m", "goccia.app.cli", name]
        self.processes[name] = subprocess.Popen(command, cwd=ROOT, env=environment)

    def kill(self, name: str) -> None:
        self.processes[name].kill()
        self.processes[name].wait()

    async def until(self, holds: Callable[[], Any], seconds: float = 30.0) -> Any:
        """Ask again until the answer is good."""
        async with asyncio.timeout(seconds):
            while not (found := await holds()):
                assert all(process.poll() in (None, -9) for process in self.processes.values())
                await asyncio.sleep(0.05)
            return found

    async def up(self) -> bool:
        try:
            return (await self.http.get("/api/health")).status_code == 200
        except httpx.TransportError:
            return False

    async def leads(self) -> list[asyncpg.Record]:
        async with self.database.transaction() as tx:
            return await tx.fetch("SELECT * FROM lead WHERE container_id = $1", self.cast.nord_container)

    async def send_test_lead(self) -> None:
        path = f"/api/containers/{self.cast.nord_container}/test-lead"
        answer = await self.http.post(path, headers=self.cast.rita.headers)
        assert answer.status_code == 202, answer.text


@asynccontextmanager
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = await asyncio.to_thread(make_database, f"goccia_{uuid7().hex}")
    settings = made.model_copy(update={"home": tmp_path, "port": free_port()})
    # The web role's password is derived from the tests' own key.
    (tmp_path / "secret.key").write_bytes(made.key)
    settings.__dict__.pop("key", None)
    database = await connect(web_url(made.database_url or "", settings), size=4)
    cast = await make_cast(database, settings)
    address = f"http://127.0.0.1:{settings.port}"
    async with httpx.AsyncClient(base_url=address, trust_env=False) as http:
        running = House(settings, http, database, cast)
        try:
            running.start("serve")
            running.start("worker")
            await running.until(running.up)
            yield running
        finally:
            for process in running.processes.values():
                process.send_signal(signal.SIGTERM)
            for process in running.processes.values():
                process.wait(15)
            await database.close()


async def test_a_test_lead_falls_on_an_agent_within_seconds(tmp_path: Path) -> None:
    async with house(tmp_path) as running:
        await running.send_test_lead()
        [lead] = await running.until(running.leads, 5)
        assert lead["agent_id"] in {running.cast.anna.id, running.cast.bruno.id}


async def test_a_fault_of_metas_that_passes_delays_a_lead_by_less_than_ten_seconds(tmp_path: Path) -> None:
    async with house(tmp_path) as running:
        key = {"X-Sim-Key": simulated_meta.control_key(running.settings)}
        fault = {"mode": "server_error", "target": "*", "times": 1}
        faulty = await running.http.post(f"{simulated_meta.MOUNT}/_sim/errors", json=fault, headers=key)
        assert faulty.status_code == 200, faulty.text
        await running.send_test_lead()
        assert len(await running.until(running.leads, 10)) == 1


async def test_leads_survive_a_worker_killed_and_a_lost_webhook(tmp_path: Path) -> None:
    async with house(tmp_path) as running:
        running.kill("worker")
        for _ in range(3):
            await running.send_test_lead()
        async with running.database.transaction() as tx:
            [form] = await tx.fetch("SELECT form_id FROM meta_form")
        key = {"X-Sim-Key": simulated_meta.control_key(running.settings)}
        order = {"form_id": form["form_id"], "lost": True}
        lost = await running.http.post(f"{simulated_meta.MOUNT}/_sim/leads", json=order, headers=key)
        assert lost.status_code == 200, lost.text
        assert not await running.leads()
        running.start("worker")

        async def all_four() -> bool:
            return len(await running.leads()) >= 4

        await running.until(all_four)
        leads = await running.leads()
        assert len(leads) == 4
        owners = [lead["agent_id"] for lead in leads]
        assert sorted(owners.count(agent) for agent in set(owners)) == [2, 2]
