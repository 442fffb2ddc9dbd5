"""Typing: what each key does, and the kana that lead to kanji."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.entry import (
    CHANGES,
    KANA,
    PLAIN,
    Draft,
    can_change,
    change,
    choose,
    kana_tail,
    press,
    reading_of,
)

KEYS = st.sampled_from(
    [
        *"アカハツー1a",
        "dakuten",
        "handakuten",
        "small",
        "long",
        "space",
        "left",
        "right",
        "backspace",
        "clear",
        "nothing",
    ]
)


def typed(*keys: str, draft: Draft | None = None) -> Draft:
    draft = draft or Draft()
    for key in keys:
        draft = press(draft, key)
    return draft


@given(st.lists(KEYS, max_size=80))
def test_the_caret_stays_in_the_text_and_the_text_within_its_limit(keys: list[str]) -> None:
    draft = Draft()
    for key in keys:
        draft = press(draft, key, limit=10)
        assert 0 <= draft.caret <= len(draft.text) <= 10


@given(st.sampled_from(sorted(CHANGES)), st.sampled_from(sorted(KANA)))
def test_a_change_key_pressed_twice_changes_nothing_or_toggles(key: str, letter: str) -> None:
    once = change(letter, key)
    if PLAIN.get(letter, letter) == letter:
        assert change(once, key) == letter


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["カ", "dakuten"], "ガ"),
        (["カ", "dakuten", "dakuten"], "カ"),
        (["ハ", "dakuten", "handakuten"], "パ"),
        (["ハ", "handakuten", "dakuten"], "バ"),
        (["ツ", "small"], "ッ"),
        (["カ", "handakuten"], "カ"),
        (["dakuten"], ""),
        (["ト", "long", "space"], "トー　"),
        (["ア", "イ", "left", "ウ"], "アウイ"),
        (["ア", "イ", "left", "left", "left", "backspace", "right", "backspace"], "イ"),
        (["ア", "clear", "イ"], "イ"),
    ],
)
def test_keys(keys: list[str], text: str) -> None:
    assert typed(*keys).text == text


def test_blocked_change_keys() -> None:
    assert can_change("カ", "dakuten")
    assert not can_change("カ", "handakuten")
    assert not can_change("", "dakuten")


def test_a_writing_takes_the_place_of_the_kana_at_the_end() -> None:
    draft = choose(typed("ミ", "サ", "キ"), "美咲")
    assert (draft.text, draft.caret, reading_of(draft)) == ("美咲", 2, "ミサキ")


def test_a_name_made_of_two_writings_has_both_readings() -> None:
    draft = choose(typed("タ", "カ"), "髙")
    draft = choose(typed("ハ", "シ", draft=draft), "橋")
    assert (draft.text, reading_of(draft)) == ("髙橋", "タカハシ")


def test_kana_left_as_kana_are_their_own_reading() -> None:
    assert reading_of(typed("ユ", "イ")) == "ユイ"
    draft = typed("コ", draft=choose(typed("ユ", "イ"), "結"))
    assert reading_of(draft) == "ユイコ"


def test_a_text_that_was_changed_has_no_known_reading() -> None:
    draft = press(choose(typed("ミ", "サ", "キ"), "美咲"), "backspace")
    assert reading_of(draft) == ""
    assert reading_of(choose(typed("コ", draft=draft), "子")) == ""
    assert reading_of(Draft()) == ""
    assert reading_of(Draft.of("美咲")) == ""


def test_the_tail_is_what_a_writing_is_chosen_for() -> None:
    assert kana_tail(Draft.of("髙ハシ")) == "ハシ"
    assert kana_tail(Draft.of("髙")) == ""


def test_a_draft_hides_its_text() -> None:
    assert "ア" not in repr(Draft.of("ア"))
