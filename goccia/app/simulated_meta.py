"""The simulated Meta inside this server: its mount, a container's test lead, the demo's page and form."""

from uuid import UUID

from fastapi import FastAPI
from starlette.applications import Starlette

from goccia.core.database import Transaction
from goccia.core.errors import NotFound
from goccia.core.settings import Settings
from goccia.intake.meta_practice import PracticeForm, connect_simulated
from goccia.sim.graph import (
    DEMO_FORM,
    DEMO_PAGE,
    Form,
    How,
    LeadOrder,
    Page,
    Simulator,
    create_graph_simulator,
)

MOUNT = "/sim/graph"


class SimulatedMeta:
    """Sends test leads through the simulator of this process."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def send_lead(self, form: PracticeForm) -> str:
        """Invent a person; the signed webhook goes out in the background, as Meta's would."""
        self._simulator.add_page(Page(form.page_id, form.page_name, form.token))
        self._simulator.add_form(
            Form(
                form.form_id,
                form.page_id,
                form.form_name,
                DEMO_FORM.locale,
                DEMO_FORM.questions,
                DEMO_FORM.consents,
            )
        )
        leads = self._simulator.make_leads(LeadOrder(form_id=form.form_id))
        await self._simulator.deliver(leads, How(), wait="none")
        return leads[0].id


def mount(app: FastAPI, settings: Settings) -> Starlette:
    """Serve the simulator under `/sim/graph`; its state is in the home folder, for every process."""
    simulated = create_graph_simulator(
        app_secret=settings.meta_secret,
        verify_token=settings.meta_token,
        callback_url=f"http://127.0.0.1:{settings.port}/hooks/meta",
        folder=settings.home / "graph-simulator",
        control_key=control_key(settings),
        page_token=page_token(settings),
        only_ours=True,
    )
    app.mount(MOUNT, simulated)
    return simulated


def control_key(settings: Settings) -> str:
    """What `X-Sim-Key` must be to steer the simulator."""
    return settings.derived("graph simulator")


def page_token(settings: Settings) -> str:
    """The token of the simulator's own page: another one in every installation."""
    return "SIMULATED-" + settings.derived("simulated demo page")[:32]


async def connect_demo_form(tx: Transaction, settings: Settings, container_id: UUID) -> None:
    """Connect the simulator's own page and form to a container of the demo (as goccia_system).

    Raises:
        NotFound: the container does not exist.
    """
    unit_id = await tx.fetchval(
        "SELECT unit_id FROM container WHERE id = $1 AND deleted_at IS NULL", container_id
    )
    if unit_id is None:
        raise NotFound
    form = PracticeForm(DEMO_PAGE.id, DEMO_PAGE.name, page_token(settings), DEMO_FORM.id, DEMO_FORM.name)
    await connect_simulated(tx, settings, form, container_id, unit_id)
