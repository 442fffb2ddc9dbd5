"""The dock's window: a column of buttons, what the world says, and the newest paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.dock.talker import Talker
from kiosk.ui import immortal

FONT = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "BIZUDPGothic-Regular.ttf"
_EVERY_MS = 500
_PAPER_WIDTH = 400
_GROUPS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "printer": (
        ("カバーを開ける", ("open-cover",)),
        ("カバーを閉める", ("close-cover",)),
        ("紙を抜く", ("paper-out",)),
        ("紙を入れる", ("paper-in",)),
        ("紙が残り少ない", ("fault", "paper_near_end")),
        ("すべて元に戻す", ("clear",)),
    ),
    "network": (("回線を切る", ("cut",)), ("回線をつなぐ", ("restore",))),
}
_TITLES = {"card": "カード（置く）", "camera": "カメラ", "printer": "プリンター", "network": "回線"}


class _Post(QObject):
    """Carries what the talker's thread heard into the window's."""

    told = Signal(object, object, str)


class Dock(QWidget):
    """`state` is the world's at the start: it says which stations there are."""

    def __init__(self, control: str) -> None:
        super().__init__()
        self.setWindowTitle("Madoguchi dock")
        self._folder = Path(control).resolve().parent
        self._paper = ""
        self._post = _Post()
        self._post.told.connect(self._told)
        self._talker = Talker(control, self._post.told.emit)
        self._groups: dict[str, QGridLayout] = {}
        self._take = QPushButton("紙を取る")
        self._news = QLabel()
        self._news.setWordWrap(True)
        self._picture = QLabel("まだ何も印刷されていません")
        self._column = QVBoxLayout()
        self._build()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask)
        self._timer.start(_EVERY_MS)
        self._ask()

    def _build(self) -> None:
        scroll = QScrollArea()
        scroll.setWidget(self._picture)
        scroll.setWidgetResizable(True)
        scroll.setMinimumWidth(_PAPER_WIDTH + 40)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        left = QWidget()
        left.setLayout(self._column)
        left.setMinimumWidth(380)
        whole = QHBoxLayout(self)
        whole.addWidget(left)
        whole.addWidget(scroll, 1)
        self._column.addStretch(1)
        self._column.addWidget(self._news)
        self.resize(900, 900)

    def _group(self, station: str) -> QGridLayout:
        box = QGroupBox(_TITLES.get(station, station))
        grid = QGridLayout(box)
        self._groups[station] = grid
        self._column.insertWidget(len(self._groups) - 1, box)
        return grid

    def _button(self, grid: QGridLayout, label: str, *words: str) -> QPushButton:
        button = QPushButton(label)
        button.setMinimumHeight(40)
        button.clicked.connect(lambda: self.say(*words))
        self._add(grid, button)
        return button

    @staticmethod
    def _add(grid: QGridLayout, button: QPushButton) -> None:
        grid.addWidget(button, grid.count() // 2, grid.count() % 2)

    def _stations(self, state: dict[str, Any]) -> None:
        """Groups for stations seen for the first time."""
        for station in state:
            if station in self._groups:
                continue
            grid = self._group(station)
            if station == "card":
                self._talker.say("card", "cards")
                self._button(grid, "カードを取る", "card", "remove")
            elif station == "camera":
                choose = QPushButton("コードを見せる…")
                choose.setMinimumHeight(40)
                choose.clicked.connect(self._choose)
                self._add(grid, choose)
                self._button(grid, "コードを下げる", "camera", "hide")
            for label, words in _GROUPS.get(station, ()):
                self._button(grid, label, station, *words)
            if station == "printer":
                self._take.setMinimumHeight(40)
                self._take.clicked.connect(lambda: self.say("printer", "take"))
                self._add(grid, self._take)

    def say(self, *words: str) -> None:
        """Say a verb, then look what became of the world."""
        self._talker.say(*words)
        self._talker.say("state")

    def _ask(self) -> None:
        if self._talker.idle:
            self._talker.say("state")

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "コード", str(self._folder))
        if name:
            self.say("camera", "show", name)

    def _told(self, words: Sequence[str], result: dict[str, Any], error: str) -> None:
        if error:
            self._news.setText(f"{' '.join(words)}: {error}")
        elif list(words) == ["state"]:
            self._show(result)
        elif list(words) == ["card", "cards"]:
            for name in result["cards"]:
                self._button(self._groups["card"], name.replace("_", " "), "card", "insert", name)
        else:
            self._news.setText(f"{' '.join(words)}: OK")

    def _show(self, state: dict[str, Any]) -> None:
        self._stations(state)
        papers: list[str] = state.get("printer", {}).get("papers", [])
        self._take.setEnabled(len(papers) > state.get("printer", {}).get("taken", 0))
        if papers and papers[-1] != self._paper:
            self._paper = papers[-1]
            paper = QPixmap(str(self._folder / self._paper))
            self._picture.setPixmap(
                paper.scaledToWidth(_PAPER_WIDTH, Qt.TransformationMode.SmoothTransformation)
            )

    @property
    def paper_width(self) -> int:
        """Width of the paper shown, 0 for none."""
        return self._picture.pixmap().width()

    def shut(self) -> None:
        """End the timer and the thread."""
        self._timer.stop()
        self._talker.close()


def run(control: str) -> int:
    """Open the window; returns when it is closed."""
    immortal.protect()
    app = QApplication([])
    QFontDatabase.addApplicationFont(str(FONT))
    app.setFont(QFont("BIZ UDPGothic", 11))
    dock = Dock(control)
    # Beside the kiosk's window, where no window manager places it.
    dock.move(560, 0)
    dock.show()
    status: int = app.exec()
    dock.shut()
    return status
