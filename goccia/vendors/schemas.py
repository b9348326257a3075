"""What goes in and out of vendor returns."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema

from goccia.core.schemas import Amount, Input, Line, Page, Raw, Ref, Text
from goccia.core.validation import unusable
from goccia.organisation.vendor_terms import ReturnReason
from goccia.vendors.rules import Answer, Decision, State

MOST_AT_ONCE = 500


def _month(text: str) -> date:
    try:
        year, month = text.split("-")
        if len(year) == 4 and len(month) == 2 and 2000 <= int(year) < 2200:
            return date(int(year), int(month), 1)
    except ValueError:
        pass
    raise unusable(it="Serve un mese, come 2026-11.", en="A month is needed, like 2026-11.")


MonthText = Annotated[
    Raw,
    AfterValidator(lambda text: _month(text) and text),
    WithJsonSchema(
        {"type": "string", "pattern": r"^2[01][0-9]{2}-(0[1-9]|1[0-2])$", "examples": ["2026-11"]}
    ),
]
"""A month of Rome's calendar, in which the leads came."""


def first_of(month: str) -> date:
    """The first day of a month that has passed `MonthText`."""
    return _month(month)


Ids = Annotated[list[UUID], Field(min_length=1, max_length=MOST_AT_ONCE)]
Remark = Annotated[Text, Field(max_length=500)]


class DecisionInput(Input):
    """Confirm or discard returns, all of them or none."""

    ids: Ids
    decision: Decision
    note: Annotated[Remark | None, Field(description="Needed to confirm one whose window has ended.")] = None


class AnswerInput(Input):
    """What the vendor answered to returns that are in a file, all of them or none."""

    ids: Ids
    answer: Answer
    note: Remark | None = None
    amount: Annotated[
        Amount | None, Field(description="What is given back for each; left out: its price.")
    ] = None


class FileInput(Input):
    """Make the file of a month for a vendor."""

    unit_id: UUID
    vendor: Line
    month: MonthText


class ReturnedLead(BaseModel):
    """The lead of a return."""

    id: UUID
    name: str
    phone: str | None


class VendorReturn(BaseModel):
    """A lead proposed back to who sold it. For an Agente vendor, money, notes and file are null."""

    id: UUID
    lead: ReturnedLead
    unit: Ref
    container: Ref
    reason: ReturnReason
    esito: Ref | None
    state: State
    month: str
    last_day: Annotated[date | None, Field(description="Of the window, in Rome; null: there is none.")]
    days_left: Annotated[
        int | None, Field(description="Of a proposal within its window; 0: today is the last.")
    ]
    proposed_by: Ref | None
    proposed_at: datetime
    decided_at: datetime | None
    sent_at: datetime | None
    answered_at: datetime | None
    vendor: str | None = None
    price: Amount | None = None
    credited: Amount | None = None
    decided_by: Ref | None = None
    answered_by: Ref | None = None
    note: str | None = None
    answer_note: str | None = None
    file_id: UUID | None = None
    file_number: int | None = None


class ReturnPage(Page[VendorReturn]):
    """A page of returns, the newest proposal first."""


class StateTotal(BaseModel):
    """Returns in a state, and what they come to: what was credited of accepted ones, the price of others."""

    state: State
    returns: int
    amount: Amount
    unpriced: Annotated[int, Field(description="Without a price, so not in the amount.")]


class VendorFile(BaseModel):
    """A file that a vendor got, or will."""

    id: UUID
    unit: Ref
    vendor: str
    month: str
    number: Annotated[int, Field(description="Above 1: a supplementary one.")]
    rows: int
    amount: Amount
    made_by: Ref | None
    made_at: datetime


class VendorOfMonth(BaseModel):
    """A vendor of a unit, with what waits for its file."""

    unit: Ref
    vendor: str
    returns: int
    open: Annotated[int, Field(description="Neither decided nor too late to be confirmed without a word.")]
    ready: Annotated[int, Field(description="Confirmed: they go into the next file.")]
    ready_amount: Amount
    files: list[VendorFile]


class ReturnSummary(BaseModel):
    """A month of returns."""

    month: str
    totals: list[StateTotal]
    vendors: list[VendorOfMonth]


class Done(BaseModel):
    """How many returns it was done to."""

    done: int
