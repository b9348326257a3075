"""The newest lead of a form of Meta's.

Revision ID: 20261123_ways_in
Revises: 20261123_sla
"""

from alembic import op

revision = "20261123_ways_in"
down_revision = "20261123_sla"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("CREATE INDEX meta_lead_form_newest ON meta_lead (form_id, received_at DESC)")
    op.execute("DROP INDEX meta_lead_form")


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
