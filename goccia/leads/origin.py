"""Where a lead came from: the finest thing that is known of it within its container, as one text of level and name.

An ad, else its ad set, campaign, form or source; `container:` where nothing is known. The database says the same of a row
with `lead_origin(ad, ad_set, campaign, form, source)`.
"""

from collections.abc import Mapping
from typing import Any, Final

LEVELS: Final = ("ad", "ad_set", "campaign", "form", "source")
UNKNOWN: Final = "container:"


def origin_of(lead: Mapping[str, Any]) -> str:
    """The origin of a lead from its columns, those that it has."""
    return next((f"{level}:{name}" for level in LEVELS if (name := lead.get(level))), UNKNOWN)


def origin_sql(table: str = "lead") -> str:
    """The same in SQL over a row of `lead`, by its alias."""
    return f"lead_origin({', '.join(f'{table}.{level}' for level in LEVELS)})"


def parts_of(origin: str) -> tuple[str, str]:
    """Its level and its name; both are of the text as it is stored."""
    level, _, name = origin.partition(":")
    return level, name
