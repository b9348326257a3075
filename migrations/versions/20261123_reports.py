"""Reports that people save, for themselves or for their unit.

Revision ID: 20261123_reports
Revises: 20261123_figures
"""

from alembic import op

revision = "20261123_reports"
down_revision = "20261123_figures"
branch_labels = None
depends_on = None

_MINE = "owner_id = nullif(current_setting('goccia.user', true), '')::uuid"
_OURS = "unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[])"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        "CREATE TABLE report ("
        " id uuid PRIMARY KEY, owner_id uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,"
        " unit_id uuid REFERENCES unit (id),"  # shared with this unit; null and shared: with all
        " shared boolean NOT NULL DEFAULT false, name text NOT NULL, spec jsonb NOT NULL,"
        " created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL)",
        "CREATE INDEX report_of_owner ON report (owner_id)",
        "ALTER TABLE report ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE report FORCE ROW LEVEL SECURITY",
        "CREATE POLICY sys ON report TO goccia_system USING (true) WITH CHECK (true)",
        f"CREATE POLICY adm ON report TO goccia_admin USING (shared OR {_MINE})",
        f"CREATE POLICY ref ON report TO goccia_referente USING ({_MINE} OR (shared AND (unit_id IS NULL OR {_OURS})))",
        f"CREATE POLICY age ON report TO goccia_agente USING ({_MINE})",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON report TO goccia_system",
        "GRANT SELECT ON report TO goccia_admin, goccia_referente, goccia_agente",
    ):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
