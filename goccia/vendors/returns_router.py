"""`/api/returns`: leads that go back to who sold them."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from goccia.core.schemas import Raw
from goccia.identity.access import Everyone, Leaders
from goccia.vendors import deciding, listing, month_file
from goccia.vendors.rules import State
from goccia.vendors.schemas import (
    AnswerInput,
    DecisionInput,
    Done,
    FileInput,
    MonthText,
    ReturnPage,
    ReturnSummary,
    VendorFile,
    first_of,
)

router = APIRouter(prefix="/api/returns", tags=["returns"])
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The workbook, as it was made.",
        "content": {_XLSX: {"schema": {"type": "string", "format": "binary"}}},
    }
}
_STATE: dict[int | str, dict[str, Any]] = {409: {"description": "One of them is not in a state for this."}}
_NOTHING: dict[int | str, dict[str, Any]] = {409: {"description": "Nothing is confirmed for it."}}
VendorText = Annotated[Raw | None, Query(max_length=200)]


@router.get("")
async def list_returns(
    access: Everyone,
    month: Annotated[MonthText | None, Query()] = None,
    unit_id: UUID | None = None,
    vendor: VendorText = None,
    state: State | None = None,
    lead_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> ReturnPage:
    """Returns to vendors, the newest proposal first; an Agente has the state of those of their own leads."""
    return await listing.listed(
        access.tx, month=first_of(month) if month else None, unit_id=unit_id, vendor=vendor, state=state,
        lead_id=lead_id, limit=limit, cursor=cursor,
    )  # fmt: skip


@router.get("/summary")
async def sum_up_returns(
    access: Leaders,
    month: Annotated[MonthText, Query()],
    unit_id: UUID | None = None,
    vendor: VendorText = None,
) -> ReturnSummary:
    """A month in numbers and euros by state, and its vendors with their files."""
    return await listing.summary(access.tx, first_of(month), unit_id, vendor)


@router.post("/decide", responses=_STATE)
async def decide_returns(access: Leaders, body: DecisionInput) -> Done:
    """Confirm or discard returns. One whose window has ended is confirmed only with a note."""
    return Done(done=await deciding.decide(access.tx, access.user.actor, body))


@router.post("/answer", responses=_STATE)
async def answer_returns(access: Leaders, body: AnswerInput) -> Done:
    """Write down that the vendor accepted or refused returns of a file. What is accepted comes off the cost."""
    return Done(done=await deciding.answer(access.tx, access.user.actor, body))


@router.post("/files", status_code=201, responses=_NOTHING)
async def make_return_file(access: Leaders, body: FileInput) -> VendorFile:
    """Make the Excel file of a month for a vendor, of all that is confirmed; those returns are sent from then on."""
    file_id = await month_file.make(access.tx, access.user, body.unit_id, body.vendor, first_of(body.month))
    return await listing.file(access.tx, file_id)


@router.get("/files/{file_id}/content", response_class=Response, responses=_FILE)
async def download_return_file(access: Leaders, file_id: UUID) -> Response:
    """The file again, byte for byte as it was made."""
    name, content = await month_file.content(access.tx, file_id)
    return Response(
        content, media_type=_XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
