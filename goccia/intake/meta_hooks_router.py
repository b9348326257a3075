"""`/hooks/meta`: verification and signed deliveries of Meta's Lead Ads."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from goccia.core.database import Database
from goccia.core.errors import Refusal
from goccia.identity.access import Anyone, request_time
from goccia.intake import meta_webhook
from goccia.intake.meta_signature import challenge_answer, is_signed

router = APIRouter(tags=["meta"])


class NotVerified(Refusal):
    """The verification request does not carry our token."""

    status = 403
    code = "wrong_verify_token"
    it = "Verifica rifiutata: il token non è quello di Goccia. Copialo dalle impostazioni, pagina Facebook."
    en = "Verification refused: the token is not Goccia's. Copy it from the Facebook page of the settings."


class WrongSignature(Refusal):
    """The body is not signed with the app secret."""

    status = 403
    code = "wrong_signature"
    it = "Firma mancante o errata: la chiave segreta dell'app Meta non corrisponde a quella impostata."
    en = "Signature missing or wrong: the Meta app secret is not the one that is set."


@router.get("/hooks/meta", response_class=PlainTextResponse, dependencies=[Anyone],
            responses={403: {"description": "Not our verification token."}})  # fmt: skip
async def verify_meta_webhook(request: Request) -> Response:
    """Answer Meta's verification (`hub.mode`, `hub.verify_token`) with `hub.challenge`, as plain text."""
    answer = challenge_answer(request.query_params, request.app.state.settings.meta_token)
    if answer is None:
        raise NotVerified
    return PlainTextResponse(answer, headers={"X-Content-Type-Options": "nosniff"})


@router.post("/hooks/meta", response_class=PlainTextResponse, dependencies=[Anyone],
             responses={403: {"description": "Signature missing or wrong."},
                        413: {"description": "Over 1 MB."}})  # fmt: skip
async def receive_meta_webhook(request: Request) -> Response:
    """Take a delivery signed in `X-Hub-Signature-256`: answered once stored; its leads are fetched later."""
    body = await request.body()
    if not is_signed(
        body, request.headers.get("x-hub-signature-256"), request.app.state.settings.meta_secret
    ):
        raise WrongSignature
    database: Database = request.app.state.database
    kind = request.headers.get("content-type")
    await database.run(lambda tx: meta_webhook.receive(tx, kind, body), now=request_time(request))
    return PlainTextResponse("EVENT_RECEIVED")
