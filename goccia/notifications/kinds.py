"""What one can be told of. A feature adds a kind by one declaration beside its events:

    kinds.declare(Kind("lead_assigned", it=Words(…), en=Words(…), event=LeadAssigned, to=(audience.AGENT_NAMED,)))

Page, mail, push, preferences, grouping and rights follow from it.
"""

from dataclasses import dataclass
from typing import Literal

from goccia.core.events import Event

MailChoice = Literal["off", "now", "daily"]
EVERYONE = frozenset({"admin", "referente", "agente"})
LEADERS = frozenset({"admin", "referente"})


@dataclass(frozen=True, slots=True)
class Words:
    """How a kind is called in the preferences, and what it says of one and of many ("{count}")."""

    label: str
    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that a person can be told of."""

    name: str
    it: Words
    en: Words
    event: type[Event] | None = None
    """The event that it tells of; None: a feature calls `bell.tell` by itself."""
    to: tuple[str, ...] = ()
    """Whom the event concerns: see `audience`."""
    key: str = "e.id::text"
    """SQL over the event `e`: a person is told once of each key."""
    tells_doer: bool = False
    """Whether whoever did it is told, too."""
    roles: frozenset[str] = EVERYONE
    """Who can be told at all, and so finds it among the preferences."""
    opens: str = "/leads/{lead}"
    opens_many: str = "/leads"
    icon: str = "lead"
    mail: MailChoice = "off"
    push: bool = False
    mail_only: bool = False
    """It is a mail with an hour of its own, which its feature writes: neither under the bell nor by push."""

    def words(self, language: str) -> Words:
        """Its words in a language."""
        return self.en if language == "en" else self.it


_kinds: dict[str, Kind] = {}


def declare(*kinds: Kind) -> None:
    """Make kinds known (called by app.wiring, before web and worker begin)."""
    for kind in kinds:
        _kinds[kind.name] = kind


def known() -> list[Kind]:
    """Every kind, in the order of the declarations."""
    return list(_kinds.values())


def of_role(role: str) -> list[Kind]:
    """The kinds that people of a role can be told of."""
    return [kind for kind in _kinds.values() if role in kind.roles]


def get(name: str) -> Kind | None:
    """A kind by its name; None for one of an older version."""
    return _kinds.get(name)
