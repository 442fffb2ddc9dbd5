"""The card, its PIN, number B and codes: what is asked, what is never done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from forms.vocabulary import FILER, FactSource, Key
from kiosk.domain import events as ev
from kiosk.domain.effects import (
    EraseDigits,
    ReadByNumberB,
    ReadByPin,
    SendDigit,
    StartScan,
    StopScan,
)
from kiosk.domain.identify import read_value
from kiosk.domain.visit import Stage
from tests.helpers.visiting import MY_CARD, NO_CARD, READ, Driver

NAME = Key(FILER, "person.family_name")


def at_pin(tries: int = 3) -> Driver:
    driver = Driver().send(ev.PurposeChosen("resident_record_copy"))
    return driver.send(replace(MY_CARD, tries_left=tries))


def test_digits_go_to_the_worker_one_by_one_and_are_kept_nowhere() -> None:
    driver = at_pin().type("12").send(ev.KeyPressed("backspace"), ev.KeyPressed("clear"))
    assert driver.effects == [
        SendDigit("visit-1", "presence-1", "1"),
        SendDigit("visit-1", "presence-1", "2"),
        EraseDigits("visit-1", "presence-1", everything=False),
        EraseDigits("visit-1", "presence-1", everything=True),
    ]
    assert "12" not in repr(driver.effects)
    assert driver.visit.drafts == {}


def test_no_fifth_digit_and_nothing_but_digits() -> None:
    driver = at_pin().send(ev.SecretChanged("visit-1", 4)).type("5ア")
    assert driver.effects == []


def test_reading_waits_for_four_digits_and_happens_once() -> None:
    driver = at_pin().send(ev.SecretChanged("visit-1", 3)).next()
    assert driver.effects == []
    driver.send(ev.SecretChanged("visit-1", 4)).next().next().type("1")
    assert driver.effects == [ReadByPin("visit-1", "presence-1")]


def test_what_was_read_is_split_at_the_full_width_space() -> None:
    driver = at_pin().send(ev.SecretChanged("visit-1", 4)).next().send(READ)
    assert driver.where() is Stage.FACTS
    assert driver.visit.facts[NAME].value == "髙橋"
    assert driver.visit.facts[Key(FILER, "person.given_name")].value == "健一"
    assert driver.visit.facts[NAME].source is FactSource.CARD
    assert driver.visit.identity == "pin"


@pytest.mark.parametrize(("sex", "kept"), [("1", "1"), ("2", "2"), ("0", "9"), ("9", "9")])
def test_a_mononym_stays_whole_and_sex_is_told_as_it_is(sex: str, kept: str) -> None:
    read = replace(READ, full_name="MARIA", sex=sex)
    driver = at_pin().send(ev.SecretChanged("visit-1", 4)).next().send(read)
    assert driver.visit.facts[NAME].value == "MARIA"
    assert driver.visit.facts[Key(FILER, "person.given_name")].value == ""
    assert driver.visit.facts[Key(FILER, "person.sex")].value == kept


def test_facts_that_nobody_asked_for_are_dropped() -> None:
    assert at_pin().send(READ).visit.facts == {}


def test_the_card_must_be_taken_before_it_goes_on() -> None:
    driver = at_pin().send(ev.SecretChanged("visit-1", 4)).next().send(READ).next()
    assert driver.where() is Stage.FACTS
    assert driver.send(NO_CARD).next().where() is Stage.QUESTIONS


def test_tries_are_told_and_with_one_left_the_pin_is_not_asked_again() -> None:
    driver = at_pin().send(ev.SecretChanged("visit-1", 4)).next()
    driver.send(ev.CardFailed("visit-1", "pin_incorrect", 2))
    assert (driver.where(), driver.faulted()) == (Stage.PIN, "pin_incorrect")
    assert driver.visit.fault is not None
    assert driver.visit.fault.detail == "2"
    assert driver.visit.card.tries_left == 2
    driver.send(ev.SecretChanged("visit-1", 4)).next()
    driver.send(ev.CardFailed("visit-1", "pin_incorrect", 1))
    assert (driver.where(), driver.faulted()) == (Stage.PIN_REFUSED, "pin_last_try")


@pytest.mark.parametrize(("tries", "fault"), [(1, "pin_last_try"), (0, "pin_blocked")])
def test_a_card_with_one_try_or_none_is_never_asked_for_its_pin(tries: int, fault: str) -> None:
    driver = at_pin(tries)
    assert (driver.where(), driver.faulted()) == (Stage.PIN_REFUSED, fault)
    assert driver.type("1234").next().effects == []


def test_a_card_that_counts_no_tries_is_asked() -> None:
    assert Driver().send(replace(MY_CARD, tries_left=None)).where() is Stage.PIN


@pytest.mark.parametrize("kind", ["driving_licence", "residence", "felica", "phone", "other"])
def test_another_card_is_named_politely(kind: str) -> None:
    driver = Driver().send(ev.PurposeChosen("moving_in"), replace(MY_CARD, kind=kind))
    assert (driver.where(), driver.faulted()) == (Stage.CARD, f"wrong_card_{kind}")


def test_an_expired_card_goes_to_the_counter() -> None:
    driver = Driver().send(replace(MY_CARD, expires_on=date(2026, 11, 19)))
    assert (driver.where(), driver.faulted()) == (Stage.CARD, "card_expired")
    assert Driver().send(replace(MY_CARD, expires_on=date(2026, 11, 20))).where() is Stage.PIN


@pytest.mark.parametrize("state", ["unresponsive", "collision", "no_reader"])
def test_trouble_with_the_reader_is_said_on_the_card_screen(state: str) -> None:
    driver = Driver().send(ev.PurposeChosen("moving_in"), ev.CardChanged(state))
    assert driver.faulted() == f"card_{state}"
    assert Driver().send(ev.CardChanged(state)).faulted() == ""


def test_a_card_pulled_out_during_the_pin_returns_to_the_card_screen() -> None:
    driver = at_pin().send(ev.SecretChanged("visit-1", 3), NO_CARD)
    assert (driver.where(), driver.faulted(), driver.visit.secret_length) == (
        Stage.CARD,
        "card_removed",
        0,
    )


def test_a_card_first_and_pulled_out_returns_to_the_start() -> None:
    assert Driver().send(MY_CARD, NO_CARD).where() is Stage.START


def test_another_card_swapped_in_is_looked_at_anew() -> None:
    driver = at_pin().send(ev.SecretChanged("visit-1", 3), replace(MY_CARD, presence="presence-2"))
    assert (driver.where(), driver.visit.secret_length) == (Stage.PIN, 0)
    assert driver.type("1").effects == [SendDigit("visit-1", "presence-2", "1")]


@pytest.mark.parametrize(
    "fault", ["card_removed", "card_changed", "unresponsive", "bad_data", "access_denied"]
)
def test_a_failed_reading_returns_to_the_card_screen(fault: str) -> None:
    driver = (
        at_pin().send(ev.SecretChanged("visit-1", 4)).next().send(ev.CardFailed("visit-1", fault))
    )
    assert (driver.where(), driver.faulted()) == (Stage.CARD, fault)


def test_a_failure_after_leaving_means_nothing() -> None:
    driver = at_pin().send(ev.CardlessChosen(), ev.CardFailed("visit-1", "unresponsive"))
    assert (driver.where(), driver.faulted()) == (Stage.QUESTIONS, "")


def test_a_card_before_the_purpose() -> None:
    driver = (
        Driver().send(MY_CARD, ev.SecretChanged("visit-1", 4)).next().send(READ, NO_CARD).next()
    )
    assert driver.where() is Stage.PURPOSE
    assert driver.send(ev.OptionPressed("resident_record_copy")).where() is Stage.QUESTIONS


def test_a_card_that_lies_there_already_is_looked_at() -> None:
    driver = Driver().send(MY_CARD, ev.BackPressed())
    assert driver.where() is Stage.START
    assert driver.effects == [EraseDigits("visit-1", "presence-1", everything=True)]
    assert driver.send(ev.PurposeChosen("moving_in")).where() is Stage.PIN


def test_a_closed_counter_looks_at_no_card() -> None:
    closed = ev.ReadinessChanged(card=True, camera=True, printer=True, open=False, reason="disk")
    assert Driver().send(closed, MY_CARD).where() is Stage.START


# --- number B ---


def at_security_code() -> Driver:
    driver = at_pin().send(ev.PinSkipped(), ev.NumberBChosen())
    assert driver.where() is Stage.BIRTH_FOR_CARD
    return driver.date("showa", 63, 9, 14)


def test_number_b_takes_the_birth_date_and_four_digits() -> None:
    driver = at_security_code()
    assert driver.where() is Stage.SECURITY_CODE
    driver.type("2468").send(ev.SecretChanged("visit-1", 4)).next()
    assert driver.effects[-1] == ReadByNumberB("visit-1", "presence-1", date(1988, 9, 14))
    assert "1988" not in repr(driver.effects)
    driver.send(READ)
    assert (driver.where(), driver.visit.identity) == (Stage.FACTS, "number_b")


def test_a_wrong_birth_date_is_asked_again_with_what_was_typed() -> None:
    driver = at_pin().send(ev.PinSkipped(), ev.OptionPressed("number_b")).date("showa", 63, 2, 30)
    assert (driver.where(), driver.faulted()) == (Stage.BIRTH_FOR_CARD, "date_not_real")


def test_number_b_is_not_tried_twice() -> None:
    driver = at_security_code().send(ev.SecretChanged("visit-1", 4)).next()
    driver.send(ev.CardFailed("visit-1", "number_b_incorrect", 2))
    assert (driver.where(), driver.faulted()) == (Stage.PIN_REFUSED, "number_b_incorrect")


def test_number_b_needs_the_card() -> None:
    driver = at_pin(1).send(NO_CARD, ev.NumberBChosen())
    assert driver.where() is Stage.PIN_REFUSED


def test_back_from_number_b() -> None:
    driver = at_security_code().send(ev.BackPressed())
    assert driver.where() is Stage.BIRTH_FOR_CARD
    assert driver.visit.drafts["p1/person.date_of_birth#year"].text == "63"
    assert driver.send(ev.BackPressed()).where() is Stage.PIN_REFUSED


def test_skipping_the_pin_only_from_the_pin() -> None:
    assert Driver().send(ev.PinSkipped()).where() is Stage.START


# --- codes ---

FACTS = (
    ("p1/person.family_name", "髙橋"),
    ("p1/person.date_of_birth", "1988-09-14"),
    ("p2/person.date_of_birth", "no date"),
    ("p3/person.relation_to_filer", "child"),
    ("filing.individual_number_check", "yes"),
    ("nothing.known", "x"),
)


def test_a_code_answers_what_it_holds() -> None:
    driver = Driver().send(
        ev.PurposeChosen("moving_in"), ev.CodeChosen(), ev.CodeOpened("visit-1", FACTS)
    )
    assert driver.effects == [StartScan("visit-1"), StopScan("visit-1")]
    assert driver.visit.facts[NAME].source is FactSource.QR
    assert {str(key) for key in driver.visit.facts if key.person} == {
        "p1/person.family_name", "p1/person.date_of_birth", "p3/person.relation_to_filer",
    }  # fmt: skip
    assert driver.visit.next_person == 4
    assert driver.where() is Stage.FACTS
    assert driver.next().where() is Stage.QUESTIONS


def test_a_code_never_beats_the_card() -> None:
    driver = (
        at_pin().send(ev.SecretChanged("visit-1", 4)).next().send(READ, NO_CARD, ev.BackPressed())
    )
    driver.send(ev.CodeChosen(), ev.CodeOpened("visit-1", (("p1/person.family_name", "鈴木"),)))
    assert driver.visit.facts[NAME].value == "髙橋"


def test_a_code_that_cannot_be_used_says_why() -> None:
    driver = Driver().send(ev.CodeChosen(), ev.CodeRefused("visit-1", "code_expired"))
    assert (driver.where(), driver.faulted()) == (Stage.CODE, "code_expired")
    assert driver.send(ev.BackPressed()).where() is Stage.START


def test_codes_that_nobody_waits_for_mean_nothing() -> None:
    driver = Driver().send(
        ev.CodeOpened("visit-1", FACTS), ev.CodeRefused("visit-1", "code_expired")
    )
    assert (driver.visit.facts, driver.faulted()) == ({}, "")


def test_without_a_camera_there_are_no_codes() -> None:
    no_camera = ev.ReadinessChanged(card=True, camera=False, printer=True)
    assert Driver().send(no_camera, ev.CodeChosen()).where() is Stage.START


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("yes_no", "yes", True),
        ("yes_no", "perhaps", None),
        ("number", "3", 3),
        ("number", "three", None),
        ("members", "p1,p2", ("p1", "p2")),
        ("people", "", ()),
        ("text", "x", "x"),
    ],
)
def test_values_of_a_code(kind: str, text: str, value: object) -> None:
    assert read_value(kind, text) == value


def test_leaving_the_camera_stops_it() -> None:
    driver = Driver().send(ev.CodeChosen(), ev.CardlessChosen())
    assert driver.effects == [StartScan("visit-1"), StopScan("visit-1")]
    assert driver.where() is Stage.PURPOSE
