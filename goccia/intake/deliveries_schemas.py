"""What goes in and out of the routes about deliveries."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from goccia.intake.meta_schemas import Named, Words
from goccia.kit.text import clean

DeliveryState = Literal["created", "resubmitted", "duplicate", "test", "kept", "received"]
Key = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(clean)]
Value = Annotated[str, Field(max_length=10_000), AfterValidator(clean)]


class DeliveryOut(BaseModel):
    """A webhook request as it came, and what became of it."""

    id: UUID
    channel: Literal["hook", "meta"]
    container: Named | None
    received_at: datetime
    method: str
    content_type: str | None
    query: str
    body: str = Field(description="The first 10,000 bytes as text; bytes that are no text are shown as �.")
    body_size: int = Field(description="Bytes received.")
    state: DeliveryState
    code: str | None = Field(description="Why it was kept, for programs.")
    problem: Words | None = Field(description="Why it was kept, in words.")
    lead_ids: list[UUID]
    replayed_at: datetime | None


class DeliveryPage(BaseModel):
    """Deliveries, newest first."""

    items: list[DeliveryOut]
    next_cursor: str | None = None


class ReplayInput(BaseModel):
    """What to correct before it is admitted again."""

    model_config = ConfigDict(extra="forbid")

    values: dict[Key, Value] | None = Field(
        default=None,
        max_length=100,
        description="Key → corrected value, in place of what came, in each record that was not admitted.",
        examples=[{"telefono": "333 1234567"}],
    )


class RecordOutcome(BaseModel):
    """What became of one record."""

    status: Literal["created", "resubmitted", "duplicate", "test", "kept"]
    lead_id: UUID | None
    reason: Words | None


class ReplayOut(BaseModel):
    """The delivery after the replay, and each record that was admitted again."""

    delivery: DeliveryOut
    outcomes: list[RecordOutcome]
