"""An Esito is retired with another one in its place.

Revision ID: 20261124_replacement
Revises: 20261123_recycling
"""

from alembic import op

revision = "20261124_replacement"
down_revision = "20261123_recycling"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    # Which Esito its leads have got, or are getting, instead.
    op.execute("ALTER TABLE esito ADD COLUMN replaced_by uuid REFERENCES esito (id)")


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
