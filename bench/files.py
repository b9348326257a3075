"""(d) Import of a CSV of 200,000 rows: reading and preview, then writing and distributing, with the memory it takes."""

import asyncio
import csv
import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psutil

from bench.excel import Peak
from bench.floor import SAMPLE, copy_rate
from bench.network import bench_id
from bench.report import Section
from bench.stage import LEADS, Stage

ROWS = int(os.environ.get("GOCCIA_BENCH_ROWS", "200000"))
UNIT = 13
LIMIT_RATE, LIMIT_MB = 5_000, 400.0
PATIENCE_SECONDS = 900


def make_file(path: Path) -> None:
    """What a list vendor sends: semicolons, Italian headers, nine columns."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(
            [
                "Nominativo",
                "Cellulare",
                "E-mail",
                "Prov.",
                "Comune",
                "CAP",
                "Indirizzo",
                "Campagna",
                "Bolletta media",
            ]
        )
        for row in range(ROWS):
            writer.writerow(
                [
                    f"Rossi Maria {row % 977}", f"+39 351 {row:07d}", f"lista{row}@example.it", "NA", "Napoli", "80134",
                    f"Via Roma {row % 300}", "Lista autunno", f"{row % 400},50",
                ]
            )  # fmt: skip


class Family(Peak):
    """The same of a process with its children: a file is read in a process of its own."""

    def _now(self) -> float:
        total = super()._now()
        for child in self._process.children(recursive=True):
            try:
                total += child.memory_info().rss / 2**20
            except psutil.Error:  # it has ended meanwhile
                continue
        return total


@dataclass(slots=True)
class Watched:
    """An import as a person follows it: what is shown at the end, and the steps of progress seen on the way."""

    client: httpx.Client
    address: str
    shown: dict[str, Any] = field(default_factory=dict)
    steps: set[int] = field(default_factory=set)

    def wait(self, wanted: str) -> None:
        """Ask five times a second until the import is in this state."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            self.shown = self.client.get(self.address).raise_for_status().json()
            if self.shown["state"] == wanted:
                return
            if self.shown["state"] == "failed":
                raise RuntimeError(f"the import failed: {self.shown}")
            if self.shown["progress"]:
                self.steps.add(self.shown["progress"]["done"])
            time.sleep(0.2)
        raise RuntimeError(f"the import is not {wanted} after {PATIENCE_SECONDS} s")


def run(stage: Stage) -> Section:
    """Through the API, as a person would; the worker does the work."""
    section = Section("d", f"Import: a CSV of {ROWS:,} rows, 9 columns")
    stack = stage.serve()
    headers = {"Authorization": f"Bearer {stage.viewer('Admin', 'admin', []).token}"}
    with (
        tempfile.TemporaryDirectory(prefix="goccia-bench-") as folder,
        httpx.Client(base_url=stack.url, headers=headers, timeout=120) as client,
    ):
        if "/api/imports" not in client.get("/api/openapi.json").json()["paths"]:
            section.note("Not measured: this version has no imports.")
            return section
        path = Path(folder) / "lista.csv"
        make_file(path)
        peaks = {"web": Peak(stack.pids("serve")[-1]), "worker and reader": Family(stack.pids("worker")[0])}
        with peaks["web"], peaks["worker and reader"]:
            began = time.perf_counter()
            with path.open("rb") as file:
                made = client.post(
                    "/api/imports", files={"file": file}, data={"container_id": str(bench_id(2, UNIT))}
                ).raise_for_status()
            reading = Watched(client, f"/api/imports/{made.json()['id']}")
            reading.wait("preview")
            read = time.perf_counter() - began
            writing = Watched(client, reading.address)
            client.post(f"{writing.address}/commit", json={}).raise_for_status()
            writing.wait("committed")
            wrote = time.perf_counter() - began - read
    new = writing.shown["counts"]["new"]
    section.add("records that became leads", f"{new:,}", f"{ROWS:,}", new == ROWS)
    for name, seconds in (
        ("upload to preview, rows/s", read),
        ("commit: stored, assigned, traced, told, rows/s", wrote),
    ):
        rate = ROWS / seconds
        section.add(name, f"{rate:,.0f} ({seconds:.1f} s)", f"≥ {LIMIT_RATE:,}", rate >= LIMIT_RATE)
    floor = asyncio.run(copy_rate(stack.postgres.url(), UUID(made.json()["id"])))
    section.add("bare COPY of the rows written, rows/s", f"{floor:,.0f}")
    section.add("commit, of that", f"{ROWS / wrote / floor:.2f}")
    steps = min(len(reading.steps), len(writing.steps))
    section.add("steps of progress shown, the fewer of the two", f"{steps}", "≥ 10", steps >= 10)
    for name, peak in peaks.items():
        section.add(
            f"peak memory, {name}", f"{peak.highest:.0f} MB", f"< {LIMIT_MB:.0f} MB", peak.highest < LIMIT_MB
        )
    section.note(
        f"{LEADS:,} leads there before. COPY: {SAMPLE:,} of these leads with their submissions, decisions and events,"
        " once more, with the indexes."
    )
    return section
