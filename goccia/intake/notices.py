"""What people are told about the ways in."""

from goccia.intake.imports_events import ImportCommitted
from goccia.intake.meta_events import MetaTokenDead
from goccia.notifications import audience, kinds
from goccia.notifications.kinds import LEADERS, Kind, Words


def declare() -> None:
    """Make these kinds known."""
    kinds.declare(
        Kind(
            "import_done",
            it=Words("Un tuo import è finito", "Import completato", "{count} import completati"),
            en=Words("An import of yours is done", "Import done", "{count} imports done"),
            event=ImportCommitted,
            to=(audience.DOER,),
            tells_doer=True,
            roles=LEADERS,
            opens="/imports/{subject}",
            opens_many="/imports",
            icon="import",
        ),
        Kind(
            "source_broken",
            it=Words("Una fonte si è fermata", "Meta non dà più i lead", "{count} fonti ferme"),
            en=Words("A source has stopped", "Meta gives no more leads", "{count} sources stopped"),
            event=MetaTokenDead,
            to=(audience.LEADERS, audience.ADMINS),
            key="(e.payload ->> 'page') || ':' || e.at::text",  # one event for each unit, one notice for an Admin
            roles=LEADERS,
            opens="/settings/meta",
            opens_many="/settings/meta",
            icon="alarm",
            mail="now",
            push=True,
        ),
    )
