"""`/api/auth` and `/api/me`: log in, renew, log out, one's own profile and password."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from goccia.core.database import Database
from goccia.core.errors import NotLoggedIn, Refusal
from goccia.core.settings import Settings
from goccia.identity import queries, service, sessions
from goccia.identity.access import (
    REFRESH_COOKIE,
    Anyone,
    CsrfMissing,
    SelfService,
    network_address,
    presented_token,
    request_time,
)
from goccia.identity.cookies import clear_session, set_session
from goccia.identity.schemas import LoggedIn, LoginInput, Me, PasswordInput, ProfileInput, RefreshInput

router = APIRouter(tags=["identity"])


@router.post("/api/auth/login", dependencies=[Anyone])
async def log_in(request: Request, response: Response, body: LoginInput) -> LoggedIn:
    """Log in. The token goes into `Authorization: Bearer …`, or is used as a cookie by the page.

    After failures the next attempts are refused with 429 until `Retry-After` seconds have passed.
    """
    _refuse_other_sites(request)
    database, settings = _parts(request)
    opened = await sessions.log_in(
        database,
        settings,
        request_time(request),
        body.email,
        body.password,
        network_address(request),
        _user_agent(request),
    )
    set_session(request, response, settings, opened)
    return opened.answer


@router.post("/api/auth/refresh", dependencies=[Anyone])
async def renew(
    request: Request, response: Response, body: Annotated[RefreshInput | None, Body()] = None
) -> LoggedIn:
    """Renew the session with the refresh token of the cookie, or of the body. Each one serves once."""
    _refuse_other_sites(request)
    database, settings = _parts(request)
    token = (body.refresh_token if body else None) or request.cookies.get(REFRESH_COOKIE)
    if not token:
        raise NotLoggedIn
    opened = await sessions.renew(database, settings, request_time(request), token, _user_agent(request))
    set_session(request, response, settings, opened)
    return opened.answer


@router.post("/api/auth/logout", status_code=204, dependencies=[Anyone])
async def log_out(request: Request, response: Response) -> None:
    """End this session, whatever is left of it."""
    _refuse_other_sites(request)
    database, settings = _parts(request)
    try:
        token = presented_token(request, settings)
    except CsrfMissing:
        token = None
    await sessions.log_out(database, request_time(request), token, request.cookies.get(REFRESH_COOKIE))
    clear_session(response)


@router.post("/api/auth/logout-all", status_code=204)
async def log_out_everywhere(access: SelfService, response: Response) -> None:
    """End all sessions, on every device."""
    await service.log_out_everywhere(access.tx, access.user)
    clear_session(response)


@router.post("/api/auth/password", status_code=204)
async def change_password(access: SelfService, body: PasswordInput) -> None:
    """Choose another password. The other sessions end."""
    await service.change_password(
        access.tx, access.settings, access.user, body.current_password, body.new_password
    )


@router.get("/api/me")
async def get_me(access: SelfService) -> Me:
    """Who is logged in, and what they may do."""
    return await queries.me(access.tx, access.user.id)


@router.patch("/api/me")
async def change_me(access: SelfService, body: ProfileInput) -> Me:
    """Change one's own name or language."""
    await service.change_profile(access.tx, access.user, body)
    return await queries.me(access.tx, access.user.id)


def _parts(request: Request) -> tuple[Database, Settings]:
    return request.app.state.database, request.app.state.settings


def _user_agent(request: Request) -> str:
    return request.headers.get("user-agent", "")


def _refuse_other_sites(request: Request) -> None:
    """These routes ask for no CSRF header (the page may have none yet); browsers say where a request comes from.

    Raises:
        OtherSite: another site's page sent it.
    """
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise OtherSite


class OtherSite(Refusal):
    """A page of another site tried to log somebody in or out."""

    status = 403
    code = "other_site"
    it = "Richiesta rifiutata: viene dalla pagina di un altro sito."
    en = "Refused: it comes from another site's page."
