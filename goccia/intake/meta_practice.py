""" "Invia un lead di prova": a simulated form for a container, and a simulated person who fills it in."""

from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound
from goccia.core.secrets import encrypt
from goccia.core.settings import Settings
from goccia.intake.meta_pages import SIMULATED_PAGES

PRACTICE_PAGE: Final = SIMULATED_PAGES[1]
PRACTICE_PAGE_NAME: Final = "Pagina di prova (simulata)"


@dataclass(frozen=True, slots=True)
class PracticeForm:
    """A simulated page and form, as the simulator must know them."""

    page_id: str
    page_name: str
    token: str
    form_id: str
    form_name: str


class PracticeMeta(Protocol):
    """The simulated Meta that this server carries."""

    async def send_lead(self, form: PracticeForm) -> str:
        """Invent a person who fills in the form; the signed webhook follows. Answers the lead's id."""
        ...


class NoSimulator(Conflict):
    """The installation is connected to the real Meta."""

    code = "no_simulator"
    it = (
        "Il lead di prova usa il Meta simulato, ma questa installazione è collegata a Meta: "
        "usa lo strumento di test di Meta."
    )
    en = (
        "The test lead needs the simulated Meta, but this installation is connected to Meta: "
        "use Meta's own testing tool."
    )


async def practice_form(tx: Transaction, settings: Settings, container_id: UUID) -> PracticeForm:
    """Connect the container's simulated form (as goccia_system), made the first time and mended later.

    Raises:
        NotFound: the container does not exist.
    """
    container = await tx.fetchrow(
        "SELECT name, unit_id FROM container WHERE id = $1 AND deleted_at IS NULL", container_id
    )
    if container is None:
        raise NotFound
    form = PracticeForm(
        page_id=PRACTICE_PAGE,
        page_name=PRACTICE_PAGE_NAME,
        token="SIMULATED-" + settings.derived("simulated page")[:32],
        # sixteen digits, like Meta's
        form_id=str(9 * 10**15 + container_id.int % 10**15),
        form_name=f"Modulo di prova: {container['name']}",
    )
    await connect_simulated(tx, settings, form, container_id, container["unit_id"])
    return form


async def connect_simulated(
    tx: Transaction, settings: Settings, form: PracticeForm, container_id: UUID, unit_id: UUID
) -> None:
    """Write a simulated page and form as connected to the container (as goccia_system)."""
    await tx.execute(
        "INSERT INTO meta_page (page_id, name, access_token, token_state, created_at)"
        " VALUES ($1, $2, $3, 'ok', $4)"
        " ON CONFLICT (page_id) DO UPDATE SET access_token = $3, token_state = 'ok', problem = NULL,"
        " deleted_at = NULL",
        form.page_id,
        form.page_name,
        encrypt(settings, form.token),
        tx.now,
    )
    await tx.execute(
        "INSERT INTO meta_form (form_id, page_id, container_id, unit_id, name, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT (form_id) DO UPDATE SET page_id = $2, container_id = $3, unit_id = $4, name = $5,"
        " deleted_at = NULL",
        form.form_id,
        form.page_id,
        container_id,
        unit_id,
        form.form_name,
        tx.now,
    )
