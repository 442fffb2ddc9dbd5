"""Laws of the journey, tried on random visits (definitions.md 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from forms import loader
from forms.journey import Plan, Reading, Situation, plan
from forms.look import State
from forms.vocabulary import FILER, Fact, FactSource, Key, Value
from tests.helpers.cases import CITY, Family, card_facts

DAY = date(2026, 11, 20)
Draw = Callable[[st.SearchStrategy[Any]], Any]
DEFINITIONS = loader.load(DAY, CITY)
PERSONS = ("p2", "p3", "p4")
KINDS = ("wife", "husband", "child", "father", "mother", "other")


def fact(value: Value, source: FactSource = FactSource.CITIZEN) -> Fact:
    return Fact(value, source)


@st.composite
def households(draw: st.DrawFn) -> dict[Key, Fact]:
    """Who came along, and when everybody was born."""
    count = draw(st.integers(min_value=0, max_value=3))
    people = PERSONS[:count]
    facts = {
        Key("", "household.companions"): fact(people),
        Key("", "move.kind"): fact("moving_in"),
    }
    for person in people:
        facts[Key(person, "person.relation_to_filer")] = fact(draw(st.sampled_from(KINDS)))
    for person in (FILER, *people):
        born = draw(st.dates(min_value=date(1930, 1, 1), max_value=DAY))
        facts[Key(person, "person.date_of_birth")] = fact(born)
    return facts


def value_for(draw: Draw, situation: Situation, key: Key) -> Any:
    """Anything that may be answered to a question."""
    item = DEFINITIONS.items[key.fact]
    if item.among:
        members = Reading(DEFINITIONS, situation).members(item.among)[0]
        if item.type == "person":
            return draw(st.sampled_from([*members, "other"] if item.outsider else members))
        return tuple(person for person in members if draw(st.booleans()))
    if item.type == "yes_no":
        return draw(st.booleans())
    if item.type == "date":
        return draw(st.dates(min_value=date(1930, 1, 1), max_value=DAY))
    if item.options:
        chosen = draw(st.sampled_from([option.id for option in item.options]))
        return (chosen,) if item.type == "choices" else chosen
    return draw(st.sampled_from(["1", "2", "ミサキ"]))


def finish(draw: Draw, situation: Situation, *, last_first: bool = False) -> Situation:
    """Answer until nothing is open."""
    for _ in range(300):
        found = plan(DEFINITIONS, situation)
        opened = [page for page in found.pages if page.open]
        if not opened:
            if found.proposals is None or situation.accepted is not None:
                return situation
            situation = replace(situation, accepted=tuple(p.procedure for p in found.proposals))
            continue
        page = opened[-1 if last_first else 0]
        facts = dict(situation.facts)
        for key in page.keys:
            if found.looks[key].state is State.OPEN:
                facts[key] = fact(value_for(draw, situation, key))
        situation = replace(situation, facts=facts)
    raise AssertionError("the journey does not end")


def sent(found: Plan) -> dict[str, dict[Key, object]]:
    """What every application will hold."""
    return {
        part.procedure: {key: found.looks[key].value for key in part.keys if key in found.looks}
        for part in found.parts
    }


@st.composite
def visits(draw: st.DrawFn) -> Situation:
    return finish(draw, Situation(draw(households()), DAY, event="moving_in"))


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_with_no_next_page_every_required_fact_has_a_value(data: st.DataObject) -> None:
    found = plan(DEFINITIONS, data.draw(visits()))
    assert found.missing == ()
    assert found.waits is False
    for part in found.parts:
        for key in part.keys:
            look = found.looks.get(key)
            assert look is None or look.state is State.KNOWN  # None: shown on the check screen only


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_no_key_stands_on_two_pages(data: st.DataObject) -> None:
    found = plan(DEFINITIONS, data.draw(visits()))
    keys = [key for page in found.pages for key in page.keys]
    assert len(keys) == len(set(keys))


@given(st.data())
@settings(deadline=None, max_examples=40)
def test_the_order_of_answers_does_not_matter(data: st.DataObject) -> None:
    done = data.draw(visits())
    facts = list(done.facts.items())
    shuffled = data.draw(st.permutations(facts))
    again = replace(done, facts=dict(shuffled))
    assert sent(plan(DEFINITIONS, again)) == sent(plan(DEFINITIONS, done))


@given(st.data())
@settings(deadline=None, max_examples=40)
def test_change_an_answer_and_change_it_back(data: st.DataObject) -> None:
    done = data.draw(visits())
    answered = [
        key
        for key in done.facts
        if DEFINITIONS.items[key.fact].options
        and key.fact not in ("move.kind", "household.companions", "person.relation_to_filer")
    ]
    if not answered:
        return
    key = data.draw(st.sampled_from(sorted(answered)))
    other = value_for(data.draw, done, key)
    changed = finish(data.draw, replace(done, facts={**done.facts, key: fact(other)}))
    back = replace(changed, facts={**changed.facts, key: done.facts[key]})
    assert sent(plan(DEFINITIONS, back)) == sent(plan(DEFINITIONS, done))


@given(st.data())
@settings(deadline=None, max_examples=40)
def test_a_removed_procedure_leaves_no_trace(data: st.DataObject) -> None:
    done = data.draw(visits())
    assert done.accepted is not None
    rest = tuple(name for name in done.accepted if name != "child_allowance_claim")
    found = plan(DEFINITIONS, replace(done, accepted=rest))
    read = {key: done.facts[key] for key in found.looks if key in done.facts}
    kept = {
        key: value for key, value in done.facts.items()
        if key.fact == "person.relation_to_filer"
    }  # fmt: skip
    again = plan(DEFINITIONS, replace(done, accepted=rest, facts={**kept, **read}))
    assert sent(found) == sent(again)


@given(st.data())
@settings(deadline=None, max_examples=40)
def test_a_card_never_adds_a_question(data: st.DataObject) -> None:
    facts = data.draw(households())
    family = Family.read("takahashi")
    typed = {
        Key(FILER, f"person.{name}"): fact(family.persons[0][name])
        for name in ("family_name", "given_name", "date_of_birth", "sex")
    }
    by_hand = plan(DEFINITIONS, Situation({**facts, **typed}, DAY, event="moving_in"))
    carded = {key: Fact(value.value, FactSource.CARD) for key, value in typed.items()}
    by_card = plan(DEFINITIONS, Situation({**facts, **carded}, DAY, event="moving_in"))
    asked = {key for page in by_card.pages for key in page.keys}
    assert asked <= {key for page in by_hand.pages for key in page.keys}


def test_the_house_hold_of_one_needs_no_choice_of_persons() -> None:
    facts = card_facts(Family.read("takahashi"), ["kenichi"])
    facts[Key("", "household.companions")] = fact(())
    facts[Key("", "household.insured_at_work")] = fact(())
    found = plan(
        DEFINITIONS, Situation(facts, DAY, event="moving_in", accepted=("moving_in_notification",))
    )
    look = found.looks[Key("", "household.householder")]
    assert (look.value, look.source) == (FILER, FactSource.DERIVED)


def test_keys_and_their_texts() -> None:
    for key in (
        Key("", "move.date"),
        Key("p1", "person.sex"),
        Key("p2", "person.relationship", "p1"),
    ):
        assert Key.parse(str(key)) == key


def test_a_facts_value_is_not_in_its_repr() -> None:
    assert "secret" not in repr(fact("secret"))


def test_a_filer_under_age_and_alone_is_never_left_without_a_choice() -> None:
    facts = {**card_facts(Family.read("takahashi"), ["kenichi"])}
    facts[Key(FILER, "person.date_of_birth")] = fact(date(2009, 1, 1))
    for name in ("companions", "insured_at_work"):
        facts[Key("", f"household.{name}")] = fact(())
    accepted = ("moving_in_notification",)
    found = plan(DEFINITIONS, Situation(facts, DAY, event="moving_in", accepted=accepted))
    assert found.looks[Key("", "household.householder")].value == FILER


def test_a_set_of_nobody_is_not_asked_for() -> None:
    facts = {
        Key("", "household.companions"): fact(()),
        Key(FILER, "person.date_of_birth"): fact(date(1988, 9, 14)),
    }
    reading = Reading(DEFINITIONS, Situation(facts, DAY))
    assert reading.look("child_allowance.raised_children", "").value == ()


def test_how_conditions_see_the_visit() -> None:
    reading = Reading(DEFINITIONS, Situation({Key("", "move.date"): fact(DAY)}, DAY))
    assert reading.day == DAY
    assert reading.is_answered("", "move.date", "")
    assert not reading.is_answered("", "move.new_block", "")
