"""Who hears what, and which routers, jobs and adapters make up the product."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from fastapi import FastAPI

from goccia.app import simulated_meta, storage
from goccia.core import events, jobs
from goccia.core.settings import Settings
from goccia.core.worker import Periodic
from goccia.distribution import jobs as distribution_jobs
from goccia.distribution import notices as distribution_notices
from goccia.distribution import offers_router, origins_router, recycling, rehearsal_router, sla
from goccia.distribution import router as distribution_router
from goccia.identity import router as identity_router
from goccia.identity import upkeep
from goccia.identity.events import UserActivated, UserChanged, UserResumed
from goccia.intake import (
    deliveries_router,
    duplicates_router,
    hooks_router,
    import_jobs,
    imports_router,
    manual_router,
    meta_hooks_router,
    meta_jobs,
    meta_router,
    ways_in_router,
)
from goccia.intake import notices as intake_notices
from goccia.intake.adapters.meta_graph import MetaGraph
from goccia.leads import (
    configuration_router,
    custom_fields_router,
    esiti_replacement,
    esiti_router,
    leads_router,
    reminders,
    today_router,
    views_router,
)
from goccia.leads import notices as lead_notices
from goccia.leads.esiti_events import EsitoRetired
from goccia.leads.events import LeadEsitoSet, LeadLeft, LeadMerged, LeadNoteAdded, LeadTrashed
from goccia.notifications import account_router, outbox_router, preferences_router, push_router, unsubscribing
from goccia.notifications import jobs as notification_jobs
from goccia.notifications import router as notifications_router
from goccia.notifications.adapters.outbox import Outbox
from goccia.notifications.adapters.smtp import Smtp
from goccia.notifications.adapters.web_push import WebPush
from goccia.notifications.ports import Mail
from goccia.organisation import router as organisation_router
from goccia.organisation import users_router
from goccia.organisation.events import ContainerChanged, TeamChanged, UnitChanged
from goccia.reports import jobs as report_jobs
from goccia.reports import notices as report_notices
from goccia.reports import radar_router, replaced_esito, report_mail, reports_router, schedules
from goccia.reports import router as dashboard_router
from goccia.vendors import returns_router

MAY_MAKE_ELIGIBLE: tuple[type[events.Event], ...] = (
    UserResumed, UserActivated, UserChanged, TeamChanged, UnitChanged, ContainerChanged,
    LeadEsitoSet, LeadLeft, LeadTrashed, LeadNoteAdded, LeadMerged,
)  # fmt: skip


def include_routers(app: FastAPI) -> None:
    """Every feature's routes."""
    app.include_router(identity_router.router)
    app.include_router(account_router.router)
    app.include_router(outbox_router.router)
    app.include_router(notifications_router.router)
    app.include_router(preferences_router.router)
    app.include_router(push_router.router)
    app.include_router(organisation_router.router)
    app.include_router(users_router.router)
    app.include_router(esiti_router.router)
    app.include_router(configuration_router.router)
    app.include_router(custom_fields_router.router)
    app.include_router(hooks_router.router)
    app.include_router(meta_hooks_router.router)
    app.include_router(meta_router.router)
    app.include_router(deliveries_router.router)
    app.include_router(distribution_router.router)
    app.include_router(offers_router.router)
    app.include_router(rehearsal_router.router)
    app.include_router(origins_router.router)
    app.include_router(manual_router.router)
    app.include_router(imports_router.router)
    app.include_router(ways_in_router.router)
    app.include_router(duplicates_router.router)
    app.include_router(leads_router.router)
    app.include_router(today_router.router)
    app.include_router(dashboard_router.router)
    app.include_router(reports_router.router)
    app.include_router(radar_router.router)
    app.include_router(views_router.router)
    app.include_router(returns_router.router)


def mount_simulators(app: FastAPI, settings: Settings) -> None:
    """The local twins that this server carries itself, and what the web speaks to; `close` ends them."""
    app.state.lead_source = graph = meta_graph(settings)
    closing: list[Callable[[], Awaitable[None]]] = [graph.aclose]
    app.state.practice_meta = None
    if settings.meta_graph_url is None:
        simulator = simulated_meta.mount(app, settings).state.simulator
        app.state.practice_meta = simulated_meta.SimulatedMeta(simulator)
        closing.append(simulator.aclose)
    app.state.closing = closing


async def close(app: FastAPI) -> None:
    """End what `mount_simulators` began."""
    for end in app.state.closing:
        await end()


def meta_graph(settings: Settings) -> MetaGraph:
    """Graph, or the simulator. Without an app secret of the real Meta calls carry no proof of it."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    proves = settings.meta_graph_url is None or settings.meta_app_secret is not None
    return MetaGraph(settings.graph_url, app_secret=settings.meta_secret if proves else None)


def mail_carrier(settings: Settings) -> Mail:
    """The mail server of the settings, or the outbox page."""
    return Smtp(settings.smtp_url.get_secret_value()) if settings.smtp_url else Outbox()


def register_work(settings: Settings) -> list[Periodic]:
    """Make every job known to the worker; answers its periodic work."""
    subscribe()
    distribution_jobs.register()
    for job in (
        *meta_jobs.jobs(settings, meta_graph(settings)),
        *import_jobs.jobs(settings),
        *notification_jobs.jobs(settings, mail_carrier(settings), WebPush(settings)),
        *report_jobs.jobs(settings),
        *replaced_esito.JOBS,
        *esiti_replacement.JOBS,
    ):
        jobs.register(job)
    return [
        Periodic("drain queues", timedelta(seconds=5), distribution_jobs.sweep),
        Periodic("slas", timedelta(seconds=20), sla.look_at_slas),
        Periodic("returns", timedelta(seconds=60), recycling.return_due),
        Periodic("old offers", timedelta(hours=1), distribution_jobs.tidy),
        Periodic("meta reconcile", timedelta(seconds=10), partial(meta_jobs.claim_due, settings=settings)),
        Periodic("meta sweep", timedelta(seconds=60), meta_jobs.sweep),
        Periodic("ended sessions", timedelta(hours=1), upkeep.tidy),
        *import_jobs.periodic(settings),
        *notification_jobs.periodic(settings),
        *report_jobs.periodic(),
        Periodic("reminders", timedelta(seconds=20), reminders.remind),
        Periodic("room on the disk", timedelta(minutes=5), partial(storage.look_at_room, home=settings.home)),
    ]


def subscribe() -> None:
    """Who hears of what: queues drain when something happened that may have made somebody eligible; people are told."""
    lead_notices.declare()
    distribution_notices.declare()
    intake_notices.declare()
    storage.declare()
    report_notices.declare()
    unsubscribing.declare(report_mail.TOPIC, schedules.leave)
    for event in MAY_MAKE_ELIGIBLE:
        events.subscribe(event, distribution_jobs.WAKE_JOB)
    events.subscribe(EsitoRetired, replaced_esito.FOLLOW_JOB)
