"""What surrounds every screen of a visit."""

# ruff: noqa: N802 - properties carry the names QML gives them

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui import states

QML_IMPORT_NAME = "Kiosk.Vm"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class FrameModel(QObject):
    """City, stations, question, actions and helps around a screen."""

    changed = Signal()

    def __init__(self, state: states.Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state

    def show(self, state: states.Frame) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self.changed.emit()

    @Property(str, notify=changed)
    def city(self) -> str:
        return self._state.city

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._state.language

    @Property(str, notify=changed)
    def visitName(self) -> str:
        return self._state.visit_name

    @Property(int, notify=changed)
    def station(self) -> int:
        return self._state.station

    @Property(str, notify=changed)
    def eyebrow(self) -> str:
        return self._state.eyebrow

    @Property(str, notify=changed)
    def heading(self) -> str:
        return self._state.heading

    @Property(str, notify=changed)
    def help(self) -> str:
        return self._state.help

    @Property(bool, notify=changed)
    def back(self) -> bool:
        return self._state.back

    @Property(str, notify=changed)
    def nextLabel(self) -> str:
        return self._state.next_label

    @Property(str, notify=changed)
    def nextIcon(self) -> str:
        return self._state.next_icon

    @Property(str, notify=changed)
    def nextKind(self) -> str:
        return self._state.next_kind

    @Property(bool, notify=changed)
    def finish(self) -> bool:
        return self._state.finish

    @Property(bool, notify=changed)
    def staffCalled(self) -> bool:
        return self._state.staff_called
