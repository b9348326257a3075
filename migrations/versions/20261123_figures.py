"""What dashboards count: the calls made and answered, and the first appointment of a lead.

Revision ID: 20261123_figures
Revises: 20261123_lists
"""

from alembic import op

revision = "20261123_figures"
down_revision = "20261123_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        # The first time an Esito fixed an appointment.
        "ALTER TABLE lead ADD COLUMN appointment_at timestamptz",
        # Every attempt to reach a lead, answered or not: written with the Esito that says so.
        "CREATE TABLE contact ("
        " id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
        " unit_id uuid NOT NULL, lead_id uuid NOT NULL REFERENCES lead (id) ON DELETE CASCADE,"
        " agent_id uuid, at timestamptz NOT NULL, answered boolean NOT NULL,"
        # hour of the week in Rome, from Monday midnight
        " slot smallint NOT NULL GENERATED ALWAYS AS ((extract(isodow FROM at AT TIME ZONE 'Europe/Rome') - 1) * 24"
        " + extract(hour FROM at AT TIME ZONE 'Europe/Rome')) STORED)",
        "ALTER TABLE contact ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE contact FORCE ROW LEVEL SECURITY",
        "CREATE POLICY sys ON contact TO goccia_system USING (true) WITH CHECK (true)",
        "CREATE POLICY adm ON contact TO goccia_admin USING (true)",
        "CREATE POLICY ref ON contact TO goccia_referente"
        " USING (unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]))",
        "CREATE POLICY age ON contact TO goccia_agente USING (EXISTS (SELECT 1 FROM lead WHERE lead.id = lead_id))",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON contact TO goccia_system",
        "GRANT SELECT ON contact TO goccia_admin, goccia_referente, goccia_agente",
        "INSERT INTO contact (unit_id, lead_id, agent_id, at, answered)"
        " SELECT v.unit_id, v.lead_id, v.actor_id, v.at, e.contacted FROM event v"
        " JOIN esito e ON e.id = (v.payload ->> 'esito_to')::uuid JOIN lead l ON l.id = v.lead_id"
        " WHERE v.kind = 'lead.esito_set' AND (e.contacted OR e.counts_as_attempt) ORDER BY v.id",
        "CREATE INDEX contact_of_lead ON contact (lead_id, at)",
        "CREATE INDEX contact_answered ON contact (at) INCLUDE (unit_id, lead_id, slot) WHERE answered",
        "CREATE INDEX contact_answered_of_unit ON contact (unit_id, at) INCLUDE (lead_id, slot) WHERE answered",
        "UPDATE lead SET appointment_at = v.at FROM ("
        " SELECT v.lead_id, min(v.at) AS at FROM event v JOIN esito e ON e.id = (v.payload ->> 'esito_to')::uuid"
        " WHERE v.kind = 'lead.esito_set' AND e.effect = 'appointment' GROUP BY v.lead_id) AS v"
        " WHERE lead.id = v.lead_id",
    ):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
