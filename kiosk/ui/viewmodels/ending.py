"""View-models of the check, the acceptance and whole-screen pages."""

# ruff: noqa: N802 - properties carry the names QML gives them

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui import states
from kiosk.ui.viewmodels.items import ItemList

QML_IMPORT_NAME = "Kiosk.Vm"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the check screen: a group's heading, or an answer below it."""

    heading: bool
    id: str
    label: str
    value: str = ""
    source: str = ""
    change: bool = False


def entries(groups: tuple[states.Group, ...]) -> list[Entry]:
    """Groups and their answers as one list, which the screen splits into pages."""
    found: list[Entry] = []
    for group in groups:
        found.append(Entry(heading=True, id="", label=group.title))
        found += [
            Entry(False, row.id, row.label, row.value, row.source, row.change)  # noqa: FBT003 - heading
            for row in group.rows
        ]
    return found


@QmlElement
class CheckModel(QObject):
    """11: every answer, group by group."""

    changed = Signal()

    def __init__(self, state: states.CheckScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._entries = ItemList(Entry, entries(state.groups), self)

    def show(self, state: states.CheckScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._entries.show(entries(state.groups))
        self.changed.emit()

    @Property(str, notify=changed)
    def submitLabel(self) -> str:
        return self._state.submit_label

    @Property(str, notify=changed)
    def sending(self) -> str:
        return self._state.sending

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._state.problem

    @Property(str, notify=changed)
    def problemDetail(self) -> str:
        return self._state.problem_detail

    @Property(QObject, constant=True)
    def entries(self) -> ItemList:
        return self._entries


@QmlElement
class AcceptedModel(QObject):
    """12 and 15: the number, the stamp, where to go."""

    changed = Signal()

    def __init__(self, state: states.AcceptedScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._stops = ItemList(states.Stop, state.stops, self)

    def show(self, state: states.AcceptedScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._stops.show(state.stops)
        self.changed.emit()

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._state.number

    @Property(str, notify=changed)
    def stampDate(self) -> str:
        return self._state.stamp_date

    @Property(str, notify=changed)
    def printing(self) -> str:
        return self._state.printing

    @Property(str, notify=changed)
    def delivery(self) -> str:
        return self._state.delivery

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._state.problem

    @Property(str, notify=changed)
    def problemDetail(self) -> str:
        return self._state.problem_detail

    @Property(bool, notify=changed)
    def reprint(self) -> bool:
        return self._state.reprint

    @Property(QObject, constant=True)
    def stops(self) -> ItemList:
        return self._stops


@QmlElement
class MessageModel(QObject):
    """A whole-screen page: idle, quit, thanks, locked PIN."""

    changed = Signal()

    def __init__(self, state: states.MessageScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._options = ItemList(states.Option, state.options, self)

    def show(self, state: states.MessageScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._options.show(state.options)
        self.changed.emit()

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._state.icon

    @Property(bool, notify=changed)
    def primary(self) -> bool:
        return self._state.primary

    @Property(str, notify=changed)
    def body(self) -> str:
        return self._state.body

    @Property(str, notify=changed)
    def big(self) -> str:
        return self._state.big

    @Property(str, notify=changed)
    def bigBefore(self) -> str:
        return self._state.big_before

    @Property(str, notify=changed)
    def bigAfter(self) -> str:
        return self._state.big_after

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._state.note

    @Property(float, notify=changed)
    def bar(self) -> float:
        return self._state.bar

    @Property(bool, notify=changed)
    def slab(self) -> bool:
        return self._state.slab

    @Property(bool, notify=changed)
    def alert(self) -> bool:
        return self._state.alert

    @Property(QObject, constant=True)
    def options(self) -> ItemList:
        return self._options
