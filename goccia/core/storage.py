"""How much room the disk of the data has left, and when that is too little."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

RoomState = Literal["ok", "low", "full"]
GIBIBYTE = 2**30


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes of a disk: all of it, and what is left for us."""

    total: int
    free: int

    @property
    def state(self) -> RoomState:
        """`low` under a tenth of the disk or 10 GiB, whichever is less; `full` under a fiftieth or 1 GiB."""
        if self.free < min(self.total / 50, GIBIBYTE):
            return "full"
        return "low" if self.free < min(self.total / 10, 10 * GIBIBYTE) else "ok"


def room_at(folder: Path) -> Room:
    """The room of the disk that this folder lies on, or will lie on."""
    place = folder.absolute()
    while not place.exists():
        place = place.parent
    usage = shutil.disk_usage(place)
    return Room(usage.total, usage.free)
