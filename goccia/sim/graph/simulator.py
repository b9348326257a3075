"""The simulated Meta itself: what tests, the demo and the product's "send a test lead" button ask of it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from goccia.sim.graph.errors import MODES
from goccia.sim.graph.journal import Journal
from goccia.sim.graph.people import CONSENTS, QUESTIONS, dummy_answers, invent
from goccia.sim.graph.webhook import Answer, How, Post, ask, checked_callback, posts, send
from goccia.sim.graph.world import EVERYTHING, Fault, Form, Lead, Page, World

MAX_JOURNAL = 8 * 1024 * 1024
MAX_COUNT = 500
# Meta tries again at once, then ever more rarely over 36 hours; this is the same in short, and ends.
REDELIVER_AFTER = (0.0, 1.0, 5.0, 30.0)
DEMO_PAGE = Page("102030405060708", "Goccia Energia (pagina simulata)", "SIMULATED-PAGE-TOKEN")
DEMO_FORM = Form(
    "701020304050607", DEMO_PAGE.id, "Preventivo luce e gas (simulato)", "it_IT", QUESTIONS, CONSENTS
)
Wait = Literal["none", "first", "all"]


class UnknownForm(LookupError):  # noqa: N818 - named for what happened
    """The simulator has no such form: make it first."""


@dataclass(frozen=True, slots=True)
class LeadOrder:
    """A lead to be made. What is not given is invented."""

    form_id: str = DEMO_FORM.id
    lead_id: str | None = None
    answers: Mapping[str, list[str]] | None = None  # instead of the invented ones, all of them
    replace: Mapping[str, list[str]] | None = None  # instead of the invented ones, these only
    consents: Mapping[str, bool] | None = None
    organic: bool = False
    test: bool = False  # Meta's dummy texts
    platform: str | None = None
    created: datetime | None = None


class Simulator:
    """State, deliveries and faults. Every method that touches the state is short and does not await."""

    def __init__(
        self,
        *,
        journal: Journal,
        app_secret: str,
        verify_token: str,
        callback_url: str | None,
        seed: str,
        redeliver_after: Sequence[float],
        now: Callable[[], datetime],
        page_token: str | None = None,
    ) -> None:
        self.demo_page = replace(DEMO_PAGE, token=page_token or DEMO_PAGE.token)
        self.app_secret = app_secret
        self.verify_token = verify_token
        self.callback_url = checked_callback(callback_url) if callback_url else None
        self._journal = journal
        self._world = World()
        self._seed = seed
        self._redeliver_after = tuple(redeliver_after)
        self._now = now
        self._tasks: set[asyncio.Task[None]] = set()
        self._shortest = 0
        with self.world() as world:
            if DEMO_PAGE.id not in world.pages or DEMO_FORM.id not in world.forms:
                self._write(("page", asdict(self.demo_page)), ("form", asdict(DEMO_FORM)))
            elif page_token and (page := world.pages[DEMO_PAGE.id]).token != page_token:
                self._write(("page", asdict(replace(page, token=page_token))))

    @contextmanager
    def world(self) -> Iterator[World]:
        """The state of now, with every other process kept out until the end of the block."""
        with self._journal.exclusive():
            self._catch_up()
            if self._journal.size() > max(MAX_JOURNAL, 2 * self._shortest):
                self._journal.replace(list(self._world.records()))
                self._catch_up()
            yield self._world

    def reset(self) -> None:
        """Back to the demo page and form, with no lead, fault or log."""
        with self.world():
            self._journal.replace([])
            self._catch_up()
        self.add_page(self.demo_page)
        self.add_form(DEMO_FORM)

    def add_page(self, page: Page) -> None:
        """Make the page known, or change its name, token or subscription."""
        with self.world() as world:
            if world.pages.get(page.id) != page:
                self._write(("page", asdict(page)))

    def add_form(self, form: Form) -> None:
        """Make the form known, or change it."""
        with self.world() as world:
            if world.forms.get(form.id) != form:
                self._write(("form", asdict(form)))

    def make_leads(self, order: LeadOrder, count: int = 1) -> list[Lead]:
        """Leads of one form, each of another person. Raises `UnknownForm`, ValueError."""
        if not 1 <= count <= MAX_COUNT or (order.lead_id and count > 1):
            raise ValueError(f"count goes from 1 to {MAX_COUNT}, and a given id makes one lead")
        with self.world() as world:
            form = world.forms.get(order.form_id)
            if form is None:
                raise UnknownForm(order.form_id)
            if order.lead_id in world.leads:
                raise ValueError("a lead with this id exists")
            leads: list[Lead] = []
            taken = set(world.leads)
            for number in range(world.lead_count, world.lead_count + count):
                leads.append(self._lead(order, form, number, taken))
                taken.add(leads[-1].id)
            self._write(*(("lead", asdict(lead)) for lead in leads))
            return leads

    def remove_lead(self, lead_id: str) -> None:
        """Forget the lead."""
        with self.world():
            self._write(("lead_removed", {"id": lead_id}))

    def set_fault(
        self, mode: str, target: str = EVERYTHING, times: int | None = None, **options: Any
    ) -> None:
        """Let requests for `target` go wrong, `times` times (None: until mode "none"). Raises ValueError.

        Target: a lead (its reading), a form (its reading and listing), a page (all that is its), or `*`.
        Options: `subcode` (token_dead), `code` and `minutes` (try_later), `seconds` (slow).
        """
        if mode not in MODES | {"none"} or (times is not None and times < 1):
            raise ValueError(f"mode is one of {sorted(MODES | {'none'})}, times at least 1")
        with self.world():
            if mode == "none":
                self._write(("fault_cleared", {"target": target}))
            else:
                self._write(("fault", asdict(Fault(target, mode, times, options))))

    def take_fault(self, *targets: str) -> Fault | None:
        """The first fault that concerns one of these, counted as used."""
        with self.world() as world:
            fault = next((world.faults[target] for target in targets if target in world.faults), None)
            if fault is not None and fault.left is not None:
                self._write(("fault_used", {"target": fault.target}))
            return fault

    def note(self, kind: str, **what: Any) -> None:
        """Write a line of the log."""
        with self.world():
            self._write(("log", {"at": self._now().isoformat(), "kind": kind, **what}))

    def log(self) -> list[dict[str, Any]]:
        """The newest lines of the log, oldest first."""
        with self.world() as world:
            return list(world.log)

    async def send_leads(
        self, order: LeadOrder | None = None, count: int = 1, how: How | None = None, wait: Wait = "first"
    ) -> tuple[list[Lead], list[dict[str, Any]]]:
        """Make leads and deliver their webhooks."""
        leads = self.make_leads(order or LeadOrder(), count)
        return leads, await self.deliver(leads, how or How(), wait)

    async def deliver(self, leads: Sequence[Lead], how: How, wait: Wait = "first") -> list[dict[str, Any]]:
        """Send the webhooks; what is not answered 200 is sent again, a bounded number of times.

        `wait`: for nothing, for the first attempt of each, or for all attempts.
        """
        with self.world() as world:
            heard = [lead for lead in leads if world.pages[lead.page_id].subscribed]
        if self.callback_url is None:
            return []
        results = []
        for post in posts(heard, how, self.app_secret, self._now().timestamp()):
            # A forged request is not Meta's: nobody sends it again.
            delays = () if how.wrong_signature else self._redeliver_after
            result: dict[str, Any] = {"leads": list(post.lead_ids), "statuses": [], "delivered": False}
            results.append(result)
            if wait == "none":
                self._in_background(self._attempts(post, (0.0, *delays), result))
                continue
            await self._attempts(post, (0.0,), result)
            if not result["delivered"] and delays:
                rest = self._attempts(post, delays, result)
                if wait == "all":
                    await rest
                else:
                    self._in_background(rest)
        return [{**result, "statuses": list(result["statuses"])} for result in results]

    async def verify(self, verify_token: str | None = None) -> dict[str, Any]:
        """Ask the callback as Meta does when a webhook is set up; ok when it gives the challenge back."""
        if self.callback_url is None:
            raise ValueError("no callback is set")
        challenge = str(secrets.randbelow(9 * 10**9) + 10**9)
        answer = await ask(self.callback_url, challenge, verify_token or self.verify_token)
        good = answer.status == 200 and answer.body == challenge
        self.note("verify", status=answer.status, ok=good, error=answer.error)
        return {"ok": good, "status": answer.status, "body": answer.body, "challenge": challenge}

    async def aclose(self) -> None:
        """Stop the deliveries that are still to be repeated."""
        for task in (tasks := list(self._tasks)):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _catch_up(self) -> None:
        records, anew = self._journal.read()
        if anew:
            self._world = World()
            self._shortest = self._journal.size()
        for record in records:
            self._world.apply(record)

    def _write(self, *records: tuple[str, dict[str, Any]]) -> None:
        self._journal.append({"kind": kind, "body": body} for kind, body in records)
        self._catch_up()

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _attempts(self, post: Post, delays: Sequence[float], result: dict[str, Any]) -> None:
        for delay in delays:
            await asyncio.sleep(delay)
            answer = await self._attempt(post, len(result["statuses"]) + 1)
            result["statuses"].append(answer.status)
            if answer.status == 200:
                result["delivered"] = True
                return

    async def _attempt(self, post: Post, number: int) -> Answer:
        assert self.callback_url is not None  # noqa: S101 - checked by deliver
        answer = await send(self.callback_url, post)
        what = {
            "leads": list(post.lead_ids),
            "attempt": number,
            "status": answer.status,
            "error": answer.error,
        }
        self.note("delivery", **what)
        return answer

    def _lead(self, order: LeadOrder, form: Form, number: int, taken: set[str]) -> Lead:
        created = (order.created or self._now()).astimezone(UTC)
        person = invent(self._seed, number)
        keys = [question["key"] for question in form.questions]
        if order.answers is not None:
            answers = dict(order.answers)
        elif order.test:
            answers = dummy_answers(form.questions)
        else:
            answers = {key: person.answers.get(key, []) for key in keys} | dict(order.replace or {})
        consents = order.consents
        if consents is None:
            consents = {key: person.consents.get(key, False) for key in form.consents}
        lead_id = order.lead_id or _free_id(created, number, taken)
        answer: dict[str, Any] = {
            "id": lead_id,
            "created_time": created.strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "form_id": form.id,
            "field_data": [{"name": key, "values": values} for key, values in answers.items()],
            "custom_disclaimer_responses": [
                {"checkbox_key": key, "is_checked": "1" if checked else ""}
                for key, checked in consents.items()
            ],
            "is_organic": order.organic or order.test,
            "platform": order.platform or ("ig" if number % 3 == 2 else "fb"),
        }
        if not answer["is_organic"]:
            answer |= _advert(number)
        return Lead(lead_id, form.page_id, form.id, created.timestamp(), answer, order.test)


def _advert(number: int) -> dict[str, str]:
    variant = number % 3
    return {
        "ad_id": f"12020000000000{variant:02d}",
        "ad_name": f"Video bolletta {'ABC'[variant]}",
        "adset_id": "1202000000000100",
        "adset_name": "Italia 30-65, proprietari di casa",
        "campaign_id": "1202000000000200",
        "campaign_name": "Risparmio in bolletta (simulata)",
    }


def _free_id(created: datetime, number: int, taken: set[str]) -> str:
    """Sixteen digits like Meta's; from the clock, so that a simulator begun anew does not repeat old ids."""
    candidate = int(created.timestamp() * 1000) * 1000 + number % 1000
    while str(candidate) in taken:
        candidate += 1
    return str(candidate)
