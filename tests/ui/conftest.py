"""One offscreen window with the bundled fonts; any Qt or QML message fails the test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from kiosk.domain.events import Intent
from kiosk.ui import find
from kiosk.ui.shell import create_shell
from kiosk.ui.states import Screen
from kiosk.ui.viewmodels.shell import Shell
from tests.ui.samples import CATALOGUE

PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)


@dataclass
class Stage:
    """The window and what came out of it."""

    app: QGuiApplication
    engine: QQmlApplicationEngine
    window: QQuickWindow
    shell: Shell
    sent: list[Intent]
    messages: list[str] = field(default_factory=list)

    def show(self, state: Screen, size: tuple[int, int] = PORTRAIT) -> None:
        """Show a state and let Qt settle."""
        self.window.resize(*size)
        self.shell.show(state)
        self.settle()

    def settle(self) -> None:
        """Handle what is waiting in Qt's queue."""
        for _ in range(3):
            self.app.processEvents()

    def control(self, name: str) -> find.Control:
        """The control of this object name."""
        return next(control for control in find.controls(self.window) if control.name == name)

    def press(self, name: str) -> None:
        """Click in the middle of a control."""
        middle = self.control(name).rect.center().toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=middle)
        self.settle()

    def drag(self, name: str, to: QPoint) -> None:
        """Press inside a control and let go somewhere else."""
        middle = self.control(name).rect.center().toPoint()
        QTest.mousePress(self.window, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(self.window, to)
        QTest.mouseRelease(self.window, Qt.MouseButton.LeftButton, pos=to)
        self.settle()

    def picture(self) -> QImage:
        """What the window shows."""
        return self.window.grabWindow()


@pytest.fixture(scope="session")
def opened(qapp: QGuiApplication) -> Iterator[Stage]:
    """The window, opened once for all tests."""
    sent: list[Intent] = []
    messages: list[str] = []

    def note(_kind: QtMsgType, _context: object, text: str) -> None:
        messages.append(text)

    before = qInstallMessageHandler(note)
    engine, window, shell = create_shell(qapp, sent.append, CATALOGUE, motion=False, guard=0)
    window.show()
    yield Stage(qapp, engine, window, shell, sent, messages)
    shiboken6.delete(engine)
    qInstallMessageHandler(before)


@pytest.fixture
def stage(opened: Stage) -> Iterator[Stage]:
    """The window for one test; a message of Qt fails it."""
    opened.sent.clear()
    opened.messages.clear()
    yield opened
    assert opened.messages == []


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """No widgets here."""
    return QGuiApplication
