"""Visits from touch to touch: forward, back, change, household, proposals."""

from __future__ import annotations

import pytest

from forms.vocabulary import FactSource, Key
from kiosk.domain import events as ev
from kiosk.domain.application import ApplicationFormatError, from_json, to_json
from kiosk.domain.travel import pages_for
from kiosk.domain.visit import Stage, value_of
from tests.helpers.visiting import (
    CONTEXT,
    MY_CARD,
    NO_CARD,
    READ,
    Driver,
    family,
    submitted,
)


def test_a_certificate_needs_two_questions_and_six_touches_after_the_card() -> None:
    driver = Driver().send(ev.PurposeChosen("resident_record_copy"), MY_CARD)
    driver.send(ev.SecretChanged("visit-1", 4)).next()
    driver.send(READ, NO_CARD)
    touches: list[ev.Event] = [
        ev.NextPressed(),
        ev.OptionPressed("self"),
        ev.NextPressed(),
        ev.OptionPressed("basic"),
        ev.NextPressed(),
        ev.NextPressed(),
    ]
    driver.send(*touches)
    assert driver.where() is Stage.SENDING
    (application,) = submitted(driver)
    assert [a.path for a in application.answers if a.source == "citizen"] == [
        "resident_record_copy.whose",
        "resident_record_copy.preset",
    ]
    phone = next(a for a in application.answers if a.path == "contact.daytime_phone")
    assert (phone.value, phone.text, phone.source) == (None, "未入力", "")


def test_a_family_sends_four_applications_that_share_their_answers() -> None:
    driver = family().next()
    sent = submitted(driver)
    assert [a.procedure for a in sent] == [
        "moving_in_notification",
        "child_allowance_claim",
        "seal_registration",
        "resident_record_copy",
    ]
    assert {a.visit for a in sent} == {"visit-1"}
    assert [a.part for a in sent] == [1, 2, 3, 4]
    values = {a.path: a.value for application in sent for a in application.answers}
    assert values["p2/person.full_name"] == "髙橋　美咲"
    assert values["p2/person.full_name_kana"] == "タカハシ　ミサキ"
    assert values["p2/person.sex"] == "2"
    assert values["move.new_address"] == "みなと県みなと野市桜台二丁目312"
    assert values["p1/person.registered_address"] == "あさひ県青空市本町一丁目4番7号"
    assert sent[0].dates[0][1].isoformat() == "2026-11-30"


def test_an_application_survives_json() -> None:
    for application in submitted(family().next()):
        assert from_json(to_json(application)) == application
        assert "髙橋" not in repr(application) + repr(application.answers)


@pytest.mark.parametrize("change", [{"format": 2}, {"answers": [{}]}, {"filed_on": "x"}])
def test_other_json_is_refused(change: dict[str, object]) -> None:
    data = to_json(submitted(Driver().certificate().next())[0])
    with pytest.raises(ApplicationFormatError):
        from_json({**data, **change})


def test_the_reading_that_was_typed_answers_the_kana() -> None:
    driver = family()
    key = Key("p2", "person.given_name_kana")
    assert driver.visit.facts[key].value == "ミサキ"
    assert driver.visit.facts[Key("p3", "person.given_name")].value == "翔太"


# --- back and change ---


def test_back_goes_through_every_page_to_the_start_and_loses_nothing() -> None:
    driver = family()
    facts = dict(driver.visit.facts)
    stages = []
    for _ in range(60):
        driver.send(ev.BackPressed())
        stages.append(driver.where())
        if driver.where() is Stage.START:
            break
    assert stages[-1] is Stage.START
    assert {Stage.QUESTIONS, Stage.FACTS, Stage.CARD} <= set(stages)
    assert driver.visit.facts == facts


def test_forward_again_shows_what_was_left_by_back() -> None:
    driver = Driver().certificate().send(ev.BackPressed(), ev.BackPressed())
    assert driver.visit.page == "resident_record_copy.whose"
    assert driver.visit.picks == {"resident_record_copy.whose": ("self",)}
    driver.next()
    assert driver.visit.page == "resident_record_copy.preset"
    assert driver.next().where() is Stage.CHECK


def test_back_from_the_first_page_without_a_card() -> None:
    driver = Driver().send(ev.PurposeChosen("resident_record_copy"), ev.CardlessChosen())
    assert driver.where() is Stage.QUESTIONS
    assert driver.send(ev.BackPressed()).where() is Stage.CARD


def test_change_returns_straight_to_the_check_screen() -> None:
    driver = Driver().certificate().send(ev.ChangePressed("contact.daytime_phone"))
    assert driver.visit.focus == "contact.daytime_phone"
    driver.type("09012345678").next()
    assert driver.where() is Stage.CHECK
    assert value_of(driver.visit, "contact.daytime_phone") == "09012345678"
    assert value_of(driver.visit, "nothing") is None


def test_change_can_be_given_up() -> None:
    driver = Driver().certificate().send(ev.ChangePressed("resident_record_copy.copies"))
    driver.send(ev.KeyPressed("clear")).type("9").send(ev.BackPressed())
    assert driver.where() is Stage.CHECK
    assert Key("", "resident_record_copy.copies") not in driver.visit.facts


def test_a_changed_part_takes_the_place_of_the_whole() -> None:
    driver = Driver().certificate().send(ev.ChangePressed("p1/person.registered_address"))
    assert len(driver.visit.editing) == 2
    driver.type("9990002").next().type("5").next()
    assert driver.where() is Stage.CHECK
    (application,) = submitted(driver.next())
    address = next(a for a in application.answers if a.path == "p1/person.registered_address")
    assert (address.value, address.source) == ("みなと県みなと野市浜町5", "citizen")


def test_a_changed_answer_that_raises_questions_asks_them() -> None:
    driver = Driver().certificate().send(ev.ChangePressed("resident_record_copy.preset"))
    driver.pick("choose")
    assert (driver.where(), driver.visit.page) == (Stage.QUESTIONS, "resident_record_copy.items")
    driver.next()
    assert driver.faulted() == "nothing_chosen"
    driver.pick("register", "head", "register")
    assert driver.where() is Stage.CHECK
    assert value_of(driver.visit, "resident_record_copy.items") == ("head",)


def test_disputed_facts_can_be_typed_over() -> None:
    driver = (
        Driver()
        .send(ev.PurposeChosen("resident_record_copy"), MY_CARD, ev.SecretChanged("visit-1", 4))
        .next()
    )
    driver.send(READ, NO_CARD, ev.FactsDisputed())
    assert driver.faulted() == "facts_disputed"
    driver.send(ev.ChangePressed("p1/person.full_name"))
    driver.send(ev.KeyPressed("clear")).type("鈴木").next()
    assert driver.where() is Stage.FACTS
    fact = driver.visit.facts[Key("p1", "person.family_name")]
    assert (fact.value, fact.source) == ("鈴木", FactSource.CITIZEN)
    given = driver.visit.facts[Key("p1", "person.given_name")]
    assert (given.value, given.source) == ("健一", FactSource.CARD)


def test_dispute_and_change_mean_nothing_elsewhere() -> None:
    driver = Driver().send(ev.FactsDisputed(), ev.ChangePressed("move.date"))
    assert (driver.where(), driver.faulted(), driver.visit.editing) == (Stage.START, "", ())
    driver = (
        Driver()
        .certificate()
        .send(ev.ChangePressed("filing.identity_verification"), ev.ChangePressed("no.fact"))
    )
    assert driver.visit.editing == ()
    assert pages_for(driver.visit, CONTEXT, Key("", "filing.date")) == ()


def test_another_householder_turns_every_relation() -> None:
    driver = family().send(ev.ChangePressed("household.householder")).pick("p2")
    assert driver.where() is Stage.CHECK
    sent = submitted(driver.next())
    relations = {a.path: a.value for a in sent[0].answers if a.path.endswith("relationship")}
    assert relations == {
        "p1/person.relationship": "husband",
        "p2/person.relationship": "householder",
        "p3/person.relationship": "child",
        "p4/person.relationship": "child",
    }


# --- household ---


def at_people() -> Driver:
    return Driver().read_card("moving_in")


def test_one_wife_and_as_many_children_as_there_are() -> None:
    driver = at_people().send(
        *[ev.OptionPressed(o) for o in ("wife", "wife", "husband", "child", "child", "cousin")]
    )
    assert driver.visit.picks["household.companions"] == ("p2", "p3", "p4")
    driver.send(*[ev.OptionPressed("child")] * 6)
    assert len(driver.visit.picks["household.companions"]) == 7


def test_a_person_who_is_taken_away_leaves_nothing() -> None:
    driver = at_people().send(
        ev.OptionPressed("wife"), ev.OptionPressed("child"), ev.ChangePressed("p2")
    )
    assert driver.visit.picks["household.companions"] == ("p3",)
    assert not [key for key in driver.visit.facts if key.person == "p2"]
    assert driver.send(ev.ChangePressed("p9")).visit.picks["household.companions"] == ("p3",)


def test_alone_is_an_answer() -> None:
    driver = at_people().next()
    assert value_of(driver.visit, "household.companions") == ()
    driver.pick("p1")
    assert driver.where() is Stage.PROPOSALS
    proposed = {e for e in ("child_allowance_claim",) if e in str(driver.visit)}
    assert not proposed


def test_everybody_nobody_and_some() -> None:
    driver = at_people().pick("wife").date("heisei", 2, 1, 30)
    key = "household.insured_at_work"
    assert driver.send(ev.OptionPressed("all")).visit.picks[key] == ("p1", "p2")
    assert driver.send(ev.OptionPressed("nobody")).visit.picks[key] == ("nobody",)
    assert driver.send(ev.OptionPressed("p2"), ev.OptionPressed("p1")).visit.picks[key] == (
        "p1",
        "p2",
    )
    assert driver.send(ev.OptionPressed("p1")).visit.picks[key] == ("p2",)


# --- proposals ---


def test_what_is_required_stays_and_the_rest_can_be_left() -> None:
    driver = at_people().next().pick("nobody")
    driver.send(
        ev.ProposalToggled("moving_in_notification"),
        ev.ProposalToggled("seal_registration"),
        ev.ProposalToggled("x"),
    )
    assert driver.visit.declined == {"seal_registration"}
    driver.send(
        ev.ProposalToggled("seal_registration"), ev.ProposalToggled("seal_registration")
    ).next()
    assert driver.visit.accepted == ("moving_in_notification", "resident_record_copy")
    assert driver.send(ev.ProposalToggled("seal_registration")).visit.declined == {
        "seal_registration"
    }


def test_procedures_can_be_changed_from_the_check_screen() -> None:
    driver = family().send(ev.ChangePressed("procedures"))
    assert driver.where() is Stage.PROPOSALS
    driver.send(ev.ProposalToggled("child_allowance_claim")).next()
    assert driver.where() is Stage.CHECK
    assert len(submitted(driver.next())) == 3


def test_a_child_that_turns_out_grown_up_takes_its_procedure_along() -> None:
    driver = family()
    for person in ("p3", "p4"):
        driver.send(ev.ChangePressed(f"{person}/person.date_of_birth"))
        driver.send(ev.FieldFocused(f"{person}/person.date_of_birth#year"), ev.KeyPressed("clear"))
        driver.send(ev.OptionPressed("heisei")).type("10").next()
    assert driver.visit.accepted is not None
    assert "child_allowance_claim" not in driver.visit.accepted


def test_back_from_the_proposals_is_the_last_question() -> None:
    driver = at_people().next().pick("nobody").send(ev.BackPressed())
    assert driver.visit.page == "insured_at_work"


def test_a_household_that_grows_after_the_proposals_is_asked_about() -> None:
    driver = Driver().read_card("moving_in").next().pick("nobody").next()
    assert driver.where() is Stage.QUESTIONS
    for _ in range(20):
        driver.send(ev.BackPressed())
        if driver.visit.page == "companions":
            break
    driver.pick("child")
    assert driver.visit.page == "birth.p2"
    driver.date("reiwa", 5, 1, 1)
    assert driver.visit.accepted is not None
    assert "child_allowance_claim" in driver.visit.accepted


def test_back_from_the_first_question_after_the_proposals_shows_them_again() -> None:
    driver = at_people().next().pick("nobody").next()
    left = driver.visit.page
    assert driver.send(ev.BackPressed()).where() is Stage.PROPOSALS
    assert driver.next().visit.page == left
