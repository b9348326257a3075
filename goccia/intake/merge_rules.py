"""What one lead keeps of two, field by field. Pure: two rows and a person's choices in, the columns of the lead out."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from goccia.leads.arrival import CONSENTS, household_of

Side = Literal["this", "other"]
Row = Mapping[str, Any]

PLAIN = (
    "first_name", "last_name", "phone", "email", "address", "city", "postal_code", "province", "housing_type",
    "source", "campaign", "ad_set", "ad", "form", "landing_url", "ip_address", "otp",
)  # fmt: skip
FIELDS = (*PLAIN, "privacy_consent", "marketing_consent", "esito", "agent", "next_action")
"""What can be chosen, beside `custom.<key>`. The container is that of the lead that stays."""
TOGETHER = {"phone": ("phone", "phone_raw"), "province": ("province", "region")}
_NAMES = ("first_name", "last_name")

EARLIEST = ("received_at", "created_at", "first_contact_at", "appointment_at")
LATEST = ("last_activity_at", "last_contact_at")
SUMMED = ("attempts", "attempts_before", "submissions", "returns")
OF_ESITO = ("esito_id", "closed_at", "reason", "amount", "pool_at")
OF_AGENT = ("agent_id", "assigned_at", "worked_at", "queued_at")
OF_NEXT = ("next_action_at", "next_action_kind")
JOINED = ("custom", "answers", "warnings", "consents", "household", "possible_duplicate_of", "updated_at")
KEPT = ("id", "unit_id", "container_id", "deleted_at")


def fields_of(this: Row, other: Row) -> list[str]:
    """Everything that can be chosen between these two."""
    keys = sorted({*this["custom"], *other["custom"]})
    return [*FIELDS, *(f"custom.{key}" for key in keys)]


def value_of(lead: Row, field: str) -> Any:
    """What a lead has there, None where that is nothing: no consent was asked, the Esito is that of an arrival."""
    if field.startswith("custom."):
        found = lead["custom"].get(field.removeprefix("custom."))
        return None if found in ("", []) else found
    if field == "esito":
        return None if lead["esito_initial"] else lead["esito_id"]
    if field == "agent":
        return lead["agent_id"]
    if field == "next_action":
        return (lead["next_action_at"], lead["next_action_kind"]) if lead["next_action_at"] else None
    value = lead[field]
    return None if value in ("", "not_asked") else value


def differ(this: Row, other: Row, field: str) -> bool:
    """Whether a person has something to choose there."""
    return bool(value_of(this, field) != value_of(other, field))


def sides(this: Row, other: Row, take: Mapping[str, Side]) -> dict[str, Side]:
    """Whose value each field gets: as chosen; else that of the lead that stays, or the other's where it has none. Of two
    consents the one said last counts; what comes next goes with an Esito that closes the lead."""
    found: dict[str, Side] = {}
    for field in fields_of(this, other):
        if field in take:
            found[field] = take[field]
        elif field.endswith("_consent"):
            found[field] = _said_last(this, other, field)
        elif field == "next_action" and _closed(this, other, found["esito"]):
            found[field] = found["esito"]
        else:
            mine, theirs = value_of(this, field), value_of(other, field)
            found[field] = "other" if mine is None and theirs is not None else "this"
    return found


def merged(this: Row, other: Row, chosen: Mapping[str, Side], now: datetime) -> dict[str, Any]:
    """The columns of the lead that stays, `chosen` being all of `sides`."""
    of = {field: other if side == "other" else this for field, side in chosen.items()}
    out: dict[str, Any] = {}
    for field in PLAIN:
        for column in TOGETHER.get(field, (field,)):
            out[column] = of[field][column]
    for name in _NAMES:
        out[name] = out[name] or ""
    out |= {name: of["esito"][name] for name in OF_ESITO}
    out |= _next_action(of["esito"], of["next_action"])
    out |= _agent(this, other, of["agent"], now, is_open=out["closed_at"] is None)
    out |= {name: _least(this[name], other[name]) for name in EARLIEST}
    out |= {name: _most(this[name], other[name]) for name in LATEST}
    out |= {name: this[name] + other[name] for name in SUMMED}
    out["answers"] = both_answers(this["answers"], other["answers"])
    out["custom"] = _custom(of)
    out["warnings"] = [*_warnings(this, chosen, "this"), *_warnings(other, chosen, "other")]
    out["consents"] = {}
    for name in CONSENTS:
        lead = of[f"{name}_consent"]
        out[f"{name}_consent"] = lead[f"{name}_consent"]
        if name in lead["consents"]:
            out["consents"][name] = lead["consents"][name]
    out["household"] = household_of(out["phone"], out["last_name"], out["address"], out["postal_code"])
    doubts = {this["possible_duplicate_of"], other["possible_duplicate_of"]} - {None, this["id"], other["id"]}
    out["possible_duplicate_of"] = next(iter(sorted(doubts)), None)
    out["updated_at"] = now
    return out


def keys_of(*leads: Row) -> list[str]:
    """The phones and e-mails that a person is known by."""
    return sorted({lead[name] for lead in leads for name in ("phone", "email") if lead[name]})


def both_answers(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of both: the other's to the same question stands beside ours, if it is another."""
    out = dict(mine)
    for question, answer in theirs.items():
        name, number = question, 2
        while name in out and out[name] != answer:
            name, number = f"{question} ({number})", number + 1
        out[name] = answer
    return out


def _closed(this: Row, other: Row, side: Side) -> bool:
    return (other if side == "other" else this)["closed_at"] is not None


def _next_action(esito: Row, chosen: Row) -> dict[str, Any]:
    return {name: None if esito["esito_stops"] else chosen[name] for name in OF_NEXT}


def _agent(this: Row, other: Row, chosen: Row, now: datetime, *, is_open: bool) -> dict[str, Any]:
    agent = chosen["agent_id"]
    if agent is None:
        waits = (this["queued_at"] or other["queued_at"] or now) if is_open else None
        return {"agent_id": None, "assigned_at": None, "worked_at": None, "queued_at": waits}
    since = {name: chosen[name] for name in ("assigned_at", "worked_at")}
    if this["agent_id"] == other["agent_id"]:
        since = {name: _least(this[name], other[name]) for name in since}
    return {"agent_id": agent, "queued_at": None} | since


def _custom(of: Mapping[str, Row]) -> dict[str, Any]:
    names = [field.removeprefix("custom.") for field in of if field.startswith("custom.")]
    return {
        name: of[f"custom.{name}"]["custom"][name] for name in names if name in of[f"custom.{name}"]["custom"]
    }


def _warnings(lead: Row, chosen: Mapping[str, Side], side: Side) -> Sequence[Any]:
    """A warning stays with the value that it is about."""
    return [one for one in lead["warnings"] if chosen.get(str(one.get("field")), "this") == side]


def _said_last(this: Row, other: Row, field: str) -> Side:
    mine, theirs = value_of(this, field), value_of(other, field)
    if mine is None or theirs is None:
        return "other" if mine is None and theirs is not None else "this"
    name = field.removesuffix("_consent")
    return "other" if _said_at(other, name) > _said_at(this, name) else "this"


def _said_at(lead: Row, name: str) -> datetime:
    """When a consent was said; where nobody knows, when the lead came."""
    try:
        said = datetime.fromisoformat(str(lead["consents"].get(name, {}).get("at")))
    except ValueError:
        said = lead["received_at"]
    return said if said.tzinfo else said.replace(tzinfo=UTC)


def _least(*values: Any) -> Any:
    return min((value for value in values if value is not None), default=None)


def _most(*values: Any) -> Any:
    return max((value for value in values if value is not None), default=None)
