"""The door of every route: authenticates, checks the permission, opens the transaction with the caller's eyes.

Closed by default: a route takes its transaction from `allow(...)` or declares itself `public()`; a test walks all
routes and fails on one that does neither.
"""

import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from fastapi.params import Depends as DependsParam

from goccia.core import http
from goccia.core.database import Database, Role, Scope, Transaction
from goccia.core.errors import Forbidden, NotLoggedIn, Refusal
from goccia.core.events import Actor
from goccia.core.settings import Settings
from goccia.identity.throttle import caller_address
from goccia.identity.tokens import AccessToken, read_access

ACCESS_COOKIE = "goccia_access"
REFRESH_COOKIE = "goccia_refresh"
CSRF_COOKIE = "goccia_csrf"
CSRF_HEADER = "x-csrf-token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class CsrfMissing(Refusal):
    """A cookie came without the header that proves the page sent it."""

    status = 403
    code = "csrf"
    it = "Richiesta rifiutata: manca l'intestazione X-CSRF-Token. Ricarica la pagina e riprova."
    en = "Refused: the X-CSRF-Token header is missing. Reload the page and try again."


class MustChangePassword(Refusal):
    """The password was made by the system: nothing else works until it is changed."""

    status = 403
    code = "must_change_password"
    it = "Prima di continuare scegli una tua password."
    en = "Choose a password of your own before going on."


@dataclass(frozen=True, slots=True)
class User:
    """The person behind a request, as the database knows them now."""

    id: UUID
    role: Role
    unit_ids: tuple[UUID, ...]
    language: str
    can_export: bool
    can_configure: bool
    must_change_password: bool
    session: UUID | None = None

    @property
    def scope(self) -> Scope:
        """Their eyes."""
        return Scope(self.role, self.id, self.unit_ids)

    @property
    def actor(self) -> Actor:
        """Their name in the event log."""
        return Actor("user", self.id)

    @property
    def is_admin(self) -> bool:
        """Sees and configures everything."""
        return self.role == "admin"


@dataclass(slots=True)
class Access:
    """A transaction and who asked for it."""

    tx: Transaction
    user: User
    settings: Settings
    database: Database


_USER = """
SELECT u.id, u.role, u.language, u.can_export, u.can_configure, u.must_change_password,
       ARRAY(SELECT unit_id FROM user_unit uu WHERE uu.user_id = u.id ORDER BY unit_id) AS unit_ids
FROM app_user u WHERE u.id = $1 AND u.epoch = $2 AND u.active AND u.deleted_at IS NULL
  AND EXISTS (SELECT 1 FROM session s WHERE s.family = $3 AND s.user_id = u.id AND s.expires_at > $4)
"""


async def load_user(tx: Transaction, token: AccessToken) -> User | None:
    """The user of a token, if still active and still logged in (run as goccia_system)."""
    row = await tx.fetchrow(_USER, token.user_id, token.epoch, token.session, tx.now)
    if row is None:
        return None
    return User(
        id=row["id"],
        role=row["role"],
        unit_ids=tuple(row["unit_ids"]),
        language=row["language"],
        can_export=row["can_export"] or row["role"] != "agente",
        can_configure=row["can_configure"] or row["role"] == "admin",
        must_change_password=row["must_change_password"],
        session=token.session,
    )


def presented_token(request: Request, settings: Settings) -> AccessToken | None:
    """The token of a request: Bearer, or the cookie (then unsafe methods need the CSRF header).

    Raises:
        CsrfMissing: a cookie without its header, on a method that changes something.
    """
    header = request.headers.get("authorization", "")
    if header[:7].lower() == "bearer ":
        return read_access(settings, header[7:].strip())
    cookie = request.cookies.get(ACCESS_COOKIE)
    if cookie is None:
        return None
    token = read_access(settings, cookie)
    if token is not None and request.method not in SAFE_METHODS:
        check_csrf(request)
    return token


def check_csrf(request: Request) -> None:
    """Double submit: header and cookie must be the same.

    Raises:
        CsrfMissing: they are not.
    """
    sent = request.headers.get(CSRF_HEADER, "")
    if not sent or not secrets.compare_digest(sent.encode(), request.cookies.get(CSRF_COOKIE, "").encode()):
        raise CsrfMissing


@dataclass(frozen=True, slots=True)
class Permission:
    """Who may call a route: read by the dependency and by the test that walks the routes."""

    roles: frozenset[str]
    configure: bool = False
    export: bool = False
    even_with_system_password: bool = False

    def admits(self, user: User) -> bool:
        """Whether the rules of PRODUCT §2 let this user in at all (which rows they see is the database's)."""
        if user.role not in self.roles:
            return False
        return not (self.configure and not user.can_configure) and not (self.export and not user.can_export)


def allow(
    *roles: Role, configure: bool = False, export: bool = False, even_with_system_password: bool = False
) -> Any:
    """A dependency that lets these roles in and opens their transaction.

    configure: a Referente needs the Admin's permission to configure; export: an Agente needs the one to export.
    """
    permission = Permission(frozenset(roles), configure, export, even_with_system_password)

    async def open_transaction(request: Request) -> AsyncIterator[Access]:
        settings: Settings = request.app.state.settings
        database: Database = request.app.state.database
        token = presented_token(request, settings)
        if token is None:
            raise NotLoggedIn(headers={"WWW-Authenticate": "Bearer"})
        async with database.transaction(now=request_time(request)) as tx:
            user = await load_user(tx, token)
            if user is None:
                raise NotLoggedIn(headers={"WWW-Authenticate": "Bearer"})
            http.language.set(user.language)
            if user.must_change_password and not permission.even_with_system_password:
                raise MustChangePassword
            if not permission.admits(user):
                raise Forbidden
            await tx.see_as(user.scope)
            yield Access(tx, user, settings, database)

    return _marked(open_transaction, permission)


def public() -> Any:
    """A dependency for the few routes that anybody may call: a system transaction, nobody's eyes."""

    async def open_transaction(request: Request) -> AsyncIterator[Transaction]:
        database: Database = request.app.state.database
        async with database.transaction(now=request_time(request)) as tx:
            yield tx

    return _marked(open_transaction, None)


async def _nobody() -> None:
    """Asks nothing of the caller; the route opens its own transaction (webhooks, health)."""


_nobody.permission = None  # type: ignore[attr-defined]
Anyone = Depends(_nobody)


def request_time(request: Request) -> datetime:
    """The time a request counts as: the clock, or the one that tests have set on the application."""
    clock: Callable[[], datetime] | None = getattr(request.app.state, "clock", None)
    return clock() if clock else datetime.now(UTC)


def network_address(request: Request) -> str:
    """Where a request comes from, as far as a proxy of ours can be believed."""
    peer = request.client.host if request.client else "unknown"
    settings: Settings = request.app.state.settings
    return caller_address(peer, ",".join(request.headers.getlist("x-forwarded-for")), settings.proxies)


def _marked(dependency: Any, permission: Permission | None) -> DependsParam:
    dependency.permission = permission
    return Depends(dependency, scope="function")  # type: ignore[no-any-return]


Everyone = Annotated[Access, allow("admin", "referente", "agente")]
Leaders = Annotated[Access, allow("admin", "referente")]
Admins = Annotated[Access, allow("admin")]
Configurers = Annotated[Access, allow("admin", "referente", configure=True)]
Exporters = Annotated[Access, allow("admin", "referente", "agente", export=True)]
SelfService = Annotated[Access, allow("admin", "referente", "agente", even_with_system_password=True)]
Public = Annotated[Transaction, public()]
