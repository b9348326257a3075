"""What a delivery holds: one or several records of keys and values, whatever shape the sender chose.

Understood: JSON nested or flat, with one or many leads in a list, form-encoded bodies, query strings;
Google's `user_column_data`, Meta's `field_data`, Make's `data.*`, TikTok's `entry[].changes[]`, and lists
of question and answer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qsl

import orjson

from goccia.intake.recognition.aliases import match, match_path
from goccia.intake.recognition.fields import Notice
from goccia.intake.recognition.flatten import MAX_DEPTH, Pair, flatten, question
from goccia.intake.recognition.notices import notice
from goccia.intake.recognition.scalars import as_scalar, as_text
from goccia.kit.booleans import parse_yes_no
from goccia.kit.dates import parse_moment
from goccia.kit.text import clean_line

MAX_KEYS: Final = 300
MAX_RECORDS: Final = 1_000

_MANY: Final = frozenset(
    {"leads", "data", "records", "items", "rows", "results", "contacts", "entries", "submissions", "contatti"}
)
_SECRET: Final = frozenset({"google_key"})
_BRACKETS: Final = re.compile(r"\[([^\[\]]*)\]")


class PayloadProblem(Exception):  # noqa: N818 - named for what happened
    """A body that holds no record: `code` is "broken", "empty" or "too_many_records"."""

    def __init__(self, code: str, it: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.it = it
        self.en = en


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as received: `values` by key, in the sender's order; a nested key is its dotted path.

    `provider` is "google", "meta", "make", "tiktok" or None. `google_key` is a secret to compare, never
    to store. `received_at` is the moment that the provider names, aware UTC. `notices` tell what did not
    fit.
    """

    values: Mapping[str, object]
    provider: str | None = None
    provider_lead_id: str | None = None
    is_test: bool = False
    google_key: str | None = None
    received_at: datetime | None = None
    notices: tuple[Notice, ...] = ()


def read_body(body: bytes, content_type: str | None = None, query: str = "") -> list[RawRecord]:
    """Read a delivery: its body (JSON or form-encoded, told by content before header) and its query string.

    With a body, the query adds keys that the body lacks. Raises `PayloadProblem` where there is nothing
    to read.
    """
    params = _form_object(query)
    if not body.strip():
        if not params:
            raise PayloadProblem("empty", "La richiesta è vuota", "The request is empty")
        return records_from(params)
    data = _parse(body, content_type or "")
    records = records_from(data)
    if not params:
        return records
    extra = _generic(params)
    return [_with_defaults(record, extra) for record in records]


def records_from(data: object) -> list[RawRecord]:
    """Turn a decoded payload into records; raises `PayloadProblem` for none or more than 1,000."""
    records = list(_records(data, {}))
    if not records:
        raise PayloadProblem("empty", "La richiesta non contiene dati", "The request holds no data")
    return records


def _parse(body: bytes, content_type: str) -> object:
    text = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in (b"{", b"["):
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError:
            return _parse_latin(text)
    if "json" in content_type:
        try:
            inner = orjson.loads(text)
        except orjson.JSONDecodeError:
            raise _broken() from None
        if isinstance(inner, str) and inner.lstrip()[:1] in ("{", "["):
            return _parse(inner.encode(), content_type)
        raise _broken()
    if b"=" not in text:
        raise _broken()
    try:
        decoded = text.decode("utf-8")
    except UnicodeDecodeError:
        decoded = text.decode("cp1252", "replace")
    return _form_object(decoded)


def _parse_latin(text: bytes) -> object:
    """Read JSON that old scripts send in Windows-1252 although JSON is UTF-8."""
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return orjson.loads(text.decode("cp1252", "replace"))
        except orjson.JSONDecodeError:
            raise _broken() from None
    raise _broken()


def _broken() -> PayloadProblem:
    return PayloadProblem("broken", "Il contenuto non è leggibile", "The body cannot be read")


def _form_object(text: str) -> dict[str, object]:
    """Read `a=1&b[c]=2&a=3` as an object; a key that comes again makes a list."""
    try:
        pairs = parse_qsl(
            text.strip(), keep_blank_values=True, max_num_fields=5_000, encoding="utf-8", errors="replace"
        )
    except ValueError:
        raise _broken() from None
    if len(pairs) == 1 and pairs[0][1].lstrip()[:1] in ("{", "["):
        try:  # some tools send form-encoded `payload={…}`
            inner = orjson.loads(pairs[0][1])
        except orjson.JSONDecodeError:
            inner = None
        if isinstance(inner, dict) and inner:
            return inner
    out: dict[str, Any] = {}
    for raw_key, value in pairs:
        keys = [key for key in _BRACKETS.sub(r"\0\1", raw_key).split("\0") if key.strip()][:MAX_DEPTH]
        if keys:
            _place(out, keys, value)
    return out


def _place(out: dict[str, Any], keys: list[str], value: str) -> None:
    """Put `a[b][c]=value` in its place; a place that is taken makes a list."""
    *above, last = keys
    for key in above:
        inner = out.setdefault(key, {})
        if not isinstance(inner, dict):
            inner = out[key] = {"": inner}
        out = inner
    if last not in out:
        out[last] = value
    elif isinstance(out[last], list):
        out[last].append(value)
    else:
        out[last] = [out[last], value]


def _records(data: object, shared: Mapping[str, object]) -> Iterator[RawRecord]:
    if isinstance(data, list):
        if data and all(isinstance(item, dict) for item in data) and not _is_question_list(data):
            if len(data) > MAX_RECORDS:
                raise PayloadProblem(
                    "too_many_records",
                    f"Più di {MAX_RECORDS} lead in una richiesta",
                    f"More than {MAX_RECORDS} leads in one request",
                )
            for item in data:
                yield from _records({**shared, **item} if shared else item, {})
        elif data:
            yield _generic({"answers": data})
        return
    if not isinstance(data, dict) or not data:
        return
    if isinstance(data.get("user_column_data"), list):
        yield _google(data)
    elif isinstance(data.get("field_data"), list):
        yield _meta(data)
    elif _is_tiktok(data.get("entry")):
        yield from _tiktok(data)
    elif many := _wrapped(data):
        key, items = many
        yield from _records(items, {k: v for k, v in data.items() if k != key and as_scalar(v) is not None})
    else:
        yield _generic(data)


def _wrapped(data: Mapping[str, Any]) -> tuple[str, list[Any]] | None:
    """Find the list of leads that the object is only a wrapper of."""
    for key, value in data.items():
        if key.lower() not in _MANY or not isinstance(value, list) or not value or _is_question_list(value):
            continue
        if all(isinstance(item, dict) for item in value):
            return key, value
    return None


def _is_question_list(items: Sequence[object]) -> bool:
    """Tell a list of questions and answers from a list of leads."""
    return all(question(item) is not None for item in items)


def _is_tiktok(entry: object) -> bool:
    if isinstance(entry, dict):
        entry = [entry]
    if not isinstance(entry, list):
        return False
    changes = [change for item in entry if isinstance(item, dict) for change in _objects(item.get("changes"))]
    return any("field" in change and as_scalar(change.get("value")) is not None for change in changes)


def _google(data: Mapping[str, Any]) -> RawRecord:
    values: dict[str, object] = {}
    for column in _objects(data.get("user_column_data")):
        column_id, name = as_text(column.get("column_id")), as_text(column.get("column_name"))
        key = column_id if column_id and (match(column_id) or not name) else name
        value = as_scalar(column.get("string_value"))
        if key:
            _put(values, key, value if value is not None else as_text(column.get("value")))
    rest = {k: v for k, v in data.items() if k not in ("user_column_data", "lead_id", "is_test", *_SECRET)}
    return _finish(
        values,
        flatten(rest),
        provider="google",
        provider_lead_id=_id(data.get("lead_id")),
        is_test=_yes(data.get("is_test")),
        google_key=as_text(data.get("google_key")),
        received_at=parse_moment(as_scalar(data.get("lead_submit_time"))),
    )


def _meta(data: Mapping[str, Any]) -> RawRecord:
    values: dict[str, object] = {}
    for answer in _objects(data.get("field_data")):
        if name := as_text(answer.get("name")):
            given = answer.get("values", answer.get("value"))
            texts = [as_text(v) for v in (given if isinstance(given, list) else [given])]
            _put(values, name, "; ".join(text for text in texts if text))
    for consent in _objects(data.get("custom_disclaimer_responses")):
        if key := as_text(consent.get("checkbox_key")):
            _put(values, key, _yes(consent.get("is_checked")))
    rest = {k: v for k, v in data.items() if k not in ("field_data", "custom_disclaimer_responses", "id")}
    return _finish(
        values,
        flatten(rest),
        provider="meta",
        provider_lead_id=_id(data.get("id") or data.get("leadgen_id")),
        is_test=_yes(data.get("is_test")),
        received_at=parse_moment(as_scalar(data.get("created_time"))),
    )


def _tiktok(data: Mapping[str, Any]) -> Iterator[RawRecord]:
    entries = data["entry"] if isinstance(data["entry"], list) else [data["entry"]]
    outer = {k: v for k, v in data.items() if k not in ("entry", "object") and as_scalar(v) is not None}
    for entry in _objects(entries):
        values: dict[str, object] = {}
        for change in _objects(entry.get("changes")):
            name, value = as_text(change.get("field")), change.get("value")
            if not name:
                continue
            if isinstance(value, list) and all(as_scalar(v) is not None for v in value):
                value = "; ".join(filter(None, (as_text(v) for v in value)))
            if as_scalar(value) is not None:
                _put(values, name, as_scalar(value))
            else:
                for path, _, inner in flatten(value):
                    _put(values, f"{name}.{path}", inner)
        rest = {k: v for k, v in entry.items() if k not in ("changes", "id", "lead_id")}
        moment = next(
            (entry[k] for k in ("create_time", "created_time", "time") if k in entry), data.get("time")
        )
        yield _finish(
            values,
            flatten({**outer, **rest}),
            provider="tiktok",
            provider_lead_id=_id(entry.get("lead_id") or entry.get("id")),
            is_test=_yes(entry.get("is_test", data.get("is_test"))),
            received_at=parse_moment(as_scalar(moment)),
        )


def _generic(data: Mapping[str, Any]) -> RawRecord:
    is_make = "leadgenId" in data
    key = as_text(data.get("google_key"))
    rest = {k: v for k, v in data.items() if k not in _SECRET}
    return _finish({}, flatten(rest), provider="make" if is_make else None, google_key=key)


def _finish(
    values: dict[str, object],
    pairs: Sequence[Pair],
    *,
    provider: str | None = None,
    provider_lead_id: str | None = None,
    is_test: bool = False,
    google_key: str | None = None,
    received_at: datetime | None = None,
) -> RawRecord:
    for path, _, value in pairs:
        _put(values, path, value)
    notices: tuple[Notice, ...] = ()
    if len(values) > MAX_KEYS:
        known = [key for key in values if match_path(key)]
        kept = list(dict.fromkeys([*known, *values]))[:MAX_KEYS]
        values = {key: values[key] for key in kept}
        notices = (notice("too_many_keys"),)
    return RawRecord(values, provider, provider_lead_id, is_test, google_key, received_at, notices)


def _put(values: dict[str, object], key: str, value: object) -> None:
    """Add under the key; a key that is taken gets a number, unless it says the same again."""
    name, number = key, 2
    while name in values:
        if values[name] == value:
            return
        if values[name] in (None, ""):
            break
        name, number = f"{key} ({number})", number + 1
    values[name] = value


def _with_defaults(record: RawRecord, extra: RawRecord) -> RawRecord:
    values = {**extra.values, **record.values}
    return RawRecord(
        values,
        record.provider,
        record.provider_lead_id,
        record.is_test,
        record.google_key or extra.google_key,
        record.received_at,
        record.notices,
    )


def _objects(value: object) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _id(value: object) -> str | None:
    text = clean_line(as_text(value) or "")
    return text[:200] or None


def _yes(value: object) -> bool:
    return parse_yes_no(value) is True
