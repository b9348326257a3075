"""`/api/reports`: leads counted by what one asks for, kept, and written to Excel."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from goccia.core.schemas import Page, Ref
from goccia.identity.access import Everyone, Exporters
from goccia.kit.dates import ROME
from goccia.leads.reading import json_answer
from goccia.reports import pivot, pivot_file, report_mail, saved, schedules
from goccia.reports.pivot_schemas import ReportInput, ReportPatch, ReportResult, ReportSpec, SavedReport
from goccia.reports.schedule_schemas import Membership, ReportMailing, ScheduleInput

router = APIRouter(prefix="/api/reports", tags=["reports"])
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The workbook.",
        "content": {_XLSX: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/run", response_model=ReportResult)
async def run_report(access: Everyone, body: ReportSpec) -> Response:
    """Count the caller's leads of a period and filter by rows and columns."""
    return json_answer(await pivot.run(access.tx, body))


@router.post("/export", response_class=Response, responses=_FILE)
async def export_report(access: Exporters, body: ReportSpec) -> Response:
    """The same as an Excel file: the table, a chart of its first measure, and a sheet that says what was asked."""
    written = await pivot_file.export(access.tx, access.user, body)
    name = f"report-{access.tx.now.astimezone(ROME):%Y-%m-%d-%H%M}.xlsx"
    return Response(
        written, media_type=_XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@router.get("")
async def list_reports(
    access: Everyone,
    limit: Annotated[int, Query(ge=1, le=200)] = 200,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Page[SavedReport]:
    """The caller's reports, and those shared with them."""
    return await saved.listed(access.tx, access.user, limit, cursor)


@router.post("", status_code=201)
async def save_report(access: Everyone, body: ReportInput) -> SavedReport:
    """Keep a report; Admin and Referente may share it."""
    return await saved.get(access.tx, access.user, await saved.create(access.tx, access.user, body))


@router.get("/{report_id}")
async def get_report(access: Everyone, report_id: UUID) -> SavedReport:
    """One report."""
    return await saved.get(access.tx, access.user, report_id)


@router.patch("/{report_id}")
async def change_report(access: Everyone, report_id: UUID, body: ReportPatch) -> SavedReport:
    """Change a report of one's own (an Admin: any that is shared)."""
    await saved.change(access.tx, access.user, report_id, body)
    return await saved.get(access.tx, access.user, report_id)


@router.delete("/{report_id}", status_code=204)
async def delete_report(access: Everyone, report_id: UUID) -> None:
    """Throw a report of one's own away (an Admin: any that is shared)."""
    await saved.delete(access.tx, access.user, report_id)


@router.get("/{report_id}/schedule")
async def get_report_schedule(access: Everyone, report_id: UUID) -> ReportMailing:
    """When a report goes out by mail, to whom, and what became of the last sending."""
    return await schedules.get(access.tx, access.user, report_id)


@router.put("/{report_id}/schedule")
async def put_report_schedule(access: Exporters, report_id: UUID, body: ScheduleInput) -> ReportMailing:
    """Let a report of one's own (an Admin: any that is shared) go out by mail with its Excel file: each recipient gets the
    figures that they may see."""
    await schedules.put(access.tx, access.user, report_id, body)
    return await schedules.get(access.tx, access.user, report_id)


@router.delete("/{report_id}/schedule", status_code=204)
async def end_report_schedule(access: Everyone, report_id: UUID) -> None:
    """Let a report go out no more."""
    await schedules.end(access.tx, access.user, report_id)


@router.put("/{report_id}/schedule/me")
async def choose_report_mail(access: Everyone, report_id: UUID, body: Membership) -> ReportMailing:
    """Get a report that goes out by mail, too, or no more (404 where it does not go out)."""
    await schedules.receive(access.tx, access.user, report_id, wanted=body.receives)
    return await schedules.get(access.tx, access.user, report_id)


@router.post("/{report_id}/schedule/send", status_code=202)
async def send_report_now(access: Everyone, report_id: UUID) -> ReportMailing:
    """Send a report that goes out by mail to the caller alone, now (404 where they are none of its recipients; at most
    once a minute)."""
    await report_mail.send_now(access.tx, access.user, report_id)
    return await schedules.get(access.tx, access.user, report_id)


@router.get("/{report_id}/readers")
async def list_report_readers(
    access: Everyone,
    report_id: UUID,
    limit: Annotated[int, Query(ge=1, le=200)] = 200,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Page[Ref]:
    """Who sees a report of one's own, and so can get it by mail: its owner; of a shared one those who lead, and Admins."""
    return await schedules.readers(access.tx, access.user, report_id, limit, cursor)
