"""A queue is looked through by province: those whom nobody free covers are passed over.

Revision ID: 20261123_queue
Revises: 20261123_orders
"""

from alembic import op

revision = "20261123_queue"
down_revision = "20261123_orders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(
        "CREATE INDEX lead_queue_of_province ON lead (container_id, province, queued_at, id)"
        " WHERE queued_at IS NOT NULL AND deleted_at IS NULL"
    )


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
