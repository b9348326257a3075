"""`/hooks/in/{intake_token}`: the generic webhook of a container."""

from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from goccia.core.database import Database
from goccia.core.errors import NotFound
from goccia.core.http import problem
from goccia.identity.access import Anyone, request_time
from goccia.intake import hooks

router = APIRouter(tags=["intake"])
Status = Literal["created", "resubmitted", "duplicate", "test", "kept"]


class RecordReceipt(BaseModel):
    """What became of one record of a delivery."""

    status: Status
    lead_id: UUID | None = None
    code: str | None = Field(default=None, description="Why it was kept.")
    reason: dict[str, str] | None = Field(default=None, description="The same in words, Italian and English.")


class HookReceipt(RecordReceipt):
    """The answer to a delivery; `records` only where it held several."""

    delivery_id: UUID
    records: list[RecordReceipt] | None = None


async def _receive(intake_token: str, request: Request) -> Response:
    """The body is read before the transaction opens: a slow sender holds no connection."""
    body = await request.body()
    if not intake_token.isascii() or not intake_token.isprintable():
        raise NotFound
    delivery = hooks.Request(
        request.method,
        request.headers.get("content-type"),
        request.url.query,
        body if request.method == "POST" else b"",
    )
    database: Database = request.app.state.database
    receipt = await database.run(
        lambda tx: hooks.receive(tx, intake_token, delivery), now=request_time(request)
    )
    if receipt.refusal:
        return problem(receipt.refusal, request.url.path)
    records = [
        RecordReceipt(
            status=outcome.status,
            lead_id=outcome.lead_id,
            code=outcome.notice.code if outcome.notice else None,
            reason={"it": outcome.notice.it, "en": outcome.notice.en} if outcome.notice else None,
        )
        for outcome in receipt.outcomes
    ]
    status = hooks.overall(receipt.outcomes)
    shown = next(record for record in records if record.status == status)
    answer = HookReceipt(
        **dict(shown), delivery_id=receipt.delivery_id, records=records if len(records) > 1 else None
    )
    # made into JSON here: FastAPI would check once more what was just built
    return Response(answer.model_dump_json(exclude_none=True), media_type="application/json")


_DOC: dict[int | str, dict[str, Any]] = {
    400: {"description": "Broken or empty body: kept raw."},
    403: {"description": "Wrong google_key: kept."},
    404: {"description": "Unknown address."},
    413: {"description": "Over 1 MB."},
}


@router.post("/hooks/in/{intake_token}", response_model=HookReceipt, responses=_DOC,
             dependencies=[Anyone])  # fmt: skip
async def receive_post(intake_token: str, request: Request) -> Response:
    """Take a lead as JSON, form or query string. Answered after the commit that stores and distributes it."""
    return await _receive(intake_token, request)


@router.get("/hooks/in/{intake_token}", response_model=HookReceipt, responses=_DOC,
            dependencies=[Anyone])  # fmt: skip
async def receive_get(intake_token: str, request: Request) -> Response:
    """Take a lead from the query string."""
    return await _receive(intake_token, request)
