"""The simulator's state in a folder: restarts keep it, processes share it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from goccia.sim.graph import DEMO_PAGE, LeadOrder, Simulator, create_graph_simulator
from goccia.sim.graph.journal import FileJournal

MAKE_LEADS = """
import sys
from pathlib import Path
from goccia.sim.graph import LeadOrder, create_graph_simulator
simulator = create_graph_simulator(app_secret="s", verify_token="v", folder=Path(sys.argv[1])).state.simulator
for _ in range(20):
    simulator.make_leads(LeadOrder())
    simulator.take_fault("*")
"""


def opened(folder: Path, **options: str) -> Starlette:
    return create_graph_simulator(app_secret="s", verify_token="v", folder=folder, **options)  # type: ignore[arg-type]


def simulator_in(folder: Path) -> Simulator:
    made: Simulator = opened(folder).state.simulator
    return made


def test_a_restart_keeps_leads_and_faults(tmp_path: Path) -> None:
    first = simulator_in(tmp_path)
    (lead,) = first.make_leads(LeadOrder())
    first.set_fault("gone", lead.id, 2)
    first.take_fault(lead.id)
    second = simulator_in(tmp_path)
    with second.world() as world:
        assert world.leads[lead.id].answer == lead.answer
        assert world.faults[lead.id].left == 1


def test_two_that_share_a_folder_see_each_other(tmp_path: Path) -> None:
    one, other = simulator_in(tmp_path), simulator_in(tmp_path)
    (lead,) = one.make_leads(LeadOrder())
    (next_lead,) = other.make_leads(LeadOrder())
    assert lead.id != next_lead.id
    assert lead.answer["field_data"] != next_lead.answer["field_data"]
    other.set_fault("gone", lead.id, 1)
    assert one.take_fault(lead.id) is not None
    assert other.take_fault(lead.id) is None
    one.reset()
    with other.world() as world:
        assert not world.leads
        assert DEMO_PAGE.id in world.pages


def test_processes_at_once_neither_lose_nor_double_anything(tmp_path: Path) -> None:
    simulator = simulator_in(tmp_path)
    simulator.set_fault("gone", "*", 60)
    command = [sys.executable, "-c", MAKE_LEADS, str(tmp_path)]
    running = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    with simulator.world() as world:
        assert len(world.leads) == 40
        assert len({str(lead.answer["field_data"]) for lead in world.leads.values()}) == 40
        assert world.faults["*"].left == 20


def test_a_line_cut_by_a_killed_process_costs_that_line_only(tmp_path: Path) -> None:
    simulator = simulator_in(tmp_path)
    (first,) = simulator.make_leads(LeadOrder())
    with (tmp_path / "journal.jsonl").open("ab") as stream:
        stream.write(b'{"kind":"lead","body":{"id":"1')
    (second,) = simulator.make_leads(LeadOrder())
    for reader in (simulator, simulator_in(tmp_path)):
        with reader.world() as world:
            assert list(world.leads) == [first.id, second.id]


def test_a_long_journal_is_made_shorter_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = simulator_in(tmp_path), simulator_in(tmp_path)
    one.make_leads(LeadOrder(), 5)
    for number in range(3_000):
        one.note("request", number=number)
    long = (tmp_path / "journal.jsonl").stat().st_size
    with one.world() as world:
        before = list(world.records())
    monkeypatch.setattr("goccia.sim.graph.simulator.MAX_JOURNAL", long - 1)
    with other.world() as world:
        assert list(world.records()) == before
    assert (tmp_path / "journal.jsonl").stat().st_size < long / 3
    with one.world() as world:
        assert list(world.records()) == before


def test_a_journal_that_cannot_be_shorter_is_not_rewritten_at_every_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goccia.sim.graph.simulator.MAX_JOURNAL", 1)
    simulator = simulator_in(tmp_path)
    simulator.make_leads(LeadOrder(), 50)
    seen = set()
    for _ in range(10):
        with simulator.world():
            seen.add((tmp_path / "journal.jsonl").stat().st_ino)
    assert len(seen) == 1


def test_a_restart_does_not_undo_what_was_changed(tmp_path: Path) -> None:
    changed = replace(DEMO_PAGE, token="altro", subscribed=False)
    simulator_in(tmp_path).add_page(changed)
    with simulator_in(tmp_path).world() as world:
        assert world.pages[DEMO_PAGE.id] == changed


def test_a_demo_page_with_another_token_takes_it_at_the_restart_and_keeps_the_rest(tmp_path: Path) -> None:
    simulator_in(tmp_path).add_page(replace(DEMO_PAGE, subscribed=False))
    simulator: Simulator = opened(tmp_path, page_token="altro").state.simulator
    with simulator.world() as world:
        assert world.pages[DEMO_PAGE.id] == replace(DEMO_PAGE, token="altro", subscribed=False)
    simulator.reset()
    with simulator.world() as world:
        assert world.pages[DEMO_PAGE.id].token == "altro"


def test_the_journal_is_for_its_owner_only(tmp_path: Path) -> None:
    FileJournal(tmp_path / "graph").append([{"kind": "log", "body": {}}])
    assert (tmp_path / "graph" / "journal.jsonl").stat().st_mode & 0o077 == 0


async def test_with_a_key_the_controls_are_hidden_from_others(tmp_path: Path) -> None:
    transport = httpx.ASGITransport(opened(tmp_path, control_key="chiave"))
    async with httpx.AsyncClient(transport=transport, base_url="http://graph.test") as client:
        assert (await client.get("/_sim/log")).status_code == 404
        assert (await client.get("/_sim/log", headers={"X-Sim-Key": "altra"})).status_code == 404
        assert (await client.get("/_sim/log", headers={"X-Sim-Key": "chiave"})).status_code == 200
