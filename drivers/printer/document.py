"""What may stand on paper, without a word about how a printer is told to print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "centre", "right"]
Size = Literal["small", "normal", "large"]


@dataclass(frozen=True, slots=True)
class Banner:
    """Text at the left, and a word in white on black at the right."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; it is broken where it does not fit. `small` is still ≥ 10 pt (28 dots)."""

    text: str
    size: Size = "normal"
    bold: bool = False
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class BigNumber:
    """The reception number, 216 dots high, centred."""

    text: str


@dataclass(frozen=True, slots=True)
class Stops:
    """A route: plates (68 dots) joined by a bar, each with its lines; the first line is bold."""

    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    plate: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick, and what it is for."""

    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A label at the left and a value at the right, on one line."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with lines beside it."""

    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across: 4 dots thick, or dashes of 3."""

    dashed: bool = False


Element = Banner | Line | BigNumber | Stops | Box | Pair | Code | Rule


@dataclass(frozen=True, slots=True)
class Document:
    """One piece of paper from top to cut."""

    elements: tuple[Element, ...]
