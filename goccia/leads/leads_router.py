"""`/api/leads`: the list, the record, Esito, Nota, timeline, export."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from goccia.identity.access import Everyone, Exporters, Leaders
from goccia.kit.dates import ROME
from goccia.leads import editing, export, notes, outcome, pages, pipeline, record, timeline
from goccia.leads.list_query import ExportQuery, PageQuery, PipelineQuery, WalkQuery
from goccia.leads.reading import json_answer, read_lead
from goccia.leads.schemas import (
    Changed,
    EsitoBulk,
    EsitoInput,
    ExportOrder,
    Lead,
    LeadPage,
    LeadPatch,
    Neighbours,
    Note,
    NoteInput,
    Pipeline,
    Timeline,
)
from goccia.leads.selection import Selection, selected

router = APIRouter(prefix="/api/leads", tags=["leads"])
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOVED: dict[int | str, dict[str, Any]] = {
    308: {"description": "The lead was merged into another one: see `Location`."}
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The workbook.",
        "content": {_XLSX: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("", response_model=LeadPage)
async def list_leads(access: Everyone, query: Annotated[PageQuery, Query()]) -> Response:
    """The leads that the caller may see, filtered, sorted, a page at a time."""
    return json_answer(await pages.page(access.tx, query.filter(), query.sort, query.limit, query.cursor))


@router.get("/pipeline", response_model=Pipeline)
async def read_pipeline(access: Everyone, query: Annotated[PipelineQuery, Query()]) -> Response:
    """The leads that the caller may see side by side by their Esito."""
    return json_answer(await pipeline.board(access.tx, query.filter(), query.limit))


@router.get("/export.xlsx", response_class=StreamingResponse, responses=_FILE)
async def export_leads(access: Exporters, query: Annotated[ExportQuery, Query()]) -> StreamingResponse:
    """The leads of a filter as an Excel file: sheet `Lead`, and sheet `Filtro` that says what was asked."""
    return await _export(access, export.ordered(query.filter(), query.sort, query.ids, query.columns))


@router.post("/export", response_class=StreamingResponse, responses=_FILE)
async def export_selection(access: Exporters, body: ExportOrder) -> StreamingResponse:
    """The same for a selection too long for an address."""
    return await _export(access, body)


async def _export(access: Exporters, order: ExportOrder) -> StreamingResponse:
    """The file is whole, and its event saved, before the first byte leaves."""
    workbook = await export.export(access.tx, access.user.actor, access.user.language, order)
    name = f"lead-{access.tx.now.astimezone(ROME):%Y-%m-%d-%H%M}.xlsx"
    return StreamingResponse(
        workbook.pieces(),
        media_type=_XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(workbook.size),
        },
    )


@router.post("/esito")
async def set_esito_of_many(access: Leaders, body: EsitoBulk) -> Changed:
    """One Esito for a selection or everything a filter finds (5,000 at most); all or, where one is not there, none."""
    return Changed(changed=await outcome.set_many(access.tx, access.user.actor, body))


@router.post("/trash")
async def trash_many(access: Leaders, body: Selection) -> Changed:
    """Put a selection or everything a filter finds (5,000 at most) into the trash."""
    return Changed(changed=await record.trash(access.tx, access.user.actor, await selected(access.tx, body)))


@router.post("/restore")
async def restore_many(access: Leaders, body: Selection) -> Changed:
    """Take a selection or everything a filter finds (5,000 at most) out of the trash."""
    return Changed(
        changed=await record.restore(access.tx, access.user.actor, await selected(access.tx, body))
    )


@router.get("/{id}", response_model=Lead, responses=_MOVED)
async def get_lead(access: Everyone, id: UUID) -> Response:  # noqa: A002 - the name in the address
    """One lead, whole. The trash is open to Admin and Referente."""
    return json_answer(await read_lead(access.tx, id))


@router.patch("/{id}", response_model=Lead)
async def edit_lead(access: Everyone, id: UUID, body: LeadPatch) -> Response:  # noqa: A002
    """Change fields. A phone or e-mail of another lead of the unit is refused (409)."""
    return json_answer(await editing.edit(access.tx, access.user.actor, id, body))


@router.delete("/{id}", status_code=204)
async def trash_lead(access: Leaders, id: UUID) -> None:  # noqa: A002
    """Put a lead into the trash; it can be restored."""
    await record.trash(access.tx, access.user.actor, [id])


@router.post("/{id}/restore", response_model=Lead)
async def restore_lead(access: Leaders, id: UUID) -> Response:  # noqa: A002
    """Take a lead out of the trash."""
    await record.restore(access.tx, access.user.actor, [id])
    return json_answer(await read_lead(access.tx, id))


@router.get("/{id}/neighbours", response_model=Neighbours, responses=_MOVED)
async def neighbours_of_lead(access: Everyone, id: UUID, query: Annotated[WalkQuery, Query()]) -> Response:  # noqa: A002
    """The leads before and after this one in the list with this filter and order."""
    return json_answer(await pages.neighbours(access.tx, id, query.filter(), query.sort))


@router.post("/{id}/esito", response_model=Lead, responses=_MOVED)
async def set_esito(access: Everyone, id: UUID, body: EsitoInput) -> Response:  # noqa: A002
    """Record the outcome of working a lead, with what the Esito asks for."""
    return json_answer(await outcome.set_one(access.tx, access.user.actor, id, body))


@router.post("/{id}/notes", status_code=201, responses=_MOVED)
async def add_note(access: Everyone, id: UUID, body: NoteInput) -> Note:  # noqa: A002
    """Add a Nota. It is never changed afterwards."""
    return await notes.add(access.tx, access.user.actor, id, body.text)


@router.get("/{id}/timeline", response_model=Timeline, responses=_MOVED)
async def read_timeline(
    access: Everyone,
    id: UUID,  # noqa: A002
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Response:
    """What happened to a lead, newest first."""
    return json_answer(await timeline.read(access.tx, id, limit, cursor))
