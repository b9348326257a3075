"""One process that the supervisor keeps alive: started, restarted with growing pauses, ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from goccia.core import processes

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
STEADY_SECONDS = 30.0  # after so long a life the next death counts as the first
CHECKOUT = Path(__file__).resolve().parents[2]
MARK = "GOCCIA_RUN"  # in the environment of every process of a run, with the home it works for


def command(*words: str) -> list[str]:
    """Return the command line of our own `goccia` with these words."""
    return [sys.executable, "-m", "goccia.app.cli", *words]


def mark_of(home: Path, name: str = "") -> str:
    """Return the value of MARK: the home folder itself, whatever path leads to it, and the process's name."""
    folder = home.stat()
    return f"{folder.st_dev}-{folder.st_ino}:{name}"


def end_leftovers(home: Path, names: tuple[str, ...], seconds: float) -> int:
    """End the processes of an earlier run on this home that was killed; returns how many there were."""
    found = [
        pid for name in names for pid in processes.running_with_environment(f"{MARK}={mark_of(home, name)}")
    ]
    rest = processes.end_all(found, signal.SIGTERM, seconds)
    processes.end_all(rest, signal.SIGKILL, 2.0)
    return len(found)


class Service:
    """A child process by the name of its `goccia` command, started again whenever it dies."""

    def __init__(self, home: Path, name: str) -> None:
        self.name = name
        self._home = home
        self._child: subprocess.Popen[bytes] | None = None
        self._pause = FIRST_PAUSE_SECONDS
        self._started = 0.0
        self._next_start = 0.0

    def keep(self, environment: Mapping[str, str]) -> int | None:
        """Start it if it does not run and its pause is over; return the exit code of a death just seen."""
        now = time.monotonic()
        died = None
        if self._child is not None:
            died = self._child.poll()
            if died is None:
                return None
            self._child = None
            self._sweep()
            if now - self._started > STEADY_SECONDS:
                self._pause = FIRST_PAUSE_SECONDS
            self._next_start = now + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
        if now >= self._next_start:
            self._started = now
            self._child = subprocess.Popen(  # noqa: S603 - our own command
                command(self.name),
                cwd=CHECKOUT,
                env={**environment, MARK: mark_of(self._home, self.name)},
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C reaches the supervisor alone, which ends the others in order
            )
        return died

    def ask_to_end(self) -> None:
        """Send SIGTERM: finish what is at hand and go."""
        if self._child is not None and self._child.poll() is None:
            os.kill(self._child.pid, signal.SIGTERM)

    def ended(self) -> bool:
        """Tell whether nothing of it runs."""
        return self._child is None or self._child.poll() is not None

    def kill(self) -> None:
        """End it and all it started at once."""
        if self._child is not None:
            if self._child.poll() is None:
                self._child.kill()
            self._child.wait()
            self._child = None
        self._sweep()

    def _sweep(self) -> None:
        """A server killed with -9 leaves its own children, who would keep the port."""
        left = processes.running_with_environment(f"{MARK}={mark_of(self._home, self.name)}")
        processes.end_all(list(left), signal.SIGKILL, 2.0)
