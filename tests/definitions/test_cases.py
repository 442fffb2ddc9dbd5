"""Every case beside a definition holds."""

from __future__ import annotations

from typing import Any

import pytest

from forms import dates, loader
from forms.journey import Reading
from forms.look import State
from forms.vocabulary import Key
from tests.helpers.cases import CITY, all_cases, play

CASES = all_cases()
EXPECTATIONS = {
    "asked", "asked_exactly", "not_asked", "proposed", "not_proposed", "applications", "fee", "dates", "values", "offered",
}  # fmt: skip


@pytest.mark.parametrize(("procedure", "case"), CASES, ids=[f"{p}-{c['id']}" for p, c in CASES])
def test_case(procedure: str, case: dict[str, Any]) -> None:
    definitions = loader.load(case["day"], CITY)
    played = play(definitions, case, procedure)
    expect = case["expect"]
    assert set(expect) <= EXPECTATIONS
    assert played.plan is not None
    assert played.situation is not None
    assert played.plan.missing == ()
    assert set(expect.get("asked", [])) <= set(played.asked)
    assert not set(expect.get("not_asked", [])) & set(played.asked)
    assert expect.get("asked_exactly", played.asked) == played.asked
    assert tuple(expect.get("proposed", played.proposed)) == played.proposed
    assert not set(expect.get("not_proposed", [])) & set(played.proposed)
    assert expect.get("applications", len(played.plan.parts)) == len(played.plan.parts)
    for name, value in expect.get("values", {}).items():
        assert played.plan.looks[Key.parse(name)].value == value
    for item, persons in expect.get("offered", {}).items():
        reading = Reading(definitions, played.situation)
        assert list(reading.members(definitions.items[item].among)[0]) == persons
    entry = definitions.procedures[procedure]
    for name, day in expect.get("dates", {}).items():
        start = played.plan.looks[Key("", "move.date")]
        assert start.state is State.KNOWN
        counted = next(d for d in entry.dates if d.id == name)
        assert dates.count(counted, start.value, definitions.calendar) == day  # type: ignore[arg-type]  # a date
    if "fee" in expect:
        copies = played.plan.looks[Key("", f"{procedure}.copies")].value
        assert sum(fee.amount * int(str(copies)) for fee in entry.fee) == expect["fee"]
