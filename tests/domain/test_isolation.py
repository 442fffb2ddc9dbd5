"""Nobody ever sees another person's facts: whatever comes, in whatever order, from an older visit."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import events as ev
from kiosk.domain.effects import EndVisit
from kiosk.domain.step import step
from kiosk.domain.visit import Stage, Visit
from tests.helpers.visiting import CONTEXT, MY_CARD

OTHER = "another-visit"
CANARY = "他人の秘密"
AT = datetime(2026, 11, 20, 10, 0)  # noqa: DTZ001  what is printed is local time

FOREIGN: list[ev.Event] = [
    ev.CardRead(OTHER, f"{CANARY}　{CANARY}", CANARY, date(1950, 1, 1), "2"),
    ev.CardFailed(OTHER, "pin_incorrect", 1),
    ev.SecretChanged(OTHER, 4),
    ev.CodeOpened(OTHER, (("p1/person.family_name", CANARY),)),
    ev.CodeRefused(OTHER, "code_expired"),
    ev.Submitted(OTHER, CANARY, AT),
    ev.SubmitRefused(OTHER, "store_full"),
    ev.PrintFinished(OTHER, "not_printed", "paper_out"),
    ev.Delivered(OTHER),
]
OWN: list[ev.Event] = [
    ev.PurposeChosen("resident_record_copy"),
    ev.PurposeChosen("moving_in"),
    MY_CARD,
    ev.CardChanged("empty"),
    ev.SecretChanged("mine", 4),
    ev.CardRead("mine", "髙橋　健一", "あさひ県", date(1988, 9, 14), "1"),
    ev.NextPressed(),
    ev.BackPressed(),
    ev.CardlessChosen(),
    ev.CodeChosen(),
    ev.OptionPressed("self"),
    ev.OptionPressed("basic"),
    ev.OptionPressed("child"),
    ev.KeyPressed("1"),
    ev.KeyPressed("ア"),
    ev.FactsDisputed(),
    ev.QuitPressed(),
    ev.Stayed(),
    ev.Submitted("mine", "101", AT),
    ev.PrintFinished("mine", "printed"),
    ev.TimePassed(10.0),
]


@given(st.lists(st.sampled_from([*OWN, *FOREIGN]), max_size=60))
@settings(deadline=None, max_examples=200)
def test_answers_of_another_visit_change_nothing(events: list[ev.Event]) -> None:
    with_foreign = without = Visit("mine")
    for event in events:
        before = with_foreign
        with_foreign, effects = step(with_foreign, event, CONTEXT)
        if event in FOREIGN:
            assert with_foreign is before
            assert effects == ()
        else:
            without, expected = step(without, event, CONTEXT)
            assert effects == expected
    assert with_foreign == without
    assert CANARY not in str(dict(with_foreign.facts).values())


@given(st.lists(st.sampled_from(OWN), max_size=60))
@settings(deadline=None, max_examples=200)
def test_no_order_of_touches_and_answers_is_a_crash_or_a_trap(events: list[ev.Event]) -> None:
    """Whatever happens, the citizen can leave: by Quit, or because it ends by itself."""
    visit = Visit("mine")
    for event in events:
        visit, _ = step(visit, event, CONTEXT)
    if visit.stage in (Stage.START, Stage.SENDING):
        return
    visit, _ = step(visit, ev.Stayed(), CONTEXT)
    visit, first = step(visit, ev.QuitPressed(), CONTEXT)
    visit, second = step(visit, ev.QuitConfirmed(), CONTEXT)
    assert any(isinstance(effect, EndVisit) for effect in (*first, *second))


def test_the_foreign_events_would_matter_if_they_were_ours() -> None:
    """The property above can fail: the same events with our id do something."""
    visit = Visit("mine", stage=Stage.PIN, reading=True, card=MY_CARD)
    read = ev.CardRead("mine", f"{CANARY}　{CANARY}", CANARY, date(1950, 1, 1), "2")
    changed, _ = step(visit, read, CONTEXT)
    assert CANARY in {str(fact.value) for fact in changed.facts.values()}
