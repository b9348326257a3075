"""An import's leads fall a goccia: the same turns that single deliveries would have had."""

from pathlib import Path

import pytest

from goccia.core.database import Database
from tests.intake.imports.conftest import Desk, csv_file
from tests.intake.reading.files import HEADER
from tests.people import Cast

TURNS = """
SELECT (SELECT turn FROM unit WHERE id = $1) AS unit_turn, max(turn) AS highest, count(DISTINCT turn) AS different,
       count(*) AS decisions
FROM decision WHERE unit_id = $1
"""
EACH = "SELECT count(*) AS drops FROM lead WHERE container_id = $1 AND agent_id IS NOT NULL GROUP BY agent_id"
MEMBERS = "SELECT count(*) AS people, max(last_turn) AS latest FROM container_member WHERE container_id = $1"


@pytest.mark.parametrize("rows", [1, 99, 100, 101, 200])
async def test_turns_go_on_from_one_import_to_the_next_and_nobody_is_ahead(
    desk: Desk, cast: Cast, database: Database, tmp_path: Path, rows: int
) -> None:
    for start in (0, rows):
        file = [[f"Ada{n}", "Neri", f"333{n:07}", "", "MI"] for n in range(start, start + rows)]
        done = await desk.commit(csv_file(tmp_path, [HEADER, *file]))
        assert done["counts"]["new"] == rows
    async with database.transaction() as tx:
        turns = await tx.fetchrow(TURNS, cast.nord)
        drops = [row["drops"] for row in await tx.fetch(EACH, desk.container)]
        members = await tx.fetchrow(MEMBERS, desk.container)
    assert turns is not None
    assert members is not None
    assert turns["decisions"] == turns["different"] == 2 * rows
    assert turns["highest"] == members["latest"] <= turns["unit_turn"]
    assert sum(drops) == 2 * rows
    assert len(drops) == min(members["people"], 2 * rows)
    assert max(drops) - min(drops) <= 1
