"""(c) Export of 100,000 leads with 25 columns, against the plain XlsxWriter loop over the same rows."""

import asyncio
import tempfile
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import psutil
import xlsxwriter

from bench.report import Section
from bench.stage import LEADS, Stage

ROWS = 100_000
COLUMNS = (
    "received_at", "first_name", "last_name", "phone", "email", "province", "region", "city", "postal_code", "address",
    "unit", "container", "agent", "esito", "source", "campaign", "form", "assigned_at", "last_activity_at",
    "next_action_at", "closed_at", "attempts", "submissions", "privacy_consent", "answers",
)  # fmt: skip
_BARE = """
SELECT received_at AT TIME ZONE 'Europe/Rome', first_name, last_name, phone, email, province, region, city, postal_code,
  address, unit_id::text, container_id::text, agent_id::text, esito_id::text, source, campaign, form,
  assigned_at AT TIME ZONE 'Europe/Rome', last_activity_at AT TIME ZONE 'Europe/Rome',
  next_action_at AT TIME ZONE 'Europe/Rome', closed_at AT TIME ZONE 'Europe/Rome', attempts, submissions,
  privacy_consent, answers ->> 'quando_richiamare'
FROM lead WHERE received_at >= $1 ORDER BY received_at DESC, id DESC
"""
LIMIT_MB, TIMES_FASTER = 250.0, 3.0


class Peak:
    """The highest resident memory (RSS) of a process while a block runs, in MB."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.before = self.highest = self._now()

    def _now(self) -> float:
        return float(self._process.memory_info().rss) / 2**20

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self.highest = max(self.highest, self._now())

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


async def _rows(url: str) -> tuple[datetime, list[Any]]:
    """From when there are ROWS leads, and those rows."""
    owner = await asyncpg.connect(url)
    since = await owner.fetchval(
        "SELECT received_at FROM lead WHERE deleted_at IS NULL ORDER BY received_at DESC OFFSET $1 LIMIT 1",
        min(ROWS, LEADS) - 1,
    )
    rows = await owner.fetch(_BARE, since)
    await owner.close()
    return since, rows


def plain_loop(rows: list[Any], path: Path) -> float:
    """Seconds that the loop of XlsxWriter's own documentation takes, its rows already in memory."""
    began = time.perf_counter()
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("Lead")
    moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for number, name in enumerate(COLUMNS):
        sheet.write(0, number, name)
    for line, row in enumerate(rows, start=1):
        for number, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(line, number, value, moment)
            elif value is not None:
                sheet.write(line, number, value)
    workbook.close()
    return time.perf_counter() - began


def run(stage: Stage) -> Section:
    """Once through HTTP, once plainly."""
    section = Section("c", f"Excel: {min(ROWS, LEADS):,} leads × {len(COLUMNS)} columns")
    stack = stage.serve()
    admin = stage.viewer("Admin", "admin", [])
    since, rows = asyncio.run(_rows(stack.postgres.url()))
    params = {"received_from": (since - timedelta(microseconds=1)).isoformat(), "columns": ",".join(COLUMNS)}
    with tempfile.TemporaryDirectory(prefix="goccia-bench-") as folder:
        size = 0
        began = time.perf_counter()
        with (
            Peak(stack.pids("serve")[-1]) as peak,
            httpx.stream(
                "GET", f"{stack.url}/api/leads/export.xlsx", params=params, timeout=300,
                headers={"Authorization": f"Bearer {admin.token}"},
            ) as answer,
        ):  # fmt: skip
            if answer.status_code != 200:
                raise RuntimeError(f"the export answered {answer.status_code}: {answer.read()[:500]!r}")
            for piece in answer.iter_bytes():
                size += len(piece)
        ours = time.perf_counter() - began
        theirs = plain_loop(rows, Path(folder) / "plain.xlsx")
    ratio = theirs / ours
    section.add(
        "rows/s, from the request to the last byte",
        f"{len(rows) / ours:,.0f} ({ours:.1f} s, {size / 1e6:.1f} MB)",
    )
    section.add(
        "plain XlsxWriter loop, rows in memory, rows/s", f"{len(rows) / theirs:,.0f} ({theirs:.1f} s)"
    )
    section.add("times as fast", f"{ratio:.1f}", f"≥ {TIMES_FASTER:.0f}", ratio >= TIMES_FASTER)
    section.add(
        "peak memory of the web process",
        f"{peak.highest:.0f} MB ({peak.highest - peak.before:+.0f})",
        f"< {LIMIT_MB:.0f} MB",
        peak.highest < LIMIT_MB,
    )
    return section
