"""What people are told about the distribution."""

from goccia.distribution.events import LeadSlaWarned, LeadTakenBack
from goccia.notifications import audience, kinds
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
        Kind(
            "sla_warned",
            it=Words(
                "Un lead aspetta oltre lo SLA", "Aspetta oltre lo SLA", "{count} lead aspettano oltre lo SLA"
            ),
            en=Words(
                "A lead waits beyond the SLA", "Waits beyond the SLA", "{count} leads wait beyond the SLA"
            ),
            event=LeadSlaWarned,
            to=(audience.AGENT_NAMED, audience.LEADERS),
            roles=frozenset({"referente", "agente"}),
            icon="idle",
            push=True,
        ),
        Kind(
            "sla_taken_back",
            it=Words(
                "Un lead passa a un altro agente per lo SLA",
                "È passato a un altro agente: tempo scaduto",
                "{count} lead sono passati a un altro agente: tempo scaduto",
            ),
            en=Words(
                "A lead goes to another agent by the SLA",
                "Went to another agent: time ran out",
                "{count} leads went to another agent: time ran out",
            ),
            event=LeadTakenBack,
            to=(audience.LEADERS,),
            roles=frozenset({"referente"}),
            icon="again",
        ),
    )
