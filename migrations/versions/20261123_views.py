"""Saved views of the lead list: a person's own, or shared with a unit.

Revision ID: 20261123_views
Revises: 20261123_reports
"""

from alembic import op

revision = "20261123_views"
down_revision = "20261123_reports"
branch_labels = None
depends_on = None

_ME = "nullif(current_setting('goccia.user', true), '')::uuid"
_UNITS = "nullif(current_setting('goccia.units', true), '')::uuid[]"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        # unit_id: with whom it is shared; null: with nobody
        "CREATE TABLE lead_view (id uuid PRIMARY KEY, owner_id uuid NOT NULL REFERENCES app_user (id),"
        " unit_id uuid REFERENCES unit (id), name text NOT NULL, filter jsonb NOT NULL DEFAULT '{}',"
        " sort text, columns text[] NOT NULL DEFAULT '{}', created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL)",
        "CREATE UNIQUE INDEX lead_view_name ON lead_view (owner_id, lower(name))",
        "CREATE INDEX lead_view_of_unit ON lead_view (unit_id) WHERE unit_id IS NOT NULL",
        # the view that a person's list opens with
        "CREATE TABLE lead_view_default (user_id uuid PRIMARY KEY REFERENCES app_user (id),"
        " view_id uuid NOT NULL REFERENCES lead_view (id) ON DELETE CASCADE)",
        "CREATE INDEX lead_view_default_view ON lead_view_default (view_id)",
    ):
        op.execute(statement)
    for table in ("lead_view", "lead_view_default"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY sys ON {table} TO goccia_system USING (true) WITH CHECK (true)")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO goccia_system")
        op.execute(f"GRANT SELECT ON {table} TO goccia_admin, goccia_referente, goccia_agente")
    op.execute(
        f"CREATE POLICY adm ON lead_view TO goccia_admin USING (owner_id = {_ME} OR unit_id IS NOT NULL)"
    )
    op.execute(f"CREATE POLICY adm ON lead_view_default TO goccia_admin USING (user_id = {_ME})")
    for policy, role in (("ref", "goccia_referente"), ("age", "goccia_agente")):
        op.execute(
            f"CREATE POLICY {policy} ON lead_view TO {role}"
            f" USING ((owner_id = {_ME} AND unit_id IS NULL) OR unit_id = ANY ({_UNITS}))"
        )
        op.execute(f"CREATE POLICY {policy} ON lead_view_default TO {role} USING (user_id = {_ME})")


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
