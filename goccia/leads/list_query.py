"""The filter, sort and place of a list as they come in a query string."""

from typing import Literal

from pydantic import ConfigDict, Field, model_validator

from goccia.core.validation import unusable
from goccia.leads.filters import LeadFilter, StandardFilter
from goccia.leads.schemas import Sort

CUSTOM_PREFIX = "custom."


class FilterQuery(StandardFilter):
    """A filter in a query string; `custom.<key>=<value>` is a custom field, anything else unknown is refused."""

    model_config = ConfigDict(extra="allow")

    @model_validator(mode="after")
    def _no_slips(self) -> "FilterQuery":
        for name, value in (self.model_extra or {}).items():
            if not name.startswith(CUSTOM_PREFIX):
                raise unusable(
                    it=f"Parametro sconosciuto: {name[:100]}.", en=f"Unknown parameter: {name[:100]}."
                )
            if not isinstance(value, str):
                raise unusable(
                    it=f"{name[:100]} va indicato una volta sola.", en=f"{name[:100]} may be given once."
                )
        self.filter()
        return self

    def filter(self) -> LeadFilter:
        """The filter alone."""
        standard = {name: getattr(self, name) for name in StandardFilter.model_fields}
        custom = {name.removeprefix(CUSTOM_PREFIX): value for name, value in (self.model_extra or {}).items()}
        return LeadFilter.model_validate(standard | {"custom": custom})


class WalkQuery(FilterQuery):
    """A filter and an order."""

    sort: Sort = Field("-received_at", description="`-` is descending; what has no value comes last.")


class PageQuery(WalkQuery):
    """A page of a filter in an order."""

    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = Field(None, max_length=2000, description="`next_cursor` of the page before.")


class PipelineQuery(FilterQuery):
    """The newest leads of each Esito."""

    limit: int = Field(20, ge=1, le=50, description="Of each column.")


class ExportQuery(WalkQuery):
    """Leads to export: a filter, or the ids of a selection."""

    ids: list[str] = Field(default=[], max_length=200, description="Only these leads of the filter.")
    columns: Literal["all"] | str = Field(
        "all",
        max_length=4000,
        description="`all`, or keys of columns with commas between, in order: a view's.",
    )
