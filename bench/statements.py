"""The statements of one delivery, as the product sent them, made into a script for pgbench.

The product's own code runs once with a listener on its connection; each statement and its values are kept as they
were. What differs from one delivery to the next (ids, phone, unit) becomes an expression of pgbench's variables.
"""

from typing import Any
from uuid import UUID

import asyncpg

from bench.network import AGENTS, bench_id
from goccia.core.database import SYSTEM, Database, Transaction
from goccia.intake.hooks import Request, receive

UNIT = 7
PHONE = "+393331234567"
EMAIL = "persona.prova@example.it"
_VARIABLES = f"""\\set unit random(1, :units)
\\set agent :unit * 1000 + random(1, {AGENTS})
\\set n :n + 1
\\set key :start * 100000000000 + :client_id * 1000000000 + :n"""


class Listener:
    """Stands between a transaction and its connection and keeps what is sent."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.sent: list[tuple[str, tuple[object, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        reached = getattr(self._connection, name)
        if name not in ("fetch", "fetchrow", "fetchval", "execute"):
            return reached

        async def listen(query: str, *values: object) -> Any:
            self.sent.append((query, values))
            return await reached(query, *values)

        return listen


class _RollBackError(Exception):
    """The delivery was only listened to."""


async def script_of_a_delivery(database: Database, body: bytes) -> str:
    """Take one delivery with PHONE and EMAIL, and roll it back; answer the pgbench script of its statements.

    The script wants `-D units=… -D start=… -D n=0`; `start` differs from run to run.
    """
    lines: list[str] = []
    try:
        async with database.transaction() as tx:
            listener = Listener(tx.connection)
            heard = Transaction(listener, tx.scope, tx.now)  # type: ignore[arg-type]
            receipt = await receive(heard, f"bench-{UNIT}", Request("POST", "application/json", "", body))
            lead = await tx.fetchrow(
                "SELECT l.id, l.agent_id, s.id AS submission FROM lead l JOIN submission s ON s.lead_id = l.id"
                " WHERE l.id = $1",
                receipt.outcomes[0].lead_id,
            )
            assert lead is not None  # noqa: S101 - it was made just now
            changing = _changing(lead["agent_id"], [lead["id"], lead["submission"], receipt.delivery_id])
            lines = [await _line(tx.connection, query, values, changing) for query, values in listener.sent]
            raise _RollBackError
    except _RollBackError:
        pass
    begin = ["\\startpipeline", "BEGIN;", f"{SYSTEM.statement};", "\\endpipeline"]
    return "\n".join([_VARIABLES, *begin, *lines, "COMMIT;", ""])


def _changing(agent: UUID, made: list[UUID]) -> dict[str, str]:
    """What differs from delivery to delivery, and the SQL that stands for it."""
    return {
        f"bench-{UNIT}": "'bench-' || :unit",
        str(bench_id(1, UNIT)): "bench_id(1, :unit)",
        str(bench_id(2, UNIT)): "bench_id(2, :unit)",
        str(agent): "bench_id(3, :agent)",
        PHONE: "'+39' || :key",
        EMAIL: "'persona' || :key || '@example.it'",
        **{str(found): f"bench_key(:key, {place})" for place, found in enumerate(made)},
    }


async def _line(connection: Any, query: str, values: tuple[object, ...], changing: dict[str, str]) -> str:
    parameters: tuple[asyncpg.Type, ...] = (await connection.prepare(query)).get_parameters()
    text = query
    for number in range(len(values), 0, -1):
        kind = parameters[number - 1].name
        shown = await connection.fetchval(f"SELECT ($1::{kind})::text", values[number - 1])
        text = text.replace(f"${number}", _expression(shown, kind, changing))
    return " ".join(text.split()) + ";"


def _expression(shown: str | None, kind: str, changing: dict[str, str]) -> str:
    if shown is None:
        return f"NULL::{kind}"
    # pgbench would take a colon and a word for a variable, even inside a literal
    text = "E'" + shown.replace("\\", "\\\\").replace("'", "''").replace(":", "\\072") + "'"
    for found, expression in changing.items():
        text = text.replace(found, f"' || {expression} || E'")
    return f"({text})::{kind}"
