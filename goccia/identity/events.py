"""What happens to users. One event for each unit of the user (one without a unit for who has none), so that the
Referente of each reads it; `subject_id` is the user."""

from dataclasses import dataclass
from typing import ClassVar, TypeVar
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.events import Actor, Event


@dataclass(frozen=True, kw_only=True)
class UserCreated(Event):
    """A user was made."""

    kind: ClassVar[str] = "user.created"
    role: str


@dataclass(frozen=True, kw_only=True)
class UserChanged(Event):
    """Fields of a user were changed; `fields` are their names."""

    kind: ClassVar[str] = "user.changed"
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class UserPaused(Event):
    """The drip to a user stops until they resume, or until the time of the pause."""

    kind: ClassVar[str] = "user.paused"
    until: str | None = None
    absent: bool = False


@dataclass(frozen=True, kw_only=True)
class UserResumed(Event):
    """A pause ended by hand (one that ends by the clock is no event)."""

    kind: ClassVar[str] = "user.resumed"


@dataclass(frozen=True, kw_only=True)
class UserActivated(Event):
    """A deactivated user may log in and receive again."""

    kind: ClassVar[str] = "user.activated"


@dataclass(frozen=True, kw_only=True)
class UserDeactivated(Event):
    """A user may not log in and receives nothing; the sessions have ended."""

    kind: ClassVar[str] = "user.deactivated"


@dataclass(frozen=True, kw_only=True)
class UserDeleted(Event):
    """A user was put away for good."""

    kind: ClassVar[str] = "user.deleted"


@dataclass(frozen=True, kw_only=True)
class UserPasswordChanged(Event):
    """A user chose another password."""

    kind: ClassVar[str] = "user.password_changed"


@dataclass(frozen=True, kw_only=True)
class UserPasswordReset(Event):
    """Someone else had a new password made for a user."""

    kind: ClassVar[str] = "user.password_reset"


@dataclass(frozen=True, kw_only=True)
class UserInvited(Event):
    """A user was sent a mail to choose a password with."""

    kind: ClassVar[str] = "user.invited"


@dataclass(frozen=True, kw_only=True)
class UserLoggedOutEverywhere(Event):
    """A user ended all their sessions."""

    kind: ClassVar[str] = "user.logged_out_everywhere"


OfUser = TypeVar("OfUser", bound=Event)


async def record_of_user(
    tx: Transaction,
    actor: Actor,
    user_id: UUID,
    kind: type[OfUser],
    also_units: tuple[UUID, ...] = (),
    **fields: object,
) -> None:
    """Write one event for each unit of a user and for `also_units` (those they have just left). As goccia_system."""
    rows = await tx.fetch("SELECT unit_id FROM user_unit WHERE user_id = $1", user_id)
    units: list[UUID | None] = sorted({row["unit_id"] for row in rows} | set(also_units))
    made = [kind(unit_id=unit, subject_id=user_id, **fields) for unit in units or [None]]  # type: ignore[arg-type]
    await events.record(tx, actor, *made)
