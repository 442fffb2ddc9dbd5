"""Samples of the check, the acceptance and whole-screen pages."""

from __future__ import annotations

from dataclasses import replace

from kiosk.ui import states as s
from tests.ui.sample_words import Words


def groups(w: Words, people: int = 0) -> tuple[s.Group, ...]:
    you = (
        s.Row("applicant.name", w("氏名", "Name"), "髙橋　健一", "card", change=True),
        s.Row(
            "applicant.kana",
            w("フリガナ", "Name in katakana"),
            "タカハシ　ケンイチ",
            "citizen",
            change=True,
        ),
        s.Row(
            "applicant.birth",
            w("生年月日", "Date of birth"),
            w("昭和63年9月14日（1988年）", "14 September 1988"),
            "card",
            change=True,
        ),
        s.Row("applicant.phone", w("電話番号", "Phone"), "090-1234-5678", "qr", change=True),
    )
    move = (
        s.Row(
            "move.date",
            w("引っ越した日", "Date you moved"),
            w("令和8年3月28日（2026年）", "28 March 2026"),
            "citizen",
            change=True,
        ),
        s.Row(
            "move.to",
            w("新しい住所", "New address"),
            "みなと野市桜台二丁目3番12号",
            "staff",
            change=True,
        ),
        s.Row(
            "move.from",
            w("前の住所", "Previous address"),
            "あさひ県青空市本町一丁目4番7号",
            "earlier",
            change=True,
        ),
    )
    what = (
        s.Row(
            "procedures",
            w("3件", "3 procedures"),
            w("転入届・児童手当・子ども医療", "Moving in, child allowance, medical"),
            change=True,
        ),
    )
    family = tuple(
        s.Group(
            w(f"{at + 2}人目", f"Person {at + 2}"),
            (
                s.Row(
                    f"person{at}.name",
                    w("氏名", "Name"),
                    "𠮷田　葛\U000e0100子",
                    "citizen",
                    change=True,
                ),
                s.Row(
                    f"person{at}.birth",
                    w("生年月日", "Date of birth"),
                    w("令和2年5月14日（2020年）", "14 May 2020"),
                    "citizen",
                    change=True,
                ),
            ),
        )
        for at in range(people)
    )
    return (
        s.Group(w("あなた", "You"), you),
        s.Group(w("引っ越し", "Your move"), move),
        *family,
        s.Group(w("申請する手続き", "What you apply for"), what),
    )


def check(w: Words, people: int = 0, sending: str = "") -> s.CheckScreen:
    frame = w.frame(
        3,
        w.text("check.heading"),
        help=w.text("check.help"),
        next_icon="check",
        next_kind="blocked" if sending else "primary",
    )
    return s.CheckScreen(frame, groups(w, people), w.text("check.submit"), sending)


def accepted(w: Words, printing: str = "printing") -> s.AcceptedScreen:
    stops = (
        s.Stop("7", w("2階 市民課", "Floor 2, Residents"), w("転入届", "Moving in")),
        s.Stop(
            "12",
            w("2階 こども家庭課", "Floor 2, Children"),
            w("児童手当、子ども医療", "Child allowance"),
        ),
    )
    good = printing in {"printing", "printed"}
    frame = w.frame(
        4,
        w.text("accepted.heading" if good else "accepted.heading_no_paper"),
        help=w.text("accepted.help") if good else "",
        back=False,
        finish=True,
        next_kind="blocked" if printing == "printing" else "primary",
        next_icon="check",
        next_label=w.text(
            {"printing": "accepted.busy", "printed": "accepted.finish"}.get(
                printing, "accepted.noted"
            )
        ),
    )
    plain = s.AcceptedScreen(frame, "123", "8.4.3", stops, printing, w.text("accepted.sending"))  # type: ignore[arg-type] # closed set
    if good:
        return plain
    return replace(
        plain,
        problem=w.text("accepted.not_printed"),
        problem_detail=w.text("accepted.not_printed_detail"),
        reprint=True,
    )


def idle(w: Words) -> s.MessageScreen:
    options = (s.Option("stay", w.text("quit.stay")), s.Option("leave", w.text("idle.leave")))
    return s.MessageScreen(
        w.frame(-1, w.text("idle.heading"), back=False, next_kind="none"),
        "",
        options,
        body=w.text("idle.body"),
        big="45",
        bar=0.82,
        big_before=w.text("idle.before"),
        big_after=w.text("idle.after"),
        note=w.text("idle.note"),
    )


def message(
    w: Words, heading: str, icon: str, options: tuple[s.Option, ...], **more: object
) -> s.MessageScreen:
    frame = w.frame(-1, w.text(heading), back=False, next_kind="none")
    return replace(s.MessageScreen(frame, icon, options), **more)  # type: ignore[arg-type] # fields by name
