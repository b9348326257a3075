"""What must be true of the database after everything was killed again and again."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import asyncpg

from tests.crash.sales import Network
from tests.crash.senders import Accepted

_LEADS = """
SELECT l.id::text, l.agent_id::text, l.queued_at, l.submissions, l.container_id::text, l.phone,
       ARRAY(SELECT s.provider_lead_id FROM submission s WHERE s.lead_id = l.id ORDER BY 1) AS provider_ids,
       ARRAY(SELECT e.kind FROM event e WHERE e.lead_id = l.id ORDER BY e.tx, e.id) AS kinds,
       ARRAY(SELECT d.result FROM decision d WHERE d.lead_id = l.id ORDER BY d.turn) AS results,
       (SELECT d.agent_id::text FROM decision d WHERE d.lead_id = l.id ORDER BY d.turn DESC LIMIT 1) AS decided
FROM lead l
"""
_DECISIONS = """
SELECT turn, unit_id, container_id::text, agent_id::text, result, reason, candidates FROM decision ORDER BY unit_id, turn
"""
_ARRIVAL = {
    ("lead.created", "lead.assigned"): [["assigned"]],
    ("lead.created", "lead.queued"): [["queued"]],
    # One that waits behind others is offered by a decision of its own.
    ("lead.created", "lead.queued", "lead.assigned"): [
        ["queued", "assigned"],
        ["queued", "claimed"],
        ["queued", "queued", "claimed"],
    ],
}


async def judge(
    owner: asyncpg.Connection, network: Network, accepted: Sequence[Accepted], imported: set[str]
) -> dict[str, set[str]]:
    """Check all of it; `imported` are the phones of the imports that were committed. Answers each agent's leads."""
    leads = {row["id"]: row for row in await owner.fetch(_LEADS)}
    of_files = [lead for lead in leads.values() if lead["container_id"] == network.files.id]
    delivered = {key: lead for key, lead in leads.items() if lead["container_id"] != network.files.id}
    _every_accepted_delivery_is_in_its_lead(delivered, accepted)
    assert sorted(lead["phone"] for lead in of_files) == sorted(imported), "each row of a file is one lead"
    assert all(lead["provider_ids"] == [None] for lead in of_files), "that came once"
    _every_lead_was_told_of_once(leads)
    await _deliveries_are_kept(owner, accepted)
    decisions = await owner.fetch(_DECISIONS)
    _the_traces_hold_together(decisions)
    _counts_are_fair(decisions, network)
    await _turns_stand_where_the_trace_says(owner, decisions)
    owned: dict[str, set[str]] = defaultdict(set)
    for lead in leads.values():
        if lead["agent_id"]:
            owned[lead["agent_id"]].add(lead["id"])
    return owned


def _every_accepted_delivery_is_in_its_lead(
    leads: dict[str, asyncpg.Record], accepted: Sequence[Accepted]
) -> None:
    expected: dict[int, set[str]] = defaultdict(set)
    lead_of: dict[int, set[str]] = defaultdict(set)
    for delivery in accepted:
        expected[delivery.person].add(delivery.provider_lead_id)
        lead_of[delivery.person].add(delivery.lead_id)
    assert len(leads) == len(expected), "as many leads as people"
    assert len({lead["phone"] for lead in leads.values()}) == len(leads)
    for person, ids in lead_of.items():
        assert len(ids) == 1, f"person {person} has several leads"
        lead = leads[next(iter(ids))]
        assert lead["provider_ids"] == sorted(expected[person]), (
            "each delivery once, however often it was sent"
        )
        assert lead["submissions"] == len(expected[person])


def _every_lead_was_told_of_once(leads: dict[str, asyncpg.Record]) -> None:
    for lead in leads.values():
        kinds = Counter(lead["kinds"])
        assert kinds["lead.created"] == 1
        assert kinds["lead.resubmitted"] == lead["submissions"] - 1
        arrival = tuple(kind for kind in lead["kinds"] if kind != "lead.resubmitted")
        assert lead["results"] in _ARRIVAL[arrival], f"{arrival} and {lead['results']}"
        assert (lead["agent_id"] is None) == (lead["queued_at"] is not None), "assigned or queued"
        assert lead["agent_id"] == lead["decided"]


async def _deliveries_are_kept(owner: asyncpg.Connection, accepted: Sequence[Accepted]) -> None:
    rows = await owner.fetch("SELECT id::text, state, lead_ids::text[] FROM delivery")
    kept = {row["id"]: row for row in rows}
    for delivery in accepted:
        row = kept[delivery.delivery_id]
        assert (row["state"], row["lead_ids"]) == (delivery.status, [delivery.lead_id])


def _the_traces_hold_together(decisions: Sequence[asyncpg.Record]) -> None:
    turns = Counter((row["unit_id"], row["turn"]) for row in decisions)
    assert not turns or max(turns.values()) == 1, "a turn of the unit is one decision"
    for row in decisions:
        reasons = dict(row["candidates"])
        if row["reason"] == "offered":
            continue  # to all who may have it
        if row["result"] == "assigned":
            assert reasons[row["agent_id"]] is None
        assert [agent for agent, reason in reasons.items() if reason is None] == (
            [row["agent_id"]] if row["agent_id"] else []
        )


def _counts_are_fair(decisions: Sequence[asyncpg.Record], network: Network) -> None:
    for box in (network.fair, network.files):
        counts = Counter({agent.id: 0 for agent in box.team})
        for row in decisions:
            if row["container_id"] == box.id:
                counts[row["agent_id"]] += 1
                assert max(counts.values()) - min(counts.values()) <= 1, f"not fair at turn {row['turn']}"


async def _turns_stand_where_the_trace_says(
    owner: asyncpg.Connection, decisions: Sequence[asyncpg.Record]
) -> None:
    last: dict[tuple[str, str], int] = {}
    for row in decisions:
        if row["agent_id"]:
            last[row["container_id"], row["agent_id"]] = row["turn"]
    rows = await owner.fetch("SELECT container_id::text, user_id::text, last_turn FROM container_member")
    assert {(r["container_id"], r["user_id"]): r["last_turn"] for r in rows if r["last_turn"]} == last
