"""What people are told about leads."""

from goccia.leads.events import LeadAssigned, LeadResubmitted
from goccia.notifications import audience, kinds
from goccia.notifications.kinds import Kind, Words

WORKERS = frozenset({"referente", "agente"})
LEAD_ASSIGNED = "lead_assigned"
CALL_BACK_DUE = "call_back_due"
UNTOUCHED = {3: "untouched_3", 7: "untouched_7"}


def declare() -> None:
    """Make these kinds known."""
    kinds.declare(
        Kind(
            LEAD_ASSIGNED,
            it=Words("Nuovo lead per te", "Nuovo lead", "{count} nuovi lead"),
            en=Words("New lead for you", "New lead", "{count} new leads"),
            event=LeadAssigned,
            to=(audience.NEW_AGENT,),
            roles=WORKERS,
            opens_many="/today",
            push=True,
        ),
        Kind(
            "lead_handed_over",
            it=Words("Il lead di un collega passa a te", "Passa a te", "{count} lead passano a te"),
            en=Words("A colleague’s lead is yours now", "Is yours now", "{count} leads are yours now"),
            event=LeadAssigned,
            to=(audience.HEIR,),
            roles=WORKERS,
            opens_many="/today",
            push=True,
        ),
        Kind(
            "lead_resubmitted",
            it=Words(
                "Un tuo lead scrive di nuovo", "Ha scritto di nuovo", "{count} lead hanno scritto di nuovo"
            ),
            en=Words("A lead of yours asks again", "Asked again", "{count} leads asked again"),
            event=LeadResubmitted,
            to=(audience.LEAD_AGENT,),
            roles=WORKERS,
            opens_many="/today",
            icon="again",
            push=True,
        ),
        Kind(
            CALL_BACK_DUE,
            it=Words("È l’ora di una richiamata", "È ora di richiamare", "{count} richiamate da fare"),
            en=Words("A call-back is due", "Time to call back", "{count} call-backs due"),
            roles=WORKERS,
            opens_many="/today",
            icon="clock",
            push=True,
        ),
        Kind(
            UNTOUCHED[3],
            it=Words("Lead fermo da 3 giorni", "Fermo da 3 giorni", "{count} lead fermi da 3 giorni"),
            en=Words(
                "Lead untouched for 3 days", "Untouched for 3 days", "{count} leads untouched for 3 days"
            ),
            roles=WORKERS,
            icon="idle",
            mail="daily",
        ),
        Kind(
            UNTOUCHED[7],
            it=Words("Lead fermo da 7 giorni", "Fermo da 7 giorni", "{count} lead fermi da 7 giorni"),
            en=Words(
                "Lead untouched for 7 days", "Untouched for 7 days", "{count} leads untouched for 7 days"
            ),
            roles=WORKERS,
            icon="idle",
            mail="daily",
        ),
    )
