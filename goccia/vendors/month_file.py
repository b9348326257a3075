"""The file of a month for a vendor: made once of what is confirmed, kept as it was made. What is confirmed later goes into a
supplementary one; no return is ever in two."""

import asyncio
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound
from goccia.identity.access import User
from goccia.kit.ids import uuid7
from goccia.organisation.queries import require_unit
from goccia.vendors import proof
from goccia.vendors.events import VendorFileMade, VendorReturnSent
from goccia.vendors.words import REASONS, TOTAL
from goccia.vendors.workbook import Cell, Contents, write

MOST_ROWS: Final = 2000
"""More go into the supplementary file."""
# A second one waits here, then sees them in the first one's file and takes the rest.
_TAKE = f"""
SELECT id FROM vendor_return WHERE unit_id = $1 AND vendor = $2 AND month = $3 AND state = 'confirmed'
ORDER BY id LIMIT {MOST_ROWS} FOR UPDATE
"""
_ROWS = """
SELECT r.id, r.lead_id, r.sold_as, r.unit_id, r.reason, r.price, r.proposed_at, r.last_day, l.received_at, l.first_name,
  l.last_name, l.phone, l.phone_raw, l.email, l.source, l.campaign, l.ad, l.form, c.name AS container, c.return_window_days,
  c.return_reasons, e.label AS esito, (SELECT s.provider_lead_id FROM submission s WHERE s.lead_id = r.lead_id
    AND s.container_id = r.container_id ORDER BY s.received_at, s.id LIMIT 1) AS provider_lead_id
FROM vendor_return r JOIN lead l ON l.id = r.lead_id JOIN container c ON c.id = r.container_id
LEFT JOIN esito e ON e.id = r.esito_id WHERE r.id = ANY ($1::uuid[]) ORDER BY l.received_at, r.id
"""
_NUMBER = (
    "SELECT coalesce(max(number), 0) + 1 FROM vendor_file WHERE unit_id = $1 AND vendor = $2 AND month = $3"
)
_KEEP = """
INSERT INTO vendor_file (id, unit_id, vendor, month, number, rows, amount, made_by, made_at, content)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
_SEND = "UPDATE vendor_return SET state = 'sent', file_id = $2, sent_at = $3 WHERE id = ANY ($1::uuid[])"


class NothingToSend(Conflict):
    """No return of that vendor and month is confirmed and in no file."""

    code = "nothing_to_send"
    it = (
        "Non c'è nessun reso confermato da mandare a questo fornitore per questo mese: conferma prima i resi."
    )
    en = "No confirmed return waits for this vendor and month: confirm the returns first."


async def make(tx: Transaction, user: User, unit_id: UUID, vendor: str, month: date) -> UUID:
    """Make the next file of a vendor and month, of what is confirmed; answers its id.

    Raises:
        NotFound: the unit is not there to see.
        NothingToSend: nothing is confirmed.
    """
    await require_unit(tx, unit_id)
    place = 1 if user.language == "en" else 0
    async with tx.as_system():
        ids = [row["id"] for row in await tx.fetch(_TAKE, unit_id, vendor, month)]
        if not ids:
            raise NothingToSend
        rows = await tx.fetch(_ROWS, ids)
        number = await tx.fetchval(_NUMBER, unit_id, vendor, month)
        lines = await proof.of(tx, [row["id"] for row in rows], place)
        unit = await tx.fetchval("SELECT name FROM unit WHERE id = $1", unit_id)
        place_of = {row["id"]: (at, str(row["sold_as"])) for at, row in enumerate(rows, start=1)}
        said = Contents(
            place=place,
            made_at=tx.now,
            returns=[_cells(at, row, place) for at, row in enumerate(rows, start=1)],
            proof=[(*place_of[line.return_id], line) for line in lines],
            terms=_terms(rows, place, [
                (("Fornitore", "Vendor")[place], vendor), (("Cliente", "Customer")[place], unit),
                (("Mese dei lead", "Month of the leads")[place], f"{month:%m/%Y}"),
                (("File del mese n.", "File of the month no.")[place], number),
                (("Preparato il", "Made at")[place], tx.now),
            ]),
        )  # fmt: skip
        content = await asyncio.to_thread(write, said)
        file_id = uuid7()
        amount = sum((row["price"] or Decimal(0) for row in rows), Decimal(0))
        values = (file_id, unit_id, vendor, month, number, len(rows), amount, user.id, tx.now, content)
        await tx.execute(_KEEP, *values)
        await tx.execute(_SEND, ids, file_id, tx.now)
        sent = [
            VendorReturnSent(
                unit_id=unit_id, lead_id=row["lead_id"], subject_id=row["id"], return_reason=row["reason"]
            )
            for row in rows
        ]
        made = VendorFileMade(
            unit_id=unit_id, subject_id=file_id, vendor=vendor, month=f"{month:%Y-%m}", number=number,
            rows=len(rows),
        )  # fmt: skip
        await events.record(tx, user.actor, *sent, made)
    return file_id


async def content(tx: Transaction, file_id: UUID) -> tuple[str, bytes]:
    """A file as it was made, byte for byte, and what to call it.

    Raises:
        NotFound: it is not there to see.
    """
    row = await tx.fetchrow("SELECT vendor, month, number, content FROM vendor_file WHERE id = $1", file_id)
    if row is None:
        raise NotFound
    more = f"-{row['number']}" if row["number"] > 1 else ""
    return f"resi-{_plain(row['vendor'])}-{row['month']:%Y-%m}{more}.xlsx", row["content"]


def _plain(name: str) -> str:
    """A name fit for a file's: small letters and figures of ASCII."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(sign if sign.isalnum() else " " for sign in bare).split()) or "fornitore"


def _cells(at: int, row: Any, place: int) -> list[Cell]:
    name = f"{row['first_name']} {row['last_name']}".strip()
    return [
        at, str(row["sold_as"]), row["provider_lead_id"], row["source"], row["campaign"], row["ad"], row["form"],
        row["container"], row["received_at"], name, row["phone"], row["phone_raw"], row["email"],
        REASONS[row["reason"]][place], row["esito"], row["proposed_at"], row["last_day"], row["price"],
    ]  # fmt: skip


def _terms(rows: list[Any], place: int, head: list[tuple[str, Cell]]) -> list[tuple[str, Cell]]:
    """What was agreed for each container, and what the file comes to, by reason."""
    said = list(head)
    for name, days, reasons in {
        row["container"]: (row["container"], row["return_window_days"], row["return_reasons"]) for row in rows
    }.values():
        window = (
            ("senza limite", "no limit")[place] if days is None else (f"{days} giorni", f"{days} days")[place]
        )
        accepted = ", ".join(REASONS[reason][place] for reason in reasons)
        said.append(((f"{name}: finestra", f"{name}: window")[place], window))
        said.append(((f"{name}: motivi accettati", f"{name}: accepted reasons")[place], accepted))
    counts = Counter(row["reason"] for row in rows)
    for reason, words in REASONS.items():
        if reason in counts:
            said.append((words[place], counts[reason]))
    said.append((("Resi", "Returns")[place], len(rows)))
    amount = sum((row["price"] or Decimal(0) for row in rows), Decimal(0))
    said.append((TOTAL[place], amount))
    said.append((
        ("Chi ha lavorato i lead", "Who worked the leads")[place],
        ("indicato per ruolo, senza nomi", "by their role, without names")[place],
    ))  # fmt: skip
    return said
