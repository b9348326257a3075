"""Failed logins slow the next ones down, per e-mail and per address, the more the longer."""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from goccia.core.database import Transaction

WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures cost nothing, and the longest wait (seconds)."""

    free: int
    longest: int


PER_EMAIL = Limit(free=5, longest=300)
PER_ADDRESS = Limit(free=50, longest=60)  # an office with one address: many people who mistype
_FAILURES = (
    "SELECT failed_at FROM login_attempt WHERE key = $1 AND failed_at > $2 ORDER BY failed_at DESC LIMIT 100"
)


def wait_after(failures: int, since_last: timedelta, limit: Limit) -> int:
    """Seconds still to wait after this many failures: 2 after the last free one, then twice as long each time."""
    if failures < limit.free:
        return 0
    delay = min(limit.longest, 2 ** min(failures - limit.free + 1, 20))
    left = timedelta(seconds=delay) - since_last
    return max(0, -(-left // timedelta(seconds=1)))


def email_key(email: str) -> str:
    """What stands for an e-mail in the table."""
    return hashlib.sha256(f"email:{email}".encode()).hexdigest()


def address_key(address: str) -> str:
    """What stands for a network address in the table."""
    return hashlib.sha256(f"address:{address}".encode()).hexdigest()


def caller_address(peer: str, forwarded_for: str | None) -> str:
    """The caller's address: the peer, or what a proxy of our own network says about its caller."""
    try:
        near = ipaddress.ip_address(peer).is_private  # loopback is private, too
    except ValueError:
        return peer
    last = (forwarded_for or "").rpartition(",")[2].strip()
    return last if near and last else peer


async def seconds_to_wait(tx: Transaction, email: str, address: str) -> int:
    """Seconds until this e-mail may be tried again from this address; 0: now."""
    waits = []
    for key, limit in ((email_key(email), PER_EMAIL), (address_key(address), PER_ADDRESS)):
        rows = await tx.fetch(_FAILURES, key, tx.now - WINDOW)
        waits.append(wait_after(len(rows), tx.now - rows[0]["failed_at"], limit) if rows else 0)
    return max(waits)


async def count_failure(tx: Transaction, email: str, address: str) -> None:
    """Remember a failure; forget those that no longer count."""
    await tx.executemany(
        "INSERT INTO login_attempt (key, failed_at) VALUES ($1, $2)",
        [(email_key(email), tx.now), (address_key(address), tx.now)],
    )
    await tx.execute("DELETE FROM login_attempt WHERE failed_at < $1", tx.now - WINDOW)


async def forgive(tx: Transaction, email: str) -> None:
    """After a right password the e-mail starts from nothing; the address does not."""
    await tx.execute("DELETE FROM login_attempt WHERE key = $1", email_key(email))
