"""What goes in and out of custom fields."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from goccia.core.schemas import Absent, Input, Line, Patch
from goccia.core.validation import unusable

FieldType = Literal["text", "number", "date", "boolean", "choice", "multiple_choice", "phone", "email", "url"]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60, examples=["tetto_di_proprieta"])]
Label = Annotated[Line, Field(max_length=100, examples=["Tetto di proprietà"])]
Place = Annotated[int, Field(ge=0, le=1_000_000)]
Group = Annotated[Line, Field(max_length=60)]


def _different(choices: list[str]) -> list[str]:
    if len({choice.lower() for choice in choices}) < len(choices):
        raise unusable(it="Ogni scelta può comparire una volta sola.", en="Each choice may be there once.")
    return choices


Choices = Annotated[
    list[Annotated[Line, Field(max_length=200)]], AfterValidator(_different), Field(max_length=200)
]


class CustomFieldInput(Input):
    """A new custom field of a unit. The key is made from the label where it is left out."""

    unit_id: UUID
    label: Label
    key: Key | None = None
    type: FieldType = "text"
    choices: Annotated[Choices, Field(description="For `choice` and `multiple_choice`.")] = Field(
        default_factory=list
    )
    required: bool = False
    position: Annotated[Place | None, Field(description="Its place in the record; left out: the last.")] = (
        None
    )
    group: Annotated[Group | None, Field(description="The heading it stands under.")] = None
    active: bool = True


class CustomFieldPatch(Patch):
    """Changes to a custom field. The key stays: leads, mappings and saved filters name it."""

    nullable: ClassVar[frozenset[str]] = frozenset({"group"})

    label: Label | Absent = None
    type: FieldType | Absent = None
    choices: Choices | Absent = None
    required: bool | Absent = None
    position: Place | Absent = None
    group: Group | None = None
    active: bool | Absent = None


class CustomField(BaseModel):
    """A field that a unit's leads have beside the standard ones."""

    id: UUID
    unit_id: UUID
    key: str
    label: str
    type: FieldType
    choices: list[str]
    required: bool
    position: int
    group: str | None
    active: bool
