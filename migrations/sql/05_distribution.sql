-- Each decision of the distributor, with every candidate and why it was or was not chosen.
CREATE TABLE decision (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit_id      uuid NOT NULL,
  container_id uuid NOT NULL,
  lead_id      uuid NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  at           timestamptz NOT NULL,
  turn         bigint NOT NULL,
  result       text NOT NULL CHECK (result IN ('assigned', 'same_household', 'sla_reassigned', 'manual', 'claimed', 'queued', 'removed')),
  agent_id     uuid,
  previous_agent_id uuid,
  decided_by   uuid REFERENCES app_user (id),     -- null: the distributor
  reason       text,
  candidates   jsonb NOT NULL DEFAULT '[]'         -- [[user id, reason or null], ...] in the order of turn
);
CREATE INDEX decision_of_lead ON decision (lead_id, id);
CREATE INDEX decision_of_container ON decision (container_id, at DESC, id DESC);
CREATE INDEX decision_given ON decision (container_id, agent_id, at) WHERE agent_id IS NOT NULL;
ALTER TABLE decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE decision FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON decision TO goccia_system;
GRANT SELECT ON decision TO goccia_admin, goccia_referente, goccia_agente;
CREATE POLICY sys ON decision TO goccia_system USING (true) WITH CHECK (true);
CREATE POLICY adm ON decision TO goccia_admin USING (true);
CREATE POLICY ref ON decision TO goccia_referente USING (unit_id = ANY (nullif(current_setting('goccia.units', true), '')::uuid[]));
CREATE POLICY age ON decision TO goccia_agente USING (EXISTS (SELECT 1 FROM lead WHERE lead.id = lead_id));
