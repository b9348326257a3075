"""What happens to a return; `subject_id` is the return, or the file. Notes and amounts stay with the return: whoever sees the
lead reads these."""

from dataclasses import dataclass
from typing import ClassVar

from goccia.core.events import Event


@dataclass(frozen=True, kw_only=True)
class VendorReturnConfirmed(Event):
    """It goes into the month's file; `late` if the window had ended."""

    kind: ClassVar[str] = "vendor_return.confirmed"
    return_reason: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class VendorReturnDiscarded(Event):
    """A person decided that it is not asked of the vendor."""

    kind: ClassVar[str] = "vendor_return.discarded"
    return_reason: str


@dataclass(frozen=True, kw_only=True)
class VendorReturnSent(Event):
    """It is in a file for the vendor."""

    kind: ClassVar[str] = "vendor_return.sent"
    return_reason: str


@dataclass(frozen=True, kw_only=True)
class VendorReturnAccepted(Event):
    """The vendor takes the lead back."""

    kind: ClassVar[str] = "vendor_return.accepted"
    return_reason: str


@dataclass(frozen=True, kw_only=True)
class VendorReturnRefused(Event):
    """The vendor does not."""

    kind: ClassVar[str] = "vendor_return.refused"
    return_reason: str


@dataclass(frozen=True, kw_only=True)
class VendorFileMade(Event):
    """The file of a month for a vendor was made, with so many returns; `number` above 1 is a supplementary one."""

    kind: ClassVar[str] = "vendor_file.made"
    vendor: str
    month: str
    number: int
    rows: int
