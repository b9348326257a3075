"""First to claim: leads that wait are offered to the agents who may have them, for some minutes.

Revision ID: 20261123_offers
Revises: 20261123_notifications
"""

from alembic import op

revision = "20261123_offers"
down_revision = "20261123_notifications"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        "ALTER TABLE container ADD COLUMN claim_minutes integer NOT NULL DEFAULT 5 CHECK (claim_minutes BETWEEN 1 AND 1440)",
        # Ids only: what an agent is shown of the lead is read when it is shown. An offer is of one stay in the queue
        # (`queued_at`): a lead that has left the queue has left its offer, whoever took it out.
        """CREATE TABLE offer (
  id           uuid PRIMARY KEY,
  unit_id      uuid NOT NULL REFERENCES unit (id),
  container_id uuid NOT NULL REFERENCES container (id) ON DELETE CASCADE,
  lead_id      uuid NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  queued_at    timestamptz NOT NULL,
  people       uuid[] NOT NULL,
  offered_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  UNIQUE (lead_id, queued_at)
)""",
        "CREATE INDEX offer_expiry ON offer (expires_at)",
        "ALTER TABLE offer ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE offer FORCE ROW LEVEL SECURITY",
        "CREATE POLICY sys ON offer TO goccia_system USING (true) WITH CHECK (true)",
        "CREATE POLICY adm ON offer TO goccia_admin USING (true)",
        "CREATE POLICY ref ON offer TO goccia_referente"
        " USING (unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]))",
        "CREATE POLICY age ON offer TO goccia_agente"
        " USING (nullif(current_setting('goccia.user', true), '')::uuid = ANY (people))",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON offer TO goccia_system",
        "GRANT SELECT ON offer TO goccia_admin, goccia_referente, goccia_agente",
    ):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
