"""`/api/users`: the people, their permissions, hours and pauses. (`/deactivate` is distribution's: it moves leads.)"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from goccia.core.schemas import Page, Word
from goccia.identity.access import Everyone, Leaders
from goccia.identity.schemas import Role
from goccia.organisation import pauses, users, users_queries
from goccia.organisation.users_schemas import (
    CreatedUser,
    InitialPassword,
    Invited,
    PauseInput,
    PauseState,
    User,
    UserBrief,
    UserInput,
    UserPatch,
)

router = APIRouter(prefix="/api/users", tags=["users"])


@router.get("")
async def list_users(
    access: Leaders,
    role: Role | None = None,
    unit_id: UUID | None = None,
    active: bool | None = None,
    q: Annotated[Word | None, Query(description="Part of the name or the e-mail.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 200,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Page[UserBrief]:
    """The users that the caller may see, by surname."""
    return await users_queries.users(
        access.tx, role=role, active=active, unit_id=unit_id, q=q, limit=limit, cursor=cursor
    )


@router.post("", status_code=201)
async def create_user(access: Leaders, body: UserInput) -> CreatedUser:
    """Make a user. A Referente makes agents of their own units."""
    user_id, made = await users.create(access.tx, access.settings, access.user, body)
    user = await users_queries.user(access.tx, user_id)
    return CreatedUser(**user.model_dump(), initial_password=made)


@router.get("/{user_id}")
async def get_user(access: Leaders, user_id: UUID) -> User:
    """One user."""
    return await users_queries.user(access.tx, user_id)


@router.patch("/{user_id}")
async def change_user(access: Leaders, user_id: UUID, body: UserPatch) -> User:
    """Change a user. Units that the caller does not see stay as they are."""
    await users.change(access.tx, access.user, user_id, body)
    return await users_queries.user(access.tx, user_id)


@router.delete("/{user_id}", status_code=204)
async def delete_user(access: Leaders, user_id: UUID) -> None:
    """Put a user away for good (409 while open leads are theirs: deactivate first)."""
    await users.delete(access.tx, access.user, user_id)


@router.post("/{user_id}/activate")
async def activate_user(access: Leaders, user_id: UUID) -> User:
    """Let a deactivated user in again."""
    await users.activate(access.tx, access.user, user_id)
    return await users_queries.user(access.tx, user_id)


@router.post("/{user_id}/reset-password")
async def reset_password(access: Leaders, user_id: UUID) -> InitialPassword:
    """Make a new password, shown this once and changed at the next login; the sessions end."""
    made = await users.reset_password(access.tx, access.settings, access.user, user_id)
    return InitialPassword(initial_password=made)


@router.post("/{user_id}/invite", status_code=202)
async def invite_user(access: Leaders, user_id: UUID) -> Invited:
    """Send a mail with a link to choose a password, valid for seven days (409: deactivated, or mail is refused)."""
    return Invited(email=await users.invite(access.tx, access.settings, access.user, user_id))


@router.post("/{user_id}/pause")
async def pause_user(access: Everyone, user_id: UUID, body: PauseInput | None = None) -> PauseState:
    """Stop the drip to a user; an Agente may pause themselves. The session goes on."""
    return await pauses.pause(access.tx, access.user, user_id, body or PauseInput())


@router.post("/{user_id}/resume")
async def resume_user(access: Everyone, user_id: UUID) -> PauseState:
    """End a user's pause."""
    return await pauses.resume(access.tx, access.user, user_id)
