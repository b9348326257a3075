"""Mails about one's own account: the link to choose a password, asked for at the login or sent as an invitation."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from goccia.core import jobs
from goccia.core.database import Row, Transaction
from goccia.core.errors import Conflict, TooMany
from goccia.core.events import Actor
from goccia.core.settings import Settings
from goccia.identity import links, throttle
from goccia.identity.events import UserInvited, record_of_user
from goccia.kit.ids import uuid7
from goccia.notifications import outgoing
from goccia.notifications.letters import LINK, Letter
from goccia.notifications.outgoing import Recipient

RESET_JOB = "notifications.password_reset"
MOST_AN_HOUR = 3
"""Reset mails to one person: nobody fills somebody else's mailbox."""
_BY_EMAIL = """
SELECT id, email, first_name, language FROM app_user
WHERE lower(email) = $1 AND active AND deleted_at IS NULL AND email_bounced_at IS NULL FOR NO KEY UPDATE
"""
_BY_ID = """
SELECT id, email, first_name, language, active, email_bounced_at FROM app_user WHERE id = $1 FOR NO KEY UPDATE
"""
_RESET = {
    "it": Letter(
        subject="Scegli una nuova password",
        title="Ciao {name}, scegli una nuova password",
        lines=(
            "Hai chiesto di cambiare la password con cui accedi a Goccia. Il pulsante qui sotto te ne fa scegliere una.",
        ),
        button=("Scegli la password", LINK),
        after=(
            "Il link vale un’ora e serve una volta sola. Dopo, le sessioni aperte su altri dispositivi finiscono.",
            "Non l’hai chiesto tu? Non devi fare nulla: la tua password resta quella di prima.",
        ),
        footer=(
            "Questa mail è arrivata perché qualcuno ha indicato il tuo indirizzo nella pagina di accesso.",
        ),
    ),
    "en": Letter(
        subject="Choose a new password",
        title="Hello {name}, choose a new password",
        lines=(
            "You asked to change the password you log in to Goccia with. The button below lets you choose one.",
        ),
        button=("Choose a password", LINK),
        after=(
            "The link is valid for one hour and works once. After that, sessions on other devices end.",
            "It was not you? There is nothing to do: your password stays as it was.",
        ),
        footer=("This mail was sent because somebody gave your address on the login page.",),
    ),
}
_INVITATION = {
    "it": Letter(
        subject="Il tuo accesso a Goccia",
        title="Benvenuto in Goccia, {name}",
        lines=("È pronto il tuo accesso. Scegli una password e sei dentro: i tuoi lead ti aspettano.",),
        button=("Scegli la password", LINK),
        after=("Accedi con questo indirizzo: {email}.", "Il link vale sette giorni e serve una volta sola."),
        footer=("Questa mail è arrivata perché chi gestisce Goccia nella tua azienda ti ha invitato.",),
    ),
    "en": Letter(
        subject="Your access to Goccia",
        title="Welcome to Goccia, {name}",
        lines=("Your access is ready. Choose a password and you are in: your leads are waiting.",),
        button=("Choose a password", LINK),
        after=("You log in with this address: {email}.", "The link is valid for seven days and works once."),
        footer=("This mail was sent because whoever runs Goccia at your company has invited you.",),
    ),
}


async def ask_for_reset(tx: Transaction, email: str, address: str) -> None:
    """Note that somebody forgot their password; the mail follows. Nothing tells whether there is such a user.

    Raises:
        TooMany: asked too often for this e-mail or from this network address.
    """
    email = email.strip().lower()
    key = f"forgotten {email}"
    if wait := await throttle.seconds_to_wait(tx, key, address):
        raise TooMany(seconds=wait, headers={"Retry-After": str(wait)})
    await throttle.count_failure(tx, key, address)
    # Whether there is such a user is looked up by the job: the answer takes as long for everybody.
    await jobs.enqueue(tx, RESET_JOB, {"email": email, "request": uuid7()})


async def send_reset(tx: Transaction, settings: Settings, email: str, request: str) -> None:
    """Write the mail that was asked for, once, if somebody active has this address (as goccia_system)."""
    person = await tx.fetchrow(_BY_EMAIL, email)
    key = f"reset:{request}"
    if person is None or await _is_written(tx, key):
        return
    if await links.made_since(tx, person["id"], "reset", timedelta(hours=1)) >= MOST_AN_HOUR:
        return
    token = await links.make(tx, person["id"], "reset")
    await _write(tx, settings, person, _RESET, key=key, kind="reset", token=token)


async def invite(tx: Transaction, settings: Settings, actor: Actor, user_id: UUID) -> str:
    """Invite a user to choose a password by mail; answers the address. The present password goes on working.

    Raises:
        Conflict: the user is not active, or their address refuses mail.
    """
    async with tx.as_system():
        person = await tx.fetchrow(_BY_ID, user_id)
        if person is None or not person["active"]:
            raise Conflict(
                it="L'utente è disattivato: prima riattivalo.",
                en="The user is deactivated: activate them first.",
            )
        if person["email_bounced_at"] is not None:
            raise Conflict(
                it="Questo indirizzo rifiuta la posta: prima correggilo.",
                en="This address refuses mail: correct it first.",
            )
        token = await links.make(tx, user_id, "invitation")
        await _write(
            tx, settings, person, _INVITATION, key=f"invitation:{uuid7()}", kind="invitation", token=token
        )
        await record_of_user(tx, actor, user_id, UserInvited)
    email: str = person["email"]
    return email


async def _is_written(tx: Transaction, key: str) -> bool:
    found: bool = await tx.fetchval("SELECT EXISTS (SELECT 1 FROM outbound_mail WHERE key = $1)", key)
    return found


async def _write(
    tx: Transaction,
    settings: Settings,
    person: Row,
    letters: dict[str, Letter],
    *,
    key: str,
    kind: str,
    token: str,
) -> None:
    letter = _filled(letters[person["language"]], name=person["first_name"], email=person["email"])
    # After the #, a link is in no log of a server and in no Referer.
    link = f"{settings.base_url}/reset#{token}"
    to = Recipient(person["id"], person["email"], person["language"])
    await outgoing.put(tx, settings, to, letter, key=key, kind=kind, link=link)


def _filled(letter: Letter, *, name: str, email: str) -> Letter:
    def fill(text: str) -> str:
        return text.replace("{name}", name).replace("{email}", email)

    return replace(letter, title=fill(letter.title), after=tuple(fill(line) for line in letter.after))
