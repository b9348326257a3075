"""(h) Dashboard and reports with everybody's leads there: server time, as each role."""

from typing import Any

import httpx

from bench.lists import served_at
from bench.report import Section, milliseconds, percentile
from bench.stage import LEADS, Stage

SECONDS = 0.3
RUNS = 12
PERIODS = ("today", "7d", "30d", "month")
REPORT_SECONDS = 1.0
REPORTS: tuple[dict[str, Any], ...] = (
    {"rows": "agent", "columns": "esito"},
    {"rows": "source", "columns": "week", "measures": ["leads", "contracts", "conversion"]},
    {"rows": "campaign", "columns": "month", "measures": ["leads", "cost_per_contract"]},
    {"rows": "weekday", "columns": "hour", "measures": ["contacted_rate"]},
)


def run(stage: Stage) -> Section:
    """Every period and report as everybody."""
    section = Section("h", f"Dashboard and reports, {LEADS:,} leads of two years: server time")
    stack = stage.serve()
    for viewer in stage.everyone():
        headers = {"Authorization": f"Bearer {viewer.token}"}
        with httpx.Client(base_url=stack.url, headers=headers, timeout=60) as client:
            for period in PERIODS:
                query = {"period": period}
                served_at(client, "/api/dashboard", query)  # warm
                taken = served_at(client, "/api/dashboard", query)
                p95 = percentile(taken, 0.95)
                section.add(
                    f"{viewer.name}: {period}",
                    f"p50 {milliseconds(percentile(taken, 0.5))}, p95 {milliseconds(p95)}",
                    f"≤ {SECONDS * 1000:.0f} ms",
                    p95 <= SECONDS,
                )
            for report in REPORTS:
                _report(section, client, viewer.name, report)
    section.note(
        "A dashboard's answer holds all figures of the page, with the two periods that they are compared with. Reports are of"
        " all the leads that somebody sees, whenever they arrived."
    )
    return section


def _report(section: Section, client: httpx.Client, name: str, spec: dict[str, Any]) -> None:
    """Of all the leads that somebody sees, whenever they arrived."""
    taken: list[float] = []
    for _ in range(RUNS + 1):
        answer = client.post("/api/reports/run", json={"period": "all", **spec}).raise_for_status()
        taken.append(float(answer.headers["server-timing"].partition("dur=")[2]) / 1000)
    p95 = percentile(taken[1:], 0.95)  # the first one warms
    section.add(
        f"{name}: report {spec['rows']} × {spec['columns']}",
        f"p50 {milliseconds(percentile(taken[1:], 0.5))}, p95 {milliseconds(p95)}",
        f"≤ {REPORT_SECONDS * 1000:.0f} ms",
        p95 <= REPORT_SECONDS,
    )
