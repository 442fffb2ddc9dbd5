"""Every screen, in both languages and orientations: measures, texts, touches."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from kiosk.domain import events as e
from kiosk.ui import find
from kiosk.ui.states import CheckScreen, TextScreen
from tests.ui.conftest import LANDSCAPE, PORTRAIT, Stage
from tests.ui.samples import LANGUAGES, samples

NAMES = sorted(samples("ja"))
SIZES = {"portrait": PORTRAIT, "landscape": LANDSCAPE}
U = 4.0  # both panels: 4 px for a design millimetre


def _gap(one: QRectF, two: QRectF) -> float:
    """How far apart two rectangles are, along the axis on which they are apart."""
    across = max(one.left() - two.right(), two.left() - one.right())
    down = max(one.top() - two.bottom(), two.top() - one.bottom())
    return max(across, down)


@pytest.mark.parametrize("turn", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_touch_sizes_and_texts(stage: Stage, name: str, language: str, turn: str) -> None:
    width, height = SIZES[turn]
    stage.show(samples(language)[name], (width, height))
    assert find.screen(stage.window) == name.partition("-")[0]
    found = find.controls(stage.window)
    whole = QRectF(0, 0, width, height)
    for control in found:
        rect = control.rect
        assert control.name, control.label
        assert control.label, control.name
        assert whole.contains(rect), f"{control.name} leaves the panel"
        assert min(rect.width(), rect.height()) >= 12.7 * U, f"{control.name} is too small"
        if turn == "portrait":
            assert rect.top() >= 98 * U, f"{control.name} is too high up"
    names = [control.name for control in found]
    assert len(set(names)) == len(names)
    for at, one in enumerate(found):
        for two in found[at + 1 :]:
            gap = _gap(one.rect, two.rect)
            assert gap >= 2.54 * U - 0.01, f"{one.name} and {two.name}: {gap / U:.2f}"
    for item in find.items(stage.window):
        assert item.property("truncated") is not True, f"cut off: {item.property('text')}"
        if item.property("lineCount") is not None and item.property("text"):
            rect = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
            assert whole.adjusted(-1, -1, 1, 1).contains(rect), item.property("text")


def _texts(stage: Stage) -> list[tuple[QQuickItem, QRectF]]:
    """Every text that stands by itself (not a control's own label), with where its lines are."""
    found: list[tuple[QQuickItem, QRectF]] = []
    for item in find.items(stage.window):
        if item.property("lineCount") is None or not item.property("text"):
            continue
        holders: list[QQuickItem] = []
        above: QQuickItem | None = item.parentItem()
        while above is not None:
            holders.append(above)
            above = above.parentItem()
        if any(holder.property("pressable") or holder.property("lineCount") for holder in holders):
            continue
        width = min(item.width(), item.implicitWidth())
        found.append((item, item.mapRectToScene(QRectF(0, 1, width, item.height() - 2))))
    return found


@pytest.mark.parametrize("turn", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_covered(stage: Stage, name: str, language: str, turn: str) -> None:
    stage.show(samples(language)[name], SIZES[turn])
    texts = _texts(stage)
    for at, (item, rect) in enumerate(texts):
        for control in find.controls(stage.window):
            assert not rect.intersects(control.rect), f"{item.property('text')} / {control.name}"
        for other, place in texts[at + 1 :]:
            words = f"{item.property('text')} / {other.property('text')}"
            assert not rect.intersects(place), words


TOUCHES = [
    ("start", "tile.moving_in", e.PurposeChosen("moving_in")),
    ("start", "cardless", e.CardlessChosen()),
    ("start", "code", e.CodeChosen()),
    ("start", "language.en", e.LanguageChosen("en")),
    ("card", "cardless", e.CardlessChosen()),
    ("card", "back", e.BackPressed()),
    ("pin", "key.7", e.KeyPressed("7")),
    ("pin", "key.backspace", e.KeyPressed("backspace")),
    ("pin", "key.clear", e.KeyPressed("clear")),
    ("pin", "pin_skip", e.PinSkipped()),
    ("facts", "dispute", e.FactsDisputed()),
    ("facts-taken", "next", e.NextPressed()),
    ("proposals", "proposal.health_insurance", e.ProposalToggled("health_insurance")),
    ("choice", "option.household", e.OptionPressed("household")),
    ("choice", "next", e.NextPressed()),
    ("people", "option.relation.child", e.OptionPressed("relation.child")),
    ("people", "change.person1", e.ChangePressed("person1")),
    ("text", "key.カ", e.KeyPressed("カ")),
    ("text", "key.small", e.KeyPressed("small")),
    ("text", "key.backspace", e.KeyPressed("backspace")),
    ("text", "field.family", e.FieldFocused("family")),
    ("text-candidates", "option.writing.0", e.OptionPressed("writing.0")),
    ("text-candidates", "option.keyboard.latin", e.OptionPressed("keyboard.latin")),
    ("text-latin", "key.Q", e.KeyPressed("Q")),
    ("text-phone", "key.-", e.KeyPressed("-")),
    ("text-phone", "option.unknown", e.OptionPressed("unknown")),
    ("date", "option.era.showa", e.OptionPressed("era.showa")),
    ("date", "field.month", e.FieldFocused("month")),
    ("date", "key.next_field", e.KeyPressed("next_field")),
    ("date-wrong", "option.today", e.OptionPressed("today")),
    ("postal", "option.town.0", e.OptionPressed("town.0")),
    ("postal", "option.unknown", e.OptionPressed("unknown")),
    ("check", "change.move.date", e.ChangePressed("move.date")),
    ("accepted-no-paper", "reprint", e.ReprintPressed()),
    ("accepted-no-paper", "next", e.NextPressed()),
    ("message-idle", "option.stay", e.OptionPressed("stay")),
    ("message-quit", "option.leave", e.OptionPressed("leave")),
    ("language", "language.en", e.LanguageChosen("en")),
    ("language", "back", e.Stayed()),
    ("choice", "staff", e.StaffCalled()),
    ("choice", "language", e.LanguagePressed()),
    ("choice", "quit", e.QuitPressed()),
]


@pytest.mark.parametrize("turn", SIZES)
@pytest.mark.parametrize(("name", "control", "intent"), TOUCHES)
def test_touch_sends_its_intent(
    stage: Stage, name: str, control: str, intent: e.Intent, turn: str
) -> None:
    stage.show(samples("ja")[name], SIZES[turn])
    stage.press(control)
    assert stage.sent == [intent]


@pytest.mark.parametrize("control", ["next", "option.household", "quit"])
def test_leaving_a_control_cancels(stage: Stage, control: str) -> None:
    stage.show(samples("ja")["choice"])
    stage.drag(control, QPoint(20, 20))
    assert stage.sent == []


def test_blocked_controls_send_nothing(stage: Stage) -> None:
    stage.show(samples("ja")["pin"])
    stage.press("next")
    stage.press("text_size")
    assert stage.sent == []


def test_same_spot_twice_counts_once_but_keys_count_every_time(stage: Stage) -> None:
    stage.show(samples("ja")["pin"])
    stage.window.setProperty("guard", 60_000)
    try:
        for _ in range(3):
            stage.press("key.5")
        for _ in range(3):
            stage.press("pin_skip")
    finally:
        stage.window.setProperty("guard", 0)
    assert stage.sent == [e.KeyPressed("5")] * 3 + [e.PinSkipped()]


def test_check_pages_end_in_submit(stage: Stage) -> None:
    state = samples("ja")["check-long"]
    assert isinstance(state, CheckScreen)
    stage.show(samples("ja")["start"])
    stage.show(state)
    seen = {c.name for c in find.controls(stage.window) if c.name.startswith("change.")}
    assert stage.control("next").label == "続きを見る"
    while stage.control("next").label == "続きを見る":
        stage.press("next")
        names = {c.name for c in find.controls(stage.window) if c.name.startswith("change.")}
        assert not names & seen
        seen |= names
    assert seen == {f"change.{row.id}" for group in state.groups for row in group.rows}
    assert stage.control("next").label == state.submit_label
    assert stage.sent == []
    stage.press("back")
    assert stage.sent == []
    assert stage.control("next").label == "続きを見る"
    stage.show(samples("ja")["start"])
    stage.show(state)
    assert stage.control("change.applicant.name")


def test_many_options_page(stage: Stage) -> None:
    stage.show(samples("ja")["start"])
    stage.show(samples("ja")["choice-many"])
    stage.press("next")
    assert stage.sent == []
    stage.press("option.unknown")
    assert stage.sent == [e.OptionPressed("unknown")]


def test_typing_keeps_the_panel(stage: Stage) -> None:
    state = samples("ja")["text"]
    assert isinstance(state, TextScreen)
    stage.show(state)
    before = stage.control("key.カ").item
    typed = replace(state.fields[1], text="ケンイチ", caret=4)
    stage.show(replace(state, fields=(state.fields[0], typed)))
    assert stage.control("key.カ").item is before
    assert stage.control("field.given").item.property("text") == "ケンイチ"


def test_language_switches_at_once(stage: Stage) -> None:
    stage.show(samples("ja")["choice"])
    assert stage.control("quit").label == "やめる"
    stage.show(samples("en")["choice"])
    assert stage.control("quit").label == "Quit"


def _name_picture(stage: Stage, name: str) -> QImage:
    """The first answer of the check screen, as pixels."""
    state = samples("ja")["check"]
    assert isinstance(state, CheckScreen)
    first = state.groups[0]
    rows = (replace(first.rows[0], value=name), *first.rows[1:])
    stage.show(replace(state, groups=(replace(first, rows=rows), *state.groups[1:])))
    row = find.named(stage.window, "row.applicant.name")
    rect = row.mapRectToScene(QRectF(0, 0, row.width() / 2, row.height()))  # type: ignore[attr-defined] # an item
    return stage.picture().copy(rect.toRect())


def test_variant_characters_are_drawn(stage: Stage) -> None:
    usual, variant = _name_picture(stage, "葛城"), _name_picture(stage, "葛\U000e0100城")
    assert usual != variant
    empty = _name_picture(stage, "")
    pictures = [_name_picture(stage, name) for name in ("𠮷", "吉", "髙", "高", "﨑", "崎")]
    assert all(picture != empty for picture in pictures)
    assert len({bytes(picture.constBits()) for picture in pictures}) == len(pictures)
