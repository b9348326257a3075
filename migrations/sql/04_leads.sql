-- The heart: lead, esito, custom field, nota, submission.
CREATE TABLE esito (
  id                uuid PRIMARY KEY,
  unit_id           uuid REFERENCES unit (id),        -- null: of every unit
  label             text NOT NULL,
  colour            text NOT NULL DEFAULT 'grey',
  icon              text NOT NULL DEFAULT 'circle',
  position          integer NOT NULL DEFAULT 0,
  active            boolean NOT NULL DEFAULT true,
  initial           boolean NOT NULL DEFAULT false,   -- given to a lead that arrives
  final             boolean NOT NULL DEFAULT false,
  contacted         boolean NOT NULL DEFAULT false,
  positive          boolean NOT NULL DEFAULT false,
  won               boolean NOT NULL DEFAULT false,
  do_not_contact    boolean NOT NULL DEFAULT false,
  counts_as_attempt boolean NOT NULL DEFAULT false,
  retry_after       integer CHECK (retry_after > 0),  -- minutes
  max_attempts      integer CHECK (max_attempts > 0),
  asks              text[] NOT NULL DEFAULT '{}',     -- of: datetime, reason, amount, note
  effect            text NOT NULL DEFAULT 'none'
                    CHECK (effect IN ('none', 'call_back', 'appointment', 'client', 'pool', 'vendor_return')),
  pool_after_days   integer CHECK (pool_after_days > 0),
  created_at        timestamptz NOT NULL DEFAULT now(),
  deleted_at        timestamptz
);
CREATE INDEX esito_of_unit ON esito (unit_id);

CREATE TABLE custom_field (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL REFERENCES unit (id),
  key        text NOT NULL,
  label      text NOT NULL,
  type       text NOT NULL CHECK (type IN ('text', 'number', 'date', 'boolean', 'choice', 'multiple_choice', 'phone', 'email', 'url')),
  choices    text[] NOT NULL DEFAULT '{}',
  required   boolean NOT NULL DEFAULT false,
  position   integer NOT NULL DEFAULT 0,
  group_name text,
  active     boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
CREATE UNIQUE INDEX custom_field_key ON custom_field (unit_id, key) WHERE deleted_at IS NULL;

-- The container vouches for the unit, and in what hangs on a lead the lead does: a foreign key costs a look-up for each
-- row written, and units, containers and people are never deleted, only marked.
CREATE TABLE lead (
  id                    uuid PRIMARY KEY,
  unit_id               uuid NOT NULL,
  container_id          uuid NOT NULL REFERENCES container (id),
  agent_id              uuid REFERENCES app_user (id),
  esito_id              uuid REFERENCES esito (id),
  first_name            text NOT NULL DEFAULT '',
  last_name             text NOT NULL DEFAULT '',
  phone                 text,
  phone_raw             text,
  email                 text,
  province              text,
  region                text,
  city                  text,
  postal_code           text,
  address               text,
  housing_type          text,
  campaign              text,
  ad                    text,
  ad_set                text,
  form                  text,
  source                text,
  landing_url           text,
  ip_address            text,
  otp                   text,
  privacy_consent       text NOT NULL DEFAULT 'not_asked' CHECK (privacy_consent IN ('given', 'refused', 'not_asked')),
  marketing_consent     text NOT NULL DEFAULT 'not_asked' CHECK (marketing_consent IN ('given', 'refused', 'not_asked')),
  consents              jsonb NOT NULL DEFAULT '{}',   -- {privacy|marketing: {text, at, source}}
  custom                jsonb NOT NULL DEFAULT '{}',
  answers               jsonb NOT NULL DEFAULT '{}',
  warnings              jsonb NOT NULL DEFAULT '[]',
  possible_duplicate_of uuid REFERENCES lead (id) ON DELETE SET NULL,
  household             text,                          -- surname + street + postal code, folded; null: unknown
  received_at           timestamptz NOT NULL,
  last_activity_at      timestamptz NOT NULL,          -- a re-submission raises it
  assigned_at           timestamptz,
  worked_at             timestamptz,                   -- first act of the present agent
  first_contact_at      timestamptz,
  last_contact_at       timestamptz,
  next_action_at        timestamptz,
  next_action_kind      text CHECK (next_action_kind IN ('call_back', 'appointment', 'retry')),
  queued_at             timestamptz,
  closed_at             timestamptz,
  attempts              integer NOT NULL DEFAULT 0,
  submissions           integer NOT NULL DEFAULT 1,
  amount                numeric(14, 2),
  reason                text,
  created_at            timestamptz NOT NULL,
  updated_at            timestamptz NOT NULL,
  deleted_at            timestamptz,
  search                text GENERATED ALWAYS AS (
    lower(f_unaccent(first_name || ' ' || last_name || ' ' || first_name)) || ' ' || coalesce(phone, '') || ' ' || coalesce(lower(email), '')
  ) STORED,
  name_key              text GENERATED ALWAYS AS (lower(f_unaccent(last_name || ' ' || first_name))) STORED
) WITH (fillfactor = 80);
CREATE INDEX lead_newest ON lead (received_at DESC, id DESC) WHERE deleted_at IS NULL;
-- Behind a policy LIKE cannot use the trigram index (it is not leakproof): a Referente's searches and filters read the
-- index of their unit, so it carries what they look at.
CREATE INDEX lead_unit_newest ON lead (unit_id, received_at DESC, id DESC)
  INCLUDE (search, esito_id, province, agent_id, container_id) WHERE deleted_at IS NULL;
CREATE INDEX lead_esito_newest ON lead (esito_id, received_at DESC, id DESC) INCLUDE (province) WHERE deleted_at IS NULL;
CREATE INDEX lead_province_newest ON lead (province, received_at DESC, id DESC) INCLUDE (esito_id) WHERE deleted_at IS NULL;
CREATE INDEX lead_name ON lead (name_key, id) INCLUDE (unit_id) WHERE deleted_at IS NULL;
CREATE INDEX lead_activity ON lead (last_activity_at DESC, id DESC) INCLUDE (unit_id) WHERE deleted_at IS NULL;
CREATE INDEX lead_agent_newest ON lead (agent_id, received_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX lead_container_newest ON lead (container_id, received_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX lead_phone ON lead (unit_id, phone) WHERE phone IS NOT NULL;
CREATE INDEX lead_email ON lead (unit_id, email) WHERE email IS NOT NULL;
CREATE INDEX lead_household ON lead (unit_id, household) WHERE household IS NOT NULL;
CREATE INDEX lead_queue ON lead (container_id, queued_at, id) WHERE queued_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX lead_unworked ON lead (container_id, agent_id)
  WHERE agent_id IS NOT NULL AND worked_at IS NULL AND closed_at IS NULL AND deleted_at IS NULL;
CREATE INDEX lead_agent_next ON lead (agent_id, next_action_at) WHERE next_action_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX lead_search ON lead USING gin (search gin_trgm_ops);

-- Every time a person's data reached us: the first time makes the lead, later ones join it. Both sets of answers stay.
CREATE TABLE submission (
  id               uuid PRIMARY KEY,
  unit_id          uuid NOT NULL,
  container_id     uuid NOT NULL,
  lead_id          uuid NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  via              text NOT NULL CHECK (via IN ('hook', 'meta', 'import', 'manual')),
  provider_lead_id text,
  phone            text,
  email            text,
  received_at      timestamptz NOT NULL,
  record           jsonb NOT NULL,          -- the normalised record as it came
  source_id        uuid                     -- the delivery or import it came by
);
CREATE INDEX submission_of_lead ON submission (lead_id);
CREATE INDEX submission_provider ON submission (unit_id, provider_lead_id) WHERE provider_lead_id IS NOT NULL;
CREATE INDEX submission_source ON submission (source_id) WHERE source_id IS NOT NULL;

CREATE TABLE nota (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL REFERENCES unit (id),
  lead_id    uuid NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  author_id  uuid NOT NULL REFERENCES app_user (id),
  text       text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX nota_of_lead ON nota (lead_id, created_at);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['esito', 'custom_field', 'lead', 'submission', 'nota'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY sys ON %I TO goccia_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY adm ON %I TO goccia_admin USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO goccia_system', t);
    EXECUTE format('GRANT SELECT ON %I TO goccia_admin, goccia_referente, goccia_agente', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['custom_field', 'lead', 'submission', 'nota'] LOOP
    EXECUTE format('CREATE POLICY ref ON %I TO goccia_referente USING (unit_id = ANY (nullif(current_setting(''goccia.units'', true), '''')::uuid[])) WITH CHECK (unit_id = ANY (nullif(current_setting(''goccia.units'', true), '''')::uuid[]))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['submission', 'nota'] LOOP
    EXECUTE format('CREATE POLICY age ON %I TO goccia_agente USING (EXISTS (SELECT 1 FROM lead WHERE lead.id = lead_id)) WITH CHECK (EXISTS (SELECT 1 FROM lead WHERE lead.id = lead_id))', t);
  END LOOP;
END $$;
GRANT INSERT, UPDATE ON lead TO goccia_admin, goccia_referente;
GRANT UPDATE ON lead TO goccia_agente;
GRANT INSERT ON nota TO goccia_admin, goccia_referente, goccia_agente;
CREATE POLICY age ON lead TO goccia_agente
  USING (agent_id = nullif(current_setting('goccia.user', true), '')::uuid)
  WITH CHECK (agent_id = nullif(current_setting('goccia.user', true), '')::uuid);
CREATE POLICY age ON custom_field TO goccia_agente USING (unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
CREATE POLICY ref ON esito TO goccia_referente
  USING (unit_id IS NULL OR unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
CREATE POLICY age ON esito TO goccia_agente
  USING (unit_id IS NULL OR unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
-- The log follows the lead; what is addressed to a person (a lead that left them) stays theirs to read.
CREATE POLICY age ON event TO goccia_agente
  USING (agent_id = nullif(current_setting('goccia.user', true), '')::uuid
         OR (agent_id IS NULL AND lead_id IS NOT NULL AND EXISTS (SELECT 1 FROM lead WHERE lead.id = lead_id)))
  WITH CHECK (actor_id = nullif(current_setting('goccia.user', true), '')::uuid);
