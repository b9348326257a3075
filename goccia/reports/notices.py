"""What people are told by the reports and the radar."""

from goccia.notifications import audience, kinds
from goccia.notifications.kinds import LEADERS, Kind, Words
from goccia.reports.events import RadarRaised

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
        ),
        Kind(
            "bad_numbers",
            it=Words(
                "Una fonte dà troppi contatti inservibili",
                "Troppi contatti inservibili da una fonte",
                "Troppi contatti inservibili da {count} fonti",
            ),
            en=Words(
                "A source gives too many useless contacts",
                "Too many useless contacts from a source",
                "Too many useless contacts from {count} sources",
            ),
            event=RadarRaised,
            to=(audience.LEADERS, audience.ADMINS),
            roles=LEADERS,
            opens="/radar",
            opens_many="/radar",
            icon="alarm",
            mail="now",
            push=True,
        ),
    )
