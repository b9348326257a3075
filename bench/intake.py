"""(a) A delivery over HTTP to stored, assigned and told, against pgbench sending the same statements."""

import asyncio
import itertools
import os
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import orjson

from bench.load import Load, post, send
from bench.network import AGENTS, UNITS
from bench.report import Section, milliseconds, percentile
from bench.stage import LEADS, Stage
from bench.statements import EMAIL, PHONE, script_of_a_delivery
from goccia.core import postgres_binaries
from goccia.core.database import connect
from tests.crash.stack import Stack

CONNECTIONS = 16
SECONDS = 8
ROUNDS = 3
LIMIT = 0.2


def body(phone: str, email: str) -> bytes:
    """A landing page's lead, of the usual size."""
    return orjson.dumps(
        {
            "nome": "Maria Luisa", "cognome": "Esposito", "telefono": phone, "email": email, "provincia": "NA",
            "citta": "Napoli", "indirizzo": "Via Toledo 12", "cap": "80134", "campagna": "Fotovoltaico autunno",
            "tipologia_abitativa": "villetta", "privacy": "accetto", "quando_vuoi_essere_richiamato": "di mattina",
        }
    )  # fmt: skip


def leads(round_number: int) -> Iterator[bytes]:
    """Deliveries to the units in turn, each of another person."""
    for number in itertools.count():
        phone = f"+39 34{round_number} {number:07d}"
        yield post(
            f"/hooks/in/bench-{number % UNITS + 1}", body(phone, f"p{round_number}.{number}@example.it")
        )


def pgbench(url: str, script: Path, start: int) -> float:
    """Run the script at the same concurrency; answers transactions a second."""
    parts = urlsplit(url)
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        [
            postgres_binaries.of_the_wheel() / "pgbench", "-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", "1",
            "-T", str(SECONDS), "-f", script, "-D", f"units={UNITS}", "-D", f"start={start}", "-D", "n=0",
            "-h", parts.hostname or "", "-p", str(parts.port), "-U", parts.username or "", parts.path[1:],
        ],
        env={**os.environ, "PGPASSWORD": parts.password or "", "PGOPTIONS": "-c jit=off -c timezone=UTC"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0 or "number of failed transactions: 0 " not in done.stdout:
        raise RuntimeError(f"pgbench failed:\n{done.stdout}{done.stderr[-2000:]}")
    return float(done.stdout.split("tps = ")[1].split()[0])


async def prepare(stack: Stack) -> str:
    """The script, from one delivery's own statements."""
    database = await connect(stack.database_url, size=2, smallest=1)
    try:
        return await script_of_a_delivery(database, body(PHONE, EMAIL))
    finally:
        await database.close()


def run(stage: Stage) -> Section:
    """Interleave rounds of both on one server; the web server is down while pgbench runs."""
    section = Section(
        "a",
        f"Intake over HTTP: {CONNECTIONS} connections, {UNITS} units of {AGENTS} agents, {LEADS:,} leads there",
    )
    measured: list[Load] = []
    ceiling: list[float] = []
    script = stage.folder / "delivery.sql"
    for number in range(1, ROUNDS + 1):
        stack = stage.serve()
        if number == 1:
            script.write_text(asyncio.run(prepare(stack)), encoding="utf-8")
        asyncio.run(send(stack.port, leads(number + 4), CONNECTIONS, 1.0))  # warm
        measured.append(asyncio.run(send(stack.port, leads(number), CONNECTIONS, SECONDS)))
        ceiling.append(pgbench(stage.only_database().database_url, script, number))
    ours, theirs = statistics.median(load.rate for load in measured), statistics.median(ceiling)
    ratios = [load.rate / limit for load, limit in zip(measured, ceiling, strict=True)]
    every = [seconds for load in measured for seconds in load.latencies]
    refused = sum(load.refused for load in measured)
    rounds = ", ".join(f"{load.rate:.0f}" for load in measured)
    section.add("leads/s, median of the rounds", f"{ours:.0f} ({rounds})")
    rounds = ", ".join(f"{rate:.0f}" for rate in ceiling)
    section.add("pgbench, the same statements, transactions/s", f"{theirs:.0f} ({rounds})")
    ratio = statistics.median(ratios)
    rounds = ", ".join(f"{one:.2f}" for one in ratios)
    section.add("ratio", f"{ratio:.2f} ({rounds})", f"≥ {LIMIT}", ratio >= LIMIT)
    section.add(
        "answer p50 / p99",
        f"{milliseconds(percentile(every, 0.5))} / {milliseconds(percentile(every, 0.99))}",
    )
    section.add("not answered with 200", str(refused), "0", refused == 0)
    section.note(
        "Stored, recognised, assigned, traced and told in one transaction, fsync on. pgbench (prepared, one thread) runs"
        " what the product sent for one delivery, captured from its own connection, with ids, phone and unit varied;"
        " the web server is down meanwhile."
    )
    return section
