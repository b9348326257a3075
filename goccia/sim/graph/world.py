"""What the simulated Meta knows: pages, forms, leads, faults to come, and a log; the sum of the records."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from goccia.sim.graph.journal import Record

MAX_LEADS = 5_000
MAX_LOG = 500
EVERYTHING = "*"


@dataclass(slots=True)
class Page:
    """A Facebook page with the one token that opens it."""

    id: str
    name: str
    token: str
    subscribed: bool = True


@dataclass(slots=True)
class Form:
    """An instant form of a page."""

    id: str
    page_id: str
    name: str
    locale: str
    questions: list[dict[str, Any]]
    consents: list[str]
    status: str = "ACTIVE"


@dataclass(slots=True)
class Lead:
    """A submitted form; `answer` is what Graph tells when asked for every field."""

    id: str
    page_id: str
    form_id: str
    created: float
    answer: dict[str, Any]
    test: bool = False


@dataclass(slots=True)
class Fault:
    """How requests for `target` (an id, or `*`) go wrong, `left` more times (None: until cleared)."""

    target: str
    mode: str
    left: int | None = None
    options: dict[str, Any] = field(default_factory=dict)


class World:
    """The state after all records."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.forms: dict[str, Form] = {}
        self.leads: dict[str, Lead] = {}
        self.faults: dict[str, Fault] = {}
        self.log: deque[dict[str, Any]] = deque(maxlen=MAX_LOG)
        self.lead_count = 0

    def page_of(self, token: str) -> Page | None:
        """The page that a token opens."""
        return next((page for page in self.pages.values() if page.token == token), None)

    def leads_of(self, form_id: str) -> list[Lead]:
        """The form's leads, newest first."""
        leads = [lead for lead in self.leads.values() if lead.form_id == form_id]
        return sorted(leads, key=lambda lead: (lead.created, lead.id), reverse=True)

    def apply(self, record: Record) -> None:
        """Take one record in."""
        body = record["body"]
        match record["kind"]:
            case "page":
                self.pages[body["id"]] = Page(**body)
            case "form":
                self.forms[body["id"]] = Form(**body)
            case "lead":
                self.leads[body["id"]] = Lead(**body)
                self.lead_count += 1
                if len(self.leads) > MAX_LEADS:
                    del self.leads[next(iter(self.leads))]
            case "lead_removed":
                self.leads.pop(body["id"], None)
            case "count":
                self.lead_count = body["leads"]
            case "fault":
                self.faults[body["target"]] = Fault(**body)
            case "fault_cleared":
                self.faults.pop(body["target"], None)
            case "fault_used":
                self._use(body["target"])
            case "log":
                self.log.append(body)

    def records(self) -> Iterator[Record]:
        """The records that make this very state: a shorter journal."""
        for kind, things in (
            ("page", self.pages),
            ("form", self.forms),
            ("lead", self.leads),
            ("fault", self.faults),
        ):
            for thing in things.values():
                yield {"kind": kind, "body": asdict(thing)}
        yield {"kind": "count", "body": {"leads": self.lead_count}}
        for entry in self.log:
            yield {"kind": "log", "body": entry}

    def _use(self, target: str) -> None:
        fault = self.faults.get(target)
        if fault is None or fault.left is None:
            return
        fault.left -= 1
        if fault.left <= 0:
            del self.faults[target]
