"""Pages and forms of Meta: connected, listed and disconnected by people. Nothing here asks Graph."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from goccia.core import events, jobs
from goccia.core.database import Transaction
from goccia.core.errors import NotFound, invalid
from goccia.core.events import Actor
from goccia.core.secrets import encrypt
from goccia.core.settings import Settings
from goccia.intake.meta_events import MetaFormRemoved, MetaFormSaved, MetaPageRemoved, MetaPageSaved
from goccia.intake.meta_schemas import FormOut, Named, NamedByMeta, PageOut, Words
from goccia.intake.recognition.fields import is_target

RELEASE_JOB: Final = "intake.meta_release"
SIMULATED_PAGES: Final = ("102030405060708", "100100100100100")
"""Pages that only the simulator knows: the demo's, and that of "Invia un lead di prova"."""

_WAITING = "state IN ('waiting', 'unsorted', 'gone', 'no_permission', 'token_dead', 'failed')"
_PAGES = f"""
SELECT p.page_id, p.name, p.token_state, p.problem, p.checked_at, p.created_at,
       (SELECT count(*) FROM meta_form f WHERE f.page_id = p.page_id AND f.deleted_at IS NULL) AS forms,
       (SELECT count(*) FROM meta_lead l WHERE l.page_id = p.page_id AND l.{_WAITING}) AS waiting
FROM meta_page p WHERE p.deleted_at IS NULL
"""
_FORMS = f"""
SELECT f.form_id, f.name, f.page_id, f.container_id, c.name AS container, u.id AS unit_id, u.name AS unit,
       f.mapping, f.reconciled_to, f.reconciled_at, f.problem, f.created_at,
       (SELECT count(*) FROM meta_lead l WHERE l.form_id = f.form_id AND l.{_WAITING}) AS waiting
FROM meta_form f
LEFT JOIN container c ON c.id = f.container_id AND c.deleted_at IS NULL LEFT JOIN unit u ON u.id = c.unit_id
WHERE f.deleted_at IS NULL
"""


def words(problem: Mapping[str, Any] | None) -> Words | None:
    """The sentences of a stored problem."""
    return Words(it=problem["it"], en=problem["en"]) if problem else None


async def list_pages(tx: Transaction, limit: int, after: tuple[str, str] | None) -> list[PageOut]:
    """A page of the pages, by name."""
    name, page_id = after or (None, None)
    rows = await tx.fetch(
        _PAGES
        + " AND ($1::text IS NULL OR (p.name, p.page_id) > ($1, $2)) ORDER BY p.name, p.page_id LIMIT $3",
        name,
        page_id,
        limit,
    )
    return [_page_out(row) for row in rows]


async def get_page(tx: Transaction, page_id: str) -> PageOut:
    """One page.

    Raises:
        NotFound: it is not connected.
    """
    row = await tx.fetchrow(_PAGES + " AND p.page_id = $1", page_id)
    if row is None:
        raise NotFound
    return _page_out(row)


def _page_out(row: Any) -> PageOut:
    return PageOut(**{**row, "problem": words(row["problem"])})


async def save_page(
    tx: Transaction, actor: Actor, settings: Settings, page_id: str, *, name: str, token: str
) -> PageOut:
    """Connect a page, or store its new token (as goccia_system): all its leads that wait are tried again.

    Raises:
        Invalid: the token is none, or the name is empty.
    """
    if not name:
        raise invalid("name", "Il nome della pagina è vuoto.", "The page's name is empty.")
    token = token.strip()
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise invalid(
            "access_token",
            "Non è un token di Meta: contiene solo lettere, cifre e segni, senza spazi.",
            "This is no token of Meta's: they are letters, digits and signs, without spaces.",
        )
    await tx.execute(
        "INSERT INTO meta_page (page_id, name, access_token, created_at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (page_id) DO UPDATE SET name = $2, access_token = $3, token_state = 'unknown',"
        " problem = NULL, checked_at = NULL, deleted_at = NULL",
        page_id,
        name,
        encrypt(settings, token),
        tx.now,
    )
    # A form whose comparing had been put off because of the old token is compared again at once.
    await tx.execute(
        "UPDATE meta_form SET problem = NULL, reconciled_at = NULL"
        " WHERE page_id = $1 AND problem IS NOT NULL",
        page_id,
    )
    await events.record(tx, actor, MetaPageSaved(page=page_id))
    await jobs.enqueue(tx, RELEASE_JOB, {"page_id": page_id})
    return await get_page(tx, page_id)


async def remove_page(tx: Transaction, actor: Actor, page_id: str) -> None:
    """Disconnect a page (as goccia_system): its token is forgotten; its leads go on arriving and wait.

    Raises:
        NotFound: it is not connected.
    """
    if not await tx.execute(
        "UPDATE meta_page SET deleted_at = $2, access_token = '', token_state = 'unknown', problem = NULL"
        " WHERE page_id = $1 AND deleted_at IS NULL",
        page_id,
        tx.now,
    ):
        raise NotFound
    await events.record(tx, actor, MetaPageRemoved(page=page_id))


async def list_forms(tx: Transaction, limit: int, after: tuple[str, str] | None) -> list[FormOut]:
    """A page of the forms the caller may see, by name."""
    name, form_id = after or (None, None)
    rows = await tx.fetch(
        _FORMS + " AND ($1::text IS NULL OR (coalesce(f.name, ''), f.form_id) > ($1, $2))"
        " ORDER BY coalesce(f.name, ''), f.form_id LIMIT $3",
        name,
        form_id,
        limit,
    )
    return await _forms_out(tx, rows)


async def get_form(tx: Transaction, form_id: str) -> FormOut:
    """One form.

    Raises:
        NotFound: it is not connected, or not the caller's to see.
    """
    rows = await tx.fetch(_FORMS + " AND f.form_id = $1", form_id)
    if not rows:
        raise NotFound
    return (await _forms_out(tx, rows))[0]


async def _forms_out(tx: Transaction, rows: list[Any]) -> list[FormOut]:
    names = await page_names(tx, [row["page_id"] for row in rows])
    return [
        FormOut(
            form_id=row["form_id"],
            name=row["name"],
            page_id=row["page_id"],
            page=NamedByMeta(id=row["page_id"], name=names.get(row["page_id"])),
            container_id=row["container_id"],
            container=Named(id=row["container_id"], name=row["container"])
            if row["container"] is not None
            else None,
            unit=Named(id=row["unit_id"], name=row["unit"]) if row["unit"] is not None else None,
            mapping=row["mapping"],
            reconciled_to=row["reconciled_to"],
            reconciled_at=row["reconciled_at"],
            problem=words(row["problem"]),
            waiting=row["waiting"],
            created_at=row["created_at"],
        )
        for row in rows
    ]


async def page_names(tx: Transaction, page_ids: list[str]) -> dict[str, str]:
    """The names of pages, which a Referente may read though not the pages' tokens and states."""
    async with tx.as_system():
        rows = await tx.fetch("SELECT page_id, name FROM meta_page WHERE page_id = ANY ($1)", page_ids)
    return {row["page_id"]: row["name"] for row in rows}


async def save_form(
    tx: Transaction,
    actor: Actor,
    form_id: str,
    *,
    page_id: str,
    container_id: UUID | None,
    mapping: Mapping[str, str] | None,
) -> FormOut:
    """Connect a form to a container (as goccia_system); its leads that wait are released by a job.

    Raises:
        Invalid: page or container unknown, or a target of the mapping is.
    """
    if not await tx.fetchval(
        "SELECT true FROM meta_page WHERE page_id = $1 AND deleted_at IS NULL FOR SHARE", page_id
    ):
        raise invalid(
            "page_id",
            "Pagina Facebook sconosciuta: collegala prima con il suo token.",
            "Unknown Facebook page: connect it first, with its token.",
        )
    unit_id = None
    if container_id is not None:
        unit_id = await tx.fetchval(
            "SELECT unit_id FROM container WHERE id = $1 AND deleted_at IS NULL", container_id
        )
        if unit_id is None:
            raise invalid(
                "container_id",
                "Contenitore inesistente o eliminato.",
                "The container does not exist or was deleted.",
            )
    _check_mapping(mapping or {})
    before = await tx.fetchrow("SELECT container_id FROM meta_form WHERE form_id = $1 FOR UPDATE", form_id)
    await tx.execute(
        "INSERT INTO meta_form (form_id, page_id, container_id, unit_id, mapping, created_at)"
        " VALUES ($1, $2, $3, $4, coalesce($5::jsonb, '{}'), $6)"
        " ON CONFLICT (form_id) DO UPDATE SET page_id = $2, container_id = $3, unit_id = $4,"
        " mapping = coalesce($5::jsonb, meta_form.mapping),"
        " deleted_at = NULL, problem = NULL, reconciled_at = NULL",
        form_id,
        page_id,
        container_id,
        unit_id,
        None if mapping is None else dict(mapping),
        tx.now,
    )
    # Leads that wait follow their form, unless a person has already chosen another container for them.
    await tx.execute(
        "UPDATE meta_lead SET container_id = $2, unit_id = $3, updated_at = $4"
        f" WHERE form_id = $1 AND ({_WAITING} OR state = 'kept')"
        " AND (container_id IS NULL OR container_id = $5)",
        form_id,
        container_id,
        unit_id,
        tx.now,
        before["container_id"] if before else None,
    )
    await events.record(tx, actor, MetaFormSaved(form=form_id, container=container_id, unit_id=unit_id))
    await jobs.enqueue(tx, RELEASE_JOB, {"form_id": form_id})
    return await get_form(tx, form_id)


def _check_mapping(mapping: Mapping[str, str]) -> None:
    for key, target in mapping.items():
        if not is_target(target):
            raise invalid(
                "mapping",
                f"«{key}»: «{target}» non è un campo del lead, né custom:<campo>, né answer.",
                f"“{key}”: “{target}” is neither a field of the lead, nor custom:<field>, nor answer.",
            )


async def remove_form(tx: Transaction, actor: Actor, form_id: str) -> None:
    """Disconnect a form (as goccia_system): leads that arrive from now on wait in Da smistare.

    Raises:
        NotFound: it is not connected.
    """
    unit = await tx.fetchrow(
        "UPDATE meta_form SET deleted_at = $2 WHERE form_id = $1 AND deleted_at IS NULL RETURNING unit_id",
        form_id,
        tx.now,
    )
    if unit is None:
        raise NotFound
    await events.record(tx, actor, MetaFormRemoved(form=form_id, unit_id=unit["unit_id"]))
