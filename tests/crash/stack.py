"""The real product in processes of its own: `goccia run` on a home of its own, to be killed."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from goccia.app.service import MARK, mark_of
from goccia.core import processes
from goccia.core.migrate import web_url
from goccia.core.postgres import EmbeddedPostgres
from goccia.core.settings import Settings

CHECKOUT = Path(__file__).resolve().parents[2]
ADMIN = "capo@example.it"
PASSWORD = "una password lunga"
TARGETS = ("serve", "worker", "postgres")


def until(happens: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for a condition; AssertionError with its name when it does not come in time."""
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Stack:
    """One home and everything that runs on it. Kills only what carries the home's own mark."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.postgres = EmbeddedPostgres(home)
        self.log = home / "run.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = {
            "GOCCIA_HOME": str(home), "GOCCIA_PORT": str(self.port), "GOCCIA_DEMO": "0",
            "GOCCIA_ADMIN_EMAIL": ADMIN, "GOCCIA_ADMIN_PASSWORD": PASSWORD,
        } | environment  # fmt: skip

    @property
    def settings(self) -> Settings:
        """The settings that the processes have: their key signs our tokens too."""
        return Settings(home=self.home, port=self.port, password_cost="lowest")

    @property
    def database_url(self) -> str:
        """The running database's URL as the web role."""
        return web_url(self.postgres.url(), self.settings)

    def start(self) -> None:
        """Start the supervisor; `wait_healthy` tells when the product serves."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("GOCCIA_")}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "goccia.app.cli", "run"],
                cwd=CHECKOUT, env=ours | self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def healthy(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/health", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    def wait_healthy(self, seconds: float = 60) -> None:
        def well() -> bool:
            assert self._process is not None
            assert self._process.poll() is None, f"the supervisor ended:\n{self.log.read_text()[-3000:]}"
            return self.healthy()

        until(well, seconds, "the product is healthy")

    def pids(self, target: str) -> list[int]:
        """The living processes of web server, worker or PostgreSQL, the oldest first."""
        if target == "postgres":
            found = processes.running_with(self.postgres.tag) if self.postgres.data.exists() else iter(())
        else:
            found = processes.running_with_environment(f"{MARK}={mark_of(self.home, target)}")
        started = ((processes.started_at(pid) or 0, pid) for pid in list(found))
        return [pid for _, pid in sorted(started)]

    @property
    def supervisor(self) -> int:
        """The pid of `goccia run` itself."""
        assert self._process is not None
        return self._process.pid

    def kill_one(self, target: str, chance: random.Random) -> int | None:
        """kill -9 one process of the target: the first of them or any other; answers which."""
        pids = self.pids(target)
        if not pids:
            return None
        pid = pids[0] if chance.random() < 0.5 else chance.choice(pids)
        _kill([pid])
        return pid

    def kill_all(self) -> None:
        """kill -9 everything at once, the supervisor first, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        _kill([pid for target in TARGETS for pid in self.pids(target)])

    def stop(self) -> float:
        """SIGTERM to the supervisor; answers the seconds it took. Whatever is left is killed."""
        began = time.monotonic()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        taken = time.monotonic() - began
        _kill([pid for target in TARGETS for pid in self.pids(target)])
        return taken


def _kill(pids: list[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
