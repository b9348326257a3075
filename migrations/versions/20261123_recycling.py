"""Leads return to the pool so many days after an Esito: when, and how often.

Revision ID: 20261123_recycling
Revises: 20261123_rehearsal
"""

from alembic import op

revision = "20261123_recycling"
down_revision = "20261123_rehearsal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        "ALTER TABLE esito ADD COLUMN max_returns integer NOT NULL DEFAULT 1 CHECK (max_returns BETWEEN 1 AND 20)",
        # Since when it sends leads back: those that would have been due before stay where they are.
        "ALTER TABLE esito ADD COLUMN pool_since timestamptz",
        "UPDATE esito SET pool_since = now() WHERE effect = 'pool'",
        # Said with the Esito; null: it does not come back.
        "ALTER TABLE lead ADD COLUMN pool_at timestamptz",
        "ALTER TABLE lead ADD COLUMN returns integer NOT NULL DEFAULT 0",
        # Attempts made before its last return: the next agent's are counted from there.
        "ALTER TABLE lead ADD COLUMN attempts_before integer NOT NULL DEFAULT 0",
        # A lead whose agent has not acted yet (it was handed over since) is left alone.
        "CREATE INDEX lead_due_back ON lead (pool_at) WHERE pool_at IS NOT NULL AND worked_at IS NOT NULL"
        " AND queued_at IS NULL AND deleted_at IS NULL",
    ):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
