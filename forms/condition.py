"""Conditions: named, typed, with three values. None means: not known yet, ask first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from forms.age import age_on, school_year_age_on
from forms.model import ConditionEntry
from forms.vocabulary import Value

TYPES_OF_OPERATORS: dict[str, tuple[str, ...]] = {
    "is_": ("text", "yes_no", "choice", "person", "number", "code", "fiscal_year"),
    "one_of": ("choice", "text", "person", "code"),
    "at_least": ("number", "fiscal_year"),
    "at_most": ("number", "fiscal_year"),
    "before": ("date",),
    "present": (),
    "age_at_least": ("date",),
    "age_at_most": ("date",),
    "school_year_age_at_most": ("date",),
    "count_at_least": ("members", "people", "choices"),
    "count_at_most": ("members", "people", "choices"),
}
"""Which types of fact an operator may be put to; empty: every type."""


class Reader(Protocol):
    """How conditions see the visit."""

    def known(self, owner: str, reference: str, person: str) -> Value | None: ...

    def is_answered(self, owner: str, reference: str, person: str) -> bool: ...

    def members(self, group: str) -> tuple[tuple[str, ...], bool]: ...

    def named(self, owner: str, name: str) -> ConditionEntry: ...

    @property
    def day(self) -> date: ...


def operators(entry: ConditionEntry) -> tuple[str, ...]:
    """The operators that an entry uses on its fact."""
    return tuple(name for name in TYPES_OF_OPERATORS if getattr(entry, name) not in (None, []))


def holds(reader: Reader, owner: str, name: str, person: str = "") -> bool | None:
    """Whether the condition is true, false, or not known yet."""
    entry = reader.named(owner, name)
    if entry.all:
        return _all(holds(reader, owner, part, person) for part in entry.all)
    if entry.any:
        return _any(holds(reader, owner, part, person) for part in entry.any)
    if entry.not_:
        inner = holds(reader, owner, entry.not_, person)
        return None if inner is None else not inner
    if entry.some or entry.every:
        return _over_group(reader, owner, entry)
    if entry.present is not None:
        return reader.is_answered(owner, entry.fact, person) is entry.present
    value = reader.known(owner, entry.fact, person)
    return None if value is None else _test(reader, owner, entry, value)


def _over_group(reader: Reader, owner: str, entry: ConditionEntry) -> bool | None:
    members, complete = reader.members(entry.some or entry.every)
    results: list[bool | None] = [
        holds(reader, owner, entry.meets, member) if entry.meets else True for member in members
    ]
    if not complete:
        results.append(None)
    return _any(results) if entry.some else _all(results)


def _all(results: Iterable[bool | None]) -> bool | None:
    found = list(results)
    return False if False in found else None if None in found else True


def _any(results: Iterable[bool | None]) -> bool | None:
    found = list(results)
    return True if True in found else None if None in found else False


def _test(reader: Reader, owner: str, entry: ConditionEntry, value: Value) -> bool | None:
    tests: dict[str, Callable[[], bool]] = {
        "is_": lambda: value == entry.is_,
        "one_of": lambda: value in entry.one_of,
        "at_least": lambda: isinstance(value, int) and value >= (entry.at_least or 0),
        "at_most": lambda: isinstance(value, int) and value <= (entry.at_most or 0),
        "before": lambda: isinstance(value, date) and value < (entry.before or date.min),
        "count_at_least": lambda: (
            isinstance(value, tuple) and len(value) >= (entry.count_at_least or 0)
        ),
        "count_at_most": lambda: (
            isinstance(value, tuple) and len(value) <= (entry.count_at_most or 0)
        ),
    }
    results: list[bool | None] = []
    for name in operators(entry):
        if name in tests:
            results.append(tests[name]())
        else:
            results.append(_test_age(reader, owner, entry, name, value))
    return _all(results)


def _test_age(
    reader: Reader, owner: str, entry: ConditionEntry, name: str, value: Value
) -> bool | None:
    day: Value | None = reader.day if not entry.on else reader.known(owner, entry.on, "")
    if not isinstance(day, date) or not isinstance(value, date):
        return None
    limit = int(getattr(entry, name))
    if name == "school_year_age_at_most":
        return school_year_age_on(value, day) <= limit
    age = age_on(value, day)
    return age >= limit if name == "age_at_least" else age <= limit
