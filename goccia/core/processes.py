"""What the kernel says about other processes (Linux's /proc), for finding what an earlier run left behind."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
POLL_SECONDS = 0.02


def alive(pid: int) -> bool:
    """Tell whether the process runs; a zombie (nobody reaped it) does not count as running."""
    return started_at(pid) is not None


def started_at(pid: int) -> int | None:
    """Return the start time in clock ticks since boot, or None for a process that is gone or a zombie.

    A pid comes back after a reboot or a wrap-around; the pair (pid, start time) does not.
    """
    try:
        stat = (PROC / str(pid) / "stat").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = stat.rpartition(")")[2].split()  # the name before it may hold spaces and brackets
    return None if fields[0] in "ZX" else int(fields[19])


def command_line(pid: int) -> str:
    """Return the process's arguments joined by spaces, empty when it is gone."""
    try:
        raw = (PROC / str(pid) / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""
    return raw.replace(b"\0", b" ").decode(errors="replace").strip()


def running_with(tag: str) -> Iterator[int]:
    """Yield the living processes whose command line or title contains the tag, ourselves excepted."""
    for entry in PROC.iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            pid = int(entry.name)
            if tag in command_line(pid) and alive(pid):
                yield pid


def wait_gone(pid: int, seconds: float) -> bool:
    """Wait until the process has ended; False when it still runs after so many seconds."""
    deadline = time.monotonic() + seconds
    while alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def end(pid: int, signals: list[tuple[signal.Signals, float]]) -> bool:
    """Send each signal in turn, waiting the seconds beside it; True as soon as the process has ended."""
    for number, seconds in signals:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        if wait_gone(pid, seconds):
            return True
    return False


def running_with_environment(line: str) -> Iterator[int]:
    """Yield the living processes started with this NAME=value: a child hands it on to its own children."""
    wanted = line.encode()
    for entry in PROC.iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                lines = (entry / "environ").read_bytes().split(b"\0")
            except OSError:  # gone, or another person's
                continue
            if wanted in lines and alive(int(entry.name)):
                yield int(entry.name)


def end_all(pids: list[int], number: signal.Signals, seconds: float) -> list[int]:
    """Send one signal to all of them and return those that still run after so many seconds."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue
    deadline = time.monotonic() + seconds
    return [pid for pid in pids if not wait_gone(pid, max(0.0, deadline - time.monotonic()))]


def end_with_parent() -> None:
    """Ask the kernel to send this process SIGTERM when the one that started it dies, even by kill -9."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


class Parent:
    """The process that started us, watched for its end.

    make passes SIGTERM on to what it runs, but keeps SIGINT and SIGHUP to itself and waits. While it
    does, the kernel shows the signal as blocked, and that is how we learn of it.
    """

    WATCHED = sum(1 << (number - 1) for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM))

    def __init__(self) -> None:
        self.pid = os.getppid()
        self._blocked_at_first = self._blocked()

    def ending(self) -> bool:
        """Tell whether it has ended or is handling a signal that ends it."""
        blocked = self._blocked()
        ending = os.getppid() != self.pid or bool(blocked & ~self._blocked_at_first & self.WATCHED)
        self._blocked_at_first &= blocked  # make blocks them for a moment when it starts somebody
        return ending

    def _blocked(self) -> int:
        try:
            status = (PROC / str(self.pid) / "status").read_text(errors="replace")
        except OSError:
            return 0
        return int(status.partition("SigBlk:")[2].split()[0], 16)
