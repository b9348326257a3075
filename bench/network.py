"""A sales network made by SQL: units, one container each, and its agents, with ids that can be computed."""

from uuid import UUID

import asyncpg

UNITS = 50
AGENTS = 20  # of each unit
_MAKE = """
INSERT INTO unit (id, name, created_at)
  SELECT bench_id(1, u), 'Unità ' || u, now() FROM generate_series(1, $1::int) u;
INSERT INTO container (id, unit_id, name, intake_token, created_at)
  SELECT bench_id(2, u), bench_id(1, u), 'Campagna ' || u, 'bench-' || u, now() FROM generate_series(1, $1) u;
INSERT INTO app_user (id, email, first_name, last_name, role, password_hash, created_at)
  SELECT bench_id(3, u * 1000 + a), 'agente' || u * 1000 + a || '@example.it', 'Agente', 'Numero ' || u * 1000 + a,
         'agente', '-', now() FROM generate_series(1, $1) u, generate_series(1, $2::int) a;
INSERT INTO user_unit (user_id, unit_id)
  SELECT bench_id(3, u * 1000 + a), bench_id(1, u) FROM generate_series(1, $1) u, generate_series(1, $2) a;
INSERT INTO container_member (container_id, user_id, unit_id, open_cap, joined_at)
  SELECT bench_id(2, u), bench_id(3, u * 1000 + a), bench_id(1, u), NULL, now()
  FROM generate_series(1, $1) u, generate_series(1, $2) a
"""


def bench_id(kind: int, number: int) -> UUID:
    """The id of the unit (1), container (2) or agent (3: unit * 1000 + place) of this number."""
    return UUID(f"0{kind}000000-0000-7000-8000-{number:012x}")


async def make_network(owner: asyncpg.Connection, units: int = UNITS, agents: int = AGENTS) -> None:
    """Make the units with their containers and agents (as the database's owner)."""
    await owner.execute(
        "CREATE OR REPLACE FUNCTION bench_id(kind int, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS"
        " $$ SELECT ('0' || kind || '000000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$;"
        "CREATE OR REPLACE FUNCTION bench_key(key bigint, place int) RETURNS uuid LANGUAGE sql IMMUTABLE AS"
        " $$ SELECT (overlay(lpad(to_hex(key), 12, '0') PLACING '-' FROM 9 FOR 0)"
        " || '-7000-8000-' || lpad(place::text, 12, '0'))::uuid $$"
    )
    for statement in _MAKE.split(";"):
        values = [units, agents][: 2 if "$2" in statement else 1]
        await owner.execute(statement, *values)
