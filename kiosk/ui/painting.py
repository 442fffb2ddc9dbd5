"""What QML cannot draw by itself: icons in a colour, names with variants, lines at phrases."""

# ruff: noqa: N802 - names that Qt and QML give

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import Property, QByteArray, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtQml import QmlElement, QmlSingleton
from PySide6.QtQuick import QQuickImageProvider, QQuickItem, QQuickPaintedItem
from PySide6.QtSvg import QSvgRenderer

from kiosk.ui import fonts, wrapping

QML_IMPORT_NAME = "Kiosk.Vm"
QML_IMPORT_MAJOR_VERSION = 1

ASSETS = Path(__file__).resolve().parents[2] / "assets"


class SvgProvider(QQuickImageProvider):
    """`image://icon/<name>/<rrggbb>` and `image://art/<name>/<rrggbb>`, drawn at the size asked for."""

    def __init__(self, folder: str) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = ASSETS / folder

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N803 - Qt's names
        """The drawing in its colour; a missing one is a mistake of ours and shows as such."""
        name, _, colour = id.partition("/")
        source = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        tint = f"#{colour or '000000'}"
        drawing = source.replace("currentColor", tint)
        if self._folder.name == "icons":
            drawing = drawing.replace("<path ", f'<path fill="{tint}" ')
        renderer = QSvgRenderer(QByteArray(drawing.encode()))
        renderer.setAspectRatioMode(Qt.AspectRatioMode.IgnoreAspectRatio)
        wanted = QSize(max(1, requestedSize.width()), max(1, requestedSize.height()))
        image = QImage(wanted, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, wanted.width(), wanted.height()))
        painter.end()
        size.setWidth(wanted.width())
        size.setHeight(wanted.height())
        return image


@cache
def _metrics(pixels: float, *, bold: bool) -> QFontMetricsF:
    font = QFont(fonts.FAMILIES)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(max(1, round(pixels)))
    font.setBold(bold)
    return QFontMetricsF(font)


@QmlElement
@QmlSingleton
class Words(QObject):
    """Answers about texts: their lines, their width, whether Qt can show them."""

    @Slot(str, float, float, bool, str, result=str)
    def lines(self, text: str, width: float, pixels: float, bold: bool, mode: wrapping.Mode) -> str:  # noqa: FBT001 - QML calls by position
        """The text with a line feed wherever a line ends."""
        if width <= 0 or not text:
            return text.replace(wrapping.MARK, "")
        measure = _metrics(pixels, bold=bold).horizontalAdvance
        return "\n".join(wrapping.lines(text, width, measure, mode))

    @Slot(str, float, bool, result=float)
    def width(self, text: str, pixels: float, bold: bool) -> float:  # noqa: FBT001 - QML calls by position
        """How wide the text is on one line."""
        return _metrics(pixels, bold=bold).horizontalAdvance(text)

    @Slot(str, result=bool)
    def plain(self, text: str) -> bool:
        """Whether an ordinary Text shows it faithfully."""
        return fonts.is_plain(text)


@QmlElement
class GlyphText(QQuickPaintedItem):
    """A name painted from outlines: variation selectors and rare characters come out right."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._pixels = 16.0
        self._bold = False
        self._color = QColor("black")
        self._room = 0.0
        self._line = 1.3
        self._rows: list[list[fonts.Glyph]] = []
        self.setAntialiasing(True)

    def _lay_out(self) -> None:
        """Break into rows that fit the room, then take the size they need."""
        rows: list[list[fonts.Glyph]] = [[]]
        used = widest = 0.0
        for glyph in fonts.glyphs(
            self._text.replace(wrapping.MARK, ""), self._pixels, bold=self._bold
        ):
            if glyph.text == "\n" or (rows[-1] and 0 < self._room < used + glyph.advance):
                rows.append([])
                used = 0.0
            if glyph.text == "\n":
                continue
            rows[-1].append(glyph)
            used += glyph.advance
            widest = max(widest, used)
        self._rows = rows
        self.setImplicitSize(widest, len(rows) * self._pixels * self._line)
        self.update()
        self.changed.emit()

    def paint(self, painter: QPainter) -> None:
        """Fill the outlines, row by row."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        height = self._pixels * self._line
        for at, row in enumerate(self._rows):
            pen = QPointF(0, at * height + (height - self._pixels) / 2 + self._pixels * 0.88)
            for glyph in row:
                painter.drawPath(glyph.outline.translated(pen))
                pen.setX(pen.x() + glyph.advance)

    def _get_text(self) -> str:
        return self._text

    def _set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._lay_out()

    def _get_pixels(self) -> float:
        return self._pixels

    def _set_pixels(self, pixels: float) -> None:
        if pixels > 0 and pixels != self._pixels:
            self._pixels = pixels
            self._lay_out()

    def _get_bold(self) -> bool:
        return self._bold

    def _set_bold(self, bold: bool) -> None:  # noqa: FBT001 - a setter of Qt
        if bold != self._bold:
            self._bold = bold
            self._lay_out()

    def _get_color(self) -> QColor:
        return self._color

    def _set_color(self, color: QColor) -> None:
        self._color = QColor(color)
        self.update()

    def _get_room(self) -> float:
        return self._room

    def _set_room(self, room: float) -> None:
        if room != self._room:
            self._room = room
            self._lay_out()

    def _get_line(self) -> float:
        return self._line

    def _set_line(self, line: float) -> None:
        if line != self._line:
            self._line = line
            self._lay_out()

    text = Property(str, _get_text, _set_text, notify=changed)
    pixels = Property(float, _get_pixels, _set_pixels, notify=changed)
    bold = Property(bool, _get_bold, _set_bold, notify=changed)
    color = Property(QColor, _get_color, _set_color, notify=changed)
    room = Property(float, _get_room, _set_room, notify=changed)
    line = Property(float, _get_line, _set_line, notify=changed)
