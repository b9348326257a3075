"""The radar of bad numbers: which Esiti say that a contact is useless, where a lead came from, what is over its norm or paused.

Revision ID: 20261124_radar
Revises: 20261124_replacement
"""

from alembic import op

revision = "20261124_radar"
down_revision = "20261124_replacement"
branch_labels = None
depends_on = None

_UNITS = "unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[])"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        "ALTER TABLE esito ADD COLUMN bad_lead boolean NOT NULL DEFAULT false",
        # Numero errato and Mai richiesto, by the ids that they were shipped with, whatever they are called now.
        "UPDATE esito SET bad_lead = true"
        " WHERE id IN ('01a205b3-d000-7000-8000-00000000000c', '01a205b3-d000-7000-8000-00000000000d')",
        # The finest thing that is known of where a lead came from, within its container: see goccia/leads/origin.py.
        """CREATE FUNCTION lead_origin(ad text, ad_set text, campaign text, form text, source text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN ad <> '' THEN 'ad:' || ad WHEN ad_set <> '' THEN 'ad_set:' || ad_set
    WHEN campaign <> '' THEN 'campaign:' || campaign WHEN form <> '' THEN 'form:' || form
    WHEN source <> '' THEN 'source:' || source ELSE 'container:' END
$$""",
        # The history of the pauses stays: the Prova lives past days again.
        """CREATE TABLE origin_pause (
  id           uuid PRIMARY KEY,
  unit_id      uuid NOT NULL REFERENCES unit (id),
  container_id uuid NOT NULL REFERENCES container (id),
  origin       text NOT NULL,
  paused_at    timestamptz NOT NULL,
  paused_by    uuid REFERENCES app_user (id),
  resumed_at   timestamptz,
  resumed_by   uuid REFERENCES app_user (id)
)""",
        "CREATE UNIQUE INDEX origin_paused ON origin_pause (container_id, origin) WHERE resumed_at IS NULL",
        "CREATE INDEX origin_pause_of_container ON origin_pause (container_id, paused_at)",
        "CREATE INDEX origin_pause_of_unit ON origin_pause (unit_id) WHERE resumed_at IS NULL",
        # One alert of an origin until it is no more over its norm; the figures are those it was raised with.
        """CREATE TABLE radar_alert (
  id            uuid PRIMARY KEY,
  unit_id       uuid NOT NULL REFERENCES unit (id),
  container_id  uuid NOT NULL REFERENCES container (id),
  origin        text NOT NULL,
  raised_at     timestamptz NOT NULL,
  worked        integer NOT NULL,
  bad           integer NOT NULL,
  norm          double precision NOT NULL,
  snoozed_until timestamptz,
  closed_at     timestamptz
)""",
        "CREATE UNIQUE INDEX radar_alert_open ON radar_alert (container_id, origin) WHERE closed_at IS NULL",
        "CREATE INDEX radar_alert_of_unit ON radar_alert (unit_id) WHERE closed_at IS NULL",
    ):
        op.execute(statement)
    for table in ("origin_pause", "radar_alert"):
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY sys ON {table} TO goccia_system USING (true) WITH CHECK (true)",
            f"CREATE POLICY adm ON {table} TO goccia_admin USING (true)",
            f"CREATE POLICY ref ON {table} TO goccia_referente USING ({_UNITS})",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO goccia_system",
            f"GRANT SELECT ON {table} TO goccia_admin, goccia_referente",
        ):
            op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
