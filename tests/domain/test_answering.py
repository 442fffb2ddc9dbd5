"""Pages: what is typed and picked, what is wrong with it, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest

from forms.vocabulary import Fact, FactSource, Key
from kiosk.domain import events as ev
from kiosk.domain.visit import Stage, value_of
from kiosk.domain.wording import Wording
from tests.helpers.visiting import CONTEXT, DEFINITIONS, Driver


def by_hand(purpose: str = "resident_record_copy") -> Driver:
    return Driver().send(ev.PurposeChosen(purpose), ev.CardlessChosen())


def at_birth() -> Driver:
    driver = by_hand()
    return driver.type("サトウ").send(ev.KeyPressed("next_field")).type("ハナコ").next()


def test_everything_can_be_typed() -> None:
    driver = at_birth().date("reiwa", 1, 5, 1)
    driver.type("9850052").next()
    assert value_of(driver.visit, "person.registered_town", "p1") == "宮城県塩竈市本町"
    driver.type("1").next()
    assert value_of(driver.visit, "person.registered_building", "p1") == ""
    driver.pick("self").pick("basic")
    assert driver.where() is Stage.CHECK


@pytest.mark.parametrize(
    ("numbers", "fault", "detail"),
    [
        (("", "1", "1"), "date_incomplete", "year"),
        (("2", "", "1"), "date_incomplete", "month"),
        (("2", "2", "30"), "date_not_real", "day"),
        (("9", "1", "1"), "date_in_future", "year"),
    ],
)
def test_a_date_that_is_not_right_says_so_and_stays(
    numbers: tuple[str, ...], fault: str, detail: str
) -> None:
    driver = at_birth().send(ev.OptionPressed("reiwa"))
    for number in numbers:
        driver.type(number).send(ev.KeyPressed("next_field"))
    driver.next()
    assert driver.visit.fault is not None
    assert (driver.faulted(), driver.visit.fault.detail) == (
        fault,
        f"p1/person.date_of_birth#{detail}",
    )
    assert [
        driver.visit.drafts.get(f"p1/person.date_of_birth#{part}") is not None
        for part in ("year", "month", "day")
    ] == [bool(n) for n in numbers]


def test_boxes_take_digits_only_and_not_too_many() -> None:
    driver = at_birth().send(ev.FieldFocused("p1/person.date_of_birth#day")).type("ア123")
    assert driver.visit.drafts["p1/person.date_of_birth#day"].text == "12"
    assert driver.send(ev.KeyPressed("next_field")).visit.focus.endswith("#day")
    assert driver.send(*[ev.KeyPressed("previous_field")] * 4).visit.focus.endswith("#year")
    assert driver.type("20261").visit.drafts["p1/person.date_of_birth#year"].text == "2026"


def test_a_box_that_is_not_on_the_page_takes_nothing() -> None:
    driver = (
        at_birth().send(ev.FieldFocused("move.date#day"), ev.KeyPressed("next_field")).type("1")
    )
    assert driver.visit.focus == "move.date#day"
    assert "move.date#day" not in driver.visit.drafts


def test_today_and_yesterday_are_one_touch() -> None:
    driver = Driver().read_card("moving_in").next().pick("nobody").next()
    driver.type("ア").send(ev.KeyPressed("next_field")).type("イ").next()
    driver.pick("yesterday")
    assert value_of(driver.visit, "move.date") == date(2026, 11, 19)


def test_a_postal_code_must_be_whole_known_and_its_town_chosen() -> None:
    driver = at_birth().date("reiwa", 1, 5, 1)
    assert driver.next().faulted() == "postal_code_length"
    assert driver.type("9999999").next().faulted() == "postal_code_unknown"
    driver.send(ev.KeyPressed("clear")).type("9990001").next()
    assert driver.faulted() == "nothing_chosen"
    driver.send(ev.OptionPressed("town.1"), ev.KeyPressed("backspace")).type("1").next()
    assert driver.faulted() == "nothing_chosen"
    driver.pick("town.1")
    assert value_of(driver.visit, "person.registered_town", "p1") == "みなと県みなと野市桜台二丁目"


def test_a_town_can_be_typed_when_its_code_is_not_known() -> None:
    driver = at_birth().date("reiwa", 1, 5, 1).send(ev.OptionPressed("unknown"))
    assert driver.next().faulted() == "nothing_typed"
    driver.type("ミナトシ").next()
    assert value_of(driver.visit, "person.registered_town", "p1") == "ミナトシ"
    driver.send(ev.BackPressed())
    assert driver.visit.drafts["p1/person.registered_town#typed"].text == "ミナトシ"


def test_names_need_both_parts_and_no_digits() -> None:
    driver = by_hand().type("サトウ").next()
    assert (driver.faulted(), driver.visit.focus) == ("nothing_typed", "p1/person.given_name")
    driver.type("2").next()
    assert driver.faulted() == "not_a_name"
    assert driver.visit.drafts["p1/person.family_name"].text == "サトウ"


def test_a_writing_is_chosen_for_the_box_with_the_caret() -> None:
    driver = by_hand().type("サトウ").send(ev.OptionPressed("candidate.佐藤"))
    assert driver.visit.drafts["p1/person.family_name"].text == "佐藤"
    gone = driver.send(ev.FieldFocused("nowhere"), ev.OptionPressed("candidate.砂糖"))
    assert "nowhere" not in gone.visit.drafts


def test_the_panel_can_be_changed() -> None:
    assert by_hand().send(ev.OptionPressed("keyboard.latin")).visit.keyboard == "latin"


def test_a_phone_number_and_copies_are_checked() -> None:
    driver = (
        Driver().certificate().send(ev.ChangePressed("contact.daytime_phone")).type("123").next()
    )
    assert driver.faulted() == "phone_length"
    driver = Driver().certificate().send(ev.ChangePressed("resident_record_copy.copies"))
    driver.send(ev.KeyPressed("clear")).type("11").next()
    assert driver.visit.fault is not None
    assert (driver.faulted(), driver.visit.fault.detail) == ("number_out_of_range", "1-10")
    driver.send(ev.KeyPressed("backspace")).next()
    assert value_of(driver.visit, "resident_record_copy.copies") == 1


def test_kana_are_kept_as_katakana() -> None:
    driver = Driver().read_card("moving_in").next().pick("nobody").next()
    driver.type("たかはし").send(ev.KeyPressed("next_field")).type("ｹﾝ").next()
    assert value_of(driver.visit, "person.family_name_kana", "p1") == "タカハシ"
    assert value_of(driver.visit, "person.given_name_kana", "p1") == "ケン"


def test_an_answer_that_was_not_changed_keeps_its_source() -> None:
    driver = Driver().certificate().send(ev.ChangePressed("p1/person.date_of_birth")).next()
    assert driver.visit.facts[Key("p1", "person.date_of_birth")].source is FactSource.CARD
    driver.send(ev.ChangePressed("p1/person.sex")).pick("9")
    assert (
        driver.visit.facts[Key("p1", "person.sex")].source is FactSource.CITIZEN
        if Key("p1", "person.sex") in driver.visit.facts
        else True
    )


def test_options_without_a_page_mean_nothing() -> None:
    driver = Driver().certificate()
    assert driver.send(ev.OptionPressed("self")).visit.picks == driver.visit.picks


def facts(**people: str) -> dict[Key, Fact]:
    return {
        Key(person, "person.relation_to_filer"): Fact(relation, FactSource.CITIZEN)
        for person, relation in people.items()
    }


@pytest.mark.parametrize(
    ("language", "first", "second", "wife", "own"),
    [
        (
            "ja",
            "1人目の子の\u200b生年月日は\u200bいつですか",
            "2人目の子の\u200b生年月日は\u200bいつですか",
            "妻の\u200b生年月日は\u200bいつですか",
            "あなたの\u200b生年月日は\u200bいつですか",
        ),
        (
            "en",
            "What is your child 1’s date of birth?",
            "What is your child 2’s date of birth?",
            "What is your wife’s date of birth?",
            "What is your date of birth?",
        ),
    ],
)
def test_persons_are_called_by_what_they_are_until_they_have_a_name(
    language: str, first: str, second: str, wife: str, own: str
) -> None:
    wording = Wording(DEFINITIONS, facts(p2="wife", p3="child", p4="child"), language)
    born = "person.date_of_birth"
    assert wording.question(Key("p3", born)) == first
    assert wording.question(Key("p4", born)) == second
    assert wording.question(Key("p2", born)) == wife
    assert wording.question(Key("p1", born)) == own
    assert wording.relation("p9") == ""


def test_a_name_is_called_politely() -> None:
    named = {
        **facts(p2="wife"),
        Key("p2", "person.family_name"): Fact("髙橋", FactSource.CITIZEN),
        Key("p2", "person.given_name"): Fact("美咲", FactSource.CITIZEN),
    }
    assert (
        Wording(DEFINITIONS, named, "ja")
        .question(Key("p2", "person.sex"))
        .startswith("髙橋 美咲さんの")
    )
    assert (
        Wording(DEFINITIONS, named, "en").question(Key("p2", "person.sex"))
        == "What is 髙橋 美咲’s sex?"
    )


@pytest.mark.parametrize(
    ("item", "value", "ja", "en"),
    [
        ("bank_account.use_registered", True, "はい", "Yes"),
        ("bank_account.use_registered", False, "いいえ", "No"),
        ("move.date", date(2026, 4, 3), "令和8年4月3日（2026年）", "3 April 2026"),
        (
            "household.previous_householder",
            "other",
            "いっしょに来ていない人",
            "Someone not here today",
        ),
        ("household.card_holders", (), "だれもいない", "Nobody"),
        ("household.card_holders", ("p1", "p2"), "あなた、妻", "You, Wife"),
        (
            "resident_record_copy.items",
            ("head", "register"),
            "世帯主・続柄、本籍・筆頭者",
            "Householder and relationship, Registered domicile",
        ),
        ("person.sex", "2", "女", "Female"),
        ("person.sex", "7", "7", "7"),
        ("contact.daytime_phone", "09012345678", "090-1234-5678", "090-1234-5678"),
        ("filing.signature", "to_confirm", "窓口で確認します", "Checked at the counter"),
        ("move.new_block", "", "未入力", "Not given"),
        ("move.new_block", None, "未入力", "Not given"),
    ],
)
def test_values_in_words(item: str, value: object, ja: str, en: str) -> None:
    for language, text in (("ja", ja), ("en", en)):
        wording = Wording(DEFINITIONS, facts(p2="wife"), language)
        assert wording.text(CONTEXT.definitions.items[item], value) == text  # type: ignore[arg-type]  # a value


def test_help_and_label() -> None:
    wording = Wording(DEFINITIONS, {}, "en")
    assert wording.label(Key("", "move.date")) == "Date you moved"
    assert wording.help(Key("", "move.date")).startswith("The day")


def test_a_date_needs_all_its_boxes() -> None:
    driver = at_birth().type("2")
    from kiosk.domain.answering import typed_date  # noqa: PLC0415  beside its one use

    assert typed_date(driver.visit, Key("p1", "person.date_of_birth")) is None


def test_touches_hide_what_they_carry() -> None:
    assert "サトウ" not in repr(ev.CodeOpened("v", (("p1/person.family_name", "サトウ"),)))
    assert "サトウ" not in repr(ev.CardRead("v", "サトウ", "x", date(2000, 1, 1), "1"))
