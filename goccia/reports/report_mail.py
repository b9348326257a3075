"""Kept reports that go out by mail: for each recipient counted with their own eyes, once a sending, whoever dies when."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from goccia.core import events, jobs
from goccia.core.database import SYSTEM, Database, Row, Scope, Transaction
from goccia.core.errors import NotFound, Refusal, TooMany
from goccia.core.settings import Settings
from goccia.identity.access import User
from goccia.kit.dates import ROME
from goccia.notifications import outgoing, unsubscribing
from goccia.notifications.letters import Letter, Table
from goccia.notifications.outgoing import Recipient
from goccia.notifications.ports import Attachment
from goccia.reports import pivot, pivot_file, saved
from goccia.reports.mail_times import LATEST, Plan, last_due, next_sending
from goccia.reports.pivot_schemas import ReportSpec
from goccia.reports.pivot_words import (
    DIMENSIONS,
    MEASURES,
    WEEKDAYS,
    head_in_words,
    period_in_words,
    title,
    value_in_words,
)
from goccia.reports.schedules import plan_of

REPORT_JOB = "reports.mail_report"
TOPIC = "report"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 10
MOST_MEASURES = 3
APART = timedelta(minutes=1)
"""Two mails of a report to one person, asked for by hand, are at least so far apart."""
_CLAIM = "SELECT * FROM report_schedule WHERE next_at <= $1 ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED"
_DUE = """
UPDATE report_recipient SET due_at = $2, result = 'waiting', mail_id = NULL WHERE report_id = $1 AND left_at IS NULL
RETURNING user_id
"""
_RECIPIENT = """
SELECT due_at FROM report_recipient WHERE report_id = $1 AND user_id = $2 AND left_at IS NULL FOR UPDATE
"""
_NOW = """
UPDATE report_recipient SET due_at = $3, result = 'waiting', mail_id = NULL WHERE report_id = $1 AND user_id = $2
"""
_WAITS = """
SELECT s.every, s.weekday, s.day, s.at FROM report_recipient r JOIN report_schedule s ON s.report_id = r.report_id
WHERE r.report_id = $1 AND r.user_id = $2 AND r.due_at = $3 AND r.result = 'waiting' AND r.left_at IS NULL FOR UPDATE OF r
"""
_PERSON = """
SELECT u.id, u.email, u.role, u.language, u.active AND u.deleted_at IS NULL AS active, u.email_bounced_at,
  u.can_export OR u.role <> 'agente' AS can_export, ARRAY(SELECT unit_id FROM user_unit WHERE user_id = u.id) AS unit_ids
FROM app_user u WHERE u.id = $1
"""
_REPORT = """
SELECT r.id, r.name, r.spec, r.owner_id, p.name AS owner FROM report r LEFT JOIN person p ON p.id = r.owner_id WHERE r.id = $1
"""
_END = "UPDATE report_recipient SET result = $3, mail_id = $4 WHERE report_id = $1 AND user_id = $2"


async def send_now(tx: Transaction, user: User, report_id: UUID) -> None:
    """Send a report that goes out by mail to the caller alone, now, beside its times.

    Raises:
        NotFound: no such report for these eyes, or they are none of its recipients.
        TooMany: it went out to them within the last minute.
    """
    await saved.get(tx, user, report_id)
    async with tx.as_system():
        due = await tx.fetchrow(_RECIPIENT, report_id, user.id)
        if due is None:
            raise NotFound
        if due["due_at"] is not None and tx.now - due["due_at"] < APART:
            seconds = int(APART.total_seconds())
            raise TooMany(seconds=seconds, headers={"Retry-After": str(seconds)})
        await tx.execute(_NOW, report_id, user.id, tx.now)
        payload = {"report_id": report_id, "user_id": user.id, "due": tx.now.isoformat()}
        await jobs.enqueue(tx, REPORT_JOB, payload)


async def sweep(database: Database, now: datetime) -> None:
    """Queue what is due, a job for each recipient; the next time of a schedule is set in the same transaction."""
    while True:
        async with database.transaction(now=now) as tx:
            row = await tx.fetchrow(_CLAIM, now)
            if row is None:
                return
            await _begin(tx, row)


async def _begin(tx: Transaction, row: Row) -> None:
    plan = plan_of(row)
    due = last_due(plan, row["next_at"], tx.now)
    missed = tx.now - due > LATEST
    await tx.execute(
        "UPDATE report_schedule SET next_at = $2, last_at = CASE WHEN $4 THEN last_at ELSE $3 END,"
        " missed_at = CASE WHEN $4 THEN $3 END WHERE report_id = $1",
        *(row["report_id"], next_sending(plan, tx.now), due, missed),
    )
    if missed:
        return
    for one in await tx.fetch(_DUE, row["report_id"], due):
        payload = {"report_id": row["report_id"], "user_id": one["user_id"], "due": due.isoformat()}
        await jobs.enqueue(tx, REPORT_JOB, payload)


async def write(tx: Transaction, settings: Settings, report_id: UUID, user_id: UUID, due: datetime) -> None:
    """Write one recipient's mail of a sending, or down why there is none (as goccia_system). Done once."""
    waits = await tx.fetchrow(_WAITS, report_id, user_id, due)
    person = await tx.fetchrow(_PERSON, user_id)
    if waits is None or person is None:
        return
    result, mail_id = _hindrance(person), None
    if result is None:
        await tx.see_as(Scope(person["role"], user_id, tuple(person["unit_ids"])))
        result, written = await _count(tx, settings, report_id, person, plan_of(waits))
        await tx.see_as(SYSTEM)
        if written is not None:
            letter, files, token = written
            mail_id = await outgoing.put(
                tx,
                settings,
                Recipient(user_id, person["email"], person["language"]),
                letter,
                key=f"report:{report_id}:{user_id}:{due.isoformat()}",
                kind=TOPIC,
                headers=unsubscribing.headers(settings, token),
                attachments=files,
            )
    await tx.execute(_END, report_id, user_id, result, mail_id)


def _hindrance(person: Row) -> str | None:
    """Why nothing may go out to somebody, whatever the report; None: it may."""
    if not person["active"]:
        return "inactive"
    if person["email_bounced_at"] is not None:
        return "bounced"
    return None if person["can_export"] else "no_export"


async def _count(
    tx: Transaction, settings: Settings, report_id: UUID, person: Row, plan: Plan
) -> tuple[str, tuple[Letter, list[Attachment], str] | None]:
    """The mail, with the person's own eyes; without one, why."""
    report = await tx.fetchrow(_REPORT, report_id)
    if report is None:
        return "unseen", None
    spec = ReportSpec.model_validate(report["spec"])
    try:
        found = await pivot.run(tx, spec)
    except Refusal:  # too many cells, or a filter that these eyes may not use
        return "uncountable", None
    reader = pivot_file.Reader(person["id"], person["language"], events.SYSTEM, report_id)
    content = await pivot_file.write(tx, reader, spec, found)
    fits = len(content) <= outgoing.MOST_ATTACHED
    name = f"report-{tx.now.astimezone(ROME):%Y-%m-%d-%H%M}.xlsx"
    token = unsubscribing.token(settings, person["id"], f"{TOPIC}:{report_id}")
    letter = _letter(settings, report, spec, found, plan, person, token, attached=fits, now=tx.now)
    return "written", (letter, [Attachment(name, XLSX, content)] if fits else [], token)


def _letter(
    settings: Settings,
    report: Row,
    spec: ReportSpec,
    found: dict[str, Any],
    plan: Plan,
    person: Row,
    token: str,
    *,
    attached: bool,
    now: datetime,
) -> Letter:
    place = 1 if person["language"] == "en" else 0
    what = f"{title(spec, place)} · {period_in_words(pivot.span_of(spec, now), place)}"
    rows = found["rows"]
    lines = [what] if rows else [what, ("Nessun lead da contare.", "No leads to count.")[place]]
    left = len(rows) - MOST_ROWS + found["rows_left_out"] if len(rows) > MOST_ROWS else found["rows_left_out"]
    after = []
    if rows and (left or spec.columns or len(spec.measures) > MOST_MEASURES):
        where = (("nel file Excel", "in the Excel file") if attached else ("nel report", "in the report"))[
            place
        ]
        after.append((f"La tabella intera è {where}.", f"The whole table is {where}.")[place])
    if not attached:
        after.append(
            (
                "Il file Excel è troppo grande per una mail: si scarica dal report.",
                "The Excel file is too large for a mail: download it from the report.",
            )[place]
        )
    mine = report["owner_id"] == person["id"] or not report["owner"]
    who = "" if mine else (f"di {report['owner']} ", f"of {report['owner']} ")[place]
    return Letter(
        subject=report["name"],
        title=report["name"],
        lines=tuple(lines),
        table=_table(spec, found, place) if rows else None,
        button=(
            ("Apri il report", "Open the report")[place],
            f"{settings.base_url}/reports?saved={report['id']}",
        ),
        after=tuple(after),
        footer=(
            (
                f"Questo report {who}arriva {plan_in_words(plan, 0)}.",
                f"This report {who}comes {plan_in_words(plan, 1)}.",
            )[place],
        ),
        footer_link=(
            ("Non ricevere più questo report", "Stop this report")[place],
            unsubscribing.page(settings, token),
        ),
    )


def _table(spec: ReportSpec, found: dict[str, Any], place: int) -> Table:
    """The first rows, with the totals of the first measures."""
    shown = spec.measures[:MOST_MEASURES]

    def values(cells: list[float | None]) -> list[str]:
        return [value_in_words(name, cell, place) for name, cell in zip(shown, cells, strict=False)]

    rows = [
        (head_in_words(spec.rows, row["key"], row["name"], place), *values(row["total"]))
        for row in found["rows"][:MOST_ROWS]
    ]
    return Table(
        (DIMENSIONS[spec.rows][place], *(MEASURES[name][place] for name in shown)),
        (*rows, (("Totale", "Total")[place], *values(found["total"]))),
    )


def plan_in_words(plan: Plan, place: int) -> str:
    """When a report goes out."""
    at = f"{plan.at:%H:%M}"
    if plan.weekday is not None:
        day = WEEKDAYS[place][plan.weekday - 1]
        return (f"ogni {day} alle {at}", f"every {day} at {at}")[place]
    if plan.day is not None:
        return (f"il giorno {plan.day} di ogni mese alle {at}", f"on day {plan.day} of each month at {at}")[
            place
        ]
    return (f"ogni giorno alle {at}", f"every day at {at}")[place]
