"""Push reaches the browsers that asked for it, while somebody is logged in there, and names no client."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.core.events import Actor
from goccia.core.settings import Settings
from goccia.distribution.assign import assign_to_agent
from goccia.notifications import bell, jobs, push
from goccia.notifications.adapters.web_push import WebPush
from goccia.notifications.bell import Notice
from goccia.notifications.ports import PushPutOff
from goccia.notifications.vapid import public_key
from tests.distribution.test_arrivals import deliver
from tests.notifications.browser import Browser, PushService
from tests.notifications.post import Postman, work
from tests.people import Cast, Person, add_person

SOON = timedelta(seconds=10)


@pytest.fixture
async def service(database: Database, settings: Settings) -> PushService:
    async with database.transaction() as tx:
        for table in ("notification", "pgqueuer", "push_subscription"):
            await tx.execute(f"DELETE FROM {table}")
    return PushService(public_key(settings))


async def open_browser(
    client: httpx.AsyncClient, service: PushService, person: Person
) -> tuple[Browser, str]:
    browser = Browser()
    service.browsers.append(browser)
    answer = await client.post("/api/push/subscriptions", headers=person.headers, json=browser.subscription)
    assert answer.status_code == 201, answer.text
    never = {"quiet_from": None, "quiet_to": None}
    await client.patch("/api/notifications/preferences", headers=person.headers, json=never)
    return browser, answer.json()["id"]


async def tell(database: Database, cast: Cast, key: str, lead: UUID | None = None) -> None:
    async with database.transaction() as tx:
        notice = Notice("lead_assigned", cast.carla.id, key, cast.sud, cast.sud_container, lead)
        await bell.tell(tx, [notice])


async def push_on(database: Database, settings: Settings, service: PushService) -> None:
    """What is due goes out, the sweep running twice."""
    async with database.transaction() as tx:
        soon = tx.now + SOON
    await push.sweep(database, soon)
    await push.sweep(database, soon)
    await work(database, jobs.jobs(settings, Postman(), WebPush(settings, service.transport())))


async def test_each_browser_of_a_person_shows_one_message_that_names_no_client(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, service: PushService
) -> None:
    (one, _), (other, _) = [await open_browser(client, service, cast.carla) for _ in range(2)]
    lead = UUID((await deliver(client, cast.sud_token, 7))["lead_id"])
    await tell(database, cast, "1", lead)
    await push_on(database, settings, service)
    message = {"title": "Nuovo lead", "body": "Campagna Sud", "href": f"/leads/{lead}"}
    assert one.shown == other.shown == [message]
    for number in range(5):
        await tell(database, cast, f"burst {number}")
    await push_on(database, settings, service)
    assert [shown["title"] for shown in one.shown[1:]] == ["5 nuovi lead"]


async def test_a_browser_is_told_no_more_once_it_is_gone_or_nobody_is_logged_in_there(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, service: PushService
) -> None:
    gone, _ = await open_browser(client, service, cast.carla)
    service.answers = [410]
    await tell(database, cast, "1")
    await push_on(database, settings, service)
    state = (await client.get("/api/push", headers=cast.carla.headers)).json()
    assert (state["subscriptions"], state["public_key"]) == ([], service.public_key)

    left, subscription = await open_browser(client, service, cast.carla)
    assert (
        await client.delete(f"/api/push/subscriptions/{subscription}", headers=cast.remo.headers)
    ).status_code == 404
    out, _ = await open_browser(client, service, cast.carla)
    await client.delete(f"/api/push/subscriptions/{subscription}", headers=cast.carla.headers)
    assert (await client.post("/api/auth/logout-all", headers=cast.carla.headers)).status_code == 204
    await tell(database, cast, "2")
    await push_on(database, settings, service)
    assert gone.shown == left.shown == out.shown == []
    async with database.transaction() as tx:
        await push.forget_ended(tx)
        assert await tx.fetchval("SELECT count(*) FROM push_subscription") == 0


async def test_a_busy_service_is_tried_again_and_a_refusal_is_not(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, service: PushService
) -> None:
    browser, _ = await open_browser(client, service, cast.carla)
    await tell(database, cast, "1")
    service.answers = [503]
    with pytest.raises(PushPutOff):
        await push_on(database, settings, service)
    await tell(database, cast, "2")
    service.answers = [413]
    await push_on(database, settings, service)
    assert browser.shown == []
    assert len((await client.get("/api/push", headers=cast.carla.headers)).json()["subscriptions"]) == 1


async def test_what_was_read_or_is_no_longer_theirs_is_not_pushed(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, service: PushService
) -> None:
    browser, _ = await open_browser(client, service, cast.carla)
    lead = UUID((await deliver(client, cast.sud_token, 8))["lead_id"])
    await tell(database, cast, "1")
    await client.post("/api/notifications/read", headers=cast.carla.headers, json={})
    await tell(database, cast, "2", lead)
    async with database.transaction() as tx:
        colleague = await add_person(tx, settings, "Dora", "agente", [cast.sud])
        await assign_to_agent(tx, Actor("user", cast.remo.id), [lead], colleague.id)
    await push_on(database, settings, service)
    assert browser.shown == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://127.0.0.1/push", "http://fcm.googleapis.com/x", "https://fcm.googleapis.com.evil.example/x",
        "https://fcm.googleapis.com:8443/x", "https://a@fcm.googleapis.com/x", "https://evilpush.apple.com/x",
        "https://fcm.googleapis.com:99999/x", "https://[/x",
    ],
)  # fmt: skip
async def test_the_server_posts_to_known_push_services_alone(
    client: httpx.AsyncClient, cast: Cast, endpoint: str
) -> None:
    body = Browser().subscription | {"endpoint": endpoint}
    answer = await client.post("/api/push/subscriptions", headers=cast.carla.headers, json=body)
    assert answer.status_code == 422
