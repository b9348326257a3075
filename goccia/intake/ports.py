"""What intake needs from the outside world: a place that tells the leads of Meta's instant forms.

One implementation speaks to Graph (`adapters/meta_graph.py`), the same towards Meta and the simulator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol


@dataclass(frozen=True, slots=True)
class MetaAnswer:
    """One question of the form and the answer; a multiple choice has several values, or none."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetaConsent:
    """One consent box of the form's disclaimer."""

    checkbox_key: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class MetaLead:
    """A lead as Graph tells it. Ids are text, `created_time` is aware UTC; left out is None.

    `form_name` is not among Graph's lead fields: take it from `LeadSource.form`. `raw` is the whole answer.
    """

    id: str
    created_time: datetime | None = None
    ad_id: str | None = None
    ad_name: str | None = None
    adset_id: str | None = None
    adset_name: str | None = None
    campaign_id: str | None = None
    campaign_name: str | None = None
    form_id: str | None = None
    form_name: str | None = None
    is_organic: bool | None = None
    platform: str | None = None
    field_data: tuple[MetaAnswer, ...] = ()
    custom_disclaimer_responses: tuple[MetaConsent, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LeadPage:
    """A page of a form's leads, newest first; `after` is the cursor to the next, None on the last."""

    items: tuple[MetaLead, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class MetaQuestion:
    """One question of a form: `key` is the name under which a lead's answer comes."""

    key: str
    label: str
    type: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MetaForm:
    """An instant form: its name, questions and locale (such as `it_IT`)."""

    id: str
    name: str
    questions: tuple[MetaQuestion, ...] = ()
    locale: str | None = None
    status: str | None = None
    page_id: str | None = None


class LeadSource(Protocol):
    """Where the leads of instant forms are read. Calls raise `GraphError` only."""

    async def fetch_lead(self, leadgen_id: str, token: str) -> MetaLead:
        """One lead by the id that the webhook named."""
        ...

    async def list_form_leads(
        self,
        form_id: str,
        token: str,
        since: datetime | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> LeadPage:
        """A page of the form's leads made after `since` (aware, to the second); `after` continues."""
        ...

    async def form(self, form_id: str, token: str) -> MetaForm:
        """The form's name and questions."""
        ...

    async def subscribe(self, page_id: str, token: str) -> None:
        """Ask for the page's leadgen webhooks; asking twice is harmless."""
        ...

    async def create_test_lead(
        self, form_id: str, token: str, answers: Mapping[str, list[str]], consents: Mapping[str, bool]
    ) -> str:
        """Make the form's one test lead and give its id; a form holds one at a time. Its webhook follows."""
        ...


class GraphError(Exception):
    """Graph did not give what was asked. `it` and `en` are sentences for people, never with a token.

    `permanent`: asking the same again cannot help until a person changes something.
    `retry_after`: seconds that Graph asked to wait, None where it did not say.
    `detail`: Graph's own words, in English, with tokens blanked.
    """

    kind: ClassVar[str] = "unexpected"

    def __init__(
        self,
        it: str,
        en: str,
        *,
        permanent: bool,
        code: int | None = None,
        subcode: int | None = None,
        fbtrace_id: str | None = None,
        detail: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(en if not detail else f"{en} [{detail}]")
        self.it = it
        self.en = en
        self.permanent = permanent
        self.code = code
        self.subcode = subcode
        self.fbtrace_id = fbtrace_id
        self.detail = detail
        self.retry_after = retry_after


class GraphTransient(GraphError):  # noqa: N818 - named for what happened
    """Graph, or the way to it, is out of order or asks for fewer calls: try later."""

    kind = "transient"


class GraphGone(GraphError):  # noqa: N818 - named for what happened
    """The object does not exist or the token may not see it: Graph does not tell which of the two."""

    kind = "gone"


class GraphNoPermission(GraphError):  # noqa: N818 - named for what happened
    """The token is alive but the app, the person or the system user lacks a permission."""

    kind = "no_permission"


class GraphTokenDead(GraphError):  # noqa: N818 - named for what happened
    """The token is expired, revoked or malformed: every call with it fails until a person stores another."""

    kind = "token_dead"


class GraphUnexpected(GraphError):  # noqa: N818 - named for what happened
    """An answer that is not Graph's, or an error that has no better name."""

    kind = "unexpected"
