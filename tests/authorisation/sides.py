"""One row in every table for a unit, to be looked for by those who may see it and by those who may not."""

from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.kit.ids import uuid7
from tests.authorisation.stage import add_lead, insert
from tests.people import Person


@dataclass(frozen=True)
class Side:
    """A unit's records: for each table a column that names its row, and the value there."""

    unit: UUID
    referente: Person
    agente: Person
    colleague: Person | None
    rows: dict[str, tuple[str, Any]]


async def fill(
    tx: Transaction, unit: UUID, container: UUID, referente: Person, agente: Person, colleague: Person | None
) -> Side:
    """A row in every table, about the agent's lead."""
    mark, agent, mail = f"mark-{unit}", agente.id, uuid7()
    lead = await add_lead(tx, unit, container, agent, mark)
    hangs: dict[str, Any] = {"unit_id": unit, "lead_id": lead}
    here: dict[str, Any] = {"unit_id": unit, "container_id": container}
    ids = {
        name: uuid7()
        for name in (
            "esito",
            "custom_field",
            "submission",
            "nota",
            "delivery",
            "import",
            "report",
            "session",
            "lead_view",
            "vendor_file",
            "vendor_return",
        )
    }
    await insert(tx, "esito", id=ids["esito"], unit_id=unit, label=mark)
    await insert(
        tx, "custom_field", id=ids["custom_field"], unit_id=unit, key="chiave", label=mark, type="text"
    )
    await insert(
        tx,
        "submission",
        id=ids["submission"],
        via="hook",
        received_at=tx.now,
        record={},
        lead_id=lead,
        **here,
    )
    await insert(tx, "contact", agent_id=agent, at=tx.now, answered=True, **hangs)
    await insert(tx, "nota", id=ids["nota"], author_id=agent, text=mark, created_at=tx.now, **hangs)
    await insert(
        tx,
        "decision",
        lead_id=lead,
        at=tx.now,
        turn=1,
        result="assigned",
        agent_id=agent,
        reason=mark,
        **here,
    )
    await insert(
        tx,
        "event",
        kind="lead.created",
        at=tx.now,
        actor_kind="system",
        payload={"mark": mark},
        subject_id=ids["nota"],
        **hangs,
    )
    await insert(
        tx, "offer", id=ids["nota"], lead_id=lead, people=[agent], queued_at=tx.now, offered_at=tx.now,
        expires_at=tx.now, **here,
    )  # fmt: skip
    await insert(tx, "timer", due_at=tx.now, kind=mark, **hangs)
    await insert(tx, "heartbeat", name=mark, at=tx.now)
    await insert(tx, "login_attempt", key=mark, failed_at=tx.now)
    await insert(
        tx,
        "session",
        id=ids["session"],
        user_id=agent,
        token_hash=mark,
        family=uuid7(),
        created_at=tx.now,
        expires_at=tx.now,
    )
    await insert(
        tx,
        "delivery",
        id=ids["delivery"],
        channel="hook",
        received_at=tx.now,
        method="POST",
        body=b"",
        state="kept",
        **here,
    )
    await insert(tx, "meta_page", page_id=mark, name=mark, access_token="secret", created_at=tx.now)
    await insert(tx, "meta_form", form_id=mark, page_id=mark, created_at=tx.now, **here)
    await insert(
        tx,
        "meta_lead",
        leadgen_id=mark,
        via="webhook",
        state="done",
        received_at=tx.now,
        updated_at=tx.now,
        **here,
    )
    await insert(
        tx, "import", id=ids["import"], user_id=referente.id, filename="x", path="x", size=1, state="preview",
        created_at=tx.now, **here,
    )  # fmt: skip
    await insert(
        tx, "report", id=ids["report"], owner_id=referente.id, unit_id=unit, shared=True, name=mark,
        spec={"rows": "agent"}, created_at=tx.now, updated_at=tx.now,
    )  # fmt: skip
    await insert(tx, "import_row", import_id=ids["import"], number=1, verdict="new", cells=[])
    await insert(tx, "import_mapping", unit_id=unit, fingerprint=mark, mapping={}, updated_at=tx.now)
    await insert(tx, "lead_view", id=ids["lead_view"], owner_id=referente.id, unit_id=unit, name=mark,
                 created_at=tx.now, updated_at=tx.now)  # fmt: skip
    await insert(tx, "lead_view_default", user_id=agent, view_id=ids["lead_view"])
    await insert(
        tx,
        "account_link",
        token_hash=mark,
        user_id=agent,
        purpose="reset",
        created_at=tx.now,
        expires_at=tx.now,
    )
    await insert(
        tx, "outbound_mail", id=mail, key=mark, kind="notices", user_id=agent, recipient="x", subject="x", html="",
        text="", created_at=tx.now, next_at=tx.now,
    )  # fmt: skip
    await insert(
        tx,
        "mail_attachment",
        mail_id=mail,
        number=0,
        name=mark,
        media_type="text/plain",
        size=1,
        content=b"x",
    )
    await insert(
        tx,
        "report_schedule",
        report_id=ids["report"],
        every="day",
        at=time(8),
        next_at=tx.now,
        updated_at=tx.now,
    )
    await insert(tx, "report_recipient", report_id=ids["report"], user_id=agent)
    await insert(
        tx, "notification", id=uuid7(), user_id=agent, key=mark, kind="lead_assigned", at=tx.now, **hangs
    )
    await insert(tx, "notification_place", name=mark)
    await insert(
        tx,
        "push_subscription",
        id=uuid7(),
        user_id=agent,
        endpoint=mark,
        p256dh="",
        auth="",
        created_at=tx.now,
    )
    await insert(tx, "notification_preference", user_id=agent, digest_at=time(8), updated_at=tx.now)
    await insert(tx, "merged_lead", id=ids["nota"], unit_id=unit, into_id=lead, merged_at=tx.now)
    await insert(tx, "merged_key", lead_id=lead, key=mark, **here)
    twin = await add_lead(tx, unit, container, agent, mark)
    await insert(
        tx,
        "not_same_person",
        one_id=min(lead, twin),
        other_id=max(lead, twin),
        unit_id=unit,
        decided_at=tx.now,
    )
    bought: dict[str, Any] = {"vendor": mark, "month": tx.now.date().replace(day=1)}
    await insert(
        tx,
        "vendor_file",
        id=ids["vendor_file"],
        unit_id=unit,
        number=1,
        rows=1,
        amount=1,
        made_by=referente.id,
        made_at=tx.now,
        content=b"x",
        **bought,
    )
    await insert(
        tx,
        "vendor_return",
        id=ids["vendor_return"],
        container_id=container,
        sold_as=lead,
        reason="other",
        esito_id=ids["esito"],
        state="sent",
        file_id=ids["vendor_file"],
        proposed_at=tx.now,
        **hangs,
        **bought,
    )
    await insert(tx, "origin_pause", id=ids["nota"], origin=f"ad:{mark}", paused_at=tx.now, **here)
    await insert(
        tx, "radar_alert", id=ids["nota"], origin=f"ad:{mark}", raised_at=tx.now, worked=9, bad=8, norm=0.05, **here
    )  # fmt: skip
    rows: dict[str, tuple[str, Any]] = {table: ("id", ids[table]) for table in ids}
    rows |= {
        "app_user": ("id", agent), "unit": ("id", unit), "user_unit": ("unit_id", unit), "container": ("id", container),
        "contact": ("lead_id", lead), "container_member": ("user_id", agent), "lead": ("id", lead), "decision": ("lead_id", lead),
        "offer": ("lead_id", lead), "merged_lead": ("into_id", lead),
        "origin_pause": ("id", ids["nota"]), "radar_alert": ("id", ids["nota"]),
        "merged_key": ("key", mark), "not_same_person": ("one_id", min(lead, twin)),
        "event": ("lead_id", lead), "timer": ("kind", mark), "heartbeat": ("name", mark), "login_attempt": ("key", mark),
        "meta_page": ("page_id", mark), "meta_form": ("form_id", mark), "meta_lead": ("leadgen_id", mark),
        "lead_view_default": ("user_id", agent),
        "import_row": ("import_id", ids["import"]), "import_mapping": ("unit_id", unit),
        "account_link": ("token_hash", mark), "outbound_mail": ("key", mark), "mail_attachment": ("mail_id", mail),
        "report_schedule": ("report_id", ids["report"]), "report_recipient": ("report_id", ids["report"]),
        "notification": ("key", mark), "notification_place": ("name", mark), "push_subscription": ("endpoint", mark),
        "notification_preference": ("user_id", agent),
    }  # fmt: skip
    return Side(unit, referente, agente, colleague, rows)
