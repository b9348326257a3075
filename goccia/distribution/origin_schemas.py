"""What pausing an origin takes and answers."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from goccia.core.schemas import Input, Raw

Origin = Annotated[
    Raw,
    Field(
        pattern=r"^(ad|ad_set|campaign|form|source):[\s\S]+$|^container:$",
        max_length=2000,
        description="Level and name of where leads came from: the finest that is known of them.",
        examples=["ad:Creatività B"],
    ),
]


class OriginInput(Input):
    """Which origin of which container."""

    container_id: UUID
    origin: Origin


class OriginState(BaseModel):
    """An origin as it is now."""

    container_id: UUID
    origin: str
    paused_at: Annotated[datetime | None, Field(description="Null: its leads fall a goccia.")]
    waiting: Annotated[int, Field(description="Its leads in the container's queue.")]
