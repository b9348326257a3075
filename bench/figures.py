"""(h) The dashboard with everybody's leads there: server time, as each role and for each period."""

import httpx

from bench.lists import served_at
from bench.report import Section, milliseconds, percentile
from bench.stage import LEADS, Stage

SECONDS = 0.3
PERIODS = ("today", "7d", "30d", "month")


def run(stage: Stage) -> Section:
    """Every period as everybody."""
    section = Section("h", f"Dashboard, {LEADS:,} leads of two years: server time")
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
    section.note(
        "Each answer holds all figures of the page, with the two periods that they are compared with."
    )
    return section
