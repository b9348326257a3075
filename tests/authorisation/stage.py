"""The stage of the authorisation tests: the cast, one of everything in unit Nord, and those who may do nothing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from goccia.core.database import Database, Transaction
from goccia.core.settings import Settings
from goccia.identity.passwords import hash_password
from goccia.identity.tokens import issue_access, read_access
from goccia.kit.ids import uuid7
from tests.people import PASSWORD, Cast, Person, add_person, make_cast


@dataclass(frozen=True)
class Stage:
    """One of everything in Nord; `lead` is Anna's, so is its `twin`; `trashed` was."""

    cast: Cast
    tokens: dict[str, str | None]
    mark: str
    lead: UUID
    twin: UUID
    trashed: UUID
    esito: UUID
    substitute: UUID
    field: UUID
    view: UUID
    page: str
    form: str
    leadgen: str
    delivery: UUID
    import_id: UUID
    report: UUID
    mail: UUID
    subscription: UUID
    offer: UUID
    confirmed: UUID
    sent: UUID
    file: UUID

    @property
    def origin(self) -> str:
        """Where leads of Nord come from, too many of them bad."""
        return f"ad:{self.mark}"

    @property
    def places(self) -> dict[str, str]:
        """What stands for each name in a path."""
        return {
            "unit_id": str(self.cast.nord), "container_id": str(self.cast.nord_container),
            "user_id": str(self.cast.anna.id), "esito_id": str(self.esito), "field_id": str(self.field),
            "view_id": str(self.view),
            "id": str(self.lead), "lead_id": str(self.lead), "intake_token": self.cast.nord_token,
            "page_id": self.page, "form_id": self.form, "leadgen_id": self.leadgen,
            "delivery_id": str(self.delivery), "import_id": str(self.import_id),
            "report_id": str(self.report), "mail_id": str(self.mail), "subscription_id": str(self.subscription),
            "offer_id": str(self.offer), "file_id": str(self.file),
            "number": "424242", "fingerprint": self.import_id.hex,
        }  # fmt: skip

    @property
    def of_nord(self) -> list[str]:
        """What nobody outside Nord may ever read."""
        cast = self.cast
        people = [
            value for person in (cast.rita, cast.anna, cast.bruno) for value in (str(person.id), person.email)
        ]
        records = (
            cast.nord,
            cast.nord_container,
            self.lead,
            self.twin,
            self.trashed,
            self.esito,
            self.field,
            self.view,
            self.delivery,
            self.import_id,
            self.report,
            self.mail,
            self.offer,
            self.confirmed,
            self.sent,
            self.file,
        )
        return [self.mark, cast.nord_token, self.form, self.leadgen, *people, *map(str, records)]


async def insert(tx: Transaction, table: str, **columns: object) -> None:
    """A row, straight into the database."""
    places = ", ".join(f"${number}" for number in range(1, len(columns) + 1))
    await tx.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", *columns.values())


async def add_lead(
    tx: Transaction, unit: UUID, container: UUID, agent: UUID, mark: str, **columns: object
) -> UUID:
    """A lead of an agent, with one of everything that hangs on it."""
    lead = uuid7()
    await insert(
        tx, "lead", id=lead, unit_id=unit, container_id=container, agent_id=agent, first_name="Maria", last_name=mark,
        phone="+39333" + str(lead.int)[-7:], received_at=tx.now, last_activity_at=tx.now, created_at=tx.now,
        updated_at=tx.now, assigned_at=tx.now, **columns,
    )  # fmt: skip
    return lead


async def set_stage(database: Database, settings: Settings) -> Stage:
    """A new cast with its records."""
    cast = await make_cast(database, settings)
    mark = f"Segretissimi{cast.nord.hex[-8:]}"
    async with database.transaction() as tx:
        dino = await add_person(
            tx, settings, "Dino", "agente", [cast.nord], await hash_password(settings, PASSWORD)
        )
        await tx.execute("UPDATE app_user SET active = false WHERE id = $1", dino.id)
        await tx.execute(
            "UPDATE app_user SET can_configure = true WHERE id = ANY ($1)", [cast.rita.id, cast.remo.id]
        )
        lead = await add_lead(tx, cast.nord, cast.nord_container, cast.anna.id, mark)
        trashed = await add_lead(tx, cast.nord, cast.nord_container, cast.anna.id, mark, deleted_at=tx.now)
        twin = await add_lead(
            tx, cast.nord, cast.nord_container, cast.anna.id, mark, possible_duplicate_of=lead
        )
        stage = Stage(
            cast=cast, tokens=_tokens(settings, cast, dino), mark=mark, lead=lead, twin=twin, trashed=trashed,
            esito=uuid7(), substitute=uuid7(),
            field=uuid7(), view=uuid7(), page=f"page-{mark}", form=f"form-{mark}", leadgen=f"leadgen-{mark}",
            delivery=uuid7(), import_id=uuid7(), report=uuid7(), mail=uuid7(), subscription=uuid7(),
            offer=uuid7(), confirmed=uuid7(), sent=uuid7(), file=uuid7(),
        )  # fmt: skip
        await _records(tx, stage)
        await tx.execute("DELETE FROM heartbeat")  # no worker here, whatever other tests have left
    return stage


def _tokens(settings: Settings, cast: Cast, dino: Person) -> dict[str, str | None]:
    people = ("anna", "bruno", "carla", "rita", "remo", "ada")
    mine = read_access(settings, cast.anna.token)
    assert mine is not None
    expired = issue_access(settings, mine, datetime.now(UTC) - timedelta(days=1))
    return {name: getattr(cast, name).token for name in people} | {
        "nobody": None, "deactivated": dino.token, "expired": expired,
    }  # fmt: skip


async def _records(tx: Transaction, stage: Stage) -> None:
    nord: dict[str, object] = {"unit_id": stage.cast.nord}
    here = nord | {"container_id": stage.cast.nord_container}
    await insert(tx, "esito", id=stage.esito, label="Solo Nord", **nord)
    await insert(tx, "esito", id=stage.substitute, label="Al suo posto", **nord)
    await insert(tx, "custom_field", id=stage.field, key="solo_nord", label="Solo Nord", type="text", **nord)
    await insert(tx, "lead_view", id=stage.view, owner_id=stage.cast.rita.id, name="Solo Nord", created_at=tx.now,
                 updated_at=tx.now, **nord)  # fmt: skip
    await insert(tx, "nota", id=uuid7(), lead_id=stage.lead, author_id=stage.cast.anna.id, text=stage.mark,
                 created_at=tx.now, **nord)  # fmt: skip
    await insert(tx, "decision", lead_id=stage.lead, at=tx.now, turn=1, result="assigned", agent_id=stage.cast.anna.id,
                 candidates=[[str(stage.cast.anna.id), None]], **here)  # fmt: skip
    await insert(tx, "event", kind="lead.created", at=tx.now, lead_id=stage.lead, actor_kind="system",
                 personal={"text": stage.mark}, **nord)  # fmt: skip
    await insert(tx, "delivery", id=stage.delivery, channel="hook", received_at=tx.now, method="POST",
                 content_type="application/json", body=b'{"nome": "Maria"}', state="kept", code="no_contact",
                 problem={"it": "x", "en": "x"}, **here)  # fmt: skip
    await insert(tx, "meta_page", page_id=stage.page, name=stage.mark, access_token="", created_at=tx.now)
    await insert(tx, "meta_form", form_id=stage.form, page_id=stage.page, created_at=tx.now, **here)
    await insert(tx, "meta_lead", leadgen_id=stage.leadgen, page_id=stage.page, form_id=stage.form, via="webhook",
                 state="failed", received_at=tx.now, updated_at=tx.now, **here)  # fmt: skip
    await insert(tx, "import", id=stage.import_id, user_id=stage.cast.rita.id, filename=f"{stage.mark}.csv",
                 path="nowhere", size=1, state="preview", created_at=tx.now, **here)  # fmt: skip
    await insert(tx, "report", id=stage.report, owner_id=stage.cast.rita.id, shared=True, name=stage.mark,
                 spec={"rows": "agent"}, created_at=tx.now, updated_at=tx.now, **nord)  # fmt: skip
    await insert(tx, "radar_alert", id=uuid7(), origin=stage.origin, raised_at=tx.now, worked=9, bad=8, norm=0.05,
                 **here)  # fmt: skip
    await insert(tx, "push_subscription", id=stage.subscription, user_id=stage.cast.anna.id, endpoint=stage.mark,
                 p256dh="", auth="", created_at=tx.now)  # fmt: skip
    await insert(tx, "offer", id=stage.offer, lead_id=stage.lead, people=[stage.cast.anna.id], queued_at=tx.now,
                 offered_at=tx.now, expires_at=tx.now, **here)  # fmt: skip
    bought: dict[str, object] = here | {"vendor": stage.mark, "month": date(2026, 11, 1)}
    await insert(tx, "vendor_file", id=stage.file, unit_id=stage.cast.nord, vendor=stage.mark, month=date(2026, 11, 1),
                 number=1, rows=1, amount=1, made_by=stage.cast.rita.id, made_at=tx.now, content=b"x")  # fmt: skip
    await insert(tx, "vendor_return", id=stage.confirmed, lead_id=stage.lead, sold_as=stage.lead, reason="wrong_number",
                 esito_id=stage.esito, state="confirmed", proposed_at=tx.now, **bought)  # fmt: skip
    await insert(tx, "vendor_return", id=stage.sent, lead_id=stage.twin, sold_as=stage.twin, reason="duplicate", price=9,
                 esito_id=stage.esito, state="sent", file_id=stage.file, proposed_at=tx.now, **bought)  # fmt: skip
    await insert(
        tx, "outbound_mail", id=stage.mail, key=stage.mark, kind="notices", user_id=stage.cast.anna.id,
        recipient=stage.cast.anna.email, subject=stage.mark, html="", text="", state="failed", created_at=tx.now,
        next_at=tx.now,
    )  # fmt: skip
    await insert(tx, "import_mapping", fingerprint=stage.import_id.hex, mapping={"Nome": "first_name"},
                 updated_at=tx.now, unit_id=stage.cast.nord)  # fmt: skip
    await insert(
        tx,
        "mail_attachment",
        mail_id=stage.mail,
        number=424242,
        name="x",
        media_type="text/plain",
        size=1,
        content=b"x",
    )
    await insert(
        tx,
        "report_schedule",
        report_id=stage.report,
        every="day",
        at=time(8),
        next_at=tx.now,
        updated_at=tx.now,
    )
    for person in (stage.cast.rita, stage.cast.ada):
        await insert(tx, "report_recipient", report_id=stage.report, user_id=person.id)
    await insert(
        tx, "import_row", import_id=stage.import_id, number=424242, verdict="review", cells=[stage.mark]
    )
