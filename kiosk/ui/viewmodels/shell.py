"""The one object QML sees: which screen is shown, its model, and the touches that become intents."""

# ruff: noqa: N802, N815 - properties carry the names QML gives them

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain import events
from kiosk.ui import fonts, states
from kiosk.ui.viewmodels import asking, ending, starting
from kiosk.ui.viewmodels.frame import FrameModel

QML_IMPORT_NAME = "Kiosk.Vm"
QML_IMPORT_MAJOR_VERSION = 1

Send = Callable[[events.Intent], None]

# state -> name of its screen (file, objectName) and its model
KINDS: dict[type, tuple[str, Callable[[Any, QObject], Any]]] = {
    states.StartScreen: ("start", starting.StartModel),
    states.CardScreen: ("card", starting.CardModel),
    states.CodeScreen: ("code", starting.CodeModel),
    states.PinScreen: ("pin", starting.PinModel),
    states.FactsScreen: ("facts", starting.FactsModel),
    states.LanguageScreen: ("language", starting.LanguageModel),
    states.ProposalsScreen: ("proposals", asking.ProposalsModel),
    states.ChoiceScreen: ("choice", asking.ChoiceModel),
    states.PeopleScreen: ("people", asking.PeopleModel),
    states.TextScreen: ("text", asking.TextModel),
    states.DateScreen: ("date", asking.DateModel),
    states.PostalScreen: ("postal", asking.PostalModel),
    states.CheckScreen: ("check", ending.CheckModel),
    states.AcceptedScreen: ("accepted", ending.AcceptedModel),
    states.MessageScreen: ("message", ending.MessageModel),
}


@QmlElement
class Shell(QObject):
    """Shows states and sends intents; it decides nothing."""

    screenChanged = Signal()
    entered = Signal()  # another page: the pager starts again, the page slides in
    languageChanged = Signal(str)

    def __init__(self, send: Send, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self._screen = ""
        self._model: QObject = QObject(self)
        self._frame = FrameModel(states.Frame(city="", language=""), self)
        self._page: tuple[str, ...] = ()
        self._language = ""
        self._forward = True

    def show(self, state: states.Screen) -> None:
        """Show this state; the page stays where it is when only its fields changed."""
        name, make = KINDS[type(state)]
        frame = state.frame
        if frame.language != self._language:
            self._language = frame.language
            self.languageChanged.emit(frame.language)
        page = (name, frame.visit_name, frame.eyebrow, frame.heading)
        moved = page != self._page
        self._page = page
        if name == self._screen:
            self._frame.show(frame)
            self._model.show(state)  # type: ignore[attr-defined] # every model has show
        else:
            self._replace(name, make(state, self), frame)
        if moved:
            self.entered.emit()
            self._forward = True

    def _replace(self, name: str, model: QObject, frame: states.Frame) -> None:
        """Another kind of screen: its own model; the old one goes, and what it held with it."""
        old, self._model, self._screen = self._model, model, name
        if name == "start":
            fonts.forget()
        self._frame.show(frame)
        self.screenChanged.emit()
        old.deleteLater()

    @Property(str, notify=screenChanged)
    def screen(self) -> str:
        return self._screen

    @Property(QObject, notify=screenChanged)
    def model(self) -> QObject:
        return self._model

    @Property(QObject, constant=True)
    def frame(self) -> FrameModel:
        return self._frame

    @Property(bool, notify=entered)
    def forward(self) -> bool:
        return self._forward

    @Slot(str)
    def purpose(self, purpose: str) -> None:
        """A tile of the start screen."""
        self._send(events.PurposeChosen(purpose))

    @Slot()
    def cardless(self) -> None:
        """Go on without a card."""
        self._send(events.CardlessChosen())

    @Slot()
    def code(self) -> None:
        """Show a QR code."""
        self._send(events.CodeChosen())

    @Slot()
    def skipPin(self) -> None:
        """Go on without the PIN."""
        self._send(events.PinSkipped())

    @Slot()
    def back(self) -> None:
        """One page back."""
        self._forward = False
        self._send(events.BackPressed())

    @Slot()
    def next(self) -> None:
        """The primary action."""
        self._forward = True
        self._send(events.NextPressed())

    @Slot()
    def stay(self) -> None:
        """Close a page laid over the visit."""
        self._forward = False
        self._send(events.Stayed())

    @Slot()
    def quit(self) -> None:
        """Ask to leave."""
        self._send(events.QuitPressed())

    @Slot()
    def callStaff(self) -> None:
        """Ask for a person."""
        self._send(events.StaffCalled())

    @Slot()
    def openLanguages(self) -> None:
        """Open the list of languages."""
        self._send(events.LanguagePressed())

    @Slot(str)
    def chooseLanguage(self, language: str) -> None:
        """Go on in this language."""
        self._send(events.LanguageChosen(language))

    @Slot(str)
    def focusField(self, field: str) -> None:
        """The caret moves to this field."""
        self._send(events.FieldFocused(field))

    @Slot(str)
    def key(self, key: str) -> None:
        """One key of a panel."""
        self._send(events.KeyPressed(key))

    @Slot(str)
    def option(self, option: str) -> None:
        """A choice, era, candidate, town, relation or button."""
        self._send(events.OptionPressed(option))

    @Slot(str)
    def proposal(self, procedure: str) -> None:
        """A proposed procedure is taken or left."""
        self._send(events.ProposalToggled(procedure))

    @Slot(str)
    def change(self, row: str) -> None:
        """An answer is to be changed."""
        self._send(events.ChangePressed(row))

    @Slot()
    def dispute(self) -> None:
        """What was read is not right."""
        self._send(events.FactsDisputed())

    @Slot()
    def reprint(self) -> None:
        """Print the receipt again."""
        self._send(events.ReprintPressed())
