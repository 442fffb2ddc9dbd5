"""Visits from touch to touch: forward, back, change, submit, print, leave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.vocabulary import FactSource, Key
from kiosk.domain import events as ev
from kiosk.domain.application import Application, ApplicationFormatError, from_json, to_json
from kiosk.domain.effects import CallStaff, EndVisit, Print, Submit
from kiosk.domain.review import review
from kiosk.domain.submission import deadlines
from kiosk.domain.travel import pages_for
from kiosk.domain.visit import Overlay, Stage, journey, value_of
from tests.helpers.visiting import (
    CONTEXT,
    MY_CARD,
    NO_CARD,
    READ,
    RECEIVED_AT,
    SUBMITTED,
    Driver,
)


def submitted(driver: Driver) -> tuple[Application, ...]:
    return next(e.applications for e in driver.effects if isinstance(e, Submit))


def family(driver: Driver | None = None) -> Driver:
    """The family of four as far as the check screen."""
    driver = (driver or Driver()).read_card("moving_in")
    driver.pick("wife", "child", "child")
    driver.date("heisei", 2, 1, 30).date("heisei", 30, 7, 2).date("reiwa", 2, 5, 14)
    driver.pick("nobody")
    assert driver.where() is Stage.PROPOSALS
    driver.next()
    driver.type("タカハシ").send(ev.KeyPressed("next_field")).type("ケンイチ").next()
    driver.date("reiwa", 8, 11, 14)
    driver.type("9990001").pick("town.1")
    driver.type("312").next()
    driver.type("09012345678").next()
    for reading, writing in (("ミサキ", "美咲"), ("ショウタ", "翔太"), ("ユイ", "結衣")):
        driver.type(reading).pick(f"candidate.{writing}")
    driver.pick("1").pick("2")
    driver.pick("p1").pick("p1").pick("all").pick("p1").pick("self_employed").pick("none")
    driver.pick("all").pick("yes").pick("yes").pick("p1").pick("household").pick("basic")
    assert driver.where() is Stage.CHECK
    return driver


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


# --- submit, print, leave ---


def test_submit_happens_once_and_shows_the_number_after_the_commit() -> None:
    driver = Driver().certificate().next().next()
    assert driver.where() is Stage.SENDING
    assert len([e for e in driver.effects if isinstance(e, Submit)]) == 1
    driver.send(SUBMITTED, SUBMITTED)
    assert driver.where() is Stage.ACCEPTED
    assert len([e for e in driver.effects if isinstance(e, Print)]) == 1


def test_a_refused_submit_keeps_every_answer() -> None:
    driver = Driver().certificate()
    facts = driver.visit.facts
    driver.next().send(ev.SubmitRefused("visit-1", "store_full"))
    assert (driver.where(), driver.faulted()) == (Stage.CHECK, "store_full")
    assert driver.visit.facts == facts
    assert driver.send(ev.SubmitRefused("visit-1", "x")).faulted() == "store_full"


def test_the_receipt_names_no_person() -> None:
    driver = family().next().send(SUBMITTED)
    paper = next(e.receipt for e in driver.effects if isinstance(e, Print))
    assert [stop.plate for stop in paper.stops] == ["7", "12"]
    assert paper.stops[0].what == ("転入届", "印鑑登録", "住民票の写し")
    assert paper.received_at == RECEIVED_AT
    assert "髙橋" not in repr(paper)
    assert "青空市" not in repr(paper)


def test_the_receipt_in_english_has_both_languages() -> None:
    driver = Driver().send(ev.LanguageChosen("en")).accepted()
    paper = next(e.receipt for e in driver.effects if isinstance(e, Print))
    assert paper.office_translated == "Minatono City Hall"
    assert paper.stops[0].what_translated == ("Residence certificate",)
    assert paper.stops[0].what == ("住民票の写し",)


def test_a_paper_that_did_not_come_calls_staff_and_can_be_printed_again() -> None:
    driver = Driver().accepted().send(ev.ReprintPressed())
    assert len([e for e in driver.effects if isinstance(e, Print)]) == 1
    driver.send(ev.PrintFinished("visit-1", "not_printed", "paper_out"))
    assert driver.effects[-1] == CallStaff("visit-1")
    again = next(e for e in driver.send(ev.ReprintPressed()).effects[3:] if isinstance(e, Print))
    assert (again.receipt.number, again.receipt.copy) == ("101", 2)
    driver.send(ev.PrintFinished("visit-1", "unknown"))
    assert [e for e in driver.effects if isinstance(e, CallStaff)] == [CallStaff("visit-1")]


def test_printing_and_delivery_without_a_receipt_mean_nothing() -> None:
    driver = Driver().send(
        ev.PrintFinished("visit-1", "printed"),
        ev.Delivered("visit-1"),
        ev.ReprintPressed(),
        SUBMITTED,
    )
    assert driver.visit.received is None
    assert driver.effects == []


def test_delivery_is_told() -> None:
    driver = Driver().accepted().send(ev.Delivered("visit-1"))
    assert driver.visit.received is not None
    assert driver.visit.received.delivered


def test_nobody_leaves_while_it_prints_by_next() -> None:
    driver = Driver().accepted().next()
    assert not [e for e in driver.effects if isinstance(e, EndVisit)]
    driver.send(ev.PrintFinished("visit-1", "printed")).next()
    assert driver.effects[-1] == EndVisit("visit-1", "done")


def test_quit_asks_first_and_on_the_accepted_screen_leaves() -> None:
    driver = Driver().certificate().send(ev.QuitPressed())
    assert driver.visit.overlay is Overlay.QUIT
    assert driver.send(ev.Stayed()).visit.overlay is Overlay.NONE
    driver.send(ev.QuitConfirmed())
    assert driver.effects == [e for e in driver.effects if not isinstance(e, EndVisit)]
    driver.send(ev.QuitPressed(), ev.QuitConfirmed())
    assert driver.effects[-1] == EndVisit("visit-1", "quit")
    assert Driver().accepted().send(ev.QuitPressed()).effects[-1] == EndVisit("visit-1", "done")
    assert Driver().send(ev.QuitPressed()).visit.overlay is Overlay.NONE
    assert Driver().certificate().next().send(ev.QuitPressed()).visit.overlay is Overlay.NONE


def test_an_overlay_takes_every_touch() -> None:
    driver = (
        Driver()
        .certificate()
        .send(ev.QuitPressed())
        .next()
        .send(ev.KeyPressed("1"), ev.OptionPressed("self"))
    )
    assert (driver.where(), driver.visit.overlay) == (Stage.CHECK, Overlay.QUIT)
    assert driver.send(ev.OptionPressed("stay")).visit.overlay is Overlay.NONE
    assert driver.send(ev.QuitPressed(), ev.BackPressed()).visit.overlay is Overlay.NONE
    driver.send(ev.QuitPressed(), ev.OptionPressed("quit"))
    assert driver.effects[-1] == EndVisit("visit-1", "quit")


def test_staff_are_called_once() -> None:
    driver = Driver().send(ev.StaffCalled(), ev.Stayed(), ev.StaffCalled())
    assert driver.effects == [CallStaff("visit-1")]
    assert driver.visit.overlay is Overlay.STAFF


def test_the_language_changes_nothing_else() -> None:
    driver = Driver().certificate()
    facts = driver.visit.facts
    driver.send(ev.LanguagePressed())
    assert driver.visit.overlay is Overlay.LANGUAGE
    driver.send(ev.LanguageChosen("en"))
    assert (driver.visit.language, driver.visit.overlay, driver.where()) == (
        "en",
        Overlay.NONE,
        Stage.CHECK,
    )
    assert driver.visit.facts is facts
    assert driver.send(ev.LanguageChosen("xx")).visit.language == "en"


# --- time ---


def test_idle_warns_then_leaves() -> None:
    driver = Driver().certificate().send(ev.TimePassed(119))
    assert driver.visit.overlay is Overlay.NONE
    assert driver.send(ev.TimePassed(120)).visit.overlay is Overlay.IDLE
    driver.send(ev.TimePassed(165))
    assert driver.effects[-1] == EndVisit("visit-1", "idle")


def test_the_start_screen_is_never_timed_out_but_closes_what_lies_on_it() -> None:
    driver = Driver().send(ev.TimePassed(999))
    assert driver.effects == []
    driver.send(ev.LanguagePressed(), ev.TimePassed(60))
    assert driver.visit.overlay is Overlay.LANGUAGE
    assert driver.send(ev.TimePassed(120)).visit.overlay is Overlay.NONE
    assert Driver().send(ev.LanguageChosen("en"), ev.TimePassed(165)).effects[-1] == EndVisit(
        "visit-1", "idle"
    )


def test_nobody_is_timed_out_while_it_reads_or_stores() -> None:
    driver = Driver().certificate().next().send(ev.TimePassed(999))
    assert (driver.where(), driver.visit.overlay) == (Stage.SENDING, Overlay.NONE)
    reading = Driver().send(MY_CARD, ev.SecretChanged("visit-1", 4)).next().send(ev.TimePassed(999))
    assert reading.effects[-1:] != [EndVisit("visit-1", "idle")]


def test_a_finished_visit_closes_by_itself_when_the_paper_is_out() -> None:
    driver = Driver().accepted().send(ev.TimePassed(999))
    assert not [e for e in driver.effects if isinstance(e, EndVisit)]
    driver.send(ev.PrintFinished("visit-1", "printed"), ev.TimePassed(39))
    assert not [e for e in driver.effects if isinstance(e, EndVisit)]
    driver.send(ev.TimePassed(40))
    assert driver.effects[-1] == EndVisit("visit-1", "done")


def test_thanks_goes_to_the_start() -> None:
    def thanks() -> Driver:
        driver = Driver()
        driver.visit = replace(driver.visit, stage=Stage.THANKS)
        return driver

    assert thanks().send(ev.TimePassed(5)).effects == []
    assert thanks().send(ev.TimePassed(6)).effects == [EndVisit("visit-1", "thanks")]
    assert thanks().next().effects == [EndVisit("visit-1", "thanks")]
    assert thanks().send(ev.OptionPressed("home")).effects == [EndVisit("visit-1", "thanks")]
    assert thanks().send(ev.StaffCalled()).visit.overlay is Overlay.NONE
    assert Driver().send(ev.OptionPressed("home")).effects == []


# --- others ---


def test_touches_that_have_no_meaning_here_change_nothing() -> None:
    driver = Driver().send(
        ev.NextPressed(), ev.BackPressed(), ev.KeyPressed("1"), ev.OptionPressed("x"), ev.PurposeChosen("unknown"), ev.NumberBChosen(),
    )  # fmt: skip
    assert (driver.where(), driver.effects) == (Stage.START, [])
    checked = (
        Driver()
        .certificate()
        .send(ev.CardlessChosen(), ev.PurposeChosen("moving_in"), ev.PinSkipped())
    )
    assert checked.where() is Stage.CHECK


def test_events_of_another_visit_are_dropped() -> None:
    driver = Driver().certificate().next().send(replace(SUBMITTED, visit="visit-0"))
    assert driver.where() is Stage.SENDING


def test_something_unknown_is_no_event() -> None:
    driver = Driver()
    assert driver.send("nonsense").visit is driver.visit  # type: ignore[arg-type]  # on purpose


def test_readiness_is_kept_for_the_screens() -> None:
    ready = ev.ReadinessChanged(card=False, camera=False, printer=False)
    assert Driver().send(ready).visit.readiness == ready


def test_the_check_screen_shows_each_answer_once() -> None:
    driver = family()
    for language in ("ja", "en"):
        sections = review(driver.visit, CONTEXT, language)
        keys = [key for section in sections for key in section.keys]
        assert len(keys) == len(set(keys))
    assert sections[0].title == "You"


def test_a_visit_shows_nothing_of_itself_in_its_repr() -> None:
    driver = Driver().certificate()
    assert "髙橋" not in repr(driver.visit)
    assert repr(driver.visit) == "Visit(visit-1, check)"


def test_next_on_a_check_screen_that_is_not_complete_asks_what_is_open() -> None:
    driver = Driver().certificate()
    facts = {
        key: fact
        for key, fact in driver.visit.facts.items()
        if key.fact != "resident_record_copy.whose"
    }
    driver.visit = replace(driver.visit, facts=facts)
    assert driver.next().where() is Stage.QUESTIONS


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


def test_a_deadline_whose_start_is_not_known_is_not_counted() -> None:
    driver = Driver()
    driver.visit = replace(driver.visit, purpose="moving_in_notification")
    plan = journey(driver.visit, CONTEXT)
    assert deadlines(CONTEXT, plan, "moving_in_notification") == []


def test_only_documents_that_may_be_needed_are_asked_for() -> None:
    driver = family()
    assert submitted(driver.next())[1].documents == ()
    driver = family().send(ev.ChangePressed("p1/person.job_kind")).pick("employee")
    driver.type("ミナト").next()
    assert len(submitted(driver.next())[1].documents) == 1
