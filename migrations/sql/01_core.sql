-- Roles, the event log, timers and heartbeats. Roles belong to the cluster: several databases share them.
SELECT pg_advisory_xact_lock(7263190411);
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['goccia_admin', 'goccia_referente', 'goccia_agente', 'goccia_system'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', name);
    END IF;
  END LOOP;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'goccia_web') THEN
    CREATE ROLE goccia_web LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE;
  END IF;
END $$;
GRANT goccia_admin, goccia_referente, goccia_agente, goccia_system TO goccia_web;
DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO goccia_web', current_database()); END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO goccia_web, goccia_admin, goccia_referente, goccia_agente, goccia_system;

CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA public;

-- unaccent() is only STABLE, because its dictionary could change; ours is named and does not.
CREATE FUNCTION f_unaccent(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT public.unaccent('public.unaccent'::regdictionary, $1) $$;

CREATE TABLE event (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tx          xid8 NOT NULL DEFAULT pg_current_xact_id(),
  kind        text NOT NULL,
  at          timestamptz NOT NULL,
  unit_id     uuid,
  lead_id     uuid,
  agent_id    uuid,          -- the one person this event is addressed to, where the lead is no longer theirs
  subject_id  uuid,          -- the record it is about, where that is not a lead
  actor_id    uuid,
  actor_kind  text NOT NULL CHECK (actor_kind IN ('user', 'system', 'provider', 'import')),
  payload     jsonb NOT NULL DEFAULT '{}',
  personal    jsonb          -- what an erasure blanks
);
CREATE INDEX event_order ON event (tx, id);
CREATE INDEX event_of_lead ON event (lead_id, tx DESC, id DESC) WHERE lead_id IS NOT NULL;
CREATE INDEX event_of_unit ON event (unit_id, tx DESC, id DESC) WHERE unit_id IS NOT NULL;
CREATE INDEX event_of_subject ON event (subject_id, tx DESC, id DESC) WHERE subject_id IS NOT NULL;

CREATE TABLE timer (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit_id uuid NOT NULL,
  lead_id uuid,
  due_at  timestamptz NOT NULL,
  kind    text NOT NULL,
  data    jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX timer_due ON timer (due_at);
CREATE INDEX timer_of_lead ON timer (lead_id) WHERE lead_id IS NOT NULL;

CREATE TABLE heartbeat (
  name text PRIMARY KEY,
  at   timestamptz NOT NULL
);

GRANT SELECT, INSERT ON event TO goccia_admin, goccia_referente, goccia_agente;
GRANT SELECT, INSERT, UPDATE, DELETE ON event, timer, heartbeat TO goccia_system;
ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
ALTER TABLE timer ENABLE ROW LEVEL SECURITY;
ALTER TABLE timer FORCE ROW LEVEL SECURITY;
ALTER TABLE heartbeat ENABLE ROW LEVEL SECURITY;
ALTER TABLE heartbeat FORCE ROW LEVEL SECURITY;
CREATE POLICY sys ON event TO goccia_system USING (true) WITH CHECK (true);
CREATE POLICY sys ON timer TO goccia_system USING (true) WITH CHECK (true);
CREATE POLICY sys ON heartbeat TO goccia_system USING (true) WITH CHECK (true);
CREATE POLICY adm ON event TO goccia_admin USING (true) WITH CHECK (true);
CREATE POLICY ref ON event TO goccia_referente
  USING (unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]))
  WITH CHECK (unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
-- The Agente's policy needs the lead table: see 04_leads.sql.
