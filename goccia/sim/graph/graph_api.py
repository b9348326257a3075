"""The Graph side: leads, forms, pages and their edges, with and without `/v23.0` in front."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import json
import re
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from goccia.sim.graph.errors import faulty, gone, graph_error, no_token, token_unknown
from goccia.sim.graph.guard import Guard
from goccia.sim.graph.requests import BadRequest, lenient_json, parameters, token
from goccia.sim.graph.simulator import LeadOrder, Simulator
from goccia.sim.graph.world import EVERYTHING, Form, Lead, Page, World

_VERSION = re.compile(r"v\d+\.\d+")
DEFAULT_LEAD_FIELDS = "created_time,id,field_data"
DEFAULT_LIMIT, MAX_LIMIT = 25, 500


class GraphApi:
    """Answers one Graph request; `__call__` is the endpoint."""

    def __init__(self, simulator: Simulator, guard: Guard, *, only_ours: bool = False) -> None:
        self._simulator = simulator
        self._only_ours = only_ours
        self._guard = guard

    async def __call__(self, request: Request) -> Response:
        """Answer, and write the request into the log without its token."""
        parts = [part for part in request.path_params["path"].split("/") if part]
        if parts and _VERSION.fullmatch(parts[0]):
            parts = parts[1:]
        try:
            given = await parameters(request)
        except BadRequest as error:
            return graph_error(f"(#100) {error}", 100)
        if self._only_ours and not self._proven(request, given):
            return JSONResponse({"error": "not found"}, 404)
        response = await self._answer(request, parts, given)
        shown = {
            name: value[:300]
            for name, value in given.items()
            if name not in {"access_token", "appsecret_proof"}
        }
        self._simulator.note(
            "request",
            method=request.method,
            path="/" + "/".join(parts),
            given=shown,
            status=response.status_code,
        )
        return response

    async def _answer(  # noqa: PLR0911 - one return a refusal
        self, request: Request, parts: list[str], given: dict[str, str]
    ) -> Response:
        if not 1 <= len(parts) <= 2:
            return graph_error("Unknown path components", 2500)
        object_id, edge = parts[0], parts[1] if len(parts) == 2 else ""
        key = token(request, given)
        if key is None:
            return no_token()
        with self._simulator.world() as world:
            page = world.page_of(key)
            thing = _thing(world, object_id)
            owner = thing.id if isinstance(thing, Page) else thing.page_id if thing else ""
        if page is None:
            return token_unknown()
        if not self._proof_holds(key, given.get("appsecret_proof")):
            message = "Invalid appsecret_proof provided in the API argument"
            return graph_error(message, 100, kind="GraphMethodException")
        fault = self._simulator.take_fault(object_id, *([owner] if owner else []), EVERYTHING)
        if fault is not None:
            if (spoilt := faulty(fault.mode, object_id, fault.options)) is not None:
                return spoilt
            await asyncio.sleep(float(fault.options.get("seconds", 30)))
        if thing is None or owner != page.id:
            return gone(object_id)
        if (unknown := self._guard.unknown_parameter(edge, set(given))) is not None:
            return graph_error(f"(#100) The parameter {unknown} is not in the contract", 100)
        return await self._route(request, thing, edge, given)

    async def _route(  # noqa: PLR0911 - one return an address
        self, request: Request, thing: Lead | Form | Page, edge: str, given: dict[str, str]
    ) -> Response:
        match thing, edge, request.method:
            case Lead(), "", "GET":
                return self._lead(thing, given)
            case Lead(), "", "DELETE":
                self._simulator.remove_lead(thing.id)
                return JSONResponse({"success": True})
            case Form(), "", "GET":
                return self._form(thing, given)
            case Form(), "leads" | "test_leads", "GET":
                return self._leads(request, thing, given, test=edge == "test_leads")
            case Form(), "test_leads", "POST":
                return await self._make_test_lead(thing, given)
            case Page(), "", "GET":
                return JSONResponse({"name": thing.name, "id": thing.id})
            case Page(), "leadgen_forms", "GET":
                with self._simulator.world() as world:
                    forms = [form for form in world.forms.values() if form.page_id == thing.id]
                return JSONResponse({"data": [_form_answer(form) for form in forms]})
            case Page(), "subscribed_apps", _:
                return self._subscription(request.method, thing, given)
        return graph_error(f"Unsupported {request.method.lower()} request.", 100, subcode=33)

    def _lead(self, lead: Lead, given: dict[str, str]) -> Response:
        fields = given.get("fields") or DEFAULT_LEAD_FIELDS
        if (unknown := self._guard.unknown_field("Lead", fields)) is not None:
            return _no_such_field(unknown, "Lead")
        return JSONResponse(_picked(lead.answer, fields))

    def _form(self, form: Form, given: dict[str, str]) -> Response:
        fields = given.get("fields") or "id,locale,name,status"
        if (unknown := self._guard.unknown_field("LeadgenForm", fields)) is not None:
            return _no_such_field(unknown, "LeadgenForm")
        with self._simulator.world() as world:
            count = len(world.leads_of(form.id))
        return JSONResponse(_picked(_form_answer(form) | {"leads_count": count}, fields))

    def _leads(self, request: Request, form: Form, given: dict[str, str], *, test: bool) -> Response:
        fields = given.get("fields") or DEFAULT_LEAD_FIELDS
        if (unknown := self._guard.unknown_field("Lead", fields)) is not None:
            return _no_such_field(unknown, "Lead")
        try:
            newer = _created_after(given.get("filtering"))
            limit = int(given.get("limit", DEFAULT_LIMIT))
            after = _read_cursor(given["after"]) if "after" in given else None
        except ValueError as error:
            return graph_error(f"(#100) {error}", 100)
        if not 1 <= limit <= MAX_LIMIT:
            return graph_error(f"(#100) limit goes from 1 to {MAX_LIMIT}", 100)
        with self._simulator.world() as world:
            leads = [
                lead
                for lead in world.leads_of(form.id)
                if (lead.test or not test)
                and (newer is None or int(lead.created) > newer)
                and (after is None or (lead.created, lead.id) < after)
            ]
        shown, more = leads[:limit], len(leads) > limit
        answer: dict[str, Any] = {"data": [_picked(lead.answer, fields) for lead in shown]}
        if shown:
            answer["paging"] = {"cursors": {"before": _cursor(shown[0]), "after": _cursor(shown[-1])}}
        if more:
            query = {**given, "after": _cursor(shown[-1])}
            answer["paging"]["next"] = f"{request.url.replace(query='')}?{urlencode(query)}"
        return JSONResponse(answer)

    async def _make_test_lead(self, form: Form, given: dict[str, str]) -> Response:
        with self._simulator.world() as world:
            if any(lead.test for lead in world.leads_of(form.id)):
                return graph_error("(#100) This form has a test lead already: delete it first", 100)
        answers, consents = given.get("field_data"), given.get("custom_disclaimer_responses")
        try:
            order = LeadOrder(
                form_id=form.id,
                answers=_named_values(answers) if answers else None,
                consents=_boxes(consents) if consents else None,
                test=True,
            )
        except (KeyError, TypeError, AttributeError):
            return graph_error("(#100) field_data or custom_disclaimer_responses is no list of objects", 100)
        leads, _ = await self._simulator.send_leads(order, wait="none")
        return JSONResponse({"id": leads[0].id})

    def _subscription(self, method: str, page: Page, given: dict[str, str]) -> Response:
        if method == "GET":
            app = {"id": "300", "name": "Goccia", "subscribed_fields": ["leadgen"]}
            return JSONResponse({"data": [app] if page.subscribed else []})
        wanted = given.get("subscribed_fields", "")
        if method == "POST" and "leadgen" not in re.split(r'[\s,\[\]"\']+', wanted):
            return graph_error("(#100) Param subscribed_fields must hold leadgen", 100)
        self._simulator.add_page(Page(page.id, page.name, page.token, subscribed=method == "POST"))
        return JSONResponse({"success": True})

    def _proven(self, request: Request, given: dict[str, str]) -> bool:
        proof = given.get("appsecret_proof")
        return proof is not None and self._proof_holds(token(request, given) or "", proof)

    def _proof_holds(self, key: str, proof: str | None) -> bool:
        secret = self._simulator.app_secret.encode()
        right = hmac.new(secret, key.encode(), hashlib.sha256).hexdigest()
        return proof is None or hmac.compare_digest(proof.encode(), right.encode())


def _thing(world: World, object_id: str) -> Lead | Form | Page | None:
    return world.leads.get(object_id) or world.forms.get(object_id) or world.pages.get(object_id)


def _no_such_field(name: str, node: str) -> Response:
    return graph_error(f"(#100) Tried accessing nonexisting field ({name}) on node type ({node})", 100)


def _picked(answer: dict[str, Any], fields: str) -> dict[str, Any]:
    """What was asked for and exists, in the order asked; Graph always adds the id."""
    names = [name.strip() for name in re.sub(r"\{[^{}]*\}|\([^()]*\)", "", fields).split(",")]
    picked = {name: answer[name] for name in names if name in answer}
    return {**picked, "id": answer["id"]}


def _form_answer(form: Form) -> dict[str, Any]:
    return {
        "id": form.id,
        "name": form.name,
        "locale": form.locale,
        "status": form.status,
        "page_id": form.page_id,
        "questions": [
            {"id": str(number), **question} for number, question in enumerate(form.questions, start=1)
        ],
    }


def _created_after(filtering: str | None) -> int | None:
    """The filter that a reconcile needs: `[{field: time_created, operator: GREATER_THAN, value: unix}]`."""
    if not filtering:
        return None
    filters = lenient_json(filtering)
    if not isinstance(filters, list) or not all(isinstance(entry, dict) for entry in filters):
        raise ValueError("filtering is no list of objects")
    newer = None
    for entry in filters:
        if (entry.get("field"), entry.get("operator")) != ("time_created", "GREATER_THAN"):
            raise ValueError("filtering by anything but time_created GREATER_THAN is not simulated")
        newer = max(newer or 0, int(entry.get("value", 0)))
    return newer


def _cursor(lead: Lead) -> str:
    return base64.urlsafe_b64encode(json.dumps([lead.created, lead.id]).encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[float, str]:
    try:
        created, lead_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return float(created), str(lead_id)
    except (binascii.Error, ValueError, TypeError) as error:
        raise ValueError("the cursor is not one of ours") from error


def _named_values(text: str) -> dict[str, list[str]]:
    return {str(entry["name"]): [str(value) for value in entry["values"]] for entry in lenient_json(text)}


def _boxes(text: str) -> dict[str, bool]:
    return {
        str(entry["checkbox_key"]): entry.get("is_checked") in (True, "1", "true", 1)
        for entry in lenient_json(text)
    }
