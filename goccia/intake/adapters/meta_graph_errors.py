"""From an answer of Graph to one of the five errors of the port.

Codes: "Handling errors" and "Rate limits" of the Graph API documentation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from goccia.intake.ports import (
    GraphError,
    GraphGone,
    GraphNoPermission,
    GraphTokenDead,
    GraphTransient,
    GraphUnexpected,
)

TOKEN_CODES = frozenset({102, 104, 190, 2500})
PERMISSION_CODES = frozenset({3, 10, *range(200, 300)})
RATE_CODES = frozenset({4, 17, 32, 341, 613, *range(80000, 80015)})
BLOCKED_CODE = 368
OUTAGE_CODES = frozenset({1, 2})
GONE_SUBCODE = 33
ALIAS_CODE = 803  # "Some of the aliases you requested do not exist"
MAX_WAIT = 24 * 3600.0
BLOCKED_WAIT = 3600.0

_TOKEN_WORDS: dict[int, tuple[str, str]] = {
    458: ("l'app è stata tolta dalla persona che l'aveva autorizzata", "the person removed the app"),
    459: (
        "Facebook chiede alla persona di accedere e confermare il profilo",
        "Facebook asks the person to log in",
    ),
    460: ("la password di Facebook è stata cambiata", "the Facebook password was changed"),
    463: ("il token è scaduto", "the token expired"),
    464: ("il profilo che l'ha creato non è confermato", "the profile that made it is not confirmed"),
    467: (
        "il token non è più valido (revocato o disconnesso)",
        "the token is no longer valid (revoked or logged out)",
    ),
    492: ("la persona non ha più un ruolo sulla pagina", "the person has no role on the page any more"),
}
_GONE_TEXT = re.compile(r"does not exist|cannot be loaded|missing permissions", re.IGNORECASE)
_TOKEN_TEXT = re.compile(r"EAA[0-9A-Za-z]{16,}|access_token=[^&\s\"']+|appsecret_proof=[0-9a-f]+")


def blank_tokens(text: str, *tokens: str) -> str:
    """The text without these tokens or anything like one: Graph quotes a malformed token in its message."""
    for token in tokens:
        if token:
            text = text.replace(token, "…")
    return _TOKEN_TEXT.sub("…", text)


def transient(it: str, en: str, *, retry_after: float | None = None, detail: str = "") -> GraphTransient:
    """An error of the way to Graph, without Graph's own codes."""
    return GraphTransient(it, en, permanent=False, retry_after=retry_after, detail=detail)


def classify(  # noqa: PLR0911 - one return a kind of error
    status: int, headers: Mapping[str, str], body: object, token: str
) -> GraphError:
    """The error that an answer means. `body` is JSON or None; `token` is blanked from Graph's words."""
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return _by_status(status, headers)
    code, subcode = _integer(error.get("code")), _integer(error.get("error_subcode"))
    text = blank_tokens(str(error.get("message") or ""), token)[:500]
    known: dict[str, Any] = {"code": code, "subcode": subcode, "detail": text}
    trace = error.get("fbtrace_id")
    known["fbtrace_id"] = str(trace)[:64] if trace else None
    if code in TOKEN_CODES:
        return _token_dead(known)
    if code in PERMISSION_CODES:
        return _no_permission(known)
    if code in RATE_CODES or status == 429:
        return GraphTransient(
            "Meta chiede di rallentare: troppe richieste. Si riprova più tardi da soli.",
            "Meta asks for fewer calls. We try again later by ourselves.",
            permanent=False,
            retry_after=wait_asked(headers),
            **known,
        )
    if code == BLOCKED_CODE:
        return GraphTransient(
            "Meta ha bloccato per un po' queste richieste (regole della piattaforma). Si riprova più tardi.",
            "Meta has blocked these calls for a while (platform policies). We try again later.",
            permanent=False,
            retry_after=wait_asked(headers) or BLOCKED_WAIT,
            **known,
        )
    if code in OUTAGE_CODES or status >= 500 or error.get("is_transient") is True:
        return GraphTransient(
            "Meta ha un guasto passeggero. Si riprova tra poco.",
            "Meta has a passing fault. We try again shortly.",
            permanent=False,
            retry_after=wait_asked(headers),
            **known,
        )
    if code == 100 and "appsecret_proof" in text:
        return GraphNoPermission(
            "La chiave segreta dell'app non è quella dell'app a cui appartiene il token della pagina.",
            "The app secret is not that of the app the page token belongs to.",
            permanent=True,
            **known,
        )
    if code == ALIAS_CODE or (
        code == 100 and (subcode == GONE_SUBCODE or status == 404 or _GONE_TEXT.search(text))
    ):
        return _gone(known)
    if code is None:
        return _by_status(status, headers)
    return GraphUnexpected(
        f"Meta ha rifiutato la richiesta (errore {code}). Serve un controllo.",
        f"Meta refused the request (error {code}). Somebody has to look.",
        permanent=True,
        **known,
    )


def wait_asked(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, by Retry-After (seconds) or the usage header (minutes); None where neither says."""
    waits: list[float] = []
    plain = headers.get("retry-after", "").strip()
    if plain.isdecimal():
        waits.append(float(plain[:9]))
    try:
        usage = json.loads(headers.get("x-business-use-case-usage", "{}"))
    except ValueError:
        usage = {}
    for entries in usage.values() if isinstance(usage, dict) else ():
        for entry in entries if isinstance(entries, list) else ():
            minutes = entry.get("estimated_time_to_regain_access") if isinstance(entry, dict) else None
            if isinstance(minutes, int | float) and minutes > 0:
                waits.append(minutes * 60.0)
    return min(max(waits), MAX_WAIT) if waits else None


def _token_dead(known: dict[str, Any]) -> GraphTokenDead:
    subcode = known["subcode"]
    it, en = _TOKEN_WORDS.get(subcode, ("scaduto, revocato o non valido", "expired, revoked or not valid"))
    return GraphTokenDead(
        f"Il token della pagina non funziona più: {it}. Serve un token nuovo.",
        f"The page token does not work any more: {en}. A new token is needed.",
        permanent=True,
        **known,
    )


def _no_permission(known: dict[str, Any]) -> GraphNoPermission:
    return GraphNoPermission(
        "Manca un permesso su Meta (leads_retrieval, ruolo sulla pagina o Accesso ai contatti).",
        "A permission is missing on Meta (leads_retrieval, role on the page, or Leads Access Manager).",
        permanent=True,
        **known,
    )


def _gone(known: dict[str, Any]) -> GraphGone:
    return GraphGone(
        "Meta dice che l'oggetto non esiste o che il token non può vederlo: quale delle due, non lo dice.",
        "Meta says that the object does not exist or that the token may not see it: it does not tell which.",
        permanent=True,
        **known,
    )


def _by_status(status: int, headers: Mapping[str, str]) -> GraphError:
    """What can be told from the HTTP status alone, when the body is not Graph's error."""
    known: dict[str, Any] = {"code": None, "subcode": None, "detail": f"HTTP {status}"}
    if status >= 500 or status in {408, 425, 429}:
        return transient(
            f"Meta non risponde come deve (HTTP {status}). Si riprova tra poco.",
            f"Meta does not answer as it should (HTTP {status}). We try again shortly.",
            retry_after=wait_asked(headers),
            detail=known["detail"],
        )
    if status == 401:
        return _token_dead(known)
    if status == 403:
        return _no_permission(known)
    if status in {404, 410}:
        return _gone(known)
    return GraphUnexpected(
        f"Risposta inattesa da Meta (HTTP {status}).",
        f"Unexpected answer from Meta (HTTP {status}).",
        permanent=status >= 300,
        detail=known["detail"],
    )


def _integer(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return (
        int(value)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12
        else None
    )
