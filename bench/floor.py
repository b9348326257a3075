"""The floor under an import: the rows that it wrote, sent once more by COPY into the same tables with all their indexes.

New ids, phones and e-mails, one table after the other, in one transaction that is rolled back: no verdict, no turn, no
mark, no progress; JSON is ready and parsed by nobody.
"""

import io
import time
from uuid import UUID

import asyncpg

SAMPLE = 20_000
_ID = "(overlay({}::text placing '03' from 1 for 2))::uuid"
_TABLES = {"lead": "id", "submission": "lead_id", "decision": "lead_id", "event": "lead_id"}
_COLUMNS = """
SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
AND attgenerated = '' AND attidentity = '' AND attname <> 'tx' ORDER BY attnum
"""


async def copy_rate(url: str, import_id: UUID) -> float:
    """Leads a second that COPY takes in, each with submission, decision and two events (as a superuser)."""
    owner = await asyncpg.connect(url)
    try:
        await owner.execute(
            f"CREATE TEMP TABLE copied AS SELECT lead_id AS old, {_ID.format('lead_id')} AS new FROM import_row"
            f" WHERE import_id = '{import_id}' AND made ORDER BY number LIMIT {SAMPLE}"
        )
        ready = [(table, *await _read(owner, table, key)) for table, key in _TABLES.items()]
        leads = await owner.fetchval("SELECT count(*) FROM copied")
        transaction = owner.transaction()
        await transaction.start()
        began = time.perf_counter()
        for table, columns, rows in ready:
            await owner.copy_to_table(table, source=rows, columns=columns, format="binary")
        took = time.perf_counter() - began
        await transaction.rollback()
        return float(leads / took)
    finally:
        await owner.close()


async def _read(owner: asyncpg.Connection, table: str, key: str) -> tuple[list[str], io.BytesIO]:
    columns = [row["attname"] for row in await owner.fetch(_COLUMNS, table)]
    said = {
        "id": _ID.format("t.id"),
        "phone": "'+99' || substr(t.phone, 4)",
        "email": "'z' || t.email",
        "household": "'z' || t.household",
        key: "c.new",
    }
    values = ", ".join(said.get(column, f"t.{column}") for column in columns)
    rows = io.BytesIO()
    await owner.copy_from_query(
        f"SELECT {values} FROM {table} t JOIN copied c ON c.old = t.{key} ORDER BY c.new",
        output=rows,
        format="binary",
    )
    rows.seek(0)
    return columns, rows
