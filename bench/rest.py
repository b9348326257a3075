"""(g) At rest: memory of everything that runs, and how long the first and the second start take."""

import asyncio
import tempfile
import time
from pathlib import Path

import httpx

from bench.report import Section
from bench.stage import LEADS, Stage
from goccia.core import processes
from tests.crash.stack import TARGETS, Stack

LIMIT_MB = 400
SETTLE_SECONDS = 10


def pss_mb(pid: int) -> float:
    """Proportional set size: what the process adds, shared pages counted in part."""
    for line in (processes.PROC / str(pid) / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def memory(stack: Stack) -> dict[str, float]:
    """PSS in MB of each part of a running product."""
    parts = {target: sum(pss_mb(pid) for pid in stack.pids(target)) for target in TARGETS}
    return {"supervisor": pss_mb(stack.supervisor), **parts}


def _start(stack: Stack) -> float:
    began = time.monotonic()
    stack.start()
    stack.wait_healthy()
    return time.monotonic() - began


def run(stage: Stage) -> Section:
    """A fresh home for the starts; the large one for the memory, after it was used."""
    section = Section("g", "At rest")
    with tempfile.TemporaryDirectory(prefix="goccia-bench-") as folder:
        stack = Stack(Path(folder))
        try:
            section.add("first start: new database to healthy", f"{_start(stack):.1f} s")
            stopped = stack.stop()
            section.add("stop", f"{stopped:.1f} s", "≤ 10 s", stopped <= 10)
            section.add("second start", f"{_start(stack):.1f} s")
        finally:
            stack.stop()
            stack.postgres.stop()
    stack = stage.serve()
    admin = stage.viewer("Admin", "admin", [])
    headers = {"Authorization": f"Bearer {admin.token}"}
    for _ in range(20):
        httpx.get(f"{stack.url}/api/leads?limit=50", headers=headers, timeout=30).raise_for_status()
    asyncio.run(asyncio.sleep(SETTLE_SECONDS))
    parts = memory(stack)
    total = sum(parts.values())
    words = ", ".join(f"{name} {megabytes:.0f}" for name, megabytes in parts.items())
    section.add(
        f"memory (PSS), {LEADS:,} leads", f"{total:.0f} MB ({words})", f"≤ {LIMIT_MB} MB", total <= LIMIT_MB
    )
    section.note("Starts are those of `goccia run` with packages and front end already built; demo data off.")
    return section
