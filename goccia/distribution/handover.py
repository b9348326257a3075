"""An agent pauses or leaves, and the open leads go where the leader says; who leaves gets no more and is logged out."""

from collections.abc import Mapping
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import invalid
from goccia.core.events import Actor
from goccia.distribution.assign import assign_a_goccia, assign_to_agent
from goccia.distribution.open_leads import GROUPS, ids_by_group
from goccia.distribution.schemas import ByGroup, Group, Heir, ToAgent
from goccia.identity.service import deactivate
from goccia.organisation.lines import stop_lines

Destinations = Mapping[Group, Heir]


def heirs_of(open_leads: Heir | ByGroup) -> Destinations:
    """The choice for each group."""
    return open_leads.groups if isinstance(open_leads, ByGroup) else dict.fromkeys(GROUPS, open_leads)


def agents_among(destinations: Destinations) -> list[UUID]:
    """The agents who take leads."""
    return sorted({heir.agent_id for heir in destinations.values() if isinstance(heir, ToAgent)})


async def deactivate_agent(tx: Transaction, actor: Actor, user_id: UUID, destinations: Destinations) -> int:
    """Deactivate a user and hand over their open leads (as goccia_system, after the permission check).

    Answers how many leads changed hands.

    Raises:
        Invalid: an agent who should take some is the one who leaves, not active, or of another unit.
    """
    await _stop(tx, user_id, destinations)
    await deactivate(tx, actor, user_id)
    return await _hand_over(tx, actor, await ids_by_group(tx, user_id), destinations)


async def hand_over(
    tx: Transaction,
    actor: Actor,
    user_id: UUID,
    leads: Mapping[Group, list[UUID]],
    destinations: Destinations,
) -> int:
    """Hand over open leads of an agent who stays (as goccia_system, after the permission check).

    leads: those that the leader saw, by group; what left the agent meanwhile stays where it is.
    Answers how many leads changed hands.

    Raises:
        Invalid: an agent who should take some is the one who has them, not active, or of another unit.
    """
    await _stop(tx, user_id, destinations)
    now_theirs = {lead for ids in (await ids_by_group(tx, user_id)).values() for lead in ids}
    still = {group: [lead for lead in ids if lead in now_theirs] for group, ids in leads.items()}
    return await _hand_over(tx, actor, still, destinations)


async def _stop(tx: Transaction, user_id: UUID, destinations: Destinations) -> None:
    heirs = agents_among(destinations)
    if user_id in heirs:
        raise invalid(
            "open_leads",
            "Scegli un altro agente: questi lead sono già suoi.",
            "Choose another agent: these leads are theirs already.",
        )
    await stop_lines(tx, [user_id, *heirs])


async def _hand_over(
    tx: Transaction, actor: Actor, leads: Mapping[Group, list[UUID]], destinations: Destinations
) -> int:
    moved = 0
    for heir in agents_among(destinations):
        theirs = _bound_for(leads, destinations, ToAgent(agent_id=heir))
        moved += await assign_to_agent(tx, actor, theirs, heir)
    return moved + await assign_a_goccia(tx, actor, _bound_for(leads, destinations, "goccia"))


def _bound_for(leads: Mapping[Group, list[UUID]], destinations: Destinations, heir: Heir) -> list[UUID]:
    return [lead for group in GROUPS if destinations.get(group) == heir for lead in leads.get(group, ())]
