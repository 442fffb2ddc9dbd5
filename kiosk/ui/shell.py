"""Starting the screens: fonts, texts, image providers, the window and its shell."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.texts import Catalogue
from kiosk.ui import fonts
from kiosk.ui.painting import GlyphText, SvgProvider, Words
from kiosk.ui.qt_texts import CatalogueTranslator
from kiosk.ui.viewmodels.shell import Send, Shell

QML = Path(__file__).parent / "qml"
REGISTERED = (GlyphText, Words)  # importing them is what registers them


class ScreenError(Exception):
    """The window could not be made; the QML warnings say why."""


def create_shell(
    app: QGuiApplication,
    send: Send,
    catalogue: Catalogue,
    *,
    motion: bool = True,
    guard: int = 300,
) -> tuple[QQmlApplicationEngine, QQuickWindow, Shell]:
    """Engine, window (not yet shown) and shell. Delete the engine before the shell at the end.

    `guard` is how many milliseconds a second touch on the same spot is ignored; 0 for scripts.
    """
    fonts.load(app)
    shell = Shell(send)
    engine = QQmlApplicationEngine()
    engine.addImageProvider("icon", SvgProvider("icons"))
    engine.addImageProvider("art", SvgProvider("art"))
    translator = CatalogueTranslator(catalogue, "ja", shell)
    app.installTranslator(translator)

    def speak(language: str) -> None:
        translator.speaks = language
        engine.retranslate()

    shell.languageChanged.connect(speak)
    engine.setInitialProperties({"shell": shell, "motion": motion, "guard": guard})
    engine.load(QUrl.fromLocalFile(str(QML / "Main.qml")))
    windows = engine.rootObjects()
    if not windows or not isinstance(windows[0], QQuickWindow):
        raise ScreenError(str(QML))
    return engine, windows[0], shell
