"""What people get by mail from the reports."""

from goccia.notifications import kinds
from goccia.notifications.kinds import Kind, Words

BRIEFING = "briefing"


def declare() -> None:
    """Make these kinds known."""
    label = "Briefing delle 8:45, da lunedì a sabato, esclusi i festivi"
    kinds.declare(
        Kind(
            BRIEFING,
            it=Words(label, label, label),
            en=Words(*["Briefing at 8:45, Monday to Saturday, not on Italian holidays"] * 3),
            roles=frozenset({"referente"}),
            mail="now",
            mail_only=True,
        )
    )
