"""A document becomes rows of paper: where every letter, bar and square stands, in dots.

Pure data, no ink: `glyphs` paints rows, `escpos` tells a printer. A row is as wide as the profile;
rows follow each other without a gap. Letters stand in cells: a half-width letter takes one cell, a
full-width one two, as BIZ UDGothic and the letters inside receipt printers both do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import qrcode
from qrcode.exceptions import DataOverflowError

from drivers.printer import document as paper
from drivers.printer.lines import cells, graphemes, lines

_MARGIN: Final = 12
_GAP: Final = 9  # between the letters of two lines
_PLATE: Final = 68
_BAR: Final = 10
_BESIDE: Final = 108  # where the lines beside a plate begin
_TICK: Final = 27
_QUIET: Final = 4  # modules of white around a QR code, ISO/IEC 18004


@dataclass(frozen=True, slots=True)
class Face:
    """Size of letters in dots: `half` the width of a half-width cell, `height` the em."""

    half: int
    height: int


DOTS: Final = {"small": Face(14, 28), "normal": Face(15, 30), "large": Face(18, 36)}
"""Letters that we paint. 28 dots are 10 pt at 203 dpi, the least that may stand on paper."""
TITLE: Final = Face(16, 32)
CELLS: Final = {"small": Face(12, 48), "normal": Face(12, 48), "large": Face(24, 48)}
"""Letters of the printer: its 24-dot kanji doubled in height (24 dots alone are too small)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one printer can do. `gaiji` is how many letters it lets us define, 0 for none.

    `mode`: "dots" paints everything, "text" uses the printer's own letters (slow serial lines).
    """

    width: int = 576
    dpi: int = 203
    mode: Literal["dots", "text"] = "dots"
    gaiji: int = 94
    process_id: bool = True
    cut: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """Letters from `x` on, their em box from `y` down. `inverse`: white, in a black box."""

    x: int
    y: int
    text: str
    face: Face
    bold: bool = False
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A black rectangle."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Black squares of `scale` dots, row by row."""

    x: int
    y: int
    scale: int
    rows: tuple[tuple[bool, ...], ...]


Item = Text | Bar | Matrix


@dataclass(frozen=True, slots=True)
class Row:
    """A strip of paper. `written`: it holds letters of the printer's sizes on one line only."""

    height: int
    items: tuple[Item, ...]
    written: bool = False


def layout(document: paper.Document, profile: Profile) -> tuple[Row, ...]:
    """All rows from top to cut."""
    setter = _Setter(profile)
    rows: list[Row] = []
    for element in document.elements:
        rows += setter.set(element)
    return tuple(rows)


class _Setter:
    """Sets one element after the other."""

    def __init__(self, profile: Profile) -> None:
        self._width = profile.width
        self._text = profile.mode == "text"
        self._usable = profile.width - 2 * _MARGIN
        self._faces = CELLS if self._text else DOTS
        self._title = CELLS["normal"] if self._text else TITLE

    def set(self, element: paper.Element) -> list[Row]:
        kinds: dict[type, Callable[..., list[Row]]] = {
            paper.Banner: self._banner,
            paper.Line: self._line,
            paper.BigNumber: self._number,
            paper.Stops: self._stops,
            paper.Box: self._box,
            paper.Pair: self._pair,
            paper.Code: self._code,
            paper.Rule: self._rule,
        }
        return kinds[type(element)](element)

    def _row(self, items: Sequence[Item], height: int, *, written: bool = True) -> Row:
        return Row(height, tuple(items), written and self._text)

    def _line(self, line: paper.Line) -> list[Row]:
        face = self._faces[line.size]
        rows = []
        for text in lines(line.text, self._usable // face.half):
            left = {
                "left": 0,
                "centre": (self._usable - cells(text) * face.half) // 2,
                "right": self._usable - cells(text) * face.half,
            }[line.align]
            item = Text(_MARGIN + left, 0, text, face, line.bold)
            rows.append(self._row([item], face.height + _GAP))
        return rows

    def _banner(self, banner: paper.Banner) -> list[Row]:
        face = self._title
        word = cells(banner.right) * face.half + 2 * face.half
        room = self._usable - word - face.half
        if room < self._usable // 3:
            return [
                *self._line(paper.Line(banner.left, bold=True)),
                *self._line(paper.Line(banner.right, bold=True, align="right")),
            ]
        x = self._width - _MARGIN - word
        first, *rest = lines(banner.left, room // face.half)
        if self._text:
            # Blanks make the black wider than the word, as the bar does where we paint.
            items: list[Item] = [
                Text(_MARGIN, 0, first, face, bold=True),
                Text(x, 0, f" {_one_line(banner.right)} ", face, bold=True, inverse=True),
            ]
            rows = [self._row(items, face.height + _GAP)]
        else:
            pad = 10
            items = [
                Text(_MARGIN, pad, first, face, bold=True),
                Bar(x, 0, word, face.height + 2 * pad),
                Text(x + face.half, pad, _one_line(banner.right), face, bold=True, inverse=True),
            ]
            rows = [self._row(items, face.height + 2 * pad + _GAP)]
        for text in rest:
            item = Text(_MARGIN, 0, text, face, bold=True)
            rows.append(self._row([item], face.height + _GAP))
        return rows

    def _number(self, number: paper.BigNumber) -> list[Row]:
        text = _one_line(number.text)
        # Five half-width letters fill the paper at 216 dots; more are set smaller, never cut off.
        half = max(30, min(108, self._usable // max(1, cells(text))))
        face = Face(half, 2 * half)
        rows = []
        for line in lines(text, self._usable // half):
            x = _MARGIN + (self._usable - cells(line) * half) // 2
            item = Text(x, 0, line, face, bold=True)
            rows.append(self._row([item], face.height, written=False))
        return rows

    def _stops(self, stops: paper.Stops) -> list[Row]:
        rows = []
        for at, stop in enumerate(stops.stops):
            items, height = self._stop(stop)
            last = at == len(stops.stops) - 1
            height = max(height, _PLATE) + (4 if last else 18)
            if not last:
                middle = _MARGIN + (_PLATE - _BAR) // 2
                items.append(Bar(middle, _PLATE, _BAR, height - _PLATE))
            rows.append(self._row(items, height, written=False))
        return rows

    def _stop(self, stop: paper.Stop) -> tuple[list[Item], int]:
        """A plate, what stands beside it, and how high that is. Always painted."""
        plate = _one_line(stop.plate)
        half = min(20, (_PLATE - 8) // max(1, cells(plate)))
        texts = list(stop.lines)
        items: list[Item] = [Bar(_MARGIN, 0, _PLATE, _PLATE)]
        if half >= 10:
            x = _MARGIN + (_PLATE - cells(plate) * half) // 2
            y = (_PLATE - 2 * half) // 2
            items.append(Text(x, y, plate, Face(half, 2 * half), bold=True, inverse=True))
        else:
            # Too long to be read on the plate: it leads the lines instead.
            texts.insert(0, plate)
        y = 0
        for number, text in enumerate(texts):
            face = DOTS["large"] if number == 0 else DOTS["normal"]
            for line in lines(text, (self._width - _MARGIN - _BESIDE) // face.half):
                items.append(Text(_BESIDE, y, line, face, bold=number == 0))
                y += face.height + _GAP - 1
        return items, y

    def _box(self, box: paper.Box) -> list[Row]:
        face = self._faces["normal"]
        x = _MARGIN + 3 * face.half
        rows = []
        for at, text in enumerate(lines(box.text, (self._usable - 3 * face.half) // face.half)):
            items: list[Item] = [Text(x, 0, text, face)]
            if at == 0 and self._text:
                items.insert(0, Text(_MARGIN, 0, "□", face))
            elif at == 0:
                items += _frame(_MARGIN + 4, 2, _TICK, 3)
            rows.append(self._row(items, face.height + _GAP))
        return rows

    def _pair(self, pair: paper.Pair) -> list[Row]:
        face = self._faces["normal"]
        right = _one_line(pair.right)
        room = self._usable // face.half - cells(right) - 2
        if room < 8:
            return [
                *self._line(paper.Line(pair.left)),
                *self._line(paper.Line(pair.right, align="right")),
            ]
        rows = [
            self._row([Text(_MARGIN, 0, text, face)], face.height + _GAP)
            for text in lines(pair.left, room)
        ]
        x = self._width - _MARGIN - cells(right) * face.half
        rows[-1] = replace(rows[-1], items=(*rows[-1].items, Text(x, 0, right, face, bold=True)))
        return rows

    def _code(self, code: paper.Code) -> list[Row]:
        squares = _qr(code.text)
        if len(squares) * 3 > self._usable or not squares:
            # Nothing a camera could read would come of it: the words themselves are set.
            below = [code.text, *code.lines]
            return [row for text in below for row in self._line(paper.Line(text))]
        scale = max(3, min(6, 150 // len(squares)))
        side, quiet = scale * len(squares), scale * _QUIET
        image = Matrix(max(_MARGIN, quiet), quiet, scale, squares)
        x = image.x + side + quiet
        room = self._width - _MARGIN - x
        if room < 8 * DOTS["normal"].height:
            rows = [self._row([image], side + 2 * quiet, written=False)]
            return rows + [row for text in code.lines for row in self._line(paper.Line(text))]
        face = DOTS["small"]
        beside = [line for text in code.lines for line in lines(text, room // face.half)]
        step = face.height + _GAP
        height = max(side + 2 * quiet, len(beside) * step)
        top = (height - len(beside) * step + _GAP) // 2
        items: list[Item] = [replace(image, y=(height - side) // 2)]
        items += [Text(x, top + at * step, line, face) for at, line in enumerate(beside)]
        return [self._row(items, height, written=False)]

    def _rule(self, rule: paper.Rule) -> list[Row]:
        thick = 3 if rule.dashed else 4
        y = 10
        if rule.dashed:
            bars = [Bar(x, y, 6, thick) for x in range(_MARGIN, self._width - _MARGIN - 5, 9)]
        else:
            bars = [Bar(_MARGIN, y, self._usable, thick)]
        return [self._row(bars, 2 * y + thick + 4, written=False)]


def _one_line(text: str) -> str:
    return "".join(graphemes(text.replace("\n", " ")))


def _frame(x: int, y: int, side: int, thick: int) -> list[Item]:
    return [
        Bar(x, y, side, thick),
        Bar(x, y + side - thick, side, thick),
        Bar(x, y, thick, side),
        Bar(x + side - thick, y, thick, side),
    ]


def _qr(text: str) -> tuple[tuple[bool, ...], ...]:
    """Squares of a QR code without its white border; empty when the text is too long for one."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    try:
        code.add_data(text)
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return ()
    return tuple(tuple(bool(one) for one in row) for row in code.get_matrix())
