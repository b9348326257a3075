"""What the simulated Meta sends, on this machine only: signed webhooks and the verification request."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from goccia.sim.graph.world import Lead

TIMEOUT = 10.0
MAX_ANSWER = 64 * 1024


class CallbackRefused(ValueError):  # noqa: N818 - named for what happened
    """The simulator calls plain http addresses of this machine, nothing else."""


@dataclass(frozen=True, slots=True)
class How:
    """The ways a delivery may come. Together they add up: a batch may be sent twice and last first."""

    duplicate: bool = False
    batch: bool = False
    disorder: bool = False
    wrong_signature: bool = False
    lost: bool = False
    numbers: bool = False  # ids as JSON numbers, as in Meta's documentation, instead of strings


@dataclass(frozen=True, slots=True)
class Post:
    """One webhook request: the bytes, their signature, and the leads it names."""

    body: bytes
    signature: str
    lead_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the callback answered; status None: no answer, and `error` says why."""

    status: int | None
    body: str = ""
    error: str = ""


def signature(body: bytes, app_secret: str) -> str:
    """`X-Hub-Signature-256` of these bytes."""
    return "sha256=" + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


def posts(leads: Sequence[Lead], how: How, app_secret: str, now: float) -> list[Post]:
    """The requests for these leads, in the order of sending; none when they get lost."""
    if how.lost or not leads:
        return []
    groups = [list(leads)] if how.batch else [[lead] for lead in leads]
    if how.disorder:
        groups = [list(reversed(group)) for group in reversed(groups)]
    secret = app_secret + "-wrong" if how.wrong_signature else app_secret
    made = []
    for group in groups:
        body = json.dumps(payload(group, now, numbers=how.numbers), separators=(",", ":")).encode()
        made.append(Post(body, signature(body, secret), tuple(lead.id for lead in group)))
    return [post for post in made for _ in range(2 if how.duplicate else 1)]


def payload(leads: Sequence[Lead], now: float, *, numbers: bool = False) -> dict[str, Any]:
    """One POST's JSON: several leads make two entries at least, with one or more changes each."""
    half = (len(leads) + 1) // 2
    entries = []
    for part in (leads[:half], leads[half:]):
        for page_id in dict.fromkeys(lead.page_id for lead in part):
            changes = [
                {"field": "leadgen", "value": _value(lead, numbers)}
                for lead in part
                if lead.page_id == page_id
            ]
            entries.append({"id": _id(page_id, numbers), "time": int(now), "changes": changes})
    return {"object": "page", "entry": entries}


def _value(lead: Lead, numbers: bool) -> dict[str, Any]:
    value: dict[str, Any] = {
        "leadgen_id": _id(lead.id, numbers),
        "page_id": _id(lead.page_id, numbers),
        "form_id": _id(lead.form_id, numbers),
    }
    if "ad_id" in lead.answer:
        # In the webhook "adgroup_id" is the advert's id under its old name.
        value["adgroup_id"] = value["ad_id"] = _id(lead.answer["ad_id"], numbers)
    value["created_time"] = int(lead.created)
    return value


def _id(text: str, numbers: bool) -> str | int:
    return int(text) if numbers and text.isdecimal() else text


def checked_callback(address: str) -> str:
    """The address, if it is plain http on this machine. Raises `CallbackRefused`."""
    url = urlsplit(address)
    host = url.hostname or ""
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if url.scheme != "http" or not local or url.username or any(sign in address for sign in " \r\n"):
        raise CallbackRefused("the callback must be http:// on this machine")
    return address


async def send(address: str, post: Post) -> Answer:
    """POST a webhook. Redirects are not followed, as Meta does not."""
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": post.signature}
    return await _request("POST", address, headers, post.body)


async def ask(address: str, challenge: str, verify_token: str) -> Answer:
    """The verification GET."""
    query = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": verify_token}
    return await _request("GET", f"{address}{'&' if '?' in address else '?'}{urlencode(query)}", {}, b"")


async def _request(method: str, address: str, headers: dict[str, str], body: bytes) -> Answer:
    """One HTTP/1.0 exchange: enough for loopback, and no HTTP library to import at the start."""
    url = urlsplit(checked_address := checked_callback(address))
    target = checked_address.partition(url.netloc)[2] or "/"
    lines = [f"{method} {target} HTTP/1.0", f"Host: {url.netloc}", "User-Agent: facebookexternalua"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
    try:
        async with asyncio.timeout(TIMEOUT):
            reader, writer = await asyncio.open_connection(url.hostname, url.port or 80)
            try:
                writer.write("\r\n".join(lines).encode("ascii") + body)
                await writer.drain()
                return await _answer(reader)
            finally:
                writer.close()
    except TimeoutError:
        return Answer(None, error="timeout")
    except (OSError, ValueError, EOFError) as error:
        return Answer(None, error=type(error).__name__)


async def _answer(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = int(head.split(" ", 2)[1])
    length = next((line for line in head.splitlines() if line.lower().startswith("content-length:")), None)
    if length is None:
        body = await reader.read(MAX_ANSWER)
    else:
        body = await reader.readexactly(min(int(length.partition(":")[2]), MAX_ANSWER))
    return Answer(status, body.decode("utf-8", "replace"))
