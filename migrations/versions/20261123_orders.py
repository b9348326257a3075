"""The orders that people work by have an index, for all leads and within a unit; so has every filter that stands alone.

Revision ID: 20261123_orders
Revises: 20261123_imports
"""

from alembic import op

revision = "20261123_orders"
down_revision = "20261123_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        "DROP INDEX lead_unit_newest",
        "DROP INDEX lead_esito_newest",
        "DROP INDEX lead_province_newest",
        # A unit's indexes all go one way, so that an order names the unit first in its own direction.
        "CREATE INDEX lead_unit_newest ON lead (unit_id, received_at, id)"
        " INCLUDE (search, esito_id, province, source, agent_id, container_id) WHERE deleted_at IS NULL",
        "CREATE INDEX lead_esito_newest ON lead (esito_id, received_at DESC, id DESC)"
        " INCLUDE (unit_id, province, source) WHERE deleted_at IS NULL",
        "CREATE INDEX lead_province_newest ON lead (province, received_at DESC, id DESC)"
        " INCLUDE (unit_id, esito_id, source) WHERE deleted_at IS NULL",
        "CREATE INDEX lead_source_newest ON lead (source, received_at DESC, id DESC)"
        " INCLUDE (unit_id, esito_id, province) WHERE deleted_at IS NULL",
        "CREATE INDEX lead_trash ON lead (received_at DESC, id DESC) INCLUDE (unit_id) WHERE deleted_at IS NOT NULL",
        "CREATE INDEX lead_unit_activity ON lead (unit_id, last_activity_at, id) WHERE deleted_at IS NULL",
        "CREATE INDEX lead_unit_name ON lead (unit_id, name_key, id) WHERE deleted_at IS NULL",
        "CREATE INDEX lead_next ON lead (next_action_at, id) INCLUDE (unit_id)"
        " WHERE next_action_at IS NOT NULL AND deleted_at IS NULL",
        "CREATE INDEX lead_unit_next ON lead (unit_id, next_action_at, id)"
        " WHERE next_action_at IS NOT NULL AND deleted_at IS NULL",
        # A search reads what was added last one by one: not much of it, then.
        "ALTER INDEX lead_search SET (gin_pending_list_limit = 512)",
        # A lead that is deleted for good is looked for where leads are named.
        "CREATE INDEX lead_doubtful ON lead (possible_duplicate_of) WHERE possible_duplicate_of IS NOT NULL",
        "CREATE INDEX meta_lead_of_lead ON meta_lead (lead_id) WHERE lead_id IS NOT NULL",
    ):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
