"""Routes about the ways in of the containers and the mappings of files."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from goccia.identity.access import Leaders
from goccia.intake import file_mappings, ways_in
from goccia.intake.ways_in_schemas import FileMapping, FileMappingPage, FileMappingPatch, WaysInPage

router = APIRouter(tags=["intake"])
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=1000)]
Fingerprint = Annotated[str, Path(pattern=r"^[0-9A-Za-z-]{1,64}$", description="Of the columns of the file.")]


@router.get("/api/ways-in")
async def list_ways_in(
    access: Leaders, unit_id: UUID | None = None, limit: Limit = 50, cursor: Cursor = None
) -> WaysInPage:
    """Containers by name, each with its ways in: when something last came, how much waits, what is wrong."""
    return await ways_in.list_ways_in(access.tx, unit_id, limit, cursor)


@router.get("/api/file-mappings")
async def list_file_mappings(
    access: Leaders, unit_id: UUID | None = None, limit: Limit = 50, cursor: Cursor = None
) -> FileMappingPage:
    """What is remembered of imported files: files with the same columns are read alike."""
    return await file_mappings.list_file_mappings(access.tx, unit_id, limit, cursor)


@router.patch("/api/file-mappings/{unit_id}/{fingerprint}")
async def change_file_mapping(
    access: Leaders, unit_id: UUID, fingerprint: Fingerprint, body: FileMappingPatch
) -> FileMapping:
    """Send some columns elsewhere, from the next file on. What was imported stays as it is."""
    return await file_mappings.change_file_mapping(
        access.tx, access.user.actor, unit_id, fingerprint, body.mapping
    )


@router.delete("/api/file-mappings/{unit_id}/{fingerprint}", status_code=204)
async def forget_file_mapping(access: Leaders, unit_id: UUID, fingerprint: Fingerprint) -> Response:
    """Forget a mapping: the next file of these columns is guessed anew."""
    await file_mappings.forget_file_mapping(access.tx, access.user.actor, unit_id, fingerprint)
    return Response(status_code=204)
