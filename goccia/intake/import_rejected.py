"""The rejected records of an import as an Excel file, to be mended and sent again."""

from typing import Final
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import NotFound
from goccia.leads.export_columns import Column, safe
from goccia.leads.export_file import Workbook, write_workbook
from goccia.leads.export_words import moment_in_words

NAMES: Final = {"it": "righe-scartate", "en": "rejected-rows"}
_MOST_COLUMNS: Final = 1_000
_WIDTH = """
SELECT coalesce(max(jsonb_array_length(cells)), 0) FROM import_row WHERE import_id = $1 AND verdict = 'rejected'
"""
_REASON = """
(SELECT string_agg(n ->> '{}', '; ' ORDER BY place)
 FROM jsonb_array_elements(notices) WITH ORDINALITY AS said (n, place))
"""


async def rejected_workbook(tx: Transaction, import_id: UUID, language: str) -> Workbook:
    """Write the rejected records: row number, reason, and every cell as a text that is no formula.

    Raises:
        NotFound: no such import for these eyes.
    """
    found = await tx.fetchrow("SELECT filename, columns, created_at FROM import WHERE id = $1", import_id)
    if found is None:
        raise NotFound
    width = min(_MOST_COLUMNS, max(len(found["columns"]), await tx.fetchval(_WIDTH, import_id)))
    headers = [column["header"] for column in found["columns"]]
    columns = [
        Column("row_number", "Riga", "Row", "number", kind="number", width=8),
        Column("reason", "Motivo", "Reason", _REASON.format("en" if language == "en" else "it"), width=48),
        *(_cell(place, headers[place] if place < len(headers) else "") for place in range(width)),
    ]
    cells = ", ".join(f"{column.sql} AS c{place}" for place, column in enumerate(columns))
    cursor = await tx.connection.cursor(
        f"SELECT {cells} FROM import_row WHERE import_id = $1 AND verdict = 'rejected' ORDER BY number",
        import_id,
    )
    words = ("File", "Uploaded on") if language == "en" else ("File", "Caricato il")
    about = [(words[0], safe(found["filename"])), (words[1], moment_in_words(found["created_at"]))]
    return await write_workbook(cursor, columns, language, about)


def _cell(place: int, header: str) -> Column:
    name = header or f"({place + 1})"
    return Column(f"column {place + 1}", name, name, f"cells ->> {place}", width=18)
