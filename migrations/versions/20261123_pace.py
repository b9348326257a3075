"""Paced: the next drop after the Esito of the last one, or after some minutes.

Revision ID: 20261123_pace
Revises: 20261123_offers
"""

from alembic import op

revision = "20261123_pace"
down_revision = "20261123_offers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    # Null: only the Esito lets the next one fall.
    op.execute(
        "ALTER TABLE container ADD COLUMN pace_minutes integer CHECK (pace_minutes BETWEEN 1 AND 1440)"
    )


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
