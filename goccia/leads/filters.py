"""Which leads: the one filter that the list, the record's neighbours, the export and the bulk acts share."""

from datetime import datetime, time, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from goccia.core.schemas import Raw, Word
from goccia.core.validation import unusable
from goccia.kit.dates import ROME, parse_date, parse_moment

MOST_CUSTOM = 10
Speed = Literal["5m", "1h", "24h", "later", "never"]


def _listed(value: object) -> object:
    """One value stands for a list of one."""
    return value if isinstance(value, list) or value is None else [value]


def _from(value: object) -> datetime:
    return _moment(value, timedelta(0))


def _to(value: object) -> datetime:
    return _moment(value, timedelta(days=1))


def _moment(value: object, whole_day: timedelta) -> datetime:
    """A moment; a bare day is its beginning in Rome, or its end where `whole_day` is a day."""
    if isinstance(value, str) and len(value.strip()) == 10 and (day := parse_date(value)):
        start = parse_moment(datetime.combine(day + whole_day, time(), ROME))
    else:
        start = parse_moment(value) if isinstance(value, str | datetime) else None
    if start is None:
        raise unusable(
            it="Serve una data (2026-11-23) o una data con ora (2026-11-23T10:00:00+01:00), fra il 1900 e il 2200.",
            en="A date (2026-11-23) or a moment (2026-11-23T10:00:00+01:00) of the years 1900 to 2200 is needed.",
        )
    return start


_DAY = WithJsonSchema({"type": "string", "examples": ["2026-11-23", "2026-11-23T09:00:00+01:00"]})


class StandardFilter(BaseModel):
    """What can be asked of every unit's leads."""

    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = Field(None, description="Leads of this unit.")
    container_id: Annotated[list[UUID], BeforeValidator(_listed), Field(max_length=100)] = Field(
        default=[], description="Leads of these containers."
    )
    agent_id: UUID | Literal["none", "me"] | None = Field(
        None, description="The agent; `none`: nobody has it; `me`: the caller."
    )
    esito_id: Annotated[list[UUID | Literal["none"]], BeforeValidator(_listed), Field(max_length=100)] = (
        Field(default=[], description="These esiti; `none`: without Esito.")
    )
    province: Annotated[list[Word], BeforeValidator(_listed), Field(max_length=110)] = Field(
        default=[], description="Codes of provinces; `none`: unknown.", examples=[["MI", "RM"]]
    )
    source: Annotated[list[Word], BeforeValidator(_listed), Field(max_length=100)] = Field(
        default=[], description="Sources, spelled as stored."
    )
    received_from: Annotated[datetime, BeforeValidator(_from), _DAY] | None = Field(
        None, description="Received at this moment or later; a bare day begins at midnight in Rome."
    )
    received_to: Annotated[datetime, BeforeValidator(_to), _DAY] | None = Field(
        None, description="Received before this moment; a bare day is included whole."
    )
    q: Word | None = Field(None, description="Search: phone in any spelling, e-mail, names in any order.")
    queued: bool | None = Field(None, description="Waiting in a container's queue, or not.")
    overdue: bool | None = Field(None, description="Its next action is in the past, or not.")
    has_next_action: bool | None = Field(None, description="Has a next action, or none.")
    unworked: bool | None = Field(None, description="Its agent has not touched it yet, or has.")
    campaign: Annotated[list[Word], BeforeValidator(_listed), Field(max_length=100)] = Field(
        default=[], description="Campaigns, spelled as stored; `none`: unknown."
    )
    contacted: bool | None = Field(None, description="Somebody has reached the person, or nobody yet.")
    speed: Speed | None = Field(
        None,
        description="Time from arrival to the first contact: under 5 minutes, an hour, a day, more; never.",
    )
    appointment: bool | None = Field(None, description="An appointment was fixed, or never.")
    won: bool | None = Field(None, description="Its Esito is a contract, or not.")
    reason: Word | None = Field(None, description="The reason given with its Esito, spelled as stored.")
    answered_at: Annotated[str, Field(pattern=r"^[1-7]-([0-9]|1[0-9]|2[0-3])$")] | None = Field(
        None,
        description="Answered on this weekday (1 is Monday) in this hour in Rome at least once.",
        examples=["1-18"],
    )
    origin: Annotated[Raw, Field(max_length=2000)] | None = Field(
        None,
        description="Where it came from, as the radar says: level and name of the finest that is known.",
        examples=["ad:Creatività B"],
    )
    bad_lead: bool | None = Field(None, description="Its Esito says that the contact is useless, or not.")
    beyond_start: bool | None = Field(
        None, description="Its Esito is beyond that of arriving leads, or is that one."
    )
    deleted: bool = Field(False, description="The trash, instead of the leads (Admin and Referente).")


class LeadFilter(StandardFilter):
    """The same filter everywhere; what is absent narrows nothing. Several values of one field: any of them."""

    custom: dict[Word, Word] = Field(
        default={}, max_length=MOST_CUSTOM, description="Values of custom fields, by key."
    )

    def said(self) -> dict[str, Any]:
        """What the filter says, in JSON: only the fields that narrow."""
        return self.model_dump(mode="json", exclude_defaults=True)
