"""Where the simulator keeps what happened: records in memory, or in a file that several processes share."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

Record = dict[str, Any]


class Journal(Protocol):
    """Records in order. `read` and the writes are only called inside `exclusive()`."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep every other user of the same journal out."""
        ...

    def read(self) -> tuple[list[Record], bool]:
        """The records since the last read; True when the journal began anew and what was known is void."""
        ...

    def append(self, records: Iterable[Record]) -> None:
        """Add records at the end."""
        ...

    def replace(self, records: Iterable[Record]) -> None:
        """Begin anew with these records."""
        ...

    def size(self) -> int:
        """Bytes it takes, as a measure of when to make it shorter."""
        ...


class MemoryJournal:
    """A journal of one process, gone with it."""

    def __init__(self) -> None:
        self._fresh: list[Record] = []
        self._anew = False

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """One event loop works on it, and no section awaits: nothing to lock."""
        yield

    def read(self) -> tuple[list[Record], bool]:
        """Hand over what was written since the last time."""
        fresh, anew = self._fresh, self._anew
        self._fresh, self._anew = [], False
        return fresh, anew

    def append(self, records: Iterable[Record]) -> None:
        """Keep until read."""
        self._fresh.extend(records)

    def replace(self, records: Iterable[Record]) -> None:
        """Forget and keep these until read."""
        self._fresh, self._anew = list(records), True

    def size(self) -> int:
        """Nothing is kept after reading."""
        return 0


class FileJournal:
    """A journal in `folder`: JSON lines, appended under a lock; processes share it and restarts keep it.

    A line cut by a killed process is skipped.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path = folder / "journal.jsonl"
        self._lock = folder / "journal.lock"
        self._inode = 0
        self._position = 0

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """An advisory lock on a file of its own, as the journal itself may be replaced."""
        handle = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def read(self) -> tuple[list[Record], bool]:
        """The lines after the last one read."""
        try:
            stream = self._path.open("rb")
        except FileNotFoundError:
            anew, self._inode, self._position = self._inode != 0, 0, 0
            return [], anew
        with stream:
            state = os.fstat(stream.fileno())
            anew = self._inode not in (0, state.st_ino) or state.st_size < self._position
            if anew or self._inode == 0:
                self._inode, self._position = state.st_ino, 0
            stream.seek(self._position)
            lines = stream.read()
        self._position += len(lines)
        return [record for line in lines.splitlines() if (record := _record(line)) is not None], anew

    def append(self, records: Iterable[Record]) -> None:
        """Write whole lines at once; first end a line that a killed process left open."""
        lines = b"".join(_line(record) for record in records)
        with self._path.open("ab+") as stream:
            os.fchmod(stream.fileno(), 0o600)
            if stream.tell() > 0:
                stream.seek(-1, os.SEEK_END)
                if stream.read(1) != b"\n":
                    lines = b"\n" + lines
            stream.write(lines)

    def replace(self, records: Iterable[Record]) -> None:
        """Write a new file and put it in the place of the old one."""
        fresh = self._path.with_suffix(".new")
        with fresh.open("wb") as stream:
            os.fchmod(stream.fileno(), 0o600)
            stream.writelines(_line(record) for record in records)
        fresh.replace(self._path)

    def size(self) -> int:
        """The file's size in bytes."""
        return self._path.stat().st_size if self._path.exists() else 0


def _line(record: Record) -> bytes:
    return json.dumps(record, separators=(",", ":")).encode() + b"\n"


def _record(line: bytes) -> Record | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) and "kind" in record else None
