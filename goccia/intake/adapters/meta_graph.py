"""Meta's Graph API: read leads and forms, subscribe pages.

The token travels as `access_token`, the way Graph documents, and as `Authorization: Bearer` too. Nothing of ours
writes the URL of a request: the HTTP library's own log is silenced, and errors are told without it.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import re
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import httpx

from goccia.intake.adapters.meta_graph_errors import blank_tokens, classify, transient
from goccia.intake.adapters.meta_graph_parsing import parse_form, parse_json, parse_lead, parse_lead_page
from goccia.intake.meta_signature import appsecret_proof
from goccia.intake.ports import GraphGone, GraphTokenDead, GraphUnexpected, LeadPage, MetaForm, MetaLead

META_ADDRESS = "https://graph.facebook.com/v23.0"
LEAD_FIELDS = (
    "id,created_time,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,"
    "field_data,custom_disclaimer_responses,is_organic,platform"
)

# httpx logs whole URLs at INFO, httpcore whole headers at DEBUG: the token is in both
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)
FORM_FIELDS = "id,name,locale,status,page_id,questions"
TIMEOUT = 10.0
MAX_ANSWER = 2 * 1024 * 1024
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_:.\-]{0,99}")


class GraphAddressRefused(ValueError):  # noqa: N818 - named for what happened
    """The Graph address must be https, or http on this very machine; no user, query or fragment in it."""


class MetaGraph:
    """A `LeadSource` over HTTP. `address` holds the API version, if any; it is used as it is.

    `transport` is for tests. Close with `aclose()`, or use it as an async context manager.
    """

    def __init__(
        self,
        address: str = META_ADDRESS,
        *,
        app_secret: str | None = None,
        timeout: float = TIMEOUT,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._address, local = checked_address(address)
        self._app_secret = app_secret
        self._timeout = timeout
        # On loopback no proxy of the environment may get in between.
        self._client = httpx.AsyncClient(
            timeout=timeout, transport=transport, follow_redirects=False, trust_env=not local
        )

    async def __aenter__(self) -> Self:
        """Nothing is opened before the first call."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the pooled connections."""
        await self._client.aclose()

    async def fetch_lead(self, leadgen_id: str, token: str) -> MetaLead:
        """`GET /{leadgen_id}` with every field we keep."""
        answer = await self._call("GET", token, leadgen_id, params={"fields": LEAD_FIELDS})
        lead = parse_lead(answer, leadgen_id)
        assert lead is not None  # noqa: S101 - the id asked for is never empty
        return lead

    async def list_form_leads(
        self,
        form_id: str,
        token: str,
        since: datetime | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> LeadPage:
        """`GET /{form_id}/leads`, newest first, filtered by creation time."""
        params = {"fields": LEAD_FIELDS, "limit": str(limit)}
        if since is not None:
            newer = {"field": "time_created", "operator": "GREATER_THAN", "value": int(since.timestamp())}
            params["filtering"] = json.dumps([newer], separators=(",", ":"))
        if after:
            params["after"] = after
        page = parse_lead_page(await self._call("GET", token, form_id, "leads", params=params))
        if page is None:
            raise _not_graph("manca l'elenco dei lead", "the list of leads is missing")
        return page

    async def form(self, form_id: str, token: str) -> MetaForm:
        """`GET /{form_id}`."""
        return parse_form(await self._call("GET", token, form_id, params={"fields": FORM_FIELDS}), form_id)

    async def subscribe(self, page_id: str, token: str) -> None:
        """`POST /{page_id}/subscribed_apps` for the leadgen field."""
        answer = await self._call(
            "POST", token, page_id, "subscribed_apps", data={"subscribed_fields": "leadgen"}
        )
        if answer.get("success") not in (True, "true", 1):
            raise _not_graph("la pagina non risulta iscritta", "the page was not subscribed")

    async def create_test_lead(
        self, form_id: str, token: str, answers: Mapping[str, list[str]], consents: Mapping[str, bool]
    ) -> str:
        """`POST /{form_id}/test_leads`."""
        data = {
            "field_data": json.dumps([{"name": name, "values": values} for name, values in answers.items()]),
            "custom_disclaimer_responses": json.dumps(
                [{"checkbox_key": key, "is_checked": checked} for key, checked in consents.items()]
            ),
        }
        lead = parse_lead(await self._call("POST", token, form_id, "test_leads", data=data))
        if lead is None:
            raise _not_graph("manca l'id del lead di prova", "the id of the test lead is missing")
        return lead.id

    async def _call(
        self,
        method: str,
        token: str,
        *path: str,
        params: dict[str, str] | None = None,
        data: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        if not _ID.fullmatch(path[0]):
            raise GraphGone(
                "L'identificativo non ha la forma di un id di Meta.",
                "The id does not look like one of Meta's.",
                permanent=True,
            )
        token = token.strip()
        if not token or not token.isascii() or not token.isprintable() or " " in token:
            raise GraphTokenDead(
                "Il token della pagina manca o non è un token.",
                "The page token is missing or is no token.",
                permanent=True,
            )
        params = {**(params or {}), "access_token": token}
        if self._app_secret:
            params = {**params, "appsecret_proof": appsecret_proof(token, self._app_secret)}
        request = self._client.build_request(
            method,
            "/".join((self._address, *path)),
            params=params,
            data=data,
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        )
        response, body = await self._send(request, token)
        answer = parse_json(body)
        if response.status_code != 200 or (isinstance(answer, dict) and "error" in answer):
            raise classify(response.status_code, response.headers, answer, token)
        if not isinstance(answer, dict):
            raise _not_graph("non è JSON di Graph", "it is not Graph's JSON", permanent=False)
        return answer

    async def _send(self, request: httpx.Request, token: str) -> tuple[httpx.Response, bytes]:
        """The answer and its bytes. The time is for the whole exchange: httpx only limits each step of it."""
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._client.send(request, stream=True)
                try:
                    body = bytearray()
                    async for part in response.aiter_bytes():
                        body += part
                        if len(body) > MAX_ANSWER:
                            raise _not_graph("è più grande di 2 MB", "it is larger than 2 MB")
                finally:
                    await response.aclose()
        except (TimeoutError, httpx.TimeoutException):
            raise transient(
                f"Meta non ha risposto entro {self._timeout:g} secondi. Si riprova tra poco.",
                f"Meta did not answer within {self._timeout:g} seconds. We try again shortly.",
            ) from None
        except (httpx.TransportError, httpx.DecodingError, httpx.InvalidURL) as error:
            # The cause is cut off: it holds the request with its header.
            raise transient(
                "Meta non è raggiungibile. Si riprova tra poco.",
                "Meta cannot be reached. We try again shortly.",
                detail=blank_tokens(f"{type(error).__name__}: {error}", token)[:300],
            ) from None
        return response, bytes(body)


def checked_address(address: str) -> tuple[str, bool]:
    """The address without a closing slash, and whether it is this machine. Raises `GraphAddressRefused`."""
    try:
        url = httpx.URL(address.strip())
    except httpx.InvalidURL as error:
        raise GraphAddressRefused(f"not an address: {error}") from None
    local = _is_loopback(url.host)
    if url.scheme != "https" and not (url.scheme == "http" and local):
        raise GraphAddressRefused(
            "the Graph address must begin with https:// (plain http only on this machine)"
        )
    if not url.host or url.userinfo or url.query or url.fragment:
        raise GraphAddressRefused("the Graph address has no host, or has a user, query or fragment")
    return str(url).rstrip("/"), local


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _not_graph(it: str, en: str, *, permanent: bool = True) -> GraphUnexpected:
    return GraphUnexpected(
        f"Risposta inattesa da Meta: {it}.", f"Unexpected answer from Meta: {en}.", permanent=permanent
    )
