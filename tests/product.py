"""The whole product, started for tests from outside: its own home, a free port, `goccia run`."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
READY_WITHIN_SECONDS = 120.0
ADMIN = {"GOCCIA_ADMIN_EMAIL": "ada@example.it", "GOCCIA_ADMIN_PASSWORD": "una-goccia-alla-volta"}


@contextlib.contextmanager
def running(folder: Path, **settings: str) -> Iterator[dict[str, str]]:
    """Start the product in this folder, give its settings (home and port among them), stop it at the end."""
    home, log = folder / "home", folder / "product.log"
    home.mkdir(parents=True, exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    given = {**ADMIN, "GOCCIA_HOME": str(home), "GOCCIA_PORT": port, **settings}
    others = {name: value for name, value in os.environ.items() if not name.startswith("GOCCIA_")}
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "goccia.app.cli", "run"],
            cwd=CHECKOUT,
            env={**others, **given},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    try:
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while "Ctrl-C" not in log.read_text(errors="replace"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the product did not start:\n{log.read_text(errors='replace')[-4000:]}")
            time.sleep(0.1)
        yield given
    finally:
        process.terminate()
        process.wait(20)
