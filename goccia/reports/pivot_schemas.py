"""What a report asks for, and what it answers."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from goccia.core.schemas import Absent, Input, Patch, Raw, Ref
from goccia.core.validation import unusable
from goccia.kit.text import clean_line
from goccia.leads.filters import LeadFilter
from goccia.reports.schemas import Day, Span

Dimension = Literal[
    "agent", "esito", "source", "campaign", "ad", "form", "container", "unit", "province", "region", "reason",
    "day", "week", "month", "weekday", "hour",
]  # fmt: skip
Measure = Literal[
    "leads", "contacted", "contacted_rate", "attempts", "attempts_per_lead", "appointments", "contracts", "conversion",
    "cost", "cost_per_contract",
]  # fmt: skip
ReportPeriod = Literal["today", "7d", "30d", "month", "year", "all", "custom"]
Chart = Literal["none", "bars", "stacked", "line"]
MOST_MEASURES = 6


class ReportSpec(BaseModel):
    """A report: leads of a period and filter, counted by one or two of their properties."""

    model_config = ConfigDict(extra="forbid")

    rows: Dimension = Field(examples=["agent"])
    columns: Dimension | None = Field(
        None, examples=["esito"], description="Another dimension than that of the rows."
    )
    measures: Annotated[list[Measure], Field(min_length=1, max_length=MOST_MEASURES)] = Field(
        default=["leads"],
        description="Each once. The first is the one that a chart shows and rows are sorted by.",
    )
    period: ReportPeriod = Field(
        "30d", description="`custom`: `first` to `last`; `all`: whenever they arrived."
    )
    first: Day | None = Field(None, examples=["2026-11-01"])
    last: Day | None = Field(None, examples=["2026-11-23"])
    filter: LeadFilter = Field(
        default_factory=LeadFilter, description="As of the lead list; the trash is never counted."
    )
    chart: Chart = "bars"

    @model_validator(mode="after")
    def _makes_sense(self) -> "ReportSpec":
        if self.columns == self.rows:
            raise unusable(
                it="Righe e colonne devono essere diverse.", en="Rows and columns must be different."
            )
        if len(set(self.measures)) < len(self.measures):
            raise unusable(it="Ogni misura va indicata una volta.", en="Each measure may be given once.")
        if self.period == "custom" and not _in_order(self.first, self.last):
            raise unusable(
                it="Un periodo libero vuole il primo e l'ultimo giorno, nell'ordine.",
                en="A free period needs its first and last day, in order.",
            )
        if self.filter.deleted or self.filter.received_from or self.filter.received_to:
            raise unusable(
                it="Il cestino non si conta, e i giorni si scelgono con il periodo.",
                en="The trash is not counted, and days are chosen by the period.",
            )
        return self


def _in_order(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and first <= last


class Head(BaseModel):
    """A row or column: `key` is what the lead list filters by (null: it has none), `name` what to show."""

    key: str | None
    name: str | None


class Line(Head):
    """A row: a list of measures for each column, in the order of `columns`, and for all of them together.

    A measure is null where there is nothing to divide by, or where the caller may not see it (costs, for an Agente).
    """

    cells: list[list[float | None]]
    total: list[float | None]


class ReportResult(BaseModel):
    """A table of measures, in the order in which they were asked for. Rows and columns are bounded: what was left out
    is in the totals, and counted."""

    period: Span | None
    columns: list[Head]
    rows: list[Line]
    totals: list[list[float | None]]
    total: list[float | None]
    rows_left_out: int
    columns_left_out: int


Named = Annotated[Raw, AfterValidator(clean_line), Field(min_length=1, max_length=120)]


class ReportInput(Input):
    """A report to keep. Shared: whoever leads the unit sees it; without a unit (Admin) every leader does."""

    name: Named = Field(examples=["Agenti per Esito"])
    spec: ReportSpec
    shared: bool = False
    unit_id: UUID | None = None


class ReportPatch(Patch):
    """Changes to a kept report."""

    nullable: ClassVar[frozenset[str]] = frozenset({"unit_id"})

    name: Named | Absent = None
    spec: ReportSpec | Absent = None
    shared: bool | Absent = None
    unit_id: UUID | None = None


class SavedReport(BaseModel):
    """A report that somebody keeps; `mine`: the caller may change it."""

    id: UUID
    name: str
    spec: ReportSpec
    shared: bool
    unit: Ref | None
    owner: Ref
    mine: bool
    updated_at: datetime
    next_mail_at: datetime | None = Field(description="When it goes out by mail next; null: it does not.")
