"""`/api/imports`: a file becomes leads, after a preview, and can be taken back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from goccia.core.database import Database, Transaction
from goccia.core.errors import Refusal
from goccia.core.http import problem
from goccia.core.settings import Settings
from goccia.identity.access import Access, Leaders, User, allow
from goccia.intake import import_commit, import_decide, import_rejected, import_undo, imports
from goccia.intake.import_process import Problem
from goccia.intake.import_staging import SMALL_BYTES, folder_of, read_import
from goccia.intake.import_upload import receive
from goccia.intake.imports_queries import get_import, list_imports, list_rows
from goccia.intake.imports_schemas import (
    DecideInput,
    ImportOut,
    ImportPage,
    ImportPatch,
    ImportRow,
    ImportRowPage,
    Nothing,
    Verdict,
)
from goccia.intake.reading.problems import FileProblem
from goccia.kit.ids import uuid7

router = APIRouter(prefix="/api/imports", tags=["imports"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file", "container_id"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "CSV, XLSX or XLS; 100 MB, 500,000 records, 300 columns at most.",
                        },
                        "container_id": {"type": "string", "format": "uuid"},
                    },
                }
            }
        },
    }
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The workbook.",
        "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader without an open transaction: these routes work in several short ones."""

    user: User
    settings: Settings
    database: Database
    now: datetime

    @asynccontextmanager
    async def eyes(self) -> AsyncIterator[Transaction]:
        """A transaction that sees what they see."""
        async with self.database.transaction(self.user.scope, self.now) as tx:
            yield tx

    async def show(self, import_id: UUID) -> ImportOut:
        """The import as it is now."""
        async with self.eyes() as tx:
            return await get_import(tx, import_id)


_leaders = allow("admin", "referente")
_open: Callable[[Request], AsyncIterator[Access]] = _leaders.dependency


async def _leader(request: Request) -> Leader:
    async with asynccontextmanager(_open)(request) as access:
        return Leader(access.user, access.settings, access.database, access.tx.now)


_leader.permission = _leaders.dependency.permission  # type: ignore[attr-defined]
Alone = Annotated[Leader, Depends(_leader)]
RowNumber = Annotated[int, Path(ge=0, lt=2**31)]


@router.post("", status_code=201, openapi_extra=_FORM, response_model=ImportOut)
async def create_import(leader: Alone, request: Request) -> Response | ImportOut:
    """Upload a list for a container. Up to 2 MB and 5,000 records the answer is the preview; larger files are read by
    the worker (state `reading`, with progress). A file that cannot be imported is refused with 422 (413 where it is too
    large): `code`, `it`, `en`, `where`, and `id` of the import that keeps the reason, in state `failed`."""
    import_id = uuid7()
    path = folder_of(leader.settings.home) / str(import_id)
    try:
        upload = await receive(request.stream(), request.headers.get("content-type", ""), path)
        async with leader.eyes() as tx:
            await imports.create(tx, leader.user.actor, import_id, path, upload)
    except FileProblem as found:
        await asyncio.to_thread(path.unlink, missing_ok=True)
        return _refused(request, Problem.of(found), None)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    await _read(leader, import_id, upload.size)
    shown = await leader.show(import_id)
    if shown.problem:
        return _refused(request, Problem(**shown.problem.model_dump()), import_id)
    return shown


async def _read(leader: Leader, import_id: UUID, size: int) -> None:
    """Read a small file here; leave a large one to the worker."""
    small = size <= SMALL_BYTES and await read_import(
        leader.database, leader.settings.home, import_id, leader.now, small_only=True
    )
    if not small:
        async with leader.database.transaction(now=leader.now) as tx:
            await imports.queue(tx, imports.READ_JOB, import_id)


def _refused(request: Request, found: Problem, import_id: UUID | None) -> JSONResponse:
    said = {
        "status": 413 if found.code == "too_large" else 422,
        "code": found.code,
        "it": "{it}",
        "en": "{en}",
    }
    refusal: Refusal = type("FileRefused", (Refusal,), said)(it=found.it, en=found.en)
    plain = problem(refusal, request.url.path)
    more = {"it": found.it, "en": found.en, "where": found.where, "id": str(import_id) if import_id else None}
    return JSONResponse(
        orjson.loads(plain.body) | more, refusal.status, media_type="application/problem+json"
    )


@router.get("")
async def get_imports(
    access: Leaders,
    unit_id: UUID | None = None,
    container_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> ImportPage:
    """Imports, newest first."""
    return await list_imports(access.tx, unit_id, container_id, limit, cursor)


@router.get("/{import_id}")
async def read_one_import(access: Leaders, import_id: UUID) -> ImportOut:
    """An import with its counts, columns and first 50 records; poll it while it is read or written."""
    return await get_import(access.tx, import_id)


@router.patch("/{import_id}")
async def patch_import(leader: Alone, import_id: UUID, body: ImportPatch) -> ImportOut:
    """Read the file with another mapping or sheet. The mapping is remembered for files with the same columns."""
    async with leader.eyes() as tx:
        size = await imports.change(tx, import_id, body)
    await _read(leader, import_id, size)
    return await leader.show(import_id)


@router.get("/{import_id}/rows")
async def get_import_rows(
    access: Leaders,
    import_id: UUID,
    verdict: Verdict | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> ImportRowPage:
    """The records in the order of the file, all or of one verdict."""
    return await list_rows(access.tx, import_id, verdict, limit, cursor)


@router.post("/{import_id}/rows/{number}/decide")
async def decide_import_row(
    leader: Alone, import_id: UUID, number: RowNumber, body: DecideInput
) -> ImportRow:
    """Decide about a record to review. Before the commit the decision waits for it; after it, it is carried out."""
    async with leader.eyes() as tx:
        return await import_decide.decide(tx, leader.user.actor, import_id, number, body.action)


@router.post("/{import_id}/commit")
async def commit_import(leader: Alone, import_id: UUID, body: Nothing | None = None) -> ImportOut:  # noqa: ARG001
    """Write the new, join the duplicates; what is to review waits. Up to 2,000 records at once, else by the worker
    (state `committing`, with progress). Repeating the call changes nothing."""
    async with leader.eyes() as tx:
        total = await imports.begin_commit(tx, leader.user.actor, import_id)
    if 0 <= total <= imports.SMALL_COMMIT:
        await import_commit.commit(leader.database, leader.settings.home, import_id, leader.now)
    return await leader.show(import_id)


@router.post("/{import_id}/undo")
async def undo_import(leader: Alone, import_id: UUID, body: Nothing | None = None) -> ImportOut:  # noqa: ARG001
    """Put the leads that the import made into the trash, but those that somebody has worked or that came again, and
    take its submissions off the leads that were there before. Fields that it filled in stay filled."""
    async with leader.eyes() as tx:
        total = await imports.begin_undo(tx, leader.user.actor, import_id)
    if 0 <= total <= imports.SMALL_COMMIT:
        await import_undo.undo(leader.database, import_id, leader.now)
    return await leader.show(import_id)


@router.get("/{import_id}/rejected.xlsx", response_class=StreamingResponse, responses=_FILE)
async def get_rejected_rows(access: Leaders, import_id: UUID) -> StreamingResponse:
    """The rejected records with all their cells, their row number and why, as an Excel file."""
    workbook = await import_rejected.rejected_workbook(access.tx, import_id, access.user.language)
    return StreamingResponse(
        workbook.pieces(),
        media_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{import_rejected.NAMES[access.user.language]}.xlsx"',
            "Content-Length": str(workbook.size),
        },
    )
