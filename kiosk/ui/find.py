"""Finding what can be pressed, from outside: for tests and for visit scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow


@dataclass(frozen=True, slots=True)
class Control:
    """Something that can be pressed, and where it is on the window."""

    name: str
    rect: QRectF
    label: str
    enabled: bool
    item: QQuickItem


def items(window: QQuickWindow) -> Iterator[QQuickItem]:
    """Every visible item of the window, delegates of repeaters included."""
    waiting = [window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            yield item
            waiting.extend(reversed(item.childItems()))


def controls(window: QQuickWindow) -> list[Control]:
    """Everything that can be pressed, in drawing order."""
    found = []
    for item in items(window):
        if item.property("pressable") is not True or item.property("kind") == "words":
            continue
        rect = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
        usable = bool(item.property("usable"))
        found.append(Control(item.objectName(), rect, str(item.property("label")), usable, item))
    return found


def screen(window: QQuickWindow) -> str:
    """The name of the screen that is shown, `start` or `pin`; empty before the first."""
    for item in items(window):
        name = item.objectName()
        if name.startswith("screen."):
            return name.removeprefix("screen.")
    return ""


def named(window: QQuickWindow, name: str) -> QObject:
    """The visible item of this object name; LookupError when there is none."""
    for item in items(window):
        if item.objectName() == name:
            return item
    raise LookupError(name)
