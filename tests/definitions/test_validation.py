"""What may be typed: one good and several bad of each check; names, kana and postal codes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import kanji, postal, validation
from forms.model import Town

TODAY = date(2026, 11, 20)

TEXTS = [
    ("kana", "タカハシ", ""),
    ("kana", "たかはし", ""),
    ("kana", "ﾀｶﾊｼ ｹﾝｲﾁ", ""),
    ("kana", "高橋", "not_kana"),
    ("kana", "Takahashi", "not_kana"),
    ("name", "髙橋", ""),
    ("name", "𠮷田", ""),
    ("name", "葛󠄀城", ""),
    ("name", "Müller", ""),
    ("name", "高橋2", "not_a_name"),
    ("name", "高\u0000橋", "not_a_name"),
    ("phone", "09012345678", ""),
    ("phone", "０２２−１２３−４５６７", ""),
    ("phone", "0221234567", ""),
    ("phone", "0901234567", "phone_length"),
    ("phone", "1234567890", "phone_length"),
    ("phone", "02212345678", "phone_length"),
    ("account_number", "1234567", ""),
    ("account_number", "123456", "account_number_length"),
    ("account_number", "12345678", "account_number_length"),
    ("postal_code", "985-0052", ""),
    ("postal_code", "985005", "postal_code_length"),
    ("block", "3番12号", ""),
    ("block", "本町", "block_without_number"),
]


@pytest.mark.parametrize(("name", "text", "fault"), TEXTS)
def test_text(name: str, text: str, fault: str) -> None:
    assert validation.TEXT_CHECKS[name](text) == fault


@pytest.mark.parametrize(
    ("name", "day", "fault"),
    [
        ("not_after_today", TODAY, ""),
        ("not_after_today", date(2026, 11, 21), "date_in_future"),
        ("date_of_birth", date(1988, 9, 14), ""),
        ("date_of_birth", date(2026, 11, 21), "date_in_future"),
        ("date_of_birth", date(1890, 1, 1), "born_too_long_ago"),
    ],
)
def test_day(name: str, day: date, fault: str) -> None:
    assert validation.DATE_CHECKS[name](day, TODAY) == fault


@given(st.text())
def test_katakana_of_katakana_is_itself(text: str) -> None:
    once = validation.katakana(text)
    assert validation.katakana(once) == once


@given(st.text(alphabet="0123456789０１２３４５６７８９-"))
def test_digits_are_digits(text: str) -> None:
    assert all(letter in "0123456789" for letter in validation.digits(text))


def test_a_mobile_number_is_told_in_groups() -> None:
    assert validation.format_phone("09012345678") == "090-1234-5678"
    assert validation.format_phone("0221234567") == "0221234567"


OWN = (
    Town(
        postal_code="9990001",
        prefecture="みなと県",
        city="みなと野市",
        towns=["桜台一丁目", "桜台二丁目"],
    ),
)


def test_the_citys_own_towns_come_first() -> None:
    assert postal.towns("9990001", OWN) == (
        "みなと県みなと野市桜台一丁目",
        "みなと県みなと野市桜台二丁目",
    )


def test_other_towns_come_from_the_national_table() -> None:
    assert postal.towns("9850052", OWN) == ("宮城県塩竈市本町",)


def test_one_code_may_stand_for_several_towns() -> None:
    assert len(postal.towns("4520961", OWN)) > 1


def test_an_unknown_code_stands_for_none() -> None:
    assert postal.towns("9999999") == ()


def test_writings_of_a_reading_end_with_the_kana_itself() -> None:
    found = kanji.candidates("ミサキ")
    assert "美咲" in found
    assert found[-1] == "ミサキ"
    assert len(found) == len(set(found))
    assert kanji.candidates("") == ()
