"""Wrong shapes in definition files, told in our own words with line and key."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from forms.errors import Problem, did_you_mean
from forms.lines import Source

EXPECTED = {
    "string_type": 'a text; write it in "…"',
    "int_type": "a whole number without quotation marks",
    "bool_type": "true or false without quotation marks",
    "date_type": "a date like 2026-04-01 without quotation marks",
    "list_type": "a list in […]",
    "model_type": "entries of its own; write [[…]] headers",
}
HEAD_KEYS_BELOW = "it belongs to the file, not to this entry; move it above the first [[…]] header"


def problems(source: Source, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """One problem per mistake that pydantic found; echoes of one place are told once."""
    found: dict[tuple[int, str], Problem] = {}
    for detail in error.errors(include_url=False):
        place = tuple(detail["loc"])
        line = source.line(place)
        key = key_of(source, place)
        problem = Problem(
            source.name, line, key, detail["type"], message(source, model, place, detail)
        )
        found.setdefault((line, key), problem)
    return list(found.values())


def key_of(source: Source, place: tuple[int | str, ...]) -> str:
    """`question.items.when`: kind, id of the entry, key."""
    words: list[str] = []
    data: Any = source.data
    for part in place:
        if isinstance(part, int):
            entry = data[part] if isinstance(data, list) and part < len(data) else {}
            name = entry.get("id") or entry.get("path") if isinstance(entry, dict) else None
            words.append(str(name or part + 1))
            data = entry
        else:
            words.append(part)
            data = data.get(part, {}) if isinstance(data, dict) else {}
    return ".".join(words)


def message(
    source: Source, model: type[BaseModel], place: tuple[int | str, ...], detail: ErrorDetails
) -> str:
    """What is wrong and how to write it."""
    kind, name = detail["type"], str(place[-1])
    fields = _fields(model, place[:-1])
    if kind == "missing":
        return f'"{name}" is missing; write {name} = …'
    if kind == "extra_forbidden":
        if len(place) > 1 and name in _fields(model, ()):
            return f'"{name}" is not a key of this entry: {HEAD_KEYS_BELOW}'
        return f'"{name}" is not a key of this entry{did_you_mean(name, fields)}'
    if kind == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", ""))
        allowed = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
        return f"must be one of {', '.join(allowed)}{did_you_mean(_text(source, place), allowed)}"
    if kind == "string_pattern_mismatch":
        return "must be written in small letters, digits and _ (paths: two such words and a dot)"
    if kind in {"greater_than_equal", "less_than_equal", "too_short", "too_long"}:
        return f"is out of range: {detail['msg'].lower()}"
    return f"must be {EXPECTED.get(kind, 'written in another way: ' + detail['msg'].lower())}"


def _text(source: Source, place: tuple[int | str, ...]) -> str:
    data: Any = source.data
    for part in place:
        data = data[part]
    return data if isinstance(data, str) else ""


def _fields(model: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand at a place."""
    current = model
    for part in place:
        if isinstance(part, int):
            continue
        field = {info.alias or name: info for name, info in current.model_fields.items()}.get(part)
        inner = next(iter(getattr(field.annotation, "__args__", ())), None) if field else None
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            current = inner
    return [info.alias or name for name, info in current.model_fields.items()]
