"""The texts of a workbook on disk instead of in memory: five million of them are 400 MB as Python strings."""

import os
import tempfile
import weakref
from array import array
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from goccia.intake.reading.problems import FileProblem
from goccia.intake.reading.xml import LONGEST_TEXT, Handlers, local, read_part

_CACHED: Final = 20_000
_LONGEST_CACHED: Final = 60
_BUFFER: Final = 1 << 20


class SharedStrings(Handlers):
    """Texts by number; the file under it goes when the object goes."""

    def __init__(self) -> None:
        self._file = _nameless_file()
        weakref.finalize(self, os.close, self._file)
        self._ends = array("Q", [0])
        self._buffer = bytearray()
        self._cache: dict[int, str] = {}
        self._pieces: list[str] = []
        self._size = 0
        self._written = 0
        self._collect = False
        self._phonetic = False

    def load(self, archive: ZipFile, name: str) -> None:
        """Read the part `name` to its end."""
        for _ in read_part(archive, name, self):
            pass
        self._flush()

    def __getitem__(self, number: int) -> str:
        """Return a text; "" for a number that the workbook does not have."""
        found = self._cache.get(number)
        if found is not None:
            return found
        if not 0 <= number < len(self._ends) - 1:
            return ""
        start, end = self._ends[number], self._ends[number + 1]
        text = os.pread(self._file, end - start, start).decode("utf-8", "replace")
        if len(text) <= _LONGEST_CACHED:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            self._cache[number] = text
        return text

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - the signature is Handlers'
        """See `Handlers`."""
        tag = local(name)
        if tag == "t":
            self._collect = not self._phonetic
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "si":
            self._pieces = []
            self._size = 0

    def end(self, name: str) -> None:
        """See `Handlers`."""
        tag = local(name)
        if tag == "t":
            self._collect = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self._buffer += "".join(self._pieces).encode("utf-8", "replace")
            self._ends.append(self._written + len(self._buffer))
            if len(self._buffer) > _BUFFER:
                self._flush()

    def text(self, data: str) -> None:
        """See `Handlers`."""
        if self._collect:
            self._size += len(data)
            if self._size > LONGEST_TEXT:
                raise FileProblem("cell_too_long")
            self._pieces.append(data)

    def _flush(self) -> None:
        view = bytes(self._buffer)
        while view:
            view = view[os.write(self._file, view) :]
        self._written += len(self._buffer)
        self._buffer.clear()


def _nameless_file() -> int:
    """Open a file that no folder lists: it is gone when closed, even by a killed process."""
    handle, name = tempfile.mkstemp(prefix="goccia-")
    Path(name).unlink()
    return handle
