"""Nested JSON made flat: one pair for every single value."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson

from goccia.intake.recognition.aliases import match
from goccia.intake.recognition.scalars import as_scalar, as_text
from goccia.kit.text import clean, clean_line

MAX_DEPTH: Final = 20
MAX_PAIRS: Final = 5_000
LONGEST_KEY: Final = 300

Pair = tuple[str, str, object]

_PERSONAL: Final = ("phone", "email", "last_name")
_LABELS: Final = (
    *("label", "question", "title", "name", "key", "field", "column_name", "ref", "id", "column_id"),
    "domanda",
)
_VALUES: Final = (
    *("value", "answer", "values", "answers", "string_value", "raw_value", "text", "response"),
    *("risposta", "valore"),
)


def flatten(obj: object) -> list[Pair]:
    """List `(path, key, value)` of every single value: the dotted path, its last key, the value.

    A list of single values is one text joined with "; ". An object that is a question with its answer
    (`{"label": …, "value": …}`) is one pair named by the question, its path without list positions. What
    lies deeper than 20 levels, and what comes after 5,000 values, is kept as JSON text. Texts are cleaned
    of NUL and control characters.
    """
    out: list[Pair] = []
    for pair in _walk(obj, (), 0):
        out.append(pair)
        if len(out) >= MAX_PAIRS:
            break
    return out


def _walk(value: object, path: tuple[str, ...], depth: int) -> Iterator[Pair]:
    scalar = as_scalar(value)
    if scalar is not None or value is None:
        yield _pair(path, clean(scalar) if isinstance(scalar, str) else scalar)
    elif depth >= MAX_DEPTH:
        yield _pair(path, _json(value))
    elif isinstance(value, list):
        if all(item is None or as_scalar(item) is not None for item in value):
            yield _pair(path, "; ".join(filter(None, (clean(as_text(item)) for item in value))))
            return
        for number, item in enumerate(value):
            asked = question(item)
            if asked:
                label, answer = asked
                yield from _walk(answer, (*path[:-1], label) if path else (label,), depth + 1)
            else:
                yield from _walk(item, (*path, str(number)), depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            asked = question(item)
            if asked:
                yield from _walk(asked[1], (*path, _known(str(key), asked[0])), depth + 1)
            elif isinstance(item, Mapping) and list(item) == ["value"]:
                yield from _walk(item["value"], (*path, _known(str(key), str(key))), depth + 1)
            else:
                yield from _walk(item, (*path, clean_line(str(key))[:LONGEST_KEY]), depth + 1)


def question(item: object) -> tuple[str, object] | None:
    """Read `{"label": "CAP", "value": "00187"}` and its kin as a question and its answer; None where it
    is none.

    An object with a phone or an e-mail of its own is a person, whatever else it has.
    """
    if not isinstance(item, Mapping):
        return None
    asked, kind = item.get("field"), item.get("type")
    if isinstance(asked, Mapping) and isinstance(kind, str) and kind in item:
        label = _first_text(asked, ("title", "ref", "id"))
        return (label, _answer(item[kind])) if label else None
    if any((found := match(str(key))) and found[0] in _PERSONAL for key in item):
        return None
    label = _first_text(item, _LABELS)
    for name in _VALUES if label else ():
        if name in item and not (name == "text" and "label" not in item and "question" not in item):
            return label, _answer(item[name])
    return None


def _first_text(item: Mapping[str, object], names: tuple[str, ...]) -> str:
    texts = (clean_line(text) for name in names if isinstance(text := item.get(name), str))
    return next((text for text in texts if text), "")[:LONGEST_KEY]


def _answer(value: object) -> object:
    """Take the words out of an answer that is an object of one label or value."""
    if isinstance(value, Mapping) and len(value) == 1:
        return next(iter(value.values()))
    return value


def _known(key: str, label: str) -> str:
    """Name a field that has both key and label: the label says more, unless the key is a word of its own."""
    return (
        label
        if key.isdigit() or key.startswith(("field", "input", "question", "q"))
        else clean_line(key)[:LONGEST_KEY]
    )


def _pair(path: tuple[str, ...], value: object) -> Pair:
    return ".".join(path), path[-1] if path else "", value


def _json(value: Any) -> str:
    try:
        return clean(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode())
    except (orjson.JSONEncodeError, UnicodeDecodeError):
        return clean(repr(value)[:10_000])
