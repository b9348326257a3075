"""What logins leave behind is thrown away when it can no longer say anything."""

from datetime import timedelta

from goccia.core.database import Database
from goccia.identity.throttle import WINDOW

USED_KEPT = timedelta(days=7)
"""So long a refresh token that was used is known as stolen when it comes again; later it is merely unknown."""


async def tidy(database: Database) -> None:
    """Delete sessions and links that have ended, refresh tokens used long ago, failures that no longer delay anybody."""
    async with database.transaction() as tx:
        await tx.execute(
            "DELETE FROM session WHERE expires_at <= $1 OR used_at < $2", tx.now, tx.now - USED_KEPT
        )
        await tx.execute("DELETE FROM login_attempt WHERE failed_at < $1", tx.now - WINDOW)
        await tx.execute("DELETE FROM account_link WHERE expires_at < $1", tx.now - USED_KEPT)
