-- People (identity), then units, containers and teams (organisation).
CREATE TABLE app_user (
  id                   uuid PRIMARY KEY,
  email                text NOT NULL,
  first_name           text NOT NULL,
  last_name            text NOT NULL,
  role                 text NOT NULL CHECK (role IN ('admin', 'referente', 'agente')),
  password_hash        text NOT NULL,
  must_change_password boolean NOT NULL DEFAULT false,
  active               boolean NOT NULL DEFAULT true,
  language             text NOT NULL DEFAULT 'it' CHECK (language IN ('it', 'en')),
  can_export           boolean NOT NULL DEFAULT false,
  can_configure        boolean NOT NULL DEFAULT false,
  epoch                integer NOT NULL DEFAULT 0,     -- raised by "log out everywhere": older tokens stop working
  paused_at            timestamptz,
  paused_until         timestamptz,
  absent               boolean NOT NULL DEFAULT false, -- the pause is a planned absence
  pause_reason         text,
  hours                jsonb,                          -- kit.calendars.Calendar, null: the unit's
  created_at           timestamptz NOT NULL,
  deleted_at           timestamptz
);
CREATE UNIQUE INDEX app_user_email ON app_user (lower(email)) WHERE deleted_at IS NULL;

CREATE TABLE login_attempt (
  key       text NOT NULL,   -- e-mail or address, hashed
  failed_at timestamptz NOT NULL
);
CREATE INDEX login_attempt_key ON login_attempt (key, failed_at);

CREATE TABLE session (
  id         uuid PRIMARY KEY,
  user_id    uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  token_hash text NOT NULL UNIQUE,
  family     uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  user_agent text
);
CREATE INDEX session_of_user ON session (user_id);
CREATE INDEX session_family ON session (family);

CREATE TABLE unit (
  id         uuid PRIMARY KEY,
  name       text NOT NULL,
  active     boolean NOT NULL DEFAULT true,
  calendar   jsonb NOT NULL DEFAULT '{}',
  turn       bigint NOT NULL DEFAULT 0,   -- raised by each decision: its row lock puts the unit's decisions in a line
  created_at timestamptz NOT NULL,
  deleted_at timestamptz
) WITH (fillfactor = 50);

CREATE TABLE user_unit (
  user_id uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  unit_id uuid NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, unit_id)
);
CREATE INDEX user_unit_unit ON user_unit (unit_id);

CREATE TABLE container (
  id                uuid PRIMARY KEY,
  unit_id           uuid NOT NULL REFERENCES unit (id),
  name              text NOT NULL,
  active            boolean NOT NULL DEFAULT true,
  policy            text NOT NULL DEFAULT 'round_robin'
                    CHECK (policy IN ('round_robin', 'weighted', 'paced', 'first_to_claim', 'manual')),
  intake_token      text NOT NULL UNIQUE,
  google_key        text,
  requires_province boolean NOT NULL DEFAULT true,   -- the provinces of a member count
  identity_scope    text NOT NULL DEFAULT 'unit' CHECK (identity_scope IN ('unit', 'container')),
  source            text,
  price_per_lead    numeric(12, 2),
  mapping           jsonb NOT NULL DEFAULT '{}',
  virtual_time      bigint NOT NULL DEFAULT 0,       -- of the last drop: see distribution/rules.py
  created_at        timestamptz NOT NULL,
  deleted_at        timestamptz
) WITH (fillfactor = 50);
CREATE INDEX container_of_unit ON container (unit_id);

CREATE TABLE container_member (
  container_id uuid NOT NULL REFERENCES container (id) ON DELETE CASCADE,
  user_id      uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  unit_id      uuid NOT NULL REFERENCES unit (id),
  weight       integer NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 100),
  daily_cap    integer CHECK (daily_cap >= 0),
  open_cap     integer DEFAULT 30 CHECK (open_cap >= 0),
  provinces    text[] NOT NULL DEFAULT '{}',          -- empty: all
  virtual_time bigint NOT NULL DEFAULT 0,
  last_turn    bigint NOT NULL DEFAULT 0,
  joined_at    timestamptz NOT NULL,
  PRIMARY KEY (container_id, user_id)
) WITH (fillfactor = 50);
CREATE INDEX container_member_user ON container_member (user_id);

-- What each CRM role may see. One comparison per policy; unset scope = no rows.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['app_user', 'session', 'login_attempt', 'unit', 'user_unit', 'container', 'container_member'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY sys ON %I TO goccia_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO goccia_system', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['app_user', 'unit', 'user_unit', 'container', 'container_member'] LOOP
    EXECUTE format('CREATE POLICY adm ON %I TO goccia_admin USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
-- Passwords and tokens are readable by goccia_system alone: the columns are not granted to the others.
GRANT SELECT (id, email, first_name, last_name, role, must_change_password, active, language, can_export, can_configure,
              paused_at, paused_until, absent, pause_reason, hours, created_at, deleted_at)
  ON app_user TO goccia_admin, goccia_referente;
GRANT SELECT (id, first_name, last_name, role, active, paused_at, paused_until, absent) ON app_user TO goccia_agente;
GRANT SELECT ON unit, user_unit TO goccia_admin, goccia_referente, goccia_agente;
GRANT SELECT ON container, container_member TO goccia_admin, goccia_referente;
GRANT SELECT (id, unit_id, name, active, policy, created_at, deleted_at) ON container TO goccia_agente;
GRANT SELECT ON container_member TO goccia_agente;

CREATE POLICY ref ON unit TO goccia_referente USING (id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
CREATE POLICY age ON unit TO goccia_agente USING (id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
CREATE POLICY ref ON user_unit TO goccia_referente USING (unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
CREATE POLICY age ON user_unit TO goccia_agente USING (unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
CREATE POLICY ref ON container TO goccia_referente USING (unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
CREATE POLICY ref ON container_member TO goccia_referente USING (unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
CREATE POLICY age ON container_member TO goccia_agente USING (user_id = nullif(current_setting('goccia.user', true), '')::uuid);
CREATE POLICY age ON container TO goccia_agente USING (unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
CREATE POLICY ref ON app_user TO goccia_referente
  USING (EXISTS (SELECT 1 FROM user_unit uu WHERE uu.user_id = app_user.id)
         OR id = nullif(current_setting('goccia.user', true), '')::uuid);
CREATE POLICY age ON app_user TO goccia_agente USING (id = nullif(current_setting('goccia.user', true), '')::uuid);
-- Names of the people who wrote on a record one may see (a Referente's note on an Agente's lead): id and name, nothing
-- else, of colleagues and Admins. The view reads with its owner's rights, so the owner needs a policy where it is no superuser.
CREATE POLICY own ON app_user TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own ON user_unit TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE VIEW person WITH (security_barrier) AS
  SELECT u.id, btrim(u.first_name || ' ' || u.last_name) AS name FROM app_user u
  WHERE current_setting('role', true) IN ('goccia_admin', 'goccia_system') OR u.role = 'admin'
     OR EXISTS (SELECT 1 FROM user_unit uu WHERE uu.user_id = u.id
                AND uu.unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
GRANT SELECT ON person TO goccia_admin, goccia_referente, goccia_agente, goccia_system;
