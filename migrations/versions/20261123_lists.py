"""Filters that are used together have an index; the visibility map of the leads stays fresh, for index-only scans.

Revision ID: 20261123_lists
Revises: 20261123_queue
"""

from alembic import op

revision = "20261123_lists"
down_revision = "20261123_queue"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        # Esito and province, for whoever sees one unit, some or all (PostgreSQL 18 skips from unit to unit).
        "CREATE INDEX lead_unit_esito ON lead (unit_id, esito_id, province, received_at, id) WHERE deleted_at IS NULL",
        "DROP INDEX lead_name",
        "CREATE INDEX lead_name ON lead (name_key, id) INCLUDE (unit_id, esito_id, source) WHERE deleted_at IS NULL",
        # By themselves vacuums wait for a fifth of a table to be new: the newest leads, which lists show, would be
        # looked up in the table one by one.
        "ALTER TABLE lead SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 5000)",
    ):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
