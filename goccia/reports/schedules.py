"""Reports by mail, as people arrange them: when a kept report goes out, and to whom of its readers."""

from datetime import time
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound, invalid
from goccia.core.schemas import Page, Ref, cut, read_place
from goccia.identity.access import User
from goccia.reports import saved
from goccia.reports.events import ReportMailJoined, ReportMailLeft, ReportScheduled, ReportUnscheduled
from goccia.reports.mail_times import Plan, next_sending
from goccia.reports.schedule_schemas import (
    MOST_RECIPIENTS,
    MailRecipient,
    ReportMailing,
    ScheduleInput,
    SendingPlan,
)

_SCHEDULE = "SELECT * FROM report_schedule WHERE report_id = $1"
_RECIPIENTS = """
SELECT r.user_id, btrim(u.first_name || ' ' || u.last_name) AS name, r.left_at, r.due_at,
  CASE WHEN r.result <> 'written' THEN r.result WHEN m.state IN ('queued', 'sending') THEN 'waiting'
       WHEN m.state IN ('refused', 'failed', 'uncertain') THEN 'failed' ELSE coalesce(m.state, 'sent') END AS result
FROM report_recipient r JOIN app_user u ON u.id = r.user_id LEFT JOIN outbound_mail m ON m.id = r.mail_id
WHERE r.report_id = $1 AND ($2 OR r.user_id = $3) ORDER BY r.user_id <> $3, lower(u.first_name || ' ' || u.last_name), r.user_id
"""
# Its owner; of a shared one who leads its unit (or any), and Admins. A Referente reads no names of units that are not theirs.
_READERS = """
SELECT u.id, btrim(u.first_name || ' ' || u.last_name) AS name, lower(btrim(u.first_name || ' ' || u.last_name)) AS place
FROM report r JOIN app_user u ON u.active AND u.deleted_at IS NULL AND (u.id = r.owner_id OR r.shared AND (
  u.role = 'admin' OR u.role = 'referente' AND (r.unit_id IS NULL OR EXISTS (
    SELECT 1 FROM user_unit m WHERE m.user_id = u.id AND m.unit_id = r.unit_id))))
WHERE r.id = $1 AND ($2 OR u.id = $3 OR u.role = 'admin' OR EXISTS (
  SELECT 1 FROM user_unit m JOIN user_unit k ON k.unit_id = m.unit_id WHERE m.user_id = u.id AND k.user_id = $3))
"""
_PAGE = f"""
SELECT id, name, place FROM ({_READERS}) x WHERE $4::text IS NULL OR (place, id) > ($4, $5::uuid) ORDER BY place, id LIMIT $6
"""
_SAVE = """
INSERT INTO report_schedule (report_id, every, weekday, day, at, next_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (report_id) DO UPDATE SET every = $2, weekday = $3, day = $4, at = $5, next_at = $6, updated_at = $7
"""
# Whoever has left stays so: an owner who names them again does not bring them back.
_KEEP = (
    "DELETE FROM report_recipient WHERE report_id = $1 AND left_at IS NULL AND user_id <> ALL ($2::uuid[])"
)
_ADD = """
INSERT INTO report_recipient (report_id, user_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT (report_id, user_id) DO NOTHING
"""
_JOIN = """
INSERT INTO report_recipient (report_id, user_id)
SELECT $1, $2 WHERE (SELECT count(*) FROM report_recipient WHERE report_id = $1) < $3
  OR EXISTS (SELECT 1 FROM report_recipient WHERE report_id = $1 AND user_id = $2)
ON CONFLICT (report_id, user_id) DO UPDATE SET left_at = NULL
"""
_LEAVE = """
UPDATE report_recipient r SET left_at = $3 FROM report p
WHERE p.id = r.report_id AND r.report_id = $1 AND r.user_id = $2 AND r.left_at IS NULL RETURNING p.unit_id
"""


async def get(tx: Transaction, user: User, report_id: UUID) -> ReportMailing:
    """How a report goes out.

    Raises:
        NotFound: no such report for these eyes.
    """
    report = await saved.get(tx, user, report_id)
    async with tx.as_system():  # names and mails are not for other roles to read
        row = await tx.fetchrow(_SCHEDULE, report_id)
        people = await tx.fetch(_RECIPIENTS, report_id, report.mine, user.id)
    return ReportMailing(
        plan=_plan(row) if row else None,
        next_at=row["next_at"] if row else None,
        last_at=row["last_at"] if row else None,
        missed_at=row["missed_at"] if row else None,
        recipients=[_recipient(one) for one in people],
        receives=any(one["user_id"] == user.id and one["left_at"] is None for one in people),
    )


async def readers(tx: Transaction, user: User, report_id: UUID, limit: int, cursor: str | None) -> Page[Ref]:
    """Who sees a report of one's own, and so can get it by mail.

    Raises:
        NotFound: no such report for these eyes.
        Forbidden: it is somebody else's.
    """
    await saved.hold(tx, user, report_id)
    async with tx.as_system():
        rows = await tx.fetch(_PAGE, report_id, user.is_admin, user.id, *read_place(cursor), limit + 1)
    rows, following = cut(rows, limit)
    return Page(items=[Ref(id=row["id"], name=row["name"]) for row in rows], next_cursor=following)


async def put(tx: Transaction, user: User, report_id: UUID, wanted: ScheduleInput) -> None:
    """Let a report of one's own go out by mail (an Admin: any that is shared), or change when and to whom.

    Raises:
        NotFound: no such report for these eyes.
        Forbidden: it is somebody else's.
        Invalid: a recipient does not see the report.
    """
    report = await saved.hold(tx, user, report_id)
    plan = Plan(wanted.every, time.fromisoformat(wanted.at), wanted.weekday, wanted.day)
    chosen = list(dict.fromkeys(wanted.recipients))
    async with tx.as_system():
        rows = await tx.fetch(f"SELECT id FROM ({_READERS}) x", report_id, user.is_admin, user.id)
        before = await tx.fetch("SELECT user_id FROM report_recipient WHERE report_id = $1", report_id)
        # Whoever lost sight of it since may stay on the list: nothing goes out to them, and the list says why.
        known = {row["id"] for row in rows} | {row["user_id"] for row in before}
        if set(chosen) - known:
            raise invalid(
                "recipients",
                "Fra i destinatari c'è chi non può vedere il report: condividilo prima con la sua unità.",
                "One of the recipients may not see the report: share it with their unit first.",
            )
        values = (plan.every, plan.weekday, plan.day, plan.at, next_sending(plan, tx.now), tx.now)
        await tx.execute(_SAVE, report_id, *values)
        await tx.execute(_KEEP, report_id, chosen)
        await tx.execute(_ADD, report_id, chosen)
        event = ReportScheduled(
            unit_id=report["unit_id"],
            subject_id=report_id,
            every=plan.every,
            at=wanted.at,
            recipients=[str(one) for one in chosen],
        )
        await events.record(tx, user.actor, event)


async def end(tx: Transaction, user: User, report_id: UUID) -> None:
    """Let a report of one's own go out no more. Again is no error.

    Raises:
        NotFound: no such report for these eyes.
        Forbidden: it is somebody else's.
    """
    report = await saved.hold(tx, user, report_id)
    async with tx.as_system():
        if await tx.execute("DELETE FROM report_schedule WHERE report_id = $1", report_id):
            event = ReportUnscheduled(unit_id=report["unit_id"], subject_id=report_id)
            await events.record(tx, user.actor, event)


async def receive(tx: Transaction, user: User, report_id: UUID, *, wanted: bool) -> None:
    """Get a report that one sees by mail, too, or no more.

    Raises:
        NotFound: no such report for these eyes, or it does not go out.
        Conflict: it goes out to too many already.
    """
    report = await saved.get(tx, user, report_id)
    async with tx.as_system():
        if not await tx.fetchval(
            "SELECT true FROM report_schedule WHERE report_id = $1 FOR UPDATE", report_id
        ):
            raise NotFound
        if not wanted:
            await leave(tx, user.id, str(report_id))
            return
        if not await tx.execute(_JOIN, report_id, user.id, MOST_RECIPIENTS):
            raise Conflict(
                it=f"Il report va già a {MOST_RECIPIENTS} persone.",
                en=f"The report goes out to {MOST_RECIPIENTS} people already.",
            )
        unit = report.unit.id if report.unit else None
        await events.record(tx, user.actor, ReportMailJoined(unit_id=unit, subject_id=report_id))


async def leave(tx: Transaction, user_id: UUID, report_id: str) -> None:
    """Take somebody from a report's recipients, as the link of its mail says (as goccia_system). Again is no error."""
    row = await tx.fetchrow(_LEAVE, UUID(report_id), user_id, tx.now)
    if row is not None:
        event = ReportMailLeft(unit_id=row["unit_id"], subject_id=UUID(report_id))
        await events.record(tx, events.Actor("user", user_id), event)


def plan_of(row: Any) -> Plan:
    """The plan of a row of `report_schedule`."""
    return Plan(row["every"], row["at"], row["weekday"], row["day"])


def _plan(row: Any) -> SendingPlan:
    return SendingPlan(every=row["every"], weekday=row["weekday"], day=row["day"], at=f"{row['at']:%H:%M}")


def _recipient(row: Any) -> MailRecipient:
    return MailRecipient(
        user=Ref(id=row["user_id"], name=row["name"]),
        receives=row["left_at"] is None,
        due_at=row["due_at"],
        result=row["result"] if row["due_at"] else None,
    )
