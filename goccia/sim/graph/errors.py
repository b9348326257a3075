"""Errors in Graph's shape, and the ways a request can be made to go wrong.

Codes: "Handling errors" and "Rate limits" of the Graph API documentation.
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from starlette.responses import JSONResponse, Response

MODES = frozenset({"gone", "no_permission", "try_later", "token_dead", "slow", "bad_json", "server_error"})


def graph_error(
    message: str,
    code: int,
    *,
    status: int = 400,
    kind: str = "OAuthException",
    subcode: int | None = None,
    transient: bool | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """`{"error": {message, type, code, fbtrace_id}}`."""
    error: dict[str, Any] = {"message": message, "type": kind, "code": code}
    if subcode is not None:
        error["error_subcode"] = subcode
    if transient is not None:
        error["is_transient"] = transient
    error["fbtrace_id"] = "A" + secrets.token_urlsafe(17)
    headers = {**(headers or {}), "x-fb-trace-id": error["fbtrace_id"]}
    return JSONResponse({"error": error}, status, headers=headers)


def gone(object_id: str) -> Response:
    """No such object, or no right to see it: Graph answers the same."""
    return graph_error(
        f"Unsupported get request. Object with ID '{object_id}' does not exist, cannot be loaded due to "
        "missing permissions, or does not support this operation",
        100,
        kind="GraphMethodException",
        subcode=33,
    )


def no_permission() -> Response:
    """The token lacks leads_retrieval."""
    return graph_error("(#200) Requires leads_retrieval permission to manage the object", 200, status=403)


def token_dead(subcode: int | None = 463) -> Response:
    """The token is no longer good."""
    return graph_error(
        "Error validating access token: the session is not valid any more", 190, status=401, subcode=subcode
    )


def token_unknown() -> Response:
    """A token that was never given out."""
    return graph_error("Invalid OAuth access token - Cannot parse access token", 190, status=401)


def no_token() -> Response:
    """No token at all."""
    return graph_error("An access token is required to request this resource.", 104, status=401)


def faulty(  # noqa: PLR0911 - one return a mode
    mode: str, object_id: str, options: dict[str, Any]
) -> Response | None:
    """The answer of a fault; None for `slow`, which only waits."""
    match mode:
        case "gone":
            return gone(object_id)
        case "no_permission":
            return no_permission()
        case "token_dead":
            return token_dead(options.get("subcode", 463))
        case "try_later":
            code = options.get("code", 80005)
            message = f"(#{code}) Too many calls to this Page account. Try again later."
            return graph_error(message, code, headers=_usage(options.get("minutes")))
        case "server_error":
            message = "An unexpected error has occurred. Please retry your request later."
            return graph_error(message, 2, status=500, transient=True)
        case "bad_json":
            return Response(f'{{"id":"{object_id}","created_time', media_type="application/json")
    return None


def _usage(minutes: int | None) -> dict[str, str]:
    if not minutes:
        return {}
    usage = {
        "type": "leadgen",
        "call_count": 100,
        "total_cputime": 20,
        "total_time": 20,
        "estimated_time_to_regain_access": minutes,
    }
    return {"x-business-use-case-usage": json.dumps({"0": [usage]})}
