"""The simulator as an ASGI application, to be served alone or mounted under a path."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Route

from goccia.sim.graph import controls, guard
from goccia.sim.graph.graph_api import GraphApi
from goccia.sim.graph.journal import FileJournal, MemoryJournal
from goccia.sim.graph.simulator import REDELIVER_AFTER, Simulator

CONTRACTS = "GOCCIA_CONTRACTS"


def utc_now() -> datetime:
    """The clock of a simulator that is given none."""
    return datetime.now(UTC)


def create_graph_simulator(
    *,
    app_secret: str,
    verify_token: str,
    callback_url: str | None = None,
    folder: Path | None = None,
    control_key: str | None = None,
    page_token: str | None = None,
    only_ours: bool = False,
    seed: str = "goccia",
    redeliver_after: Sequence[float] = REDELIVER_AFTER,
    now: Callable[[], datetime] = utc_now,
    contracts: Path | None = None,
) -> Starlette:
    """A simulated Graph API; its `Simulator` is in `.state.simulator`.

    `folder`: keep the state there, shared by processes and restarts (None: in memory).
    `callback_url`: where webhooks go; plain http on this machine, or `CallbackRefused`.
    `control_key`: without it in `X-Sim-Key`, `/_sim/…` answers 404. Set it where others reach the port.
    `page_token`: the demo page's, instead of one that everybody knows.
    `only_ours`: a Graph request without a right `appsecret_proof` gets 404, whatever it asks.
    `redeliver_after`: seconds before the second, third, … attempt of a webhook not answered 200.
    `contracts`: folder of the published contracts that requests are held to; default `$GOCCIA_CONTRACTS`.
    """
    if contracts is None and (named := os.environ.get(CONTRACTS)):
        contracts = Path(named)
    simulator = Simulator(
        journal=MemoryJournal() if folder is None else FileJournal(folder),
        app_secret=app_secret,
        verify_token=verify_token,
        callback_url=callback_url,
        seed=seed,
        redeliver_after=redeliver_after,
        now=now,
        page_token=page_token,
    )
    graph_api = GraphApi(simulator, guard.load(contracts), only_ours=only_ours)
    graph = Route("/{path:path}", graph_api.__call__, methods=["GET", "POST", "DELETE"])
    app = Starlette(routes=[*controls.routes(simulator, control_key), graph])
    app.state.simulator = simulator
    return app
