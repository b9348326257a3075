"""The dashboard: what became of the leads that arrived in a period. Every figure counts leads, so each opens a list.

One statement reads the period's leads once and counts them in every way; the periods it is compared with are counted
whole. An Esito's flags say what a contact, an appointment and a contract are.
"""

from typing import Any, Final

import orjson

from goccia.core.database import Transaction
from goccia.leads.filters import LeadFilter
from goccia.leads.listing import where
from goccia.reports.periods import Span, periods, step_of
from goccia.reports.schemas import DashboardQuery

MOST_ROWS: Final = 50
"""Of sources, campaigns, containers, reasons."""
MOST_AGENTS: Final = 500
SPEEDS: Final = ("5m", "1h", "24h", "later", "never")
_FIGURES = """
  count(*) AS leads, count(wait) AS contacted, coalesce(sum(attempts), 0) AS attempts,
  count(appointment_at) AS appointments, count(*) FILTER (WHERE won) AS contracts, (sum(cents) / 100.0)::float8 AS cost
"""
_WAITS = "percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY wait) AS waits"
_WAIT = "extract(epoch FROM lead.first_contact_at - lead.received_at)::float8"
_COHORT = f"""
cohort AS MATERIALIZED (
  SELECT lead.id, lead.container_id, lead.agent_id, lead.esito_id, lead.source, lead.campaign, lead.province,
    lead.attempts, lead.received_at, {_WAIT} AS wait, lead.appointment_at,
    coalesce(e.won, false) AS won, CASE WHEN e.won IS NOT TRUE THEN lead.reason END AS reason,
    {{price}}
  FROM lead LEFT JOIN esito e ON e.id = lead.esito_id{{priced}} WHERE {{condition}}
)
"""
# In whole cents: numbers with decimals are added up ten times slower.
# What the vendor gave back for a lead comes off its price.
_PRICED = (
    "(c.price_per_lead * 100)::bigint - coalesce((v.credited * 100)::bigint, 0) AS cents",
    " LEFT JOIN container c ON c.id = lead.container_id"
    " LEFT JOIN vendor_return v ON v.sold_as = lead.id AND v.state = 'accepted'",
)
_UNPRICED = ("NULL::bigint AS cents", "")
_TOTALS = f"SELECT {_FIGURES}, {_WAITS} FROM cohort"


def _by(part: str, key: str, name: str = "NULL", joins: str = "") -> str:
    """Leads counted by a column of theirs, the most frequent first."""
    return f"""
SELECT '{part}', coalesce(json_agg(x), '[]') FROM (
  SELECT k.key, {name} AS name, k.leads, k.contacted, k.appointments, k.contracts, k.cost
  FROM (SELECT {key} AS key, {_FIGURES} FROM cohort GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_ROWS}) k{joins}
  ORDER BY k.leads DESC, k.key
) x"""


_PARTS = " UNION ALL ".join(
    (
        f"""
SELECT 'figures' AS part, to_json(x) AS rows FROM (
  SELECT {_FIGURES}, {_WAITS} FROM cohort
) x""",
        """
SELECT 'flow', coalesce(json_agg(x ORDER BY x.at), '[]') FROM (
  SELECT g AT TIME ZONE 'Europe/Rome' AS at, coalesce(k.leads, 0) AS leads, coalesce(k.contacted, 0) AS contacted,
    coalesce(k.contracts, 0) AS contracts
  FROM (VALUES ('{start}'::timestamptz AT TIME ZONE 'Europe/Rome', '{end}'::timestamptz AT TIME ZONE 'Europe/Rome')) AS s (a, b)
  CROSS JOIN LATERAL generate_series(date_trunc('{step}', s.a), s.b - interval '1 microsecond', interval '1 {step}') g
  LEFT JOIN (
    SELECT date_trunc('{step}', hour AT TIME ZONE 'Europe/Rome') AS at, sum(leads) AS leads, sum(contacted) AS contacted,
      sum(contracts) AS contracts
    FROM (
      SELECT date_bin('1 hour', received_at, timestamptz '2000-01-01') AS hour, count(*) AS leads, count(wait) AS contacted,
        count(*) FILTER (WHERE won) AS contracts
      FROM cohort GROUP BY 1
    ) h GROUP BY 1
  ) k ON k.at = g
) x""",
        """
SELECT 'speed', coalesce(json_agg(x), '[]') FROM (
  SELECT CASE WHEN wait IS NULL THEN 'never' WHEN wait < 300 THEN '5m'
    WHEN wait < 3600 THEN '1h' WHEN wait < 86400 THEN '24h' ELSE 'later' END AS speed,
    count(*) AS leads
  FROM cohort GROUP BY 1
) x""",
        """
SELECT 'esiti', coalesce(json_agg(x ORDER BY x.position, x.id), '[]') FROM (
  SELECT k.esito_id AS id, e.label AS name, e.colour, coalesce(e.position, -1) AS position, k.leads
  FROM (SELECT esito_id, count(*) AS leads FROM cohort GROUP BY 1) k LEFT JOIN esito e ON e.id = k.esito_id
) x""",
        _by("sources", "source"),
        _by("campaigns", "campaign"),
        _by("containers", "container_id", "c.name", " LEFT JOIN container c ON c.id = k.key"),
        _by("provinces", "province").replace(f"LIMIT {MOST_ROWS}", "LIMIT 120"),
        f"""
SELECT 'agents', coalesce(json_agg(x), '[]') FROM (
  SELECT k.*, p.name FROM (
    SELECT agent_id AS id, {_FIGURES} FROM cohort GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_AGENTS}
  ) k LEFT JOIN person p ON p.id = k.id ORDER BY k.leads DESC, p.name
) x""",
        f"""
SELECT 'reasons', coalesce(json_agg(x), '[]') FROM (
  SELECT reason, count(*) AS leads FROM cohort WHERE reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_ROWS}
) x""",
        """
SELECT 'heat', coalesce(json_agg(x ORDER BY x.slot), '[]') FROM (
  SELECT slot, count(*) AS leads FROM (
    SELECT DISTINCT k.slot, k.lead_id FROM contact k JOIN cohort ON cohort.id = k.lead_id
    WHERE k.answered AND k.at >= (SELECT min(received_at) FROM cohort)
  ) k GROUP BY 1
) x""",
    )
)
_SHARES = """
SELECT 'shares', coalesce(json_agg(x), '[]') FROM (
  SELECT m.user_id AS id, sum(k.leads * m.weight / m.weights) AS expected FROM (
    SELECT container_id, count(*)::float8 AS leads FROM cohort WHERE agent_id IS NOT NULL GROUP BY 1
  ) k JOIN (
    SELECT m.container_id, m.user_id, w.weight, sum(w.weight) OVER (PARTITION BY m.container_id) AS weights
    FROM container_member m JOIN container c ON c.id = m.container_id
    CROSS JOIN LATERAL (SELECT CASE WHEN c.policy = 'weighted' THEN m.weight ELSE 1 END AS weight) w
  ) m USING (container_id) GROUP BY 1
) x
"""


async def read(tx: Transaction, asked: DashboardQuery) -> dict[str, Any]:
    """The figures of a period, as the API shows them, with those it is compared with."""
    spans = periods(asked.period, tx.now, asked.first, asked.last)
    step = step_of(spans.asked)
    await tx.execute("SET LOCAL work_mem = '64MB'")  # a large network's month stays in memory
    counted = _parts(spans.asked, step) + (f" UNION ALL {_SHARES}" if tx.scope.role != "agente" else "")
    rows = await tx.fetch(*_of(tx, asked, spans.asked, counted))
    before = await tx.fetchrow(*_of(tx, asked, spans.before, _TOTALS))
    same_weekday = before
    if spans.same_weekday != spans.before:
        same_weekday = await tx.fetchrow(*_of(tx, asked, spans.same_weekday, _TOTALS))
    parts = {row["part"]: _loaded(row["rows"]) for row in rows}
    return {
        "period": _span(spans.asked),
        "before": _span(spans.before),
        "same_weekday": _span(spans.same_weekday),
        "figures": _figures(parts["figures"]),
        "figures_before": _figures(before),
        "figures_same_weekday": _figures(same_weekday),
        "step": step,
        "flow": parts["flow"],
        "speed": _buckets(parts["speed"]),
        "esiti": [_esito(line) for line in parts["esiti"]],
        **{part: parts[part] for part in ("sources", "campaigns", "containers", "provinces", "reasons")},
        "heat": [
            {"weekday": row["slot"] // 24 + 1, "hour": row["slot"] % 24, "leads": row["leads"]}
            for row in parts["heat"]
        ],
        "agents": _agents(parts["agents"], parts.get("shares")),
    }


def _of(tx: Transaction, asked: DashboardQuery, span: Span, counted: str) -> tuple[Any, ...]:
    """A statement that counts the leads of a span, and its values: the leads are those that the list would show."""
    condition, values = where(
        LeadFilter(
            unit_id=asked.unit_id,
            container_id=asked.container_id,
            agent_id=asked.agent_id,
            received_from=span.start,
            received_to=span.end,
        ),
        tx.now,
    )
    price, priced = _UNPRICED if tx.scope.role == "agente" else _PRICED
    return f"WITH {_COHORT.format(price=price, priced=priced, condition=condition)} {counted}", *values


def _parts(span: Span, step: str) -> str:
    """What is counted, with the steps of the chart over time: all of them, those without leads too."""
    said = {"{step}": step, "{start}": span.start.isoformat(), "{end}": span.end.isoformat()}
    parts = _PARTS
    for place, value in said.items():
        parts = parts.replace(place, value)
    return parts


def _loaded(rows: Any) -> Any:
    return orjson.loads(rows) if isinstance(rows, str | bytes) else rows


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end}


def _figures(row: Any) -> dict[str, Any]:
    median, p90 = row["waits"] or (None, None)
    names = ("leads", "contacted", "attempts", "appointments", "contracts")
    return {
        **{name: row[name] for name in names},
        "median_seconds": median,
        "p90_seconds": p90,
        "cost": row["cost"],
    }


def _buckets(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = {row["speed"]: row["leads"] for row in rows}
    return [{"speed": speed, "leads": found.get(speed, 0)} for speed in SPEEDS]


def _esito(row: dict[str, Any]) -> dict[str, Any]:
    esito = {"id": row["id"], "name": row["name"]} if row["name"] is not None else None
    return {"esito": esito, "colour": row["colour"] or "grey", "leads": row["leads"]}


def _agents(rows: list[dict[str, Any]], shares: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    expected = {row["id"]: row["expected"] for row in shares or []}
    names = ("leads", "contacted", "attempts", "appointments", "contracts")
    return [
        {
            "agent": {"id": row["id"], "name": row["name"] or ""} if row["id"] else None,
            **{name: row[name] for name in names},
            "expected": None if shares is None else expected.get(row["id"], 0.0),
        }
        for row in rows
    ]
