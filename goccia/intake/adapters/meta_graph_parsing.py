"""Graph's JSON to the port's records, tolerant of numbers for text, text for lists and missing keys."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from goccia.intake.ports import LeadPage, MetaAnswer, MetaConsent, MetaForm, MetaLead, MetaQuestion

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off", ""})


def parse_json(body: bytes) -> Any:
    """The JSON, fit for PostgreSQL: no NUL, no lone surrogate, no infinity. None where it is no JSON."""
    try:
        return _storable(json.loads(body))
    except (ValueError, RecursionError):
        return None


def parse_lead(answer: Mapping[str, Any], asked_id: str | None = None) -> MetaLead | None:
    """A lead; None where there is no id. The id asked for is the key, whatever the answer calls itself."""
    lead_id = asked_id or _text(answer.get("id"))
    if not lead_id:
        return None
    return MetaLead(
        id=lead_id,
        created_time=_moment(answer.get("created_time")),
        ad_id=_text(answer.get("ad_id")),
        ad_name=_text(answer.get("ad_name")),
        adset_id=_text(answer.get("adset_id")),
        adset_name=_text(answer.get("adset_name")),
        campaign_id=_text(answer.get("campaign_id")),
        campaign_name=_text(answer.get("campaign_name")),
        form_id=_text(answer.get("form_id")),
        form_name=_text(answer.get("form_name")),
        is_organic=_yes_no(answer.get("is_organic")),
        platform=_text(answer.get("platform")),
        field_data=tuple(
            MetaAnswer(name, _values(entry.get("values")))
            for entry in _objects(answer.get("field_data"))
            if (name := _text(entry.get("name")))
        ),
        custom_disclaimer_responses=tuple(
            MetaConsent(key, _yes_no(entry.get("is_checked")) is True)
            for entry in _objects(answer.get("custom_disclaimer_responses"))
            if (key := _text(entry.get("checkbox_key")))
        ),
        raw=dict(answer),
    )


def parse_lead_page(answer: Mapping[str, Any]) -> LeadPage | None:
    """A page of leads; None where `data` is no list. Only `paging.next` says that there is more."""
    if not isinstance(answer.get("data"), list):
        return None
    leads = (parse_lead(entry) for entry in _objects(answer["data"]))
    return LeadPage(tuple(lead for lead in leads if lead is not None), _next_cursor(answer.get("paging")))


def parse_form(answer: Mapping[str, Any], form_id: str) -> MetaForm:
    """A form; a form without a name is called by its id."""
    return MetaForm(
        id=form_id,
        name=_text(answer.get("name")) or form_id,
        locale=_text(answer.get("locale")),
        status=_text(answer.get("status")),
        page_id=_text(answer.get("page_id")),
        questions=tuple(
            MetaQuestion(
                key=key,
                label=_text(entry.get("label")) or key,
                type=_text(entry.get("type")) or "CUSTOM",
                options=tuple(
                    (_text(option.get("key")) or "", _text(option.get("value")) or "")
                    for option in _objects(entry.get("options"))
                ),
            )
            for entry in _objects(answer.get("questions"))
            if (key := _text(entry.get("key")) or _text(entry.get("label")))
        ),
    )


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_storable(key): _storable(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_storable(entry) for entry in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _next_cursor(paging: object) -> str | None:
    if not isinstance(paging, dict) or not isinstance(paging.get("next"), str):
        return None
    cursors = paging.get("cursors")
    after = _text(cursors.get("after")) if isinstance(cursors, dict) else None
    if after:
        return after
    try:
        return parse_qs(urlsplit(paging["next"]).query).get("after", [None])[0]
    except ValueError:
        return None


def _objects(value: object) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _text(value: object) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str | int | float):
        return str(value).strip() or None
    return None


def _values(value: object) -> tuple[str, ...]:
    entries = value if isinstance(value, list) else [value]
    return tuple(_value(entry) for entry in entries if isinstance(entry, str | int | float))


def _value(entry: str | int | float) -> str:
    if isinstance(entry, bool):
        return "true" if entry else "false"
    return entry if isinstance(entry, str) else _text(entry) or ""


def _yes_no(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    word = "" if value is None else str(value).strip().lower()
    if word in _YES:
        return True
    return None if value is None or word not in _NO else False


def _moment(value: object) -> datetime | None:
    try:
        if isinstance(value, str) and not value.strip().isdigit():
            moment = datetime.fromisoformat(value.strip())
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(float(value), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None
