"""Routes about Meta: pages, forms, Da smistare, and the test lead of a container."""

from contextlib import asynccontextmanager
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.errors import NotFound, invalid
from goccia.identity.access import Access, Admins, Leaders, User, allow, request_time
from goccia.intake import meta_check, meta_leads, meta_pages, meta_practice
from goccia.intake.meta_schemas import (
    AssignContainer,
    FormInput,
    FormList,
    FormOut,
    MetaLeadOut,
    MetaLeadPage,
    MetaLeadState,
    MetaStatus,
    PageCheck,
    PageInput,
    PageList,
    PageOut,
    PathId,
    TestLeadSent,
)

router = APIRouter(tags=["meta"])
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=500)]


def _checked_before(*roles: Any) -> Any:
    """Like `allow`, but its transaction is over before the route runs: for routes that speak to others."""
    inner = allow(*roles).dependency

    async def check(request: Request) -> User:
        async with asynccontextmanager(inner)(request) as access:
            user: User = access.user
            return user

    check.permission = inner.permission  # type: ignore[attr-defined]
    return Depends(check)


CheckedAdmin = Annotated[User, _checked_before("admin")]
CheckedLeader = Annotated[User, _checked_before("admin", "referente")]


def _names(cursor: str | None) -> tuple[str, str] | None:
    if cursor is None:
        return None
    name, last = decode_cursor(cursor, 2)
    if not isinstance(name, str) or not isinstance(last, str) or "\0" in name + last:
        raise invalid(
            "cursor",
            "Il cursore non è valido: riparti dalla prima pagina.",
            "The cursor is not valid: start again.",
        )
    return name, last


@router.get("/api/meta/status")
async def meta_status(access: Leaders) -> MetaStatus:
    """What to enter at Meta to connect it, whether Meta is simulated, and what waits."""
    return await meta_leads.status(access.tx, access.settings, is_admin=access.user.is_admin)


@router.get("/api/meta/pages")
async def list_meta_pages(access: Admins, limit: Limit = 50, cursor: Cursor = None) -> PageList:
    """The connected pages, with alarms on their tokens."""
    items = await meta_pages.list_pages(access.tx, limit + 1, _names(cursor))
    more = items[limit - 1] if len(items) > limit else None
    return PageList(
        items=items[:limit], next_cursor=encode_cursor([more.name, more.page_id]) if more else None
    )


@router.put("/api/meta/pages/{page_id}")
async def save_meta_page(access: Admins, page_id: PathId, body: PageInput) -> PageOut:
    """Connect a page or store its new token, not asking Meta. Leads that waited for it are tried again."""
    async with access.tx.as_system() as tx:
        return await meta_pages.save_page(
            tx,
            access.user.actor,
            access.settings,
            page_id,
            name=body.name,
            token=body.access_token.get_secret_value(),
        )


@router.delete("/api/meta/pages/{page_id}", status_code=204)
async def remove_meta_page(access: Admins, page_id: PathId) -> Response:
    """Disconnect a page. Its token is forgotten; leads that still arrive wait in Da smistare."""
    async with access.tx.as_system() as tx:
        await meta_pages.remove_page(tx, access.user.actor, page_id)
    return Response(status_code=204)


@router.post("/api/meta/pages/{page_id}/check")
async def check_meta_page(_user: CheckedAdmin, request: Request, page_id: PathId) -> PageCheck:
    """Ask Meta now whether the page's token works, and subscribe to the page's leads."""
    state = request.app.state
    return await meta_check.check_page(
        state.database, state.settings, state.lead_source, page_id, request_time(request)
    )


@router.get("/api/meta/forms")
async def list_meta_forms(access: Leaders, limit: Limit = 50, cursor: Cursor = None) -> FormList:
    """The connected forms and where their leads go; a Referente sees those of their own units."""
    items = await meta_pages.list_forms(access.tx, limit + 1, _names(cursor))
    more = items[limit - 1] if len(items) > limit else None
    return FormList(
        items=items[:limit], next_cursor=encode_cursor([more.name or "", more.form_id]) if more else None
    )


@router.put("/api/meta/forms/{form_id}")
async def save_meta_form(access: Admins, form_id: PathId, body: FormInput) -> FormOut:
    """Connect a form to a container, not asking Meta. Its leads in Da smistare are released."""
    async with access.tx.as_system() as tx:
        return await meta_pages.save_form(
            tx,
            access.user.actor,
            form_id,
            page_id=body.page_id,
            container_id=body.container_id,
            mapping=body.mapping,
        )


@router.delete("/api/meta/forms/{form_id}", status_code=204)
async def remove_meta_form(access: Admins, form_id: PathId) -> Response:
    """Disconnect a form: leads that arrive from now on wait in Da smistare."""
    async with access.tx.as_system() as tx:
        await meta_pages.remove_form(tx, access.user.actor, form_id)
    return Response(status_code=204)


@router.get("/api/meta/leads")
async def list_meta_leads(
    access: Leaders,
    state: Annotated[
        MetaLeadState | None, Query(description="unsorted is Da smistare; none: all that are not done.")
    ] = None,
    form_id: Annotated[str | None, Query(max_length=100, pattern=r"^[0-9A-Za-z_:.\-]+$")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> MetaLeadPage:
    """Leads that Meta announced and that are no lead yet: Da smistare and troubles, newest first."""
    return await meta_leads.list_leads(access.tx, state, form_id, limit, cursor)


@router.post("/api/meta/leads/{leadgen_id}/retry")
async def retry_meta_lead(access: Leaders, leadgen_id: PathId) -> MetaLeadOut:
    """Ask Meta for this lead again, now."""
    await _seen(access, leadgen_id)
    async with access.tx.as_system() as tx:
        await meta_leads.retry(tx, leadgen_id)
    return await meta_leads.get_lead(access.tx, leadgen_id)


@router.post("/api/meta/leads/{leadgen_id}/assign")
async def assign_meta_lead(access: Leaders, leadgen_id: PathId, body: AssignContainer) -> MetaLeadOut:
    """Sort one lead by hand into a container. What Meta has told already becomes a lead at once."""
    await _seen(access, leadgen_id)
    if not await access.tx.fetchval(
        "SELECT true FROM container WHERE id = $1 AND deleted_at IS NULL", body.container_id
    ):
        raise invalid(
            "container_id",
            "Contenitore inesistente o eliminato.",
            "The container does not exist or was deleted.",
        )
    async with access.tx.as_system() as tx:
        await meta_leads.assign(tx, access.user.actor, leadgen_id, body.container_id)
    return await meta_leads.get_lead(access.tx, leadgen_id)


async def _seen(access: Access, leadgen_id: str) -> None:
    """A lead that the caller may not see answers like one that does not exist."""
    if not await access.tx.fetchval("SELECT true FROM meta_lead WHERE leadgen_id = $1", leadgen_id):
        raise NotFound


@router.post("/api/containers/{container_id}/test-lead", status_code=202)
async def send_test_lead(user: CheckedLeader, request: Request, container_id: UUID) -> TestLeadSent:
    """Invia un lead di prova: the simulated Meta's signed webhook makes a lead of an invented person."""
    state = request.app.state
    if state.practice_meta is None:
        raise meta_practice.NoSimulator
    async with state.database.transaction(user.scope, request_time(request)) as tx:
        if not await tx.fetchval(
            "SELECT true FROM container WHERE id = $1 AND deleted_at IS NULL", container_id
        ):
            raise NotFound
        async with tx.as_system():
            form = await meta_practice.practice_form(tx, state.settings, container_id)
    # After the commit: the webhook that comes back must find the form connected.
    return TestLeadSent(leadgen_id=await state.practice_meta.send_lead(form))
