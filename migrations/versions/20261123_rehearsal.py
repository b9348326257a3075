"""What the Prova del distributore starts from: the turn of each member after each drop, and at their joining.

Revision ID: 20261123_rehearsal
Revises: 20261123_merge
"""

from alembic import op

revision = "20261123_rehearsal"
down_revision = "20261123_merge"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        # The virtual time of who got the drop, after it; null: given by hand, or older than this column.
        "ALTER TABLE decision ADD COLUMN virtual_time bigint",
        # Null: joined before these columns were there.
        "ALTER TABLE container_member ADD COLUMN joined_virtual_time bigint",
        "ALTER TABLE container_member ADD COLUMN joined_turn bigint",
        "ALTER TABLE container_member ALTER COLUMN joined_virtual_time SET DEFAULT 0",
        "ALTER TABLE container_member ALTER COLUMN joined_turn SET DEFAULT 0",
    ):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
