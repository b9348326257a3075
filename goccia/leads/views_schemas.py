"""What goes in and out of saved views."""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, PlainSerializer, WrapValidator
from pydantic import ValidatorFunctionWrapHandler as Handler

from goccia.core.schemas import Absent, Input, Line, Patch, Ref
from goccia.core.validation import unusable
from goccia.leads.filters import LeadFilter
from goccia.leads.schemas import Sort

MOST_COLUMNS = 40
_DAYS = ("received_from", "received_to")
_LONGEST_DAY = 40


def _kept(value: Any, handler: Handler) -> Any:
    """The filter as it narrows, with its days as they were written: a bare day stays a day."""
    found: LeadFilter = handler(value)
    if found.unit_id is not None:
        raise unusable(
            it="Una vista non sceglie l'unità: vale quella scelta nella pagina. Togli unit_id.",
            en="A view does not choose the unit: the page's holds. Remove unit_id.",
        )
    said = found.said()
    for name in _DAYS:
        written = value.get(name) if isinstance(value, dict) else None
        if isinstance(written, str) and len(written.strip()) <= _LONGEST_DAY:
            said[name] = written.strip()
    return said


def _once(columns: list[str]) -> list[str]:
    if len(set(columns)) < len(columns):
        raise unusable(it="Ogni colonna può comparire una volta sola.", en="Each column may be there once.")
    return columns


# As a filter in the API's description; in Python what the filter says, as JSON.
ViewFilter = Annotated[
    LeadFilter, WrapValidator(_kept), PlainSerializer(lambda said: said, return_type=LeadFilter)
]
Column = Annotated[str, Field(pattern=r"^(custom\.)?[a-z][a-z0-9_]*$", max_length=70)]
Columns = Annotated[list[Column], AfterValidator(_once), Field(max_length=MOST_COLUMNS)]
Name = Annotated[Line, Field(max_length=60, examples=["Da richiamare a Milano"])]


class ViewInput(Input):
    """A view to save: what the list shows, in which order, with which columns."""

    name: Name
    unit_id: Annotated[
        UUID | None, Field(description="Share it with this unit (Admin and Referente); null: one's own.")
    ] = None
    filter: ViewFilter = Field(default_factory=LeadFilter, validate_default=True)
    sort: Sort | None = None
    columns: Annotated[
        Columns, Field(description="In order; `custom.<key>` is a custom field. Empty: the usual ones.")
    ] = Field(default_factory=list)


class ViewPatch(Patch):
    """Changes to a view."""

    nullable: ClassVar[frozenset[str]] = frozenset({"unit_id", "sort"})

    name: Name | Absent = None
    unit_id: Annotated[UUID | None, Field(description="Share it, or (null) no longer.")] = None
    filter: ViewFilter | Absent = None
    sort: Sort | None = None
    columns: Columns | Absent = None


class View(BaseModel):
    """A saved view of the lead list."""

    id: UUID
    name: str
    unit_id: UUID | None
    owner: Ref
    filter: dict[str, Any]
    sort: str | None
    columns: list[str]
    mine: bool
    default: bool = Field(description="The caller's list opens with it.")
    may_change: bool = Field(description="Whether the caller may change or delete it.")
