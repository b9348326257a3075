"""What all programs share: the real product on a home of its own, with a network and a million leads, and logins."""

import asyncio
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import asyncpg

from bench.data import make_leads
from bench.network import AGENTS, bench_id, make_network
from goccia.core.database import Scope
from goccia.core.migrate import migrate, set_web_password
from goccia.identity.tokens import AccessToken, issue_access
from goccia.kit.ids import uuid7
from tests.crash.stack import Stack

LEADS = int(os.environ.get("GOCCIA_BENCH_LEADS", "1000000"))


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody logged in: a name for the tables, their eyes, their token."""

    name: str
    scope: Scope
    token: str


class Stage:
    """Made when first needed, thrown away at the end. Nothing of an earlier run is used."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="goccia-bench-"))
        self.stack = Stack(self.folder)
        self._filled = False
        self._serving = False

    def serve(self) -> Stack:
        """The product serves, with the leads there."""
        self.only_database()
        self.stack.start()
        self.stack.wait_healthy()
        self._serving = True
        return self.stack

    def only_database(self) -> Stack:
        """PostgreSQL runs, nothing else, with the leads there."""
        if self._serving:
            self.stack.stop()
            self._serving = False
        url = self.stack.postgres.start()
        if not self._filled:
            print(f"  loading {LEADS:,} leads …", flush=True)
            migrate(url)
            asyncio.run(self._fill(url))
            self._filled = True
        return self.stack

    async def _fill(self, url: str) -> None:
        await set_web_password(url, self.stack.settings)
        owner = await asyncpg.connect(url)
        await make_network(owner)
        await make_leads(owner, LEADS)
        await owner.close()

    def close(self) -> None:
        """End everything and delete the data."""
        self.stack.stop()
        self.stack.postgres.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def viewer(self, name: str, role: str, units: list[int], user: UUID | None = None) -> Viewer:
        """Log somebody in; makes the person where `user` is none of the network's agents."""
        return asyncio.run(self._viewer(name, role, [bench_id(1, unit) for unit in units], user))

    async def _viewer(self, name: str, role: str, units: list[UUID], user: UUID | None) -> Viewer:
        owner = await asyncpg.connect(self.stack.postgres.url())
        person, family, now = user or uuid7(), uuid7(), datetime.now(UTC)
        if user is None:
            await owner.execute(
                "INSERT INTO app_user (id, email, first_name, last_name, role, password_hash, created_at)"
                " VALUES ($1::uuid, $1::text || '@example.it', 'Prova', 'Bench', $2, '-', $3)",
                person, role, now,
            )  # fmt: skip
            await owner.executemany(
                "INSERT INTO user_unit (user_id, unit_id) VALUES ($1, $2)", [(person, unit) for unit in units]
            )
        await owner.execute(
            "INSERT INTO session (id, user_id, token_hash, family, created_at, expires_at)"
            " VALUES ($1, $2, $3, $4, $5, 'infinity')",
            uuid7(), person, uuid7().hex, family, now,
        )  # fmt: skip
        await owner.close()
        token = issue_access(self.stack.settings, AccessToken(person, 0, family), now)
        return Viewer(name, Scope(role, person, tuple(units)), token)  # type: ignore[arg-type]

    def agent(self, unit: int, place: int) -> Viewer:
        """One of the network's agents, logged in."""
        return self.viewer("Agente", "agente", [unit], bench_id(3, unit * 1000 + place))

    def everyone(self) -> list[Viewer]:
        """An Admin, a Referente of two units, one of one unit, an Agente."""
        return [
            self.viewer("Admin", "admin", []),
            self.viewer("Referente, 2 units", "referente", [7, 8]),
            self.viewer("Referente, 1 unit", "referente", [7]),
            self.agent(7, min(7, AGENTS)),
        ]
