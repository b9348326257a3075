"""The live feed of the browser: server-sent events with ids; `Last-Event-ID` replays what was missed."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse

from goccia.core.database import Scope
from goccia.core.errors import invalid
from goccia.core.realtime import Feed, Place
from goccia.identity.access import Everyone, load_user, presented_token

router = APIRouter(tags=["live"])


@router.get(
    "/api/stream", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": {}}}}
)
async def stream(
    request: Request,
    access: Everyone,
    last_event_id: Annotated[str | None, Header()] = None,
    since: Annotated[
        str | None, Query(description="As Last-Event-ID, for a client that cannot set it.")
    ] = None,
) -> StreamingResponse:
    """Events that the caller may see, as they are committed. Ids are `tx-id`; a reconnection misses nothing."""
    place = _parse(last_event_id or since)
    feed: Feed = request.app.state.feed
    return StreamingResponse(
        _frames(request, feed, access.user.scope, place),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _parse(text: str | None) -> Place | None:
    if not text:
        return None
    tx, _, number = text.partition("-")
    if not (text.isascii() and tx.isdigit() and number.isdigit() and len(tx) < 20 and len(number) < 19):
        raise invalid(
            "Last-Event-ID", "Identificativo di evento non valido.", "Not an event id of this stream."
        )
    return int(tx), int(number)


async def _frames(request: Request, feed: Feed, scope: Scope, place: Place | None) -> AsyncIterator[bytes]:
    """No transaction stays open between two batches; the login is looked at again as time goes by."""
    start = place or await feed.end_of_log()
    yield f"retry: 1000\nid: {start[0]}-{start[1]}\nevent: hello\ndata: {{}}\n\n".encode()
    async for batch in feed.view(scope, start):
        if (
            await _eyes(request) != scope
        ):  # logged out, deactivated, or with other units: the page connects anew
            return
        for event in batch:
            yield _frame(event)
        if not batch:
            yield b": alive\n\n"


def _frame(event: dict[str, Any]) -> bytes:
    data = {name: value for name, value in event.items() if name != "tx" and value is not None}
    return b"id: %d-%d\nevent: %s\ndata: %s\n\n" % (
        event["tx"],
        event["id"],
        event["kind"].encode(),
        orjson.dumps(data, default=str),
    )


async def _eyes(request: Request) -> Scope | None:
    """Whose eyes the viewer has now; None: nobody's any more."""
    token = presented_token(request, request.app.state.settings)
    if token is None:
        return None
    async with request.app.state.database.transaction() as tx:
        user = await load_user(tx, token)
    return user.scope if user else None
