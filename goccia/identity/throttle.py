"""Failed logins slow the next ones down, the more the longer.

Most where they came from: an e-mail from an address. An e-mail from everywhere waits a few seconds at most, or
anybody could keep its owner out; an address has room for an office.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from goccia.core.database import Transaction

WINDOW = timedelta(hours=1)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures cost nothing, and the longest wait (seconds)."""

    free: int
    longest: int


PER_PLACE = Limit(free=5, longest=300)
PER_EMAIL = Limit(free=20, longest=10)
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


def place_key(email: str, address: str) -> str:
    """What stands in the table for an e-mail from an address."""
    return _hashed("place", email, address)


def email_key(email: str) -> str:
    """What stands for an e-mail in the table."""
    return _hashed("email", email)


def address_key(address: str) -> str:
    """What stands for a network address in the table."""
    return _hashed("address", address)


def _hashed(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def caller_address(peer: str, forwarded_for: str, proxies: tuple[Network, ...]) -> str:
    """The caller's address: the peer, or, where that is a proxy of ours, whom it says it speaks for.

    An IPv6 address stands for its /64: whoever has one has them all.
    """
    found = _address(peer)
    if found is None:
        return peer
    for text in reversed(forwarded_for.split(",")):
        if not _is_one_of(found, proxies):
            break
        before = _address(text.strip())
        if before is None:
            break
        found = before
    return str(found) if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))


def _is_one_of(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address in network for network in networks)


def _address(text: str) -> Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if found.version == 6 else None
    return mapped or found


def _keys(email: str, address: str) -> tuple[tuple[str, Limit], ...]:
    return (
        (place_key(email, address), PER_PLACE),
        (email_key(email), PER_EMAIL),
        (address_key(address), PER_ADDRESS),
    )


async def seconds_to_wait(tx: Transaction, email: str, address: str) -> int:
    """Seconds until this e-mail may be tried again from this address; 0: now."""
    waits = []
    for key, limit in _keys(email, address):
        rows = await tx.fetch(_FAILURES, key, tx.now - WINDOW)
        waits.append(wait_after(len(rows), tx.now - rows[0]["failed_at"], limit) if rows else 0)
    return max(waits)


async def count_failure(tx: Transaction, email: str, address: str) -> None:
    """Remember a failure; forget those that no longer count."""
    await tx.executemany(
        "INSERT INTO login_attempt (key, failed_at) VALUES ($1, $2)",
        [(key, tx.now) for key, _ in _keys(email, address)],
    )
    await tx.execute("DELETE FROM login_attempt WHERE failed_at < $1", tx.now - WINDOW)


async def forgive(tx: Transaction, email: str, address: str) -> None:
    """After a right password the person starts from nothing where they are; guesses from elsewhere still count."""
    await tx.execute("DELETE FROM login_attempt WHERE key = $1", place_key(email, address))
