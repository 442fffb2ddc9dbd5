"""View-models of the questions."""

# ruff: noqa: N802 - properties carry the names QML gives them

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui import states
from kiosk.ui.viewmodels.items import ItemList

QML_IMPORT_NAME = "Kiosk.Vm"
QML_IMPORT_MAJOR_VERSION = 1

# letters that each change key acts on, and those it turns back
DAKUTEN = frozenset(
    "カキクケコサシスセソタチツテトハヒフヘホウガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ"
)
HANDAKUTEN = frozenset("ハヒフヘホバビブベボパピプペポ")
SMALL = frozenset("アイウエオツヤユヨワカケァィゥェォッャュョヮヵヶ")


@QmlElement
class ProposalsModel(QObject):
    """06: procedures that the answers raise."""

    changed = Signal()

    def __init__(self, state: states.ProposalsScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._proposals = ItemList(states.Proposal, state.proposals, self)

    def show(self, state: states.ProposalsScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._proposals.show(state.proposals)
        self.changed.emit()

    @Property(str, notify=changed)
    def total(self) -> str:
        return self._state.total

    @Property(QObject, constant=True)
    def proposals(self) -> ItemList:
        return self._proposals


@QmlElement
class ChoiceModel(QObject):
    """07: choose one or several."""

    changed = Signal()

    def __init__(self, state: states.ChoiceScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._options = ItemList(states.Option, state.options, self)

    def show(self, state: states.ChoiceScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._options.show(state.options)
        self.changed.emit()

    @Property(bool, notify=changed)
    def several(self) -> bool:
        return self._state.several

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._state.problem

    @Property(str, notify=changed)
    def problemDetail(self) -> str:
        return self._state.problem_detail

    @Property(QObject, constant=True)
    def options(self) -> ItemList:
        return self._options


@QmlElement
class PeopleModel(QObject):
    """08: who belongs to the visit."""

    changed = Signal()

    def __init__(self, state: states.PeopleScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._members = ItemList(states.Member, state.members, self)
        self._relations = ItemList(states.Option, state.relations, self)

    def show(self, state: states.PeopleScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._members.show(state.members)
        self._relations.show(state.relations)
        self.changed.emit()

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._state.problem

    @Property(str, notify=changed)
    def problemDetail(self) -> str:
        return self._state.problem_detail

    @Property(QObject, constant=True)
    def members(self) -> ItemList:
        return self._members

    @Property(QObject, constant=True)
    def relations(self) -> ItemList:
        return self._relations


@QmlElement
class TextModel(QObject):
    """09: typed fields and their panel."""

    changed = Signal()

    def __init__(self, state: states.TextScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._fields = ItemList(states.Field, state.fields, self)
        self._candidates = ItemList(states.Option, state.candidates, self)

    def show(self, state: states.TextScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._fields.show(state.fields)
        self._candidates.show(state.candidates)
        self.changed.emit()

    @Property(str, notify=changed)
    def keyboard(self) -> str:
        return self._state.keyboard

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._state.note

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._state.problem

    @Property(str, notify=changed)
    def problemDetail(self) -> str:
        return self._state.problem_detail

    @Property(str, notify=changed)
    def unknown(self) -> str:
        return self._state.unknown

    @Property(QObject, constant=True)
    def fields(self) -> ItemList:
        return self._fields

    @Property(QObject, constant=True)
    def candidates(self) -> ItemList:
        return self._candidates

    @Property(list, notify=changed)
    def keyboards(self) -> list[str]:
        return list(self._state.keyboards)

    def _before_caret(self) -> str:
        """The letter left of the caret, empty at the start."""
        for field in self._state.fields:
            if field.caret > 0:
                return field.text[field.caret - 1 : field.caret]
        return ""

    @Property(bool, notify=changed)
    def dakuten(self) -> bool:
        return self._before_caret() in DAKUTEN

    @Property(bool, notify=changed)
    def handakuten(self) -> bool:
        return self._before_caret() in HANDAKUTEN

    @Property(bool, notify=changed)
    def small(self) -> bool:
        return self._before_caret() in SMALL


@QmlElement
class DateModel(QObject):
    """10: era, year, month and day."""

    changed = Signal()

    def __init__(self, state: states.DateScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._eras = ItemList(states.Option, state.eras, self)
        self._fields = ItemList(states.Field, state.fields, self)
        self._quick = ItemList(states.Option, state.quick, self)

    def show(self, state: states.DateScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._eras.show(state.eras)
        self._fields.show(state.fields)
        self._quick.show(state.quick)
        self.changed.emit()

    @Property(str, notify=changed)
    def western(self) -> str:
        return self._state.western

    @Property(str, notify=changed)
    def age(self) -> str:
        return self._state.age

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._state.problem

    @Property(str, notify=changed)
    def problemDetail(self) -> str:
        return self._state.problem_detail

    @Property(QObject, constant=True)
    def eras(self) -> ItemList:
        return self._eras

    @Property(QObject, constant=True)
    def fields(self) -> ItemList:
        return self._fields

    @Property(QObject, constant=True)
    def quick(self) -> ItemList:
        return self._quick


@QmlElement
class PostalModel(QObject):
    """09b: seven digits and the towns they stand for."""

    changed = Signal()

    def __init__(self, state: states.PostalScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._towns = ItemList(states.Option, state.towns, self)

    def show(self, state: states.PostalScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._towns.show(state.towns)
        self.changed.emit()

    @Property(str, notify=changed)
    def digits(self) -> str:
        return self._state.digits

    @Property(str, notify=changed)
    def unknown(self) -> str:
        return self._state.unknown

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._state.problem

    @Property(str, notify=changed)
    def problemDetail(self) -> str:
        return self._state.problem_detail

    @Property(QObject, constant=True)
    def towns(self) -> ItemList:
        return self._towns
