"""The end of a visit: submit, print, leave, time, and what means nothing."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain import events as ev
from kiosk.domain.effects import CallStaff, EndVisit, Print, Submit
from kiosk.domain.review import review
from kiosk.domain.submission import deadlines
from kiosk.domain.visit import Overlay, Stage, journey
from tests.helpers.visiting import (
    CONTEXT,
    MY_CARD,
    RECEIVED_AT,
    SUBMITTED,
    Driver,
    family,
    submitted,
)

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
