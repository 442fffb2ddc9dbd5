"""A state of every screen, in Japanese and English, with the people of the design pictures."""

from __future__ import annotations

from dataclasses import replace

from kiosk.ui import states as s
from tests.ui import sample_endings as endings
from tests.ui import sample_questions as questions
from tests.ui.sample_words import CATALOGUE, LANGUAGES, Words

__all__ = ["CATALOGUE", "LANGUAGES", "samples"]


def _start(w: Words) -> s.StartScreen:
    tiles = (
        s.Tile("moving_in", "local_shipping", w("引っ越してきた", "I moved here")),
        s.Tile("resident_record_copy", "description", w("住民票の写し", "Residence certificate")),
        s.Tile("seal_registration", "approval", w("印鑑登録", "Seal registration")),
        s.Tile("child_allowance_claim", "child_care", w("児童手当", "Child allowance")),
    )
    frame = w.frame(
        -1, w.text("start.heading"), help=w.text("start.help"), back=False, next_kind="none"
    )
    return s.StartScreen(frame, tiles, (("en", "English"), ("ja", "日本語")))


def _card(w: Words, reading: str = "", problem: str = "") -> s.CardScreen:
    label = w.text("card.reading_short") if reading else w.text("card.waiting")
    frame = w.frame(
        1, w.text("card.heading"), help=w.text("card.help"), next_label=label, next_kind="words"
    )
    return s.CardScreen(frame, reading=reading, problem=problem)


def _pin(w: Words, problem: str = "", tries: int = 3) -> s.PinScreen:
    frame = w.frame(
        1,
        w.text("pin.heading"),
        help=w.text("pin.help"),
        next_label=w.text("pin.missing", count=2),
        next_kind="blocked",
    )
    return s.PinScreen(frame, 4, 2, tries, problem)


def _facts(w: Words, *, take: bool) -> s.FactsScreen:
    rows = (
        s.Row("", w("氏名", "Name"), "髙橋　健一", "card"),
        s.Row(
            "",
            w("生年月日", "Date of birth"),
            w("昭和63年9月14日（1988年）", "14 September 1988"),
            "card",
        ),
        s.Row("", w("性別", "Sex"), w("男", "Male"), "card"),
        s.Row(
            "",
            w(
                "前の住所（カードの住所は、引っ越す前のものです）",
                "Previous address (the one on your card)",
            ),
            "あさひ県青空市本町一丁目4番7号\u200bみどりハイツ203",
            "card",
        ),
    )
    frame = w.frame(
        1,
        w.text("facts.heading"),
        next_label=w.text("facts.blocked") if take else "",
        next_kind="blocked" if take else "primary",
    )
    return s.FactsScreen(frame, rows, take, w.text("facts.note"))


def _language(w: Words) -> s.LanguageScreen:
    frame = w.frame(
        -1,
        w.text("language.heading"),
        help=w.text("language.help"),
        next_kind="words",
        next_label="　",
    )
    languages = (
        s.Option("ja", "日本語", chosen=w.language == "ja"),
        s.Option("en", "English", chosen=w.language == "en"),
    )
    return s.LanguageScreen(replace(frame, next_kind="none", next_label=""), languages)


def samples(language: str) -> dict[str, s.Screen]:
    """Every screen by name, in this language; variants carry a suffix."""
    w = Words(language)
    quit_options = (
        s.Option("stay", w.text("quit.stay")),
        s.Option("leave", w.text("quit.leave"), outlined=True),
    )
    return {
        "start": _start(w),
        "start-no-reader": replace(_start(w), card=False, camera=False),
        "card": _card(w),
        "card-reading": _card(w, reading=w.text("card.reading")),
        "card-problem": _card(w, problem=w.text("card.not_read")),
        "code": s.CodeScreen(
            w.frame(
                1,
                w.text("code.heading"),
                help=w.text("code.help"),
                next_kind="words",
                next_label=w.text("code.waiting"),
            ),
        ),
        "pin": _pin(w),
        "pin-wrong": _pin(w, w.text("pin.wrong", count=2), 2),
        "facts": _facts(w, take=True),
        "facts-taken": _facts(w, take=False),
        "proposals": questions.proposals(w),
        "choice": questions.choice(w),
        "choice-problem": questions.choice(w, problem=w.text("question.choose")),
        "choice-six": questions.choice(w, 6),
        "choice-many": questions.choice(w, 9),
        "people": questions.people(w),
        "text": questions.text(w),
        "text-candidates": questions.candidates(w),
        "text-latin": questions.text(w, "latin", keyboards=("kana", "latin"), note=""),
        "text-phone": questions.telephone(w),
        "text-problem": questions.text(
            w, problem=w("名前を入力してください", "Enter the given name")
        ),
        "date": questions.date(w, wrong=False),
        "date-wrong": questions.date(w, wrong=True),
        "postal": questions.postal(w, 2),
        "postal-many": questions.postal(w, 8),
        "postal-empty": questions.postal(w, 0),
        "check": endings.check(w),
        "check-long": endings.check(w, people=4),
        "check-sending": endings.check(w, sending=w.text("check.sending")),
        "accepted": endings.accepted(w),
        "accepted-printed": endings.accepted(w, "printed"),
        "accepted-no-paper": endings.accepted(w, "not_printed"),
        "message-idle": endings.idle(w),
        "message-quit": endings.message(w, "quit.heading", "", quit_options),
        "message-staff": endings.message(
            w,
            "staff.heading",
            "support_agent",
            (s.Option("stay", w.text("staff.stay")),),
            body=w.text("staff.body"),
        ),
        "message-thanks": endings.message(
            w,
            "thanks.heading",
            "check",
            (s.Option("close", w.text("thanks.close")),),
            body=w.text("thanks.body"),
        ),
        "message-closed": endings.message(w, "closed.heading", "info", (), slab=False, alert=True),
        "language": _language(w),
    }
