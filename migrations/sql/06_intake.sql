-- Raw deliveries, Meta's pages, forms and leads, imports.
CREATE TABLE delivery (
  id           uuid PRIMARY KEY,
  channel      text NOT NULL CHECK (channel IN ('hook', 'meta')),
  unit_id      uuid REFERENCES unit (id),
  container_id uuid REFERENCES container (id),
  received_at  timestamptz NOT NULL,
  method       text NOT NULL,
  content_type text,
  query        text NOT NULL DEFAULT '',
  body         bytea NOT NULL,
  state        text NOT NULL CHECK (state IN ('created', 'resubmitted', 'duplicate', 'test', 'kept', 'received')),
  code         text,                          -- why it was kept
  problem      jsonb,                         -- {it, en}
  lead_ids     uuid[] NOT NULL DEFAULT '{}',
  replayed_at  timestamptz
);
CREATE INDEX delivery_of_container ON delivery (container_id, received_at DESC, id DESC);
CREATE INDEX delivery_kept ON delivery (received_at DESC, id DESC) WHERE state = 'kept';

CREATE TABLE meta_page (
  page_id        text PRIMARY KEY,
  name           text NOT NULL,
  access_token   text NOT NULL,               -- encrypted with the key of the settings
  token_state    text NOT NULL DEFAULT 'unknown' CHECK (token_state IN ('unknown', 'ok', 'dead', 'no_permission')),
  problem        jsonb,
  checked_at     timestamptz,
  created_at     timestamptz NOT NULL,
  deleted_at     timestamptz
);
CREATE TABLE meta_form (
  form_id        text PRIMARY KEY,
  page_id        text NOT NULL REFERENCES meta_page (page_id),
  container_id   uuid REFERENCES container (id),
  unit_id        uuid REFERENCES unit (id),
  name           text,
  mapping        jsonb NOT NULL DEFAULT '{}',
  reconciled_to  timestamptz,
  reconciled_at  timestamptz,
  problem        jsonb,
  created_at     timestamptz NOT NULL,
  deleted_at     timestamptz
);
CREATE TABLE meta_lead (
  leadgen_id  text PRIMARY KEY,
  page_id     text,
  form_id     text,
  unit_id     uuid REFERENCES unit (id),
  container_id uuid REFERENCES container (id),
  delivery_id uuid REFERENCES delivery (id),
  via         text NOT NULL CHECK (via IN ('webhook', 'reconcile')),
  state       text NOT NULL CHECK (state IN ('waiting', 'unsorted', 'done', 'test', 'kept', 'gone', 'no_permission', 'token_dead', 'failed')),
  attempts    integer NOT NULL DEFAULT 0,
  next_try_at timestamptz,
  problem     jsonb,
  graph       jsonb,
  lead_id     uuid REFERENCES lead (id) ON DELETE SET NULL,
  received_at timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL
);
CREATE INDEX meta_lead_state ON meta_lead (state, received_at DESC) WHERE state NOT IN ('done', 'test');
CREATE INDEX meta_lead_form ON meta_lead (form_id);

CREATE TABLE import (
  id           uuid PRIMARY KEY,
  unit_id      uuid NOT NULL REFERENCES unit (id),
  container_id uuid NOT NULL REFERENCES container (id),
  user_id      uuid NOT NULL REFERENCES app_user (id),
  filename     text NOT NULL,
  path         text NOT NULL,
  size         bigint NOT NULL,
  sheet        text,
  state        text NOT NULL CHECK (state IN ('reading', 'preview', 'committing', 'committed', 'undoing', 'undone', 'failed')),
  counts       jsonb NOT NULL DEFAULT '{}',
  columns      jsonb NOT NULL DEFAULT '[]',
  sheets       jsonb NOT NULL DEFAULT '[]',
  mapping      jsonb NOT NULL DEFAULT '{}',
  fingerprint  text,
  progress     jsonb NOT NULL DEFAULT '{}',    -- {done, total}
  problem      jsonb,
  created_at   timestamptz NOT NULL,
  committed_at timestamptz,
  undone_at    timestamptz
);
CREATE INDEX import_of_unit ON import (unit_id, created_at DESC, id DESC);
CREATE TABLE import_row (
  import_id uuid NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  number    integer NOT NULL,               -- of the row, as a person sees it in the file
  verdict   text NOT NULL CHECK (verdict IN ('new', 'duplicate', 'review', 'rejected')),
  cells     jsonb NOT NULL,
  draft     jsonb,
  notices   jsonb NOT NULL DEFAULT '[]',
  phone     text,
  email     text,
  provider_lead_id text,
  twin_row  integer,                        -- the earlier row of the same person
  lead_id   uuid,
  made      boolean,                        -- this row made the lead (undo takes it back)
  done      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (import_id, number)
) WITH (fillfactor = 50);                   -- a row is written and later marked, on its page and past all indexes
CREATE TABLE import_mapping (
  unit_id     uuid NOT NULL REFERENCES unit (id),
  fingerprint text NOT NULL,
  mapping     jsonb NOT NULL,
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (unit_id, fingerprint)
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['delivery', 'meta_page', 'meta_form', 'meta_lead', 'import', 'import_row', 'import_mapping'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY sys ON %I TO goccia_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY adm ON %I TO goccia_admin USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO goccia_system', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['delivery', 'meta_form', 'meta_lead', 'import', 'import_mapping'] LOOP
    EXECUTE format('CREATE POLICY ref ON %I TO goccia_referente USING (unit_id = ANY (nullif(current_setting(''goccia.units'', true), '''')::uuid[]))', t);
    EXECUTE format('GRANT SELECT ON %I TO goccia_admin, goccia_referente', t);
  END LOOP;
END $$;
GRANT SELECT ON import_row TO goccia_admin, goccia_referente;
GRANT SELECT (page_id, name, token_state, problem, checked_at, created_at, deleted_at) ON meta_page TO goccia_admin;
CREATE POLICY ref ON import_row TO goccia_referente USING (EXISTS (SELECT 1 FROM import i WHERE i.id = import_id));
