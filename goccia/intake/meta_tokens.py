"""The tokens of pages: read where Graph is asked, and marked by what Graph said of them."""

from dataclasses import dataclass

from goccia.core import events, jobs
from goccia.core.database import Transaction
from goccia.core.events import PROVIDER
from goccia.core.secrets import SecretUnreadableError, decrypt
from goccia.core.settings import Settings
from goccia.intake.meta_events import MetaTokenAlive, MetaTokenDead
from goccia.intake.meta_pages import RELEASE_JOB
from goccia.intake.ports import GraphError, GraphNoPermission, GraphTokenDead

_ALARMS = ("dead", "no_permission")


@dataclass(frozen=True, slots=True)
class PageToken:
    """A page's token as stored. `token` is None where it was encrypted with another key."""

    page_id: str
    stored: str
    token: str | None

    def read(self) -> str:
        """The token.

        Raises:
            GraphTokenDead: it cannot be decrypted any more.
        """
        if self.token is None:
            raise GraphTokenDead(
                "Il token della pagina è cifrato con un'altra chiave (GOCCIA_SECRET_KEY è cambiata): "
                "inseriscilo di nuovo.",
                "The page token was encrypted with another key (GOCCIA_SECRET_KEY has changed): "
                "enter it again.",
                permanent=True,
            )
        return self.token


async def token_of(tx: Transaction, settings: Settings, page_id: str) -> PageToken:
    """The token of a connected page (as goccia_system)."""
    stored: str = await tx.fetchval("SELECT access_token FROM meta_page WHERE page_id = $1", page_id)
    try:
        return PageToken(page_id, stored, decrypt(settings, stored))
    except SecretUnreadableError:
        return PageToken(page_id, stored, None)


async def mark_page(tx: Transaction, key: PageToken, error: GraphError | None) -> None:
    """Write down what Graph said of a token (as goccia_system): an alarm once, and its end once.

    A token that was replaced in the meantime is not judged by what was said of the old one.
    """
    state = (
        "dead"
        if isinstance(error, GraphTokenDead)
        else "no_permission"
        if isinstance(error, GraphNoPermission)
        else "ok"
    )
    if error is not None and state == "ok":
        return
    # Nearly always nothing has changed: seen without a lock, so that fetches do not queue at the page.
    state_of = (
        "SELECT token_state FROM meta_page WHERE page_id = $1 AND access_token = $2 AND deleted_at IS NULL"
    )
    if await tx.fetchval(state_of, key.page_id, key.stored) in (None, state):
        return
    before = await tx.fetchval(state_of + " FOR UPDATE", key.page_id, key.stored)
    if before in (None, state):
        return
    await tx.execute(
        "UPDATE meta_page SET token_state = $2, problem = $3, checked_at = $4 WHERE page_id = $1",
        key.page_id,
        state,
        {"it": error.it, "en": error.en} if error else None,
        tx.now,
    )
    units = [
        row["unit_id"]
        for row in await tx.fetch(
            "SELECT DISTINCT unit_id FROM meta_form WHERE page_id = $1 AND deleted_at IS NULL"
            " AND unit_id IS NOT NULL",
            key.page_id,
        )
    ]
    if state in _ALARMS:
        await events.record(
            tx,
            PROVIDER,
            *(MetaTokenDead(unit_id=unit, page=key.page_id, state=state) for unit in units or [None]),
        )
    elif before in _ALARMS:
        await events.record(
            tx, PROVIDER, *(MetaTokenAlive(unit_id=unit, page=key.page_id) for unit in units or [None])
        )
        # A permission may be missing for some leads only: asking for all of them at each success would not end.
        if before == "dead":
            await jobs.enqueue(tx, RELEASE_JOB, {"page_id": key.page_id})
