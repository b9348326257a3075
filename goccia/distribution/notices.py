"""What people are told about the distribution."""

from goccia.notifications import kinds
from goccia.notifications.kinds import Kind, Words

LEAD_OFFERED = "lead_offered"


def declare() -> None:
    """Make these kinds known."""
    kinds.declare(
        Kind(
            LEAD_OFFERED,
            it=Words("Lead da prendere per primi", "C’è un lead da prendere", "{count} lead da prendere"),
            en=Words("A lead to be taken first", "A lead to take", "{count} leads to take"),
            roles=frozenset({"referente", "agente"}),
            opens="/today",
            opens_many="/today",
            push=True,
        ),
    )
