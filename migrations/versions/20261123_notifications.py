"""Notifications: mails that go out, links that let a person choose a password, and the bell.

Revision ID: 20261123_notifications
Revises: 20261123_views
"""

from alembic import op

revision = "20261123_notifications"
down_revision = "20261123_views"
branch_labels = None
depends_on = None

TABLES = (
    "outbound_mail",
    "account_link",
    "notification",
    "notification_place",
    "notification_preference",
    "push_subscription",
)
ROLES = ("goccia_admin", "goccia_referente", "goccia_agente")


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
        """CREATE TABLE notification (
  id           uuid PRIMARY KEY,
  user_id      uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  key          text NOT NULL,        -- what it tells of: a person is told once
  kind         text NOT NULL,
  unit_id      uuid,
  container_id uuid,
  lead_id      uuid,
  subject_id   uuid,
  at           timestamptz NOT NULL,
  read_at      timestamptz,
  in_page      boolean NOT NULL DEFAULT true,
  mail_at      timestamptz,          -- when it is due by mail; null: never, or done
  digest       boolean NOT NULL DEFAULT false,
  push_at      timestamptz,
  UNIQUE (user_id, key)
)""",
        "CREATE INDEX notification_newest ON notification (user_id, id) WHERE in_page",
        "CREATE INDEX notification_unread ON notification (user_id) WHERE in_page AND read_at IS NULL",
        "CREATE INDEX notification_mail ON notification (mail_at) WHERE mail_at IS NOT NULL",
        "CREATE INDEX notification_push ON notification (push_at) WHERE push_at IS NOT NULL",
        """CREATE TABLE notification_preference (
  user_id    uuid PRIMARY KEY REFERENCES app_user (id) ON DELETE CASCADE,
  choices    jsonb NOT NULL DEFAULT '{}',   -- {kind: {page, mail, push}}
  quiet_from time,
  quiet_to   time,
  digest_at  time NOT NULL,
  mail_off   boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL
)""",
        """CREATE TABLE push_subscription (
  id         uuid PRIMARY KEY,
  user_id    uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  family     uuid,                   -- the session that asked: when it ends, the browser is told no more
  endpoint   text NOT NULL UNIQUE,
  p256dh     text NOT NULL,
  auth       text NOT NULL,
  created_at timestamptz NOT NULL
)""",
        "CREATE INDEX push_subscription_of_user ON push_subscription (user_id)",
        "CREATE INDEX notification_old ON notification (at)",
        # Until where the log was read, and until when the clock was looked at. What was before is no news.
        """CREATE TABLE notification_place (
  name     text PRIMARY KEY,
  tx       xid8 NOT NULL DEFAULT '0',
  event_id bigint NOT NULL DEFAULT 0,
  at       timestamptz NOT NULL DEFAULT now()
)""",
        "INSERT INTO notification_place (name) VALUES ('call_back_due'), ('untouched_3'), ('untouched_7')",
        "INSERT INTO notification_place (name) VALUES ('log')",
        "UPDATE notification_place SET tx = e.tx, event_id = e.id"
        " FROM (SELECT tx, id FROM event ORDER BY tx DESC, id DESC LIMIT 1) AS e WHERE name = 'log'",
        # The leads that nobody has touched yet: few, so an arrival pays little for it.
        "CREATE INDEX lead_untouched ON lead (assigned_at)"
        " WHERE worked_at IS NULL AND closed_at IS NULL AND agent_id IS NOT NULL AND deleted_at IS NULL",
        f"GRANT SELECT ON notification TO {', '.join(ROLES)}",
        # One's own; and of a lead only while one may see it, which the lead's own policy says.
        f"CREATE POLICY own ON notification TO {', '.join(ROLES)}"
        " USING (user_id = nullif(current_setting('goccia.user', true), '')::uuid"
        " AND (lead_id IS NULL OR EXISTS (SELECT 1 FROM lead WHERE lead.id = lead_id AND lead.deleted_at IS NULL)))",
    ):
        op.execute(statement)
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY sys ON {table} TO goccia_system USING (true) WITH CHECK (true)")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO goccia_system")


def downgrade() -> None:
    raise RuntimeError("Goccia's migrations only go up: restore a backup to go back.")
