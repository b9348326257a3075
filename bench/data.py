"""Leads by the hundred thousand, made by SQL: each with submission, decision and events, as deliveries leave them.

Indexes and foreign keys are put aside while loading (the rows are right by construction), and so is waiting for the
disk; both are back before anything is measured.
"""

import asyncpg

from bench.network import AGENTS, UNITS

_FIRST = "Maria,Giuseppe,Anna,Antonio,Luisa,Giovanni,Rosa,Francesco,Angela,Luigi,Giulia,Marco,Sara,Andrea,Chiara,Paolo"
_LAST = (
    "Rossi,Russo,Ferrari,Esposito,Bianchi,Romano,Colombo,Ricci,Marino,Greco,Bruno,Gallo,Conti,De Luca,Mancini,Costa,"
    "Giordano,Rizzo,Lombardi,Moretti,Barbieri,Fontana,Santoro,Mariani,Rinaldi,Caruso,Ferrara,Galli,Martini,Leone"
)
_PROVINCES = "NA,MI,RM,TO,BA,PA,FI,BO,GE,CT,VE,VR,PD,BS,SA,CA"
_SOURCES = "meta,google,sito,tiktok,passaparola"
# A lead's number gives all of it: unit and agent in turn, the moment over two years, the oldest first.
_EACH = f"""
WITH each AS (
  SELECT i, bench_lead(i) AS id, i % {UNITS} + 1 AS unit, i / {UNITS} % {AGENTS} + 1 AS place,
         $3::timestamptz - interval '2 years' * (1 - i::float8 / $2) AS at, hashint8(i) & 2147483647 AS dice
  FROM generate_series($1::bigint, $2::bigint) i
)
"""
_LEAD = (
    _EACH
    + f"""
INSERT INTO lead (id, unit_id, container_id, agent_id, esito_id, first_name, last_name, phone, phone_raw, email,
  province, city, postal_code, address, campaign, form, source, privacy_consent, answers, received_at,
  last_activity_at, assigned_at, worked_at, next_action_at, next_action_kind, closed_at, attempts, created_at, updated_at)
SELECT id, bench_id(1, unit), bench_id(2, unit), bench_id(3, unit * 1000 + place),
  (SELECT array_agg(e.id ORDER BY e.position, e.id) FROM esito e WHERE e.unit_id IS NULL)[1 + dice % 7],
  (string_to_array('{_FIRST}', ','))[1 + dice % 16],
  (string_to_array('{_LAST}', ','))[1 + dice / 16 % 30] || CASE WHEN dice % 5 = 0 THEN ' ' ||
  (string_to_array('{_LAST}', ','))[1 + dice / 480 % 30] ELSE '' END,
  '+393' || 200000000 + i, '3' || 200000000 + i, 'persona' || i || '@example.it',
  (string_to_array('{_PROVINCES}', ','))[1 + dice % 16], 'Comune ' || dice % 500, lpad((dice % 98000)::text, 5, '0'),
  'Via Garibaldi ' || dice % 200, 'Campagna ' || dice % 12, 'Modulo ' || dice % 30,
  (string_to_array('{_SOURCES}', ','))[1 + dice % 5], 'given', '{{"quando_richiamare": "di mattina"}}', at, at, at,
  CASE WHEN dice % 10 < 8 THEN at + interval '2 hours' END,
  CASE WHEN dice % 10 = 3 THEN at + interval '30 days' END, CASE WHEN dice % 10 = 3 THEN 'call_back' END,
  CASE WHEN dice % 10 < 3 THEN at + interval '5 days' END, dice % 4, at, at
FROM each
"""
)
_SUBMISSION = (
    _EACH
    + """
INSERT INTO submission (id, unit_id, container_id, lead_id, via, phone, email, received_at, record)
SELECT bench_lead(i, 1), bench_id(1, unit), bench_id(2, unit), id, 'hook', '+393' || 200000000 + i,
  'persona' || i || '@example.it', at, '{"first_name": "Maria", "last_name": "Rossi", "province": "NA"}' FROM each
"""
)
_DECISION = (
    _EACH
    + f"""
INSERT INTO decision (unit_id, container_id, lead_id, at, turn, result, agent_id, candidates)
SELECT bench_id(1, unit), bench_id(2, unit), id, at, i / {UNITS} + 1, 'assigned', bench_id(3, unit * 1000 + place),
  jsonb_build_array(jsonb_build_array(bench_id(3, unit * 1000 + place), null)) FROM each
"""
)
_EVENT = (
    _EACH
    + """
INSERT INTO event (kind, at, unit_id, lead_id, actor_kind, payload)
SELECT kind, at, bench_id(1, unit), id, 'provider', jsonb_build_object('container', bench_id(2, unit))
FROM each CROSS JOIN unnest(ARRAY['lead.created', 'lead.assigned']) AS k (kind)
"""
)
_TABLES = {"lead": _LEAD, "submission": _SUBMISSION, "decision": _DECISION, "event": _EVENT}
_ESITI = (
    "Da chiamare",
    "Non risponde",
    "Richiamare",
    "Appuntamento",
    "Non interessato",
    "Numero errato",
    "Venduto",
)


async def make_leads(owner: asyncpg.Connection, leads: int) -> None:
    """Load so many leads with their history (the owner must be a superuser: the embedded server's is)."""
    await owner.execute(
        "CREATE OR REPLACE FUNCTION bench_lead(number bigint, kind int DEFAULT 0) RETURNS uuid LANGUAGE sql IMMUTABLE AS"
        " $$ SELECT (overlay(lpad(to_hex(number), 12, '0') PLACING '-' FROM 9 FOR 0)"
        " || '-7000-9000-' || lpad(kind::text, 12, '0'))::uuid $$"
    )
    if not await owner.fetchval("SELECT count(*) FROM esito WHERE unit_id IS NULL"):
        await owner.executemany(
            "INSERT INTO esito (id, label, position) VALUES (gen_random_uuid(), $1, $2)",
            [(label, place) for place, label in enumerate(_ESITI)],
        )
    now = await owner.fetchval("SELECT now()")
    await owner.execute(
        "SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'"
    )
    await owner.execute("SET session_replication_role = replica")
    for table, statement in _TABLES.items():
        await _without_indexes(owner, table, statement, leads, now)
    await owner.execute("RESET ALL")
    await owner.execute("VACUUM ANALYZE")
    await owner.execute("CHECKPOINT")


async def _without_indexes(
    owner: asyncpg.Connection, table: str, statement: str, leads: int, now: object
) -> None:
    """Fill a table and build its secondary indexes afterwards."""
    indexes = await owner.fetch(
        "SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made FROM pg_index i"
        " WHERE i.indrelid = $1::regclass AND NOT i.indisprimary",
        table,
    )
    async with owner.transaction():
        for index in indexes:
            await owner.execute(f"DROP INDEX {index['name']}")
        await owner.execute(statement, 1, leads, now)
        for index in indexes:
            await owner.execute(index["made"])
