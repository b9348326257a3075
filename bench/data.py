"""Leads by the hundred thousand, made by SQL: each with submission, decision and events, as deliveries leave them.

Indexes and foreign keys are put aside while loading (the rows are right by construction), and so is waiting for the
disk; both are back before anything is measured.
"""

import asyncpg

from bench.network import AGENTS, UNITS

_FIRST = (
    "Maria,Giuseppe,Anna,Antonio,Luisa,Giovanni,Rosa,Francesco,Angela,Luigi,Giulia,Marco,Sara,Andrea,Chiara,Paolo,"
    "Teresa,Stefano,Elena,Roberto,Laura,Davide,Silvia,Matteo,Paola,Simone,Valentina,Luca,Martina,Fabio"
)
# Stems and endings: 600 surnames, the commonest of a real list as common as each of these.
_STEMS = (
    "Ross,Ferr,Bianc,Rom,Colomb,Ricc,Mar,Grec,Brun,Gall,Cont,Manc,Cost,Giord,Rizz,Lomb,Morett,Barb,Font,Sant,Marian,"
    "Rinald,Car,Mart,Leon,Espos,Serr,Vital,Long,Gent"
)
_ENDINGS = "i,o,a,ini,ino,ella,elli,etti,one,oni,ucci,ano,ari,ardi,ito,era,isi,utti,azzo,ola"
_DOMAINS = "gmail.com,libero.it,hotmail.it,yahoo.it,icloud.com,alice.it,outlook.com,virgilio.it"
_PROVINCES = "NA,MI,RM,TO,BA,PA,FI,BO,GE,CT,VE,VR,PD,BS,SA,CA"
_SOURCES = "meta,google,sito,tiktok,passaparola"
# A lead's number gives all of it: unit and agent in turn, the moment over two years, the oldest first.
_EACH = f"""
WITH each AS (
  SELECT i, bench_lead(i) AS id, i % {UNITS} + 1 AS unit, i / {UNITS} % {AGENTS} + 1 AS place,
         $3::timestamptz - interval '2 years' * (1 - i::float8 / $2) AS at,
         hashint8(i) & 2147483647 AS dice, hashint8(-i) & 2147483647 AS coin
  FROM generate_series($1::bigint, $2::bigint) i
), named AS (
  SELECT *, '+393' || 200000000 + i AS phone, (string_to_array('{_FIRST}', ','))[1 + dice % 30] AS first_name,
         (string_to_array('{_STEMS}', ','))[1 + coin % 30] ||
         (string_to_array('{_ENDINGS}', ','))[1 + coin / 30 % 20] AS last_name,
         (string_to_array('{_DOMAINS}', ','))[1 + coin / 600 % 8] AS domain
  FROM each
), person AS (
  SELECT *, lower(first_name || '.' || last_name) || i % 1000 || '@' || domain AS email FROM named
)
"""
_LEAD = (
    _EACH
    + f"""
INSERT INTO lead (id, unit_id, container_id, agent_id, esito_id, first_name, last_name, phone, phone_raw, email,
  province, city, postal_code, address, campaign, form, source, privacy_consent, answers, received_at,
  last_activity_at, assigned_at, worked_at, next_action_at, next_action_kind, closed_at, attempts, created_at, updated_at,
  first_contact_at, appointment_at, reason)
SELECT id, bench_id(1, unit), bench_id(2, unit), bench_id(3, unit * 1000 + place),
  (SELECT array_agg(e.id ORDER BY e.position, e.id) FROM esito e WHERE e.unit_id IS NULL)[1 + dice / 30 % 7],
  first_name, last_name, phone, '3' || 200000000 + i, email,
  (string_to_array('{_PROVINCES}', ','))[1 + coin / 4800 % 16], 'Comune ' || dice % 500,
  lpad((dice % 98000)::text, 5, '0'), 'Via Garibaldi ' || dice % 200, 'Campagna ' || dice % 12, 'Modulo ' || dice % 30,
  (string_to_array('{_SOURCES}', ','))[1 + dice / 210 % 5], 'given', '{{"quando_richiamare": "di mattina"}}', at, at, at,
  CASE WHEN dice % 10 < 8 THEN at + interval '2 hours' END,
  CASE WHEN dice % 10 = 3 THEN at + interval '30 days' END, CASE WHEN dice % 10 = 3 THEN 'call_back' END,
  CASE WHEN dice % 10 < 3 THEN at + interval '5 days' END, dice % 4, at, at,
  CASE WHEN dice % 10 < 6 THEN at + coin % 100000 * interval '1 second' END,
  CASE WHEN dice % 10 = 3 THEN at + interval '1 day' END,
  CASE WHEN dice % 10 < 3 THEN (ARRAY['Prezzo', 'Ha già un fornitore', 'Non interessato'])[1 + coin % 3] END
FROM person
"""
)
_SUBMISSION = (
    _EACH
    + """
INSERT INTO submission (id, unit_id, container_id, lead_id, via, phone, email, received_at, record)
SELECT bench_lead(i, 1), bench_id(1, unit), bench_id(2, unit), id, 'hook', phone, email, at,
  jsonb_build_object('first_name', first_name, 'last_name', last_name, 'phone', phone, 'email', email) FROM person
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
_CONTACT = (
    _EACH
    + """
INSERT INTO contact (unit_id, lead_id, agent_id, at, answered)
SELECT bench_id(1, unit), id, bench_id(3, unit * 1000 + place), at + coin % 100000 * call * interval '1 second',
  dice % 10 < 6 AND call = 1
FROM each CROSS JOIN generate_series(1, dice % 4) AS call
"""
)
_TABLES = {
    "lead": _LEAD,
    "contact": _CONTACT,
    "submission": _SUBMISSION,
    "decision": _DECISION,
    "event": _EVENT,
}
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
