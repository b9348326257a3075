"""The contract guard: a request may name only fields and parameters that the published contract has.

With `$GOCCIA_CONTRACTS` set, the names are those of Meta's own lists; otherwise the ones this product knows.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

SPECS = Path("meta-leads") / "graph_api_lead_specs.json"
EVERYWHERE = frozenset({"access_token", "appsecret_proof", "locale", "pretty", "format", "method", "fields"})
LISTING = EVERYWHERE | {"limit", "after", "before", "filtering", "summary"}
_NESTED = re.compile(r"\{[^{}]*\}|\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Guard:
    """Names that may be asked for (`fields`) by node type, and sent (`parameters`) by edge."""

    fields: dict[str, frozenset[str]]
    parameters: dict[str, frozenset[str]]

    def unknown_field(self, node: str, fields: str) -> str | None:
        """The first name in `fields=…` that the node does not have."""
        flat = fields
        while (shorter := _NESTED.sub("", flat)) != flat:
            flat = shorter
        names = (name.strip().split(".")[0] for name in flat.split(","))
        return next((name for name in names if name and name not in self.fields[node]), None)

    def unknown_parameter(self, edge: str, names: set[str]) -> str | None:
        """The first parameter that neither the edge nor Graph as a whole has."""
        return min(names - LISTING - self.parameters.get(edge, frozenset()), default=None)


KNOWN = Guard(
    fields={
        "Lead": frozenset(
            [
                "id",
                "created_time",
                "ad_id",
                "ad_name",
                "adset_id",
                "adset_name",
                "campaign_id",
                "campaign_name",
                "form_id",
                "field_data",
                "custom_disclaimer_responses",
                "is_organic",
                "platform",
            ]
        ),
        "LeadgenForm": frozenset(
            ["id", "name", "locale", "status", "page_id", "questions", "created_time", "leads_count"]
        ),
    },
    parameters={
        "test_leads": frozenset({"field_data", "custom_disclaimer_responses"}),
        "subscribed_apps": frozenset({"subscribed_fields"}),
    },
)


def load(contracts: Path | None) -> Guard:
    """The guard of the published contract, or the product's own where there is none."""
    if contracts is None:
        return KNOWN
    specs = json.loads((contracts / SPECS).read_text())
    return Guard(
        fields={
            node: frozenset(field["name"] for field in specs[node]["fields"])
            for node in ("Lead", "LeadgenForm")
        },
        parameters={
            api["endpoint"]: frozenset(parameter["name"] for parameter in api["params"])
            for node in ("LeadgenForm", "Page")
            for api in specs[node]["apis"]
            if api["method"] == "POST" and "endpoint" in api
        },
    )
