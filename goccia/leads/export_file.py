"""Writing the workbook, row by row, outside the event loop; memory does not grow with the rows."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from rustpy_xlsxwriter import FastExcel, Format

from goccia.leads.export_columns import LONGEST_CELL, Column, headers, safe

ROWS_AT_ONCE = 1000
PIECE = 256 * 1024
LONGEST_WAIT = 300
"""Seconds for a thousand rows; a lost connection would otherwise hold the thread."""
writers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="export")


@dataclass(slots=True)
class Workbook:
    """A written workbook: open, and already without a name in the file system, so that nothing stays behind."""

    file: BinaryIO
    size: int
    rows: int

    async def pieces(self) -> AsyncIterator[bytes]:
        """Its bytes, to be sent."""
        with self.file:
            while piece := await asyncio.to_thread(self.file.read, PIECE):
                yield piece


class _Rows:
    """Rows of a server-side cursor as the writer wants them: the next thousand are fetched while these are written."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, cursor: Any, columns: Sequence[Column], labels: list[str]
    ):
        self.loop, self.cursor, self.labels = loop, cursor, labels
        self.texts = [place for place, column in enumerate(columns) if column.kind == "text"]
        self.readers = [(place, column.read) for place, column in enumerate(columns) if column.read]
        self.count = 0
        self.given_up = False

    def _fetch(self) -> Any:
        return asyncio.run_coroutine_threadsafe(self.cursor.fetch(ROWS_AT_ONCE), self.loop)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        coming = self._fetch()
        while rows := coming.result(LONGEST_WAIT):
            if self.given_up:
                raise RuntimeError("the request has ended")
            coming = self._fetch()
            for row in rows:
                yield self._cells(row)
            self.count += len(rows)
        if not self.count:
            yield dict.fromkeys(self.labels)  # the header comes from the first row

    def _cells(self, row: Any) -> dict[str, Any]:
        cells = list(row)
        for place in self.texts:
            text = cells[place]
            if text and (not text[0].isalnum() or len(text) > LONGEST_CELL):
                cells[place] = safe(text)
        for place, read in self.readers:
            if cells[place] is not None:
                cells[place] = read(cells[place])
        return dict(zip(self.labels, cells, strict=True))


async def write_workbook(
    cursor: Any, columns: Sequence[Column], language: str, about: Sequence[tuple[str, str]]
) -> Workbook:
    """Write the rows of a cursor, and what is said about them with their number, into a temporary file."""
    loop = asyncio.get_running_loop()
    rows = _Rows(loop, cursor, columns, headers(columns, language))
    try:
        return await loop.run_in_executor(writers, _write, rows, columns, language, about)
    finally:
        rows.given_up = True


def _write(
    rows: _Rows, columns: Sequence[Column], language: str, about: Sequence[tuple[str, str]]
) -> Workbook:
    words = ("What", "Value", "Rows") if language == "en" else ("Voce", "Valore", "Righe")

    def filter_rows() -> Iterator[dict[str, Any]]:
        yield {words[0]: words[2], words[1]: rows.count}
        for name, value in about:
            yield {words[0]: safe(name), words[1]: safe(value)}

    day = Format().set_num_format("dd/mm/yyyy")
    dates = {label: day for label, column in zip(rows.labels, columns, strict=True) if column.kind == "date"}
    widths = {label: column.width for label, column in zip(rows.labels, columns, strict=True)}
    with tempfile.TemporaryDirectory(prefix="goccia-export-") as folder:
        path = Path(folder) / "lead.xlsx"
        (
            FastExcel(str(path))
            .format(bold_headers=True, datetime_format="dd/mm/yyyy hh:mm")
            .freeze(row=1)
            .sheet("Lead", iter(rows), autofilter=True, column_formats=dates, column_widths=widths)
            .sheet("Filtro", filter_rows(), column_widths=[26.0, 60.0])
            .save()
        )
        return Workbook(path.open("rb"), path.stat().st_size, rows.count)
