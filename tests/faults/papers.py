"""Reads reception numbers off the simulated printer's papers: the tallest line is the number.

Nothing of the product's own drawing is used. Digits are learned from papers whose number is known
from elsewhere; one that was never learned stays open and is written as a dot.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from PIL import Image

Glyph = tuple[tuple[int, int], bytes]


def _runs(length: int, has_ink: Callable[[int], bool]) -> list[tuple[int, int]]:
    """Where ink stands, as (from, to)."""
    marks = [False, *(has_ink(place) for place in range(length)), False]
    edges = [place for place, (one, other) in enumerate(pairwise(marks)) if one != other]
    return list(zip(edges[::2], edges[1::2], strict=True))


def glyphs(path: Path) -> tuple[Glyph, ...]:
    """The signs of the tallest line, each cut out with its size; none on an empty paper."""
    with Image.open(path) as opened:
        ink = opened.convert("L").point(lambda value: 0 if value > 127 else 255)
    lines = _runs(ink.height, lambda y: ink.crop((0, y, ink.width, y + 1)).getbbox() is not None)
    if not lines:
        return ()
    top, bottom = max(lines, key=lambda line: line[1] - line[0])
    line = ink.crop((0, top, ink.width, bottom))
    columns = _runs(
        line.width, lambda x: line.crop((x, 0, x + 1, line.height)).getbbox() is not None
    )
    return tuple(_cut(line, left, right) for left, right in columns)


def _cut(line: Image.Image, left: int, right: int) -> Glyph:
    found = line.crop((left, 0, right, line.height))
    return found.size, found.tobytes()


@dataclass(slots=True)
class Reader:
    """Knows the digits that it has seen."""

    known: dict[Glyph, str] = field(default_factory=dict)

    def learn(self, path: Path, number: str) -> None:
        """A paper whose number is known; ValueError where the paper cannot say that."""
        signs = glyphs(path)
        if len(signs) != len(number):
            raise ValueError(f"{path.name}: {len(signs)} signs for a number of {len(number)}")
        for sign, digit in zip(signs, number, strict=True):
            if self.known.setdefault(sign, digit) != digit:
                raise ValueError(f"{path.name}: another number than {number}")

    def read(self, path: Path) -> str:
        """The number as a pattern: unknown digits are dots."""
        return "".join(self.known.get(sign, ".") for sign in glyphs(path))
