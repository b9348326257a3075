"""What the kernel says about other processes (Linux's /proc), for finding what an earlier run left behind."""

from __future__ import annotations

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
