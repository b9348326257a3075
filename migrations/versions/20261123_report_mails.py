"""Reports that go out by mail, and what mails bring along.

Revision ID: 20261123_report_mails
Revises: 20261123_ways_in
"""

from alembic import op

revision = "20261123_report_mails"
down_revision = "20261123_ways_in"
branch_labels = None
depends_on = None

TABLES = ("mail_attachment", "report_schedule", "report_recipient")
_ME = "nullif(current_setting('goccia.user', true), '')::uuid"
# Whoever sees the report sees when it goes out; to whom, only who may change it. The report's own policy says who that is.
_SEEN = "EXISTS (SELECT 1 FROM report WHERE report.id = report_id)"
_MINE = f"EXISTS (SELECT 1 FROM report WHERE report.id = report_id AND report.owner_id = {_ME})"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        """CREATE TABLE mail_attachment (
  mail_id    uuid NOT NULL REFERENCES outbound_mail (id) ON DELETE CASCADE,
  number     integer NOT NULL,
  name       text NOT NULL,
  media_type text NOT NULL,
  size       integer NOT NULL,
  content    bytea,                  -- gone once the mail was handed over
  PRIMARY KEY (mail_id, number)
)""",
        "CREATE INDEX mail_attachment_held ON mail_attachment (mail_id) WHERE content IS NOT NULL",
        """CREATE TABLE report_schedule (
  report_id  uuid PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE,
  every      text NOT NULL CHECK (every IN ('day', 'week', 'month')),
  weekday    smallint CHECK (weekday BETWEEN 1 AND 7),
  day        smallint CHECK (day BETWEEN 1 AND 31),
  at         time NOT NULL,          -- by Rome's clocks
  next_at    timestamptz NOT NULL,
  last_at    timestamptz,            -- the sending that was due last
  missed_at  timestamptz,            -- one that was due while nothing ran, if no other came after it
  updated_at timestamptz NOT NULL,
  CHECK ((every = 'week') = (weekday IS NOT NULL) AND (every = 'month') = (day IS NOT NULL))
)""",
        "CREATE INDEX report_schedule_due ON report_schedule (next_at)",
        """CREATE TABLE report_recipient (
  report_id uuid NOT NULL REFERENCES report_schedule (report_id) ON DELETE CASCADE,
  user_id   uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  left_at   timestamptz,             -- they want it no more: nobody but they can change that
  due_at    timestamptz,             -- the last sending to them, and what became of it
  result    text CHECK (result IN ('waiting', 'written', 'inactive', 'bounced', 'unseen', 'no_export', 'uncountable')),
  mail_id   uuid REFERENCES outbound_mail (id) ON DELETE SET NULL,
  PRIMARY KEY (report_id, user_id)
)""",
        "CREATE INDEX report_recipient_of_user ON report_recipient (user_id)",
        "CREATE INDEX report_recipient_mail ON report_recipient (mail_id) WHERE mail_id IS NOT NULL",
        "GRANT SELECT ON mail_attachment TO goccia_admin",
        "CREATE POLICY adm ON mail_attachment TO goccia_admin USING (true)",
        "GRANT SELECT ON report_schedule, report_recipient TO goccia_admin, goccia_referente, goccia_agente",
        f"CREATE POLICY adm ON report_schedule TO goccia_admin USING ({_SEEN})",
        f"CREATE POLICY ref ON report_schedule TO goccia_referente USING ({_SEEN})",
        f"CREATE POLICY age ON report_schedule TO goccia_agente USING ({_SEEN})",
        f"CREATE POLICY adm ON report_recipient TO goccia_admin USING ({_SEEN})",
        f"CREATE POLICY ref ON report_recipient TO goccia_referente USING (user_id = {_ME} OR {_MINE})",
        f"CREATE POLICY age ON report_recipient TO goccia_agente USING (user_id = {_ME} OR {_MINE})",
    ):
        op.execute(statement)
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY sys ON {table} TO goccia_system USING (true) WITH CHECK (true)")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO goccia_system")


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
