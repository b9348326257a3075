"""(d) Import of a CSV of 200,000 rows: reading and preview, then writing and distributing, with the memory it takes."""

import csv
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from bench.excel import Peak
from bench.network import bench_id
from bench.report import Section
from bench.stage import Stage

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


def _wait(client: httpx.Client, address: str, wanted: str) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found: dict[str, Any] = client.get(address).raise_for_status().json()
        if found["state"] == wanted:
            return found
        if found["state"] == "failed":
            raise RuntimeError(f"the import failed: {found}")
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
        peaks = {name: Peak(stack.pids(name)[-1]) for name in ("serve", "worker")}
        with peaks["serve"], peaks["worker"]:
            began = time.perf_counter()
            with path.open("rb") as file:
                made = client.post(
                    "/api/imports", files={"file": file}, data={"container_id": str(bench_id(2, UNIT))}
                ).raise_for_status()
            address = f"/api/imports/{made.json()['id']}"
            found = _wait(client, address, "preview")
            read = time.perf_counter() - began
            client.post(f"{address}/commit", json={}).raise_for_status()
            _wait(client, address, "committed")
            whole = time.perf_counter() - began
    new = found["counts"]["new"]
    section.add("records counted as new", f"{new:,}", f"{ROWS:,}", new == ROWS)
    rate = ROWS / read
    section.add(
        "upload to preview, rows/s", f"{rate:,.0f} ({read:.1f} s)", f"≥ {LIMIT_RATE:,}", rate >= LIMIT_RATE
    )
    section.add(
        "commit: stored, assigned, traced, told, rows/s",
        f"{ROWS / (whole - read):,.0f} ({whole - read:.1f} s)",
    )
    for name, peak in peaks.items():
        section.add(
            f"peak memory, {name}", f"{peak.highest:.0f} MB", f"< {LIMIT_MB:.0f} MB", peak.highest < LIMIT_MB
        )
    return section
