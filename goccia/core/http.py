"""What every request passes: its id, the limit of its body, and errors as RFC 9457 problem details."""

import contextvars
import errno
import re
import time
from typing import Any
from uuid import UUID

import asyncpg
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goccia.core.errors import Invalid, Moved, Refusal, TooLarge
from goccia.core.validation import line_of
from goccia.kit.ids import uuid7

log = structlog.get_logger()
BODY_LIMIT = 1_000_000
UPLOAD_PATHS = ("/api/imports",)
UPLOAD_MEGABYTES = 100
UPLOAD_LIMIT = UPLOAD_MEGABYTES * 1_100_000  # with its envelope
MOST_READ_AWAY = 500_000_000
_ID = re.compile(rb"[A-Za-z0-9._:-]{1,64}")
_INTAKE = re.compile(r"/+hooks/+in/.*", re.IGNORECASE | re.DOTALL)
DATABASE_GONE: tuple[type[Exception], ...] = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # asked in the instant in which the server's farewell arrived
)
"""Going, gone, or not back yet: what a try in two seconds may find mended."""
language: contextvars.ContextVar[str] = contextvars.ContextVar("language", default="it")


class BodyTooLarge(HTTPException):
    """Raised while the body is read, where no length was announced."""


class RequestEdge:
    """Gives each request an id (X-Request-ID), logs it with its time, and refuses bodies over the limit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"")
        request_id = given.decode() if _ID.fullmatch(given) else str(uuid7())
        structlog.contextvars.bind_contextvars(request_id=request_id)
        language.set("en" if headers.get(b"accept-language", b"").lower().startswith(b"en") else "it")
        uploads = scope["method"] == "POST" and scope["path"] in UPLOAD_PATHS
        limit = UPLOAD_LIMIT if uploads else BODY_LIMIT
        started = time.perf_counter()
        status = 0
        announced = headers.get(b"content-length", b"0")
        read = 0

        async def limited_receive() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise BodyTooLarge(413)
            return message

        async def marked_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                elapsed = (time.perf_counter() - started) * 1000
                message["headers"] = [
                    *message.get("headers", []),
                    (b"x-request-id", request_id.encode()),
                    (b"server-timing", f"app;dur={elapsed:.2f}".encode()),
                ]
            await send(message)

        try:
            if announced.isdigit() and int(announced) > limit:
                if uploads:
                    await _read_away(receive)
                refusal = TooLarge(limit=UPLOAD_MEGABYTES if uploads else limit // 1_000_000)
                await problem(refusal, scope["path"])(scope, receive, marked_send)
            else:
                await self.app(scope, limited_receive, marked_send)
        except Exception as error:  # here, not in a handler: those of Starlette stand outside of this edge
            log.exception("request failed", path=_without_secrets(scope["path"]), exc_info=error)
            if status:
                raise  # the answer has begun: the server can only cut it off
            await problem(InternalError(request_id=request_id), scope["path"])(scope, receive, marked_send)
        finally:
            if scope["path"] != "/api/health":
                log.info(
                    "request",
                    method=scope["method"],
                    path=_without_secrets(scope["path"]),
                    status=status,
                    ms=round((time.perf_counter() - started) * 1000, 1),
                )
            structlog.contextvars.unbind_contextvars("request_id")


async def _read_away(receive: Receive) -> None:
    """Let a file that is too large pass: a browser that still sends when the connection ends never sees the answer."""
    passed = 0
    while passed < MOST_READ_AWAY:
        message = await receive()
        passed += len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return


def _without_secrets(path: str) -> str:
    """The path as it may be logged: an intake address ends in a secret."""
    return _INTAKE.sub("/hooks/in/…", path)


def problem(refusal: Refusal, path: str) -> JSONResponse:
    """A refusal as `application/problem+json`, in both languages."""
    body: dict[str, Any] = {
        "type": f"/problems/{refusal.code}",
        "title": refusal.messages[language.get()],
        "status": refusal.status,
        "detail": refusal.messages[language.get()],
        "instance": path,
        "code": refusal.code,
        "messages": refusal.messages,
        "errors": refusal.errors,
    }
    return JSONResponse(body, refusal.status, headers=refusal.headers, media_type="application/problem+json")


_HTTP_WORDS = {
    400: ("bad_request", "La richiesta non è leggibile.", "The request cannot be read."),
    404: ("not_found", "Non trovato: l'indirizzo non esiste.", "Not found: there is no such address."),
    405: ("method_not_allowed", "Questo metodo non è permesso qui.", "This method is not allowed here."),
    413: ("too_large", "La richiesta è troppo grande.", "The request is too large."),
}


def _of_status(status: int) -> Refusal:
    code, it, en = _HTTP_WORDS.get(
        status, ("http_error", "La richiesta non è stata accolta.", "The request was not accepted.")
    )
    return type("HttpRefusal", (Refusal,), {"status": status, "code": code, "it": it, "en": en})()  # type: ignore[no-any-return]


class InternalError(Refusal):
    """A fault of ours; the request id finds it in the log."""

    status = 500
    code = "internal_error"
    it = "Errore interno: riprova; se continua, segnala il codice {request_id}."
    en = "Internal error: try again; if it goes on, report the code {request_id}."


class Unavailable(Refusal):
    """The database cannot be reached."""

    status = 503
    code = "unavailable"
    it = "Il database non risponde: riprova fra qualche secondo."
    en = "The database does not answer: try again in a few seconds."


class DiskFull(Refusal):
    """The disk of the data, or its quota, has no room: what came was not saved."""

    status = 507
    code = "disk_full"
    it = "Il disco del server è pieno: non è stato salvato nulla. Avvisa chi gestisce il server, poi riprova."
    en = "The server's disk is full: nothing was saved. Tell whoever runs the server, then try again."


def _moved_to(request: Request, moved: Moved) -> str:
    """The address asked for, with the id that the record has now."""

    def part(text: str) -> str:
        try:
            return str(moved.is_now) if UUID(text) == moved.was else text
        except ValueError:
            return text

    path = "/".join(part(text) for text in request.url.path.split("/"))
    return f"{path}?{request.url.query}" if request.url.query else path


def install(app: FastAPI) -> None:
    """Middleware and handlers of the application."""
    app.add_middleware(RequestEdge)

    @app.exception_handler(Refusal)
    async def refused(request: Request, refusal: Refusal) -> JSONResponse:
        if isinstance(refusal, Moved):
            # kept by nobody: where it leads depends on who asks
            refusal.headers = {"Location": _moved_to(request, refusal), "Cache-Control": "no-store"}
        return problem(refusal, request.url.path)

    @app.exception_handler(RequestValidationError)
    async def not_valid(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(Invalid(errors=[line_of(item) for item in error.errors()]), request.url.path)

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> JSONResponse:
        refusal = _of_status(error.status_code)
        refusal.headers = dict(error.headers or {})
        return problem(refusal, request.url.path)

    async def database_gone(request: Request, error: Exception) -> JSONResponse:
        if isinstance(
            error, asyncpg.DataError | ValueError
        ):  # of asyncpg's, too: a value that it cannot send
            raise error
        if isinstance(error, asyncpg.DiskFullError) or (
            isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        ):
            log.error("disk full", error=repr(error))
            return problem(DiskFull(), request.url.path)
        log.error("database unreachable", error=repr(error))
        return problem(Unavailable(headers={"Retry-After": "2"}), request.url.path)

    failing: tuple[type[Exception], ...] = (*DATABASE_GONE, asyncpg.DiskFullError)
    for kind in failing:
        app.add_exception_handler(kind, database_gone)
