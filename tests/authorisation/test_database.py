"""The same borders at the database: what each role sees by SQL of its own, table by table.

Tables are listed from PostgreSQL's catalogue: one without a line in VISIBLE fails until it has one.
"""

from collections.abc import AsyncIterator
from typing import Any, get_args
from uuid import UUID

import asyncpg
import pytest

from goccia.core.database import Database, Role, Scope, Transaction
from goccia.core.settings import Settings
from goccia.kit.ids import uuid7
from tests.authorisation.sides import Side, fill
from tests.people import Cast, Person, make_cast

CRM_ROLES = ("goccia_admin", "goccia_referente", "goccia_agente")

# Who sees a row of a unit that hangs on an agent's lead (Anna's in Nord, Carla's in Sud):
ADMIN = {"ada"}  # the Admin
LEADERS = ADMIN | {"own_referente"}  # and the Referente of its unit
AGENT = LEADERS | {"own_agente"}  # and the Agente whose lead it is
UNIT = AGENT | {"colleague"}  # and everybody else of the unit
OWN = {"own_agente"}  # the person themselves, whoever else sees the lead
SYSTEM: set[str] = set()  # goccia_system alone

VISIBLE: dict[str, set[str]] = {
    "account_link": SYSTEM,
    "app_user": AGENT,  # the row is the Agente's own
    "contact": AGENT,
    "container": UNIT,
    "container_member": AGENT,  # the Agente's own membership
    "custom_field": UNIT,
    "decision": AGENT,
    "delivery": LEADERS,
    "esito": UNIT,
    "event": AGENT,
    "heartbeat": SYSTEM,
    "import": LEADERS,
    "import_mapping": LEADERS,
    "import_row": LEADERS,
    "lead": AGENT,
    "lead_view": UNIT,  # one that is shared with the unit
    "lead_view_default": {"own_agente"},  # whose choice it is
    "login_attempt": SYSTEM,
    "merged_key": SYSTEM,
    "merged_lead": AGENT,
    "meta_form": LEADERS,
    "meta_lead": LEADERS,
    "meta_page": ADMIN,
    "nota": AGENT,
    "not_same_person": LEADERS,
    "origin_pause": LEADERS,
    "radar_alert": LEADERS,
    "report": LEADERS,
    "report_recipient": AGENT,  # the Agente is one
    "report_schedule": LEADERS,
    "notification": OWN,
    "notification_place": SYSTEM,
    "notification_preference": SYSTEM,
    "offer": AGENT,  # one that is made to the Agente
    "mail_attachment": ADMIN,
    "outbound_mail": ADMIN,
    "push_subscription": SYSTEM,
    "session": SYSTEM,
    "submission": AGENT,
    "timer": SYSTEM,
    "unit": UNIT,
    "vendor_file": LEADERS,
    "vendor_return": AGENT,  # its state; the columns of vendor and money are not granted
    "user_unit": UNIT,
}
# Not records: no CRM role may touch them, so they need no policy.
MACHINERY = {"alembic_version", "pgqueuer", "pgqueuer_log", "pgqueuer_schedules", "pgqueuer_statistics"}
VIEWS = {"person"}

# Columns that a role may not read although it sees the row.
UNREADABLE: dict[str, dict[str, tuple[str, ...]]] = {
    "goccia_admin": {
        "app_user": ("password_hash", "epoch"),
        "meta_page": ("access_token",),
        "outbound_mail": ("secret",),
    },
    "goccia_referente": {"app_user": ("password_hash", "epoch")},
    "goccia_agente": {
        "app_user": (
            "password_hash",
            "epoch",
            "email",
            "can_export",
            "can_configure",
            "hours",
            "pause_reason",
        ),
        "container": (
            "intake_token",
            "google_key",
            "price_per_lead",
            "mapping",
            "vendor",
            "return_reasons",
            "return_window_days",
        ),
        "vendor_return": ("vendor", "price", "credited", "note", "answer_note", "decided_by", "file_id"),
    },
}


@pytest.fixture(scope="module")
async def scene(database_of_module: Database, settings: Settings) -> tuple[Cast, Side, Side]:
    """One row in every table for each of the two units."""
    cast = await make_cast(database_of_module, settings)
    async with database_of_module.transaction() as tx:
        nord = await fill(tx, cast.nord, cast.nord_container, cast.rita, cast.anna, cast.bruno)
        sud = await fill(tx, cast.sud, cast.sud_container, cast.remo, cast.carla, None)
    return cast, nord, sud


@pytest.fixture(scope="module")
async def database_of_module(app: Any) -> Database:
    return app.state.database  # type: ignore[no-any-return]


async def sees(database: Database, scope: Scope, table: str, row: tuple[str, Any]) -> bool:
    """Whether plain SQL finds the row; a role without any right to the table does not."""
    column, value = row
    async with database.transaction(scope) as tx:
        if not await tx.fetchval("SELECT has_any_column_privilege($1, 'SELECT')", f'"{table}"'):
            return False
        found = await tx.fetchval(f'SELECT count(*) FROM "{table}" WHERE {column} = $1', value)
    return bool(found)


def scope_of(person: Person, *units: UUID) -> Scope:
    return Scope(person.role, person.id, units)  # type: ignore[arg-type]


async def tables(database: Database, kinds: str) -> set[str]:
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind::text = ANY ($1)",
            list(kinds),
        )
    return {row["relname"] for row in rows}


async def test_every_table_has_a_line(database: Database) -> None:
    assert await tables(database, "rpf") == VISIBLE.keys() | MACHINERY
    assert await tables(database, "vm") == VIEWS


@pytest.mark.parametrize("table", sorted(VISIBLE))
async def test_each_role_sees_its_own_rows_and_no_other(
    table: str, database: Database, scene: tuple[Cast, Side, Side]
) -> None:
    cast, nord, sud = scene
    for side, other in ((nord, sud), (sud, nord)):
        row = side.rows[table]
        people = {
            "ada": scope_of(cast.ada),
            "own_referente": scope_of(side.referente, side.unit),
            "own_agente": scope_of(side.agente, side.unit),
            "other_referente": scope_of(other.referente, other.unit),
            "other_agente": scope_of(other.agente, other.unit),
        }
        if side.colleague is not None:
            people["colleague"] = scope_of(side.colleague, side.unit)
        seen = {name for name, scope in people.items() if await sees(database, scope, table, row)}
        assert seen == VISIBLE[table] & people.keys()
        assert await sees(database, Scope("system"), table, row)


@pytest.mark.parametrize("table", sorted(VISIBLE))
async def test_an_unset_scope_sees_nothing(
    table: str, database: Database, scene: tuple[Cast, Side, Side]
) -> None:
    _, nord, _ = scene
    for role in ("referente", "agente"):
        seen = await sees(database, Scope(role), table, nord.rows[table])
        assert not seen, role
    async with database.pool.acquire() as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch(f'SELECT 1 FROM "{table}"')


async def test_a_referente_of_two_units_sees_both(database: Database, scene: tuple[Cast, Side, Side]) -> None:
    _, nord, sud = scene
    both = scope_of(nord.referente, nord.unit, sud.unit)
    for table in ("lead", "nota", "container", "delivery", "decision"):
        assert await sees(database, both, table, nord.rows[table])
        assert await sees(database, both, table, sud.rows[table])


async def test_the_view_of_names_shows_colleagues_and_admins_only(
    database: Database, scene: tuple[Cast, Side, Side]
) -> None:
    cast, nord, sud = scene
    assert await sees(database, scope_of(nord.agente, nord.unit), "person", ("id", nord.referente.id))
    assert await sees(database, scope_of(nord.agente, nord.unit), "person", ("id", cast.ada.id))
    assert not await sees(database, scope_of(nord.agente, nord.unit), "person", ("id", sud.agente.id))
    assert not await sees(database, Scope("agente"), "person", ("id", nord.agente.id))


async def test_rows_of_others_cannot_be_changed(database: Database, scene: tuple[Cast, Side, Side]) -> None:
    cast, nord, sud = scene
    lead = nord.rows["lead"][1]
    for person, unit, changed in (
        (cast.ada, None, 1), (nord.referente, nord.unit, 1), (nord.agente, nord.unit, 1),
        (cast.bruno, nord.unit, 0), (sud.referente, sud.unit, 0), (sud.agente, sud.unit, 0),
    ):  # fmt: skip
        scope = scope_of(person, *([unit] if unit else []))
        async with database.transaction(scope) as tx:
            assert await tx.execute("UPDATE lead SET city = 'Lodi' WHERE id = $1", lead) == changed, (
                person.email
            )


async def test_a_lead_cannot_be_given_away_nor_a_note_written_on_another_s(
    database: Database, scene: tuple[Cast, Side, Side]
) -> None:
    cast, nord, sud = scene
    lead = nord.rows["lead"][1]
    mine = scope_of(nord.agente, nord.unit)
    moves: list[tuple[Scope, str, tuple[Any, ...]]] = [
        (mine, "UPDATE lead SET agent_id = $2 WHERE id = $1", (lead, cast.bruno.id)),
        (scope_of(nord.referente, nord.unit), "UPDATE lead SET unit_id = $2 WHERE id = $1", (lead, sud.unit)),
    ]
    note = "INSERT INTO nota (id, unit_id, lead_id, author_id, text, created_at) VALUES ($1, $2, $3, $4, 'x', now())"
    for person, unit in ((cast.bruno, nord.unit), (sud.agente, sud.unit), (sud.referente, sud.unit)):
        moves.append((scope_of(person, unit), note, (uuid7(), nord.unit, lead, person.id)))
    for scope, statement, values in moves:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.transaction(scope) as tx:
                await tx.execute(statement, *values)


async def test_nobody_signs_an_event_as_somebody_else(
    database: Database, scene: tuple[Cast, Side, Side]
) -> None:
    cast, nord, sud = scene
    event = "INSERT INTO event (kind, at, unit_id, actor_id, actor_kind) VALUES ('x', now(), $1, $2, 'user')"
    for scope, unit, actor in (
        (scope_of(nord.agente, nord.unit), nord.unit, cast.bruno.id),
        (scope_of(nord.referente, nord.unit), sud.unit, nord.referente.id),
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.transaction(scope) as tx:
                await tx.execute(event, unit, actor)


@pytest.fixture
async def system(database: Database) -> AsyncIterator[Transaction]:
    async with database.transaction() as tx:
        yield tx


@pytest.mark.parametrize("role", CRM_ROLES)
async def test_secrets_cannot_be_read(role: str, system: Transaction) -> None:
    for table, columns in UNREADABLE[role].items():
        for column in columns:
            may = await system.fetchval(
                "SELECT has_column_privilege($1, $2, $3, 'SELECT')", role, table, column
            )
            assert not may, f"{role} reads {table}.{column}"
    for table in MACHINERY | {name for name, who in VISIBLE.items() if not who}:
        may = await system.fetchval(
            "SELECT has_any_column_privilege($1, $2, 'SELECT, INSERT, UPDATE')", role, table
        )
        assert not may, f"{role} touches {table}"


@pytest.mark.parametrize("role", CRM_ROLES)
async def test_a_crm_role_deletes_nothing_and_writes_little(role: str, system: Transaction) -> None:
    may: dict[str, set[str]] = {}
    for table in VISIBLE:
        for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
            check = "has_table_privilege" if right in ("DELETE", "TRUNCATE") else "has_any_column_privilege"
            if await system.fetchval(f"SELECT {check}($1, $2, $3)", role, f'"{table}"', right):
                may.setdefault(table, set()).add(right)
    writes = {"event": {"INSERT"}, "nota": {"INSERT"}, "lead": {"INSERT", "UPDATE"}}
    if role == "goccia_agente":
        writes["lead"] = {"UPDATE"}
    assert may == writes


async def test_every_record_has_its_policies_in_force_for_its_owner_too(system: Transaction) -> None:
    rows = await system.fetch(
        "SELECT relname, relrowsecurity AND relforcerowsecurity AS guarded FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind::text = ANY ('{r,p}')"
    )
    assert {row["relname"] for row in rows if not row["guarded"]} == MACHINERY


async def test_the_pool_logs_in_as_one_who_owns_nothing_and_is_nobody_s_superior(
    database: Database, system: Transaction
) -> None:
    async with database.pool.acquire() as connection:
        login = await connection.fetchrow(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit, rolreplication"
            " FROM pg_roles WHERE rolname = session_user AND session_user = current_user"
        )
    assert login is not None
    assert tuple(login) == ("goccia_web", False, False, False, False, False, False)
    roles = [f"goccia_{role}" for role in get_args(Role)]
    others = await system.fetch("SELECT * FROM pg_roles WHERE rolname = ANY ($1)", roles)
    assert len(others) == 4
    assert not any(row["rolsuper"] or row["rolbypassrls"] or row["rolcanlogin"] for row in others)
    for catalogue, column in (
        ("pg_class", "relowner"),
        ("pg_proc", "proowner"),
        ("pg_namespace", "nspowner"),
    ):
        owned = await system.fetchval(
            f"SELECT count(*) FROM {catalogue} WHERE {column} IN (SELECT oid FROM pg_roles WHERE rolname = ANY ($1))",
            ["goccia_web", *roles],
        )
        assert owned == 0, catalogue


async def test_no_function_runs_with_its_owner_s_rights(system: Transaction) -> None:
    rows = await system.fetch(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    )
    assert [row["proname"] for row in rows] == []
