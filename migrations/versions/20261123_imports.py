"""Imports: which reading is the valid one, what an undo did, and the facts that a commit needs of each row.

Revision ID: 20261123_imports
Revises: 20261123_esiti
"""

from alembic import op

revision = "20261123_imports"
down_revision = "20261123_esiti"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        # version: raised when a reading begins or is asked for anew; a reading of an older version stops
        "ALTER TABLE import ADD COLUMN version integer NOT NULL DEFAULT 0",
        "ALTER TABLE import ADD COLUMN touched_at timestamptz NOT NULL DEFAULT now()",
        "ALTER TABLE import ADD COLUMN skipped jsonb NOT NULL DEFAULT '{}'",
        "ALTER TABLE import ADD COLUMN undo jsonb",
        "ALTER TABLE import ADD COLUMN acted_by uuid REFERENCES app_user (id)",
        "CREATE INDEX import_at_work ON import (touched_at) WHERE state IN ('reading', 'committing', 'undoing')",
        "ALTER TABLE import_row ADD COLUMN received_at timestamptz",
        "ALTER TABLE import_row ADD COLUMN household text",
        "ALTER TABLE import_row ADD COLUMN decided text CHECK (decided IN ('new', 'join'))",
        # The newest import is never in the statistics, which say that it has no rows: without them the guess is right.
        "ALTER TABLE import_row ALTER COLUMN import_id SET STATISTICS 0",
        "CREATE INDEX import_row_twin ON import_row (import_id, twin_row) WHERE twin_row IS NOT NULL",
        "CREATE INDEX import_row_verdict ON import_row (import_id, verdict, number)",
    ):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
