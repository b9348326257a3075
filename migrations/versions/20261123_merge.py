"""Merged leads: where each went, and what its person is known by; and the pairs that are not the same person.

Revision ID: 20261123_merge
Revises: 20261123_report_mails
"""

from alembic import op

revision = "20261123_merge"
down_revision = "20261123_report_mails"
branch_labels = None
depends_on = None

_ROLES = "goccia_admin, goccia_referente, goccia_agente"
_UNITS = "unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[])"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        # into_id is the lead that is there: who was merged into one that is merged again goes along.
        """CREATE TABLE merged_lead (
  id        uuid PRIMARY KEY,
  unit_id   uuid NOT NULL,
  into_id   uuid NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  merged_at timestamptz NOT NULL
)""",
        "CREATE INDEX merged_lead_into ON merged_lead (into_id)",
        # The phones and e-mails that a lead of several is known by, in the container of each. A row a key, not an array:
        # every arrival looks here, by a plan that serves for all.
        """CREATE TABLE merged_key (
  lead_id      uuid NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  key          text NOT NULL,
  container_id uuid NOT NULL,
  unit_id      uuid NOT NULL,
  PRIMARY KEY (lead_id, key, container_id)
)""",
        "CREATE INDEX merged_key_of_unit ON merged_key (unit_id, key)",
        # In the order of the ids, so that a pair is one row.
        """CREATE TABLE not_same_person (
  one_id     uuid NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  other_id   uuid NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  unit_id    uuid NOT NULL,
  decided_by uuid REFERENCES app_user (id),
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (one_id, other_id), CHECK (one_id < other_id)
)""",
        "CREATE INDEX not_same_person_other ON not_same_person (other_id)",
        # The notices of a lead go along when it is merged.
        "CREATE INDEX notification_of_lead ON notification (lead_id) WHERE lead_id IS NOT NULL",
    ):
        op.execute(statement)
    for table in ("merged_lead", "merged_key", "not_same_person"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY sys ON {table} TO goccia_system USING (true) WITH CHECK (true)")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO goccia_system")
    for table in ("merged_lead", "not_same_person"):
        op.execute(f"CREATE POLICY adm ON {table} TO goccia_admin USING (true)")
        op.execute(f"CREATE POLICY ref ON {table} TO goccia_referente USING ({_UNITS})")
    for statement in (
        f"GRANT SELECT ON merged_lead TO {_ROLES}",
        "GRANT SELECT ON not_same_person TO goccia_admin, goccia_referente",
        "CREATE POLICY age ON merged_lead TO goccia_agente USING (EXISTS (SELECT 1 FROM lead WHERE lead.id = into_id))",
        # The log is never rewritten: whoever sees a lead reads what was written of those merged into it.
        "DROP POLICY age ON event",
        "CREATE POLICY age ON event TO goccia_agente"
        " USING (agent_id = nullif(current_setting('goccia.user', true), '')::uuid"
        " OR (agent_id IS NULL AND lead_id IS NOT NULL AND (EXISTS (SELECT 1 FROM lead WHERE lead.id = lead_id)"
        " OR EXISTS (SELECT 1 FROM merged_lead WHERE merged_lead.id = lead_id))))"
        " WITH CHECK (actor_id = nullif(current_setting('goccia.user', true), '')::uuid)",
    ):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
