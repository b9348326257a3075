"""How the lead list's pages are read from PostgreSQL: from an index, as each role."""

from typing import Any

import httpx
import pytest

from goccia.core.database import Database, Scope, Transaction
from goccia.core.settings import Settings
from goccia.leads import pages
from goccia.leads.filters import LeadFilter
from tests.conftest import run_sql
from tests.leads.rows import NOW, add_esito
from tests.leads.test_listing import listed
from tests.people import Cast, Person, add_unit

WORKED_BY = [
    "-received_at", "received_at", "-last_activity_at", "last_activity_at", "next_action_at", "-next_action_at",
    "name", "-name",
]  # fmt: skip


@pytest.fixture
async def large(database: Database, cast: Cast, settings: Settings) -> None:
    """Ten thousand leads of fifty units, the way a large network has them."""
    async with database.transaction() as tx:
        units = [cast.nord, *[await add_unit(tx, f"Unità {number}") for number in range(49)]]
        await tx.execute(
            "INSERT INTO lead (id, unit_id, container_id, agent_id, last_name, received_at, last_activity_at, assigned_at,"
            " next_action_at, attempts, created_at, updated_at)"
            " SELECT gen_random_uuid(), ($1::uuid[])[1 + n % 50], $2, CASE WHEN n % 100 = 0 THEN $3::uuid END,"
            " 'Rossi ' || n, $4::timestamptz - n * interval '1 minute', $4::timestamptz - n * interval '1 minute',"
            " $4::timestamptz - n * interval '1 minute', CASE WHEN n % 7 < 2 THEN $4::timestamptz + n * interval '1 hour' END,"
            " n % 9, $4, $4 FROM generate_series(1, 10000) AS n",
            units, cast.nord_container, cast.anna.id, NOW,
        )  # fmt: skip
    await run_sql(str(settings.database_url), "VACUUM ANALYZE lead")


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    ("who", "index"), [("ada", "lead_newest"), ("rita", "lead_unit_newest"), ("anna", "lead_agent_newest")]
)
async def test_the_first_page_and_a_late_one_are_read_from_an_index_as_each_role(
    client: httpx.AsyncClient, database: Database, cast: Cast, who: str, index: str
) -> None:
    page = await listed(getattr(cast, who), client, limit=20)
    for cursor in (None, page["next_cursor"]):
        place = await plan_of_page(database, cast, who, "-received_at", cursor)
        assert f"using {index} on lead" in place
        assert "Sort" not in place
        assert "Seq Scan" not in place


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("who", ["ada", "rita"])
@pytest.mark.parametrize("sort", WORKED_BY)
async def test_an_order_that_people_work_by_neither_sorts_nor_reads_all_leads(
    client: httpx.AsyncClient, database: Database, cast: Cast, who: str, sort: str
) -> None:
    page = await listed(getattr(cast, who), client, limit=20, sort=sort)
    for cursor in (None, page["next_cursor"]):
        place = await plan_of_page(database, cast, who, sort, cursor)
        assert "using lead_" in place
        assert "Sort" not in place
        assert "Seq Scan" not in place


@pytest.mark.usefixtures("large")
async def test_an_esito_in_a_province_of_a_referente_is_read_from_one_index(
    database: Database, cast: Cast, settings: Settings
) -> None:
    esiti = [await add_esito(database, cast, label=f"Esito {number}") for number in range(5)]
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE lead SET esito_id = ($1::uuid[])[1 + abs(hashtext(id::text)) % 5],"
            " province = ($2::text[])[1 + abs(hashtext(last_name)) % 20]",
            esiti, ["MI", "TO", "RM", "NA", "PA", "BA", "FI", "BO", "GE", "VE", "VR", "PD", "TS", "BS", "BG", "CT",
                    "ME", "CA", "PR", "MO"],
        )  # fmt: skip
    await run_sql(str(settings.database_url), "VACUUM ANALYZE lead")
    place = await plan_of_page(
        database, cast, "rita", "-received_at", None, LeadFilter(esito_id=[esiti[0]], province=["RM"])
    )
    assert "lead_unit_esito" in place
    assert "Seq Scan" not in place


async def plan_of_page(
    database: Database,
    cast: Cast,
    who: str,
    sort: str,
    cursor: str | None,
    wanted: LeadFilter | None = None,
) -> str:
    """How the places of the page's first statement are found."""
    role = {"ada": "admin", "rita": "referente", "anna": "agente"}[who]
    person: Person = getattr(cast, who)
    scope = Scope(role, person.id, () if who == "ada" else (cast.nord,))  # type: ignore[arg-type]
    async with database.transaction(scope) as tx:
        explained = Explained(tx)
        await pages.page(explained, wanted or LeadFilter(), sort, 20, cursor)  # type: ignore[arg-type]
    return explained.plans[0].partition("CTE here")[0]


class Explained:
    """A transaction that also notes the plans of what it fetches."""

    def __init__(self, tx: Transaction) -> None:
        self.tx, self.now, self.scope = tx, tx.now, tx.scope
        self.plans: list[str] = []

    async def fetch(self, query: str, *args: object) -> list[Any]:
        self.plans.append("\n".join(row[0] for row in await self.tx.fetch("EXPLAIN " + query, *args)))
        return await self.tx.fetch(query, *args)
