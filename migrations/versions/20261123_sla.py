"""SLA of a container: after so many working minutes without a first act, warn and take back.

Revision ID: 20261123_sla
Revises: 20261123_pace
"""

from alembic import op

revision = "20261123_sla"
down_revision = "20261123_pace"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        # Null: no such step. `sla_since`: leads that fell before the minutes were set are left alone.
        "ALTER TABLE container ADD COLUMN sla_warn_minutes integer CHECK (sla_warn_minutes BETWEEN 1 AND 43200)",
        "ALTER TABLE container ADD COLUMN sla_take_back_minutes integer CHECK (sla_take_back_minutes BETWEEN 1 AND 43200)",
        "ALTER TABLE container ADD COLUMN sla_since timestamptz",
    ):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
