"""View-models of the start, the card, the PIN and what was read."""

# ruff: noqa: N802 - properties carry the names QML gives them

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui import states
from kiosk.ui.viewmodels.items import ItemList

QML_IMPORT_NAME = "Kiosk.Vm"
QML_IMPORT_MAJOR_VERSION = 1


def tongues(state: states.StartScreen) -> list[states.Option]:
    """The languages offered on the start, each in itself."""
    return [states.Option(id=language, title=name) for language, name in state.languages]


@QmlElement
class StartModel(QObject):
    """01: the start."""

    changed = Signal()

    def __init__(self, state: states.StartScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._tiles = ItemList(states.Tile, state.tiles, self)
        self._languages = ItemList(states.Option, tongues(state), self)

    def show(self, state: states.StartScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._tiles.show(state.tiles)
        self._languages.show(tongues(state))
        self.changed.emit()

    @Property(bool, notify=changed)
    def card(self) -> bool:
        return self._state.card

    @Property(bool, notify=changed)
    def camera(self) -> bool:
        return self._state.camera

    @Property(QObject, constant=True)
    def tiles(self) -> ItemList:
        return self._tiles

    @Property(QObject, constant=True)
    def languages(self) -> ItemList:
        return self._languages


@QmlElement
class CardModel(QObject):
    """03: put the card on the reader."""

    changed = Signal()

    def __init__(self, state: states.CardScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state

    def show(self, state: states.CardScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self.changed.emit()

    @Property(str, notify=changed)
    def reading(self) -> str:
        return self._state.reading

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._state.problem

    @Property(str, notify=changed)
    def problemDetail(self) -> str:
        return self._state.problem_detail

    @Property(bool, notify=changed)
    def camera(self) -> bool:
        return self._state.camera


@QmlElement
class CodeModel(QObject):
    """Hold a QR code before the camera."""

    changed = Signal()

    def __init__(self, state: states.CodeScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state

    def show(self, state: states.CodeScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self.changed.emit()

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._state.problem

    @Property(str, notify=changed)
    def problemDetail(self) -> str:
        return self._state.problem_detail


@QmlElement
class PinModel(QObject):
    """04: how many digits have been pressed; never which."""

    changed = Signal()

    def __init__(self, state: states.PinScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state

    def show(self, state: states.PinScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self.changed.emit()

    @Property(int, notify=changed)
    def cells(self) -> int:
        return self._state.cells

    @Property(int, notify=changed)
    def length(self) -> int:
        return self._state.length

    @Property(int, notify=changed)
    def triesLeft(self) -> int:
        return self._state.tries_left

    @Property(str, notify=changed)
    def problem(self) -> str:
        return self._state.problem

    @Property(bool, notify=changed)
    def skip(self) -> bool:
        return self._state.skip


@QmlElement
class FactsModel(QObject):
    """05: what was read from the card."""

    changed = Signal()

    def __init__(self, state: states.FactsScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._rows = ItemList(states.Row, state.rows, self)

    def show(self, state: states.FactsScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._rows.show(state.rows)
        self.changed.emit()

    @Property(bool, notify=changed)
    def takeCard(self) -> bool:
        return self._state.take_card

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._state.note

    @Property(QObject, constant=True)
    def rows(self) -> ItemList:
        return self._rows


@QmlElement
class LanguageModel(QObject):
    """19: the languages, each in itself."""

    changed = Signal()

    def __init__(self, state: states.LanguageScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._languages = ItemList(states.Option, state.languages, self)

    def show(self, state: states.LanguageScreen) -> None:
        """Take over the next state of this screen."""
        self._state = state
        self._languages.show(state.languages)
        self.changed.emit()

    @Property(QObject, constant=True)
    def languages(self) -> ItemList:
        return self._languages
