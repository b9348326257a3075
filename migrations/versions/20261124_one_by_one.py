"""Who may see a line of the log or of the bell is asked line by line; a notice can stand for many leads.

A policy with EXISTS lets PostgreSQL gather all leads of the viewer first and compare afterwards: half a second for each
wake of a page, once many leads have come. A scalar subquery is always looked up for the one row.

Revision ID: 20261124_one_by_one
Revises: 20261124_vendor_returns
"""

from alembic import op

revision = "20261124_one_by_one"
down_revision = "20261124_vendor_returns"
branch_labels = None
depends_on = None

_ME = "nullif(current_setting('goccia.user', true), '')::uuid"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        f"ALTER POLICY age ON event USING (agent_id = {_ME} OR (agent_id IS NULL AND lead_id IS NOT NULL AND ("
        "(SELECT true FROM lead WHERE lead.id = lead_id) OR (SELECT true FROM merged_lead WHERE merged_lead.id = lead_id))))",
        "ALTER POLICY age ON merged_lead USING ((SELECT true FROM lead WHERE lead.id = into_id))",
        f"ALTER POLICY own ON notification USING (user_id = {_ME}"
        " AND (lead_id IS NULL OR (SELECT true FROM lead WHERE lead.id = lead_id AND lead.deleted_at IS NULL)))",
        # An import gives an agent hundreds of leads: one notice, with their number.
        "ALTER TABLE notification ADD COLUMN stands_for integer NOT NULL DEFAULT 1 CHECK (stands_for > 0)",
    ):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
