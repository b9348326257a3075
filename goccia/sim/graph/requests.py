"""Reading a request: bounded bodies, Graph's parameters from query and body, and the token."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

MAX_BODY = 1024 * 1024


class BadRequest(ValueError):  # noqa: N818 - named for what happened
    """The request cannot be read."""


async def raw_body(request: Request) -> bytes:
    """The body, up to 1 MB. Raises `BadRequest`."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            raise BadRequest("the body is larger than 1 MB")
    return bytes(body)


async def json_object(request: Request) -> dict[str, Any]:
    """The body as a JSON object; an empty one is `{}`. Raises `BadRequest`."""
    body = await raw_body(request)
    try:
        value = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise BadRequest("the body is no JSON") from None
    if not isinstance(value, dict):
        raise BadRequest("the body is no JSON object")
    return value


async def parameters(request: Request) -> dict[str, str]:
    """Query and body together, as Graph takes them: form-encoded, multipart or JSON. Raises `BadRequest`."""
    given = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "GET":
        return given
    if kind == "multipart/form-data":
        if int(request.headers.get("content-length", MAX_BODY + 1)) > MAX_BODY:
            raise BadRequest("the body is larger than 1 MB")
        async with request.form() as form:
            return given | {name: value for name, value in form.items() if isinstance(value, str)}
    if kind == "application/json":
        values = await json_object(request)
        return given | {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()
        }
    text = (await raw_body(request)).decode("utf-8", "replace")
    return given | dict(parse_qsl(text, keep_blank_values=True))


def token(request: Request, given: dict[str, str]) -> str | None:
    """The access token: the Authorization header, else the `access_token` parameter."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() in {"bearer", "oauth"} and value.strip():
        return value.strip()
    return given.get("access_token") or None


def lenient_json(text: str) -> Any:
    """JSON, also with the single quotes of Meta's own examples; None where it is neither."""
    for candidate in (text, text.replace("'", '"')):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    return None
