"""What the schemas of several features share: texts, moments, amounts, pages and the place where a page ends."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Generic, Self, TypeVar
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema

from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.errors import Invalid, invalid
from goccia.core.validation import unusable
from goccia.kit.dates import parse_moment
from goccia.kit.email import parse_email
from goccia.kit.money import parse_amount
from goccia.kit.text import clean, clean_line

LARGEST_AMOUNT = Decimal(10) ** 10
Item = TypeVar("Item")


def _storable(text: str) -> str:
    """What PostgreSQL can hold: no NUL, and no half of a pair of UTF-16, which JSON can spell."""
    if "\x00" in text:
        raise unusable(
            it="Il testo contiene un carattere NUL: toglilo.",
            en="The text holds a NUL character: remove it.",
        )
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise unusable(
            it="Il testo contiene mezzo carattere (surrogato): toglilo.",
            en="The text holds half a character (a surrogate): remove it.",
        )
    return text


def _not_blank(text: str) -> str:
    if not text:
        raise unusable(it="Campo obbligatorio.", en="This field is required.")
    return text


def _moment(value: object) -> datetime | None:
    found = parse_moment(value) if isinstance(value, str | datetime) else None
    if found is None:
        raise unusable(
            it="Serve una data con ora, fra il 1900 e il 2200 (2026-11-23T10:00:00+01:00).",
            en="A moment of the years 1900 to 2200 is needed (2026-11-23T10:00:00+01:00).",
        )
    return found


def _amount(value: object) -> Decimal:
    found = None if isinstance(value, bool) else parse_amount(value)
    if found is not None and 0 <= found < LARGEST_AMOUNT:
        rounded = found.quantize(Decimal("0.01"))
        if rounded < LARGEST_AMOUNT:
            return rounded
    raise unusable(
        it="Serve un importo fra 0 e 9.999.999.999,99 euro.",
        en="An amount of 0 to 9,999,999,999.99 euro is needed.",
    )


def _email(text: str) -> str:
    found = parse_email(text)
    if found.address is None:
        raise unusable(
            it="Indirizzo e-mail non valido (serve nome@esempio.it).",
            en="Not a valid e-mail address (name@example.it is needed).",
        )
    return found.address


Raw = Annotated[str, AfterValidator(_storable)]
"""Any text that PostgreSQL can hold."""
Word = Annotated[Raw, AfterValidator(clean_line), Field(max_length=200)]
"""One line, possibly empty."""
Line = Annotated[
    Raw, AfterValidator(clean_line), AfterValidator(_not_blank), Field(min_length=1, max_length=200)
]
"""One line that says something."""
Text = Annotated[Raw, AfterValidator(clean), Field(max_length=10_000)]
"""Several lines."""
EmailAddress = Annotated[
    Raw,
    AfterValidator(_email),
    Field(max_length=254, json_schema_extra={"format": "email"}, examples=["anna@example.it"]),
]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-11-24T10:30:00+01:00"]}),
]
"""A moment; without an offset it is Rome's."""
Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number", "minimum": 0, "exclusiveMaximum": 1e10, "examples": [12.5]}),
]
"""Euro, two decimals."""


Absent = SkipJsonSchema[None]
"""In a Patch: the field may be left out (but null is not a value)."""


class Input(BaseModel):
    """What a caller sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")

    def said(self) -> dict[str, Any]:
        """The fields that the caller named, with null where they said null."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class Patch(Input):
    """Changes to a record: what is not named stays. Null is refused but for the fields in `nullable`."""

    nullable: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="after")
    def _no_null(self) -> Self:
        empty = [name for name, value in self.said().items() if value is None and name not in self.nullable]
        if empty:
            names = ", ".join(sorted(empty))
            raise unusable(it=f"Non possono essere vuoti: {names}.", en=f"These cannot be empty: {names}.")
        return self


class Ref(BaseModel):
    """Another record, by id and name."""

    id: UUID
    name: str


class Page(BaseModel, Generic[Item]):
    """A page of a list; `next_cursor` is null on the last one."""

    items: list[Item]
    next_cursor: str | None = None


def read_place(cursor: str | None) -> tuple[str | None, UUID | None]:
    """Where the page before ended, in a list ordered by a text and the id; (None, None) at the beginning.

    Raises:
        Invalid: the cursor is of another list, or none of ours.
    """
    if cursor is None:
        return None, None
    text, identity = decode_cursor(cursor, 2)
    try:
        return _storable(str(text)), UUID(str(identity))
    except ValueError:
        raise _unusable_cursor() from None


def _unusable_cursor() -> Invalid:
    return invalid(
        "cursor",
        "Il cursore non è valido: riparti dalla prima pagina.",
        "The cursor is not valid: start again.",
    )


def read_id(cursor: str | None) -> UUID | None:
    """Where the page before ended, in a list ordered by the id alone; None at the beginning.

    Raises:
        Invalid: the cursor is of another list, or none of ours.
    """
    if cursor is None:
        return None
    try:
        return UUID(str(decode_cursor(cursor, 1)[0]))
    except ValueError:
        raise _unusable_cursor() from None


def cut_by_id(rows: list[Any], limit: int) -> tuple[list[Any], str | None]:
    """The rows of a page ordered by the id, of which one more than `limit` was read, and its `next_cursor`."""
    following = encode_cursor([str(rows[limit - 1]["id"])]) if len(rows) > limit else None
    return rows[:limit], following


def cut(rows: list[Any], limit: int) -> tuple[list[Any], str | None]:
    """The rows of a page, of which one more than `limit` was read, and its `next_cursor`.

    Each row has the `place` it was ordered by and an `id`.
    """
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    return rows[:limit], encode_cursor([last["place"], str(last["id"])])


def like(text: str) -> str:
    """A pattern for ILIKE that finds the text anywhere."""
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, f"\\{sign}")
    return f"%{text}%"
