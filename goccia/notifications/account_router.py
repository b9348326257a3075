"""`/api/auth/forgotten` and `/api/auth/new-password`: a password chosen by a link that came by mail."""

from fastapi import APIRouter, Request

from goccia.identity import links
from goccia.identity.access import Public, network_address
from goccia.identity.schemas import ForgottenInput, NewPasswordInput
from goccia.notifications import account_mails

router = APIRouter(tags=["identity"])


@router.post("/api/auth/forgotten", status_code=202)
async def forgot_password(request: Request, tx: Public, body: ForgottenInput) -> None:
    """Ask for a mail with a link to choose another password. The answer is the same whether or not the user exists.

    Asked too often, it is refused with 429 until `Retry-After` seconds have passed.
    """
    await account_mails.ask_for_reset(tx, body.email, network_address(request))


@router.post("/api/auth/new-password", status_code=204)
async def choose_password(request: Request, tx: Public, body: NewPasswordInput) -> None:
    """Choose a password with a mail's link (410 once it has been used or is too old). All sessions end."""
    await links.choose_password(tx, request.app.state.settings, body.token, body.new_password)
