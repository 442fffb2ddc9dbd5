"""Conditions have three values: true, false, and not known yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from forms import condition
from forms.model import ConditionEntry
from forms.vocabulary import Value


@dataclass
class Known:
    """A visit as conditions see it, by hand."""

    entries: Mapping[str, ConditionEntry]
    values: Mapping[str, Value] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    complete: bool = True
    day: date = date(2026, 11, 20)

    def known(self, owner: str, reference: str, person: str) -> Value | None:
        del owner
        return self.values.get(f"{person}/{reference}" if person else reference)

    def is_answered(self, owner: str, reference: str, person: str) -> bool:
        del owner, person
        return reference in self.values

    def members(self, group: str) -> tuple[tuple[str, ...], bool]:
        del group
        return self.people, self.complete

    def named(self, owner: str, name: str) -> ConditionEntry:
        del owner
        return self.entries[name]


def entry(name: str = "c", **keys: Any) -> ConditionEntry:
    return ConditionEntry.model_validate({"id": name, "says": "…", **keys})


def value_of(keys: dict[str, Any], values: Mapping[str, Value]) -> bool | None:
    return condition.holds(Known({"c": entry(**keys)}, values), "", "c")


@pytest.mark.parametrize(
    ("keys", "value", "result"),
    [
        ({"is": "a"}, "a", True),
        ({"is": "a"}, "b", False),
        ({"is": False}, False, True),
        ({"one_of": ["a", "b"]}, "b", True),
        ({"one_of": ["a", "b"]}, "c", False),
        ({"at_least": 2}, 2, True),
        ({"at_least": 2}, 1, False),
        ({"at_most": 2}, 2, True),
        ({"at_most": 2}, 3, False),
        ({"at_least": 1, "at_most": 2}, 3, False),
        ({"before": date(2026, 1, 1)}, date(2025, 12, 31), True),
        ({"before": date(2026, 1, 1)}, date(2026, 1, 1), False),
        ({"count_at_least": 2}, ("p1", "p2"), True),
        ({"count_at_least": 2}, ("p1",), False),
        ({"count_at_most": 1}, ("p1", "p2"), False),
        ({"age_at_least": 18}, date(2008, 11, 21), True),
        ({"age_at_least": 18}, date(2008, 11, 22), False),
        ({"age_at_most": 17}, date(2008, 11, 22), True),
        ({"age_at_most": 17}, date(2008, 11, 21), False),
        ({"school_year_age_at_most": 18}, date(2008, 4, 2), True),
        ({"school_year_age_at_most": 18}, date(2008, 4, 1), False),
        ({"age_at_least": 18}, "no date", None),
    ],
)
def test_operator(keys: dict[str, Any], value: Value, result: bool | None) -> None:
    assert value_of({"fact": "f", **keys}, {"f": value}) is result
    assert value_of({"fact": "f", **keys}, {}) is None


def test_present_is_never_unknown() -> None:
    assert value_of({"fact": "f", "present": True}, {"f": "x"}) is True
    assert value_of({"fact": "f", "present": True}, {}) is False
    assert value_of({"fact": "f", "present": False}, {}) is True


def test_an_age_on_a_day_that_is_not_known_is_not_known() -> None:
    keys: dict[str, Any] = {"fact": "f", "age_at_least": 18, "on": "move.date"}
    assert value_of(keys, {"f": date(2000, 1, 1)}) is None
    assert value_of(keys, {"f": date(2000, 1, 1), "move.date": date(2010, 1, 1)}) is False


PARTS = {"t": entry("t", fact="t", **{"is": True}), "u": entry("u", fact="u", **{"is": True})}


@pytest.mark.parametrize(
    ("keys", "t", "u", "result"),
    [
        ({"all": ["t", "u"]}, True, True, True),
        ({"all": ["t", "u"]}, True, None, None),
        ({"all": ["t", "u"]}, False, None, False),
        ({"any": ["t", "u"]}, False, False, False),
        ({"any": ["t", "u"]}, False, None, None),
        ({"any": ["t", "u"]}, True, None, True),
        ({"not": "t"}, True, None, False),
        ({"not": "t"}, False, None, True),
        ({"not": "t"}, None, None, None),
    ],
)
def test_three_values(
    keys: dict[str, Any], t: bool | None, u: bool | None, result: bool | None
) -> None:
    values = {name: value for name, value in (("t", t), ("u", u)) if value is not None}
    known = Known({**PARTS, "c": entry(**keys)}, values)
    assert condition.holds(known, "", "c") is result


@pytest.mark.parametrize(
    ("way", "values", "complete", "result"),
    [
        ("some", {"p1/f": True, "p2/f": False}, True, True),
        ("some", {"p1/f": False, "p2/f": False}, True, False),
        ("some", {"p1/f": False}, True, None),
        ("some", {"p1/f": False, "p2/f": False}, False, None),
        ("every", {"p1/f": True, "p2/f": True}, True, True),
        ("every", {"p1/f": True, "p2/f": True}, False, None),
        ("every", {"p1/f": True, "p2/f": False}, False, False),
    ],
)
def test_over_a_group(
    way: str, values: dict[str, Value], complete: bool, result: bool | None
) -> None:
    entries = {
        "c": entry(**{way: "group", "meets": "m"}),
        "m": entry("m", fact="f", **{"is": True}),
    }
    assert condition.holds(Known(entries, values, ("p1", "p2"), complete), "", "c") is result


def test_some_of_a_group_without_a_test_means_somebody_is_there() -> None:
    entries = {"c": entry(some="group")}
    assert condition.holds(Known(entries, {}, ("p1",)), "", "c") is True
    assert condition.holds(Known(entries, {}, ()), "", "c") is False
