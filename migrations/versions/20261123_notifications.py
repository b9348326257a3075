"""Notifications: mails that go out, links that let a person choose a password, addresses that refuse mail.

Revision ID: 20261123_notifications
Revises: 20261123_lists
"""

from alembic import op

revision = "20261123_notifications"
down_revision = "20261123_lists"
branch_labels = None
depends_on = None

TABLES = ("outbound_mail", "account_link")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for statement in (
        # An address that refused a mail for good; another address of the user starts anew.
        "ALTER TABLE app_user ADD COLUMN email_bounced_at timestamptz",
        "ALTER TABLE app_user ADD COLUMN email_bounce text",
        "GRANT SELECT (email_bounced_at, email_bounce) ON app_user TO goccia_admin, goccia_referente",
        """CREATE TABLE account_link (
  token_hash text PRIMARY KEY,
  user_id    uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  purpose    text NOT NULL CHECK (purpose IN ('reset', 'invitation')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
)""",
        "CREATE INDEX account_link_of_user ON account_link (user_id, created_at)",
        """CREATE TABLE outbound_mail (
  id         uuid PRIMARY KEY,
  key        text NOT NULL UNIQUE,   -- what it is the mail of: at most one each
  kind       text NOT NULL,
  user_id    uuid REFERENCES app_user (id) ON DELETE SET NULL,
  recipient  text NOT NULL,
  subject    text NOT NULL,
  html       text NOT NULL,
  text       text NOT NULL,
  headers    jsonb NOT NULL DEFAULT '{}',
  secret     text,                   -- a link that stands in neither text, encrypted; gone once handed over
  state      text NOT NULL DEFAULT 'queued'
             CHECK (state IN ('queued', 'sending', 'kept', 'sent', 'refused', 'failed', 'uncertain')),
  attempts   integer NOT NULL DEFAULT 0,
  error      text,
  created_at timestamptz NOT NULL,
  next_at    timestamptz NOT NULL,
  touched_at timestamptz,
  sent_at    timestamptz
)""",
        "CREATE INDEX outbound_mail_at_work ON outbound_mail (next_at) WHERE state IN ('queued', 'sending')",
        "CREATE INDEX outbound_mail_of_user ON outbound_mail (user_id, kind, created_at)",
        "CREATE INDEX outbound_mail_state ON outbound_mail (state, id)",
        "GRANT SELECT (id, key, kind, user_id, recipient, subject, html, text, headers, state, attempts, error, created_at,"
        " next_at, touched_at, sent_at) ON outbound_mail TO goccia_admin",
        "CREATE POLICY adm ON outbound_mail TO goccia_admin USING (true)",
    ):
        op.execute(statement)
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY sys ON {table} TO goccia_system USING (true) WITH CHECK (true)")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO goccia_system")


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
