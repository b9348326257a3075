"""Vendor returns: the terms of a container, the reason an Esito gives, the returns and the files of a month.

Revision ID: 20261124_vendor_returns
Revises: 20261124_radar
"""

from alembic import op

revision = "20261124_vendor_returns"
down_revision = "20261124_radar"
branch_labels = None
depends_on = None

_REASONS = (
    "'wrong_number', 'never_requested', 'duplicate', 'already_client', 'out_of_area', 'not_eligible', 'other'"
)
_UNITS = "unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[])"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        "ALTER TABLE container ADD COLUMN vendor text",
        "ALTER TABLE container ADD COLUMN return_reasons text[] NOT NULL DEFAULT '{}'",
        # Days on Rome's calendar after that of the lead's receipt; null: no window.
        "ALTER TABLE container ADD COLUMN return_window_days integer CHECK (return_window_days > 0)",
        # What an Esito with the effect vendor_return says to the vendor.
        f"ALTER TABLE esito ADD COLUMN return_reason text CHECK (return_reason IN ({_REASONS}))",
        """UPDATE esito SET return_reason = CASE label WHEN 'Numero errato' THEN 'wrong_number'
  WHEN 'Mai richiesto' THEN 'never_requested' WHEN 'Doppione' THEN 'duplicate' ELSE 'other' END
WHERE effect = 'vendor_return'""",
        # The workbook itself is kept: what the vendor has is what is downloaded again.
        """CREATE TABLE vendor_file (
  id       uuid PRIMARY KEY,
  unit_id  uuid NOT NULL,
  vendor   text NOT NULL,
  month    date NOT NULL,             -- the first day of the month in which the leads came
  number   integer NOT NULL,          -- 1: the file of the month; then the supplementary ones
  rows     integer NOT NULL,
  amount   numeric(14, 2) NOT NULL,
  made_by  uuid NOT NULL REFERENCES app_user (id),
  made_at  timestamptz NOT NULL,
  content  bytea NOT NULL,
  UNIQUE (unit_id, month, vendor, number)
)""",
        # sold_as is the lead as it was bought, once for ever; lead_id leads on to the one it was merged into.
        f"""CREATE TABLE vendor_return (
  id           uuid PRIMARY KEY,
  unit_id      uuid NOT NULL,
  lead_id      uuid NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  sold_as      uuid NOT NULL UNIQUE,
  container_id uuid NOT NULL,
  vendor       text NOT NULL,
  reason       text NOT NULL CHECK (reason IN ({_REASONS})),
  esito_id     uuid NOT NULL,
  price        numeric(12, 2),
  month        date NOT NULL,
  last_day     date,                  -- of the window; null: there is none
  state        text NOT NULL
               CHECK (state IN ('proposed', 'withdrawn', 'confirmed', 'discarded', 'sent', 'accepted', 'refused')),
  proposed_by  uuid,
  proposed_at  timestamptz NOT NULL,
  decided_by   uuid,
  decided_at   timestamptz,
  note         text,
  file_id      uuid REFERENCES vendor_file (id),
  sent_at      timestamptz,
  answered_by  uuid,
  answered_at  timestamptz,
  answer_note  text,
  credited     numeric(12, 2),
  CHECK ((file_id IS NOT NULL) = (state IN ('sent', 'accepted', 'refused'))),
  CHECK ((credited IS NOT NULL) = (state = 'accepted'))
) WITH (fillfactor = 80)""",
        "CREATE INDEX vendor_return_of_month ON vendor_return (month, unit_id, id)",
        "CREATE INDEX vendor_return_of_lead ON vendor_return (lead_id)",
        "CREATE INDEX vendor_return_file ON vendor_return (file_id) WHERE file_id IS NOT NULL",
        "CREATE INDEX vendor_return_credited ON vendor_return (sold_as) INCLUDE (credited) WHERE state = 'accepted'",
    ):
        op.execute(statement)
    for table in ("vendor_file", "vendor_return"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY sys ON {table} TO goccia_system USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY adm ON {table} TO goccia_admin USING (true)")
        op.execute(f"CREATE POLICY ref ON {table} TO goccia_referente USING ({_UNITS})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO goccia_system")
        op.execute(f"GRANT SELECT ON {table} TO goccia_admin, goccia_referente")
    # An Agente reads what becomes of their own lead; the vendor, the money and what leaders wrote are not theirs.
    op.execute(
        "CREATE POLICY age ON vendor_return TO goccia_agente USING (EXISTS (SELECT 1 FROM lead WHERE lead.id = lead_id))"
    )
    op.execute(
        "GRANT SELECT (id, unit_id, lead_id, sold_as, container_id, reason, esito_id, month, last_day, state, proposed_by,"
        " proposed_at, decided_at, sent_at, answered_at) ON vendor_return TO goccia_agente"
    )


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
