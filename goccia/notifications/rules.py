"""When a person is told, by their own choices. Pure: the time is a parameter; hours are Rome's."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from goccia.kit.dates import ROME
from goccia.notifications.kinds import Kind, MailChoice

GATHER = timedelta(minutes=2)
"""A mail waits so long for what may follow at once, and is dropped if it is read in the page meanwhile."""
GATHER_PUSH = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Choice:
    """By which ways a person wants to be told of a kind."""

    page: bool
    mail: MailChoice
    push: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a person wants to be left in peace, and when their daily mail comes."""

    quiet_from: time | None = time(21)
    quiet_to: time | None = time(8)
    digest_at: time = time(8, 30)
    mail_off: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """By which ways, and when, one notice reaches a person."""

    in_page: bool
    mail_at: datetime | None
    digest: bool
    push_at: datetime | None

    @property
    def tells(self) -> bool:
        """Whether it reaches them at all."""
        return self.in_page or self.mail_at is not None or self.push_at is not None


def choice(kind: Kind, chosen: dict[str, Any] | None) -> Choice:
    """What was chosen for a kind, or what it begins with."""
    said = chosen or {}
    return Choice(
        page=bool(said.get("page", True)),
        mail=said.get("mail", kind.mail),
        push=bool(said.get("push", kind.push)),
    )


def plan(chosen: Choice, schedule: Schedule, now: datetime) -> Plan:
    """When a notice of now reaches a person."""
    mail_at = None
    if not schedule.mail_off and chosen.mail != "off":
        wanted = next_digest(schedule, now) if chosen.mail == "daily" else now + GATHER
        mail_at = end_of_quiet(schedule, wanted)
    push_at = end_of_quiet(schedule, now + GATHER_PUSH) if chosen.push else None
    return Plan(chosen.page, mail_at, chosen.mail == "daily", push_at)


def end_of_quiet(schedule: Schedule, moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls in."""
    begin, end = schedule.quiet_from, schedule.quiet_to
    if begin is None or end is None or begin == end:
        return moment
    local = moment.astimezone(ROME)
    wall = local.time().replace(tzinfo=None, fold=0)
    quiet = begin <= wall < end if begin < end else wall >= begin or wall < end
    return next_time(end, moment) if quiet else moment


def next_digest(schedule: Schedule, now: datetime) -> datetime:
    """When the next daily mail comes."""
    return next_time(schedule.digest_at, now)


def next_time(wanted: time, after: datetime) -> datetime:
    """The next moment after `after` at which Rome's clocks show `wanted`, in UTC.

    A time that the clocks skip comes when they would have shown it; of a time that they show twice, the one that is next.
    """
    day = after.astimezone(ROME).date()
    for days in range(3):
        for fold in (0, 1):
            wall = datetime.combine(day + timedelta(days=days), wanted, ROME).replace(fold=fold)
            moment = wall.astimezone(UTC)
            if moment > after:
                return moment
    raise AssertionError("a time of day comes within two days")
