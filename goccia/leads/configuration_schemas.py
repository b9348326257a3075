"""What goes in and out of the copy of a unit's configuration."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from goccia.core.schemas import Input

Part = Literal["calendar", "custom_fields", "esiti", "containers"]
EVERY_PART: list[Part] = ["calendar", "custom_fields", "esiti", "containers"]


class ConfigurationCopy(Input):
    """From which unit, and what; left out: everything."""

    from_unit_id: UUID
    parts: Annotated[list[Part], Field(min_length=1, max_length=4)] = Field(
        default_factory=lambda: list(EVERY_PART)
    )


class CopiedPart(BaseModel):
    """What became of one part."""

    part: Part
    copied: Annotated[list[str], Field(description="By name.")]
    kept: Annotated[list[str], Field(description="There already under this name or key, and left as it was.")]
