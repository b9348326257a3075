"""The simulator's own addresses, `/_sim/…`: make leads, let things go wrong, look at what happened."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from goccia.sim.graph.people import CONSENTS, QUESTIONS
from goccia.sim.graph.requests import BadRequest, json_object
from goccia.sim.graph.simulator import DEMO_FORM, DEMO_PAGE, LeadOrder, Simulator, UnknownForm, Wait
from goccia.sim.graph.webhook import CallbackRefused, How, checked_callback
from goccia.sim.graph.world import EVERYTHING, Form, Page

Handler = Callable[[Simulator, dict[str, Any]], Awaitable[Any]]
HOW = ("duplicate", "batch", "disorder", "wrong_signature", "lost", "numbers")
WAITS = ("none", "first", "all")


async def make_leads(simulator: Simulator, body: dict[str, Any]) -> Any:
    """The fields of `LeadOrder` and `How`, with `id` for lead_id, `created_time` for created; count, wait."""
    wait = body.pop("wait", "first")
    if wait not in WAITS:
        raise BadRequest(f"wait is one of {WAITS}")
    how = How(**{name: bool(body.pop(name)) for name in HOW if name in body})
    count = int(body.pop("count", 1))
    created = body.pop("created_time", None)
    order = LeadOrder(
        form_id=str(body.pop("form_id", DEMO_FORM.id)),
        lead_id=str(body.pop("id")) if "id" in body else None,
        answers=_answers(body.pop("answers", None)),
        replace=_answers(body.pop("replace", None)),
        consents=body.pop("consents", None),
        organic=bool(body.pop("organic", False)),
        test=bool(body.pop("test", False)),
        platform=body.pop("platform", None),
        created=_moment(created) if created is not None else None,
    )
    _nothing_left(body)
    leads, deliveries = await simulator.send_leads(order, count, how, cast("Wait", wait))
    return {"leads": [lead.answer for lead in leads], "deliveries": deliveries}


async def list_leads(simulator: Simulator, _body: dict[str, Any]) -> Any:
    """Every lead there is, oldest first."""
    with simulator.world() as world:
        return {"leads": [lead.answer for lead in world.leads.values()]}


async def set_fault(simulator: Simulator, body: dict[str, Any]) -> Any:
    """`{mode, target?, times?, …options}`; mode "none" clears."""
    mode, target = str(body.pop("mode", "")), str(body.pop("target", EVERYTHING))
    times = body.pop("times", None)
    unknown = set(body) - {"subcode", "code", "minutes", "seconds"}
    if unknown or not all(isinstance(value, int | float | None) for value in [times, *body.values()]):
        raise BadRequest("options: subcode, code, minutes, seconds and times, all numbers")
    simulator.set_fault(mode, target, times, **body)
    return {"success": True}


async def add_page(simulator: Simulator, body: dict[str, Any]) -> Any:
    """`{id, access_token, name?, subscribed?}`."""
    page_id, subscribed = str(body.pop("id")), bool(body.pop("subscribed", True))
    page = Page(page_id, str(body.pop("name", page_id)), str(body.pop("access_token")), subscribed)
    _nothing_left(body)
    simulator.add_page(page)
    return {"success": True}


async def add_form(simulator: Simulator, body: dict[str, Any]) -> Any:
    """`{id, page_id?, name?, locale?, questions?, consents?}`."""
    form_id, page_id = str(body.pop("id")), str(body.pop("page_id", DEMO_PAGE.id))
    with simulator.world() as world:
        if page_id not in world.pages:
            raise BadRequest("no such page: add it first")
    name, locale = str(body.pop("name", form_id)), str(body.pop("locale", "it_IT"))
    questions, consents = body.pop("questions", QUESTIONS), body.pop("consents", CONSENTS)
    if not all(isinstance(question, dict) and "key" in question for question in questions):
        raise BadRequest("questions is a list of {key, label, type}")
    _nothing_left(body)
    simulator.add_form(Form(form_id, page_id, name, locale, questions, consents))
    return {"success": True}


async def settings(simulator: Simulator, body: dict[str, Any]) -> Any:
    """`{callback_url}`: where this process sends webhooks from now on."""
    simulator.callback_url = checked_callback(str(body.pop("callback_url")))
    _nothing_left(body)
    return {"success": True}


async def verify(simulator: Simulator, body: dict[str, Any]) -> Any:
    """`{verify_token?}`: do the verification request."""
    given = body.pop("verify_token", None)
    _nothing_left(body)
    return await simulator.verify(None if given is None else str(given))


async def reset(simulator: Simulator, _body: dict[str, Any]) -> Any:
    """Forget everything but the demo page and form."""
    simulator.reset()
    return {"success": True}


async def log(simulator: Simulator, _body: dict[str, Any]) -> Any:
    """The newest requests, deliveries and verifications, oldest first."""
    return {"log": simulator.log()}


def routes(simulator: Simulator, key: str | None) -> list[Route]:
    """The addresses. With a key, requests without the right `X-Sim-Key` get 404."""
    table: list[tuple[str, str, Handler]] = [
        ("POST", "/_sim/leads", make_leads),
        ("GET", "/_sim/leads", list_leads),
        ("POST", "/_sim/errors", set_fault),
        ("POST", "/_sim/pages", add_page),
        ("POST", "/_sim/forms", add_form),
        ("POST", "/_sim/settings", settings),
        ("POST", "/_sim/verify", verify),
        ("POST", "/_sim/reset", reset),
        ("GET", "/_sim/log", log),
    ]
    return [
        Route(path, _endpoint(simulator, key, handler), methods=[method]) for method, path, handler in table
    ]


def _endpoint(
    simulator: Simulator, key: str | None, handler: Handler
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        given = request.headers.get("x-sim-key", "")
        if key is not None and not hmac.compare_digest(given.encode(), key.encode()):
            return JSONResponse({"error": "not found"}, 404)
        try:
            body = {} if request.method == "GET" else await json_object(request)
            return JSONResponse(await handler(simulator, body))
        except UnknownForm as error:
            return JSONResponse({"error": f"no form {error}: add it with POST /_sim/forms"}, 404)
        except KeyError as error:
            return JSONResponse({"error": f"{error} is missing"}, 400)
        except (BadRequest, CallbackRefused, ValueError, TypeError) as error:
            return JSONResponse({"error": str(error)}, 400)

    return endpoint


def _nothing_left(body: dict[str, Any]) -> None:
    if body:
        raise BadRequest(f"unknown: {', '.join(sorted(body))}")


def _answers(value: Any) -> dict[str, list[str]] | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise BadRequest("answers are an object: key to text, or to a list of texts")
    return {
        key: [str(text) for text in texts] if isinstance(texts, list) else [str(texts)]
        for key, texts in value.items()
    }


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
