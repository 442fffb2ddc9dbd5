"""Rows become dots: letters from the bundled fonts, one bit per dot, 1 is black.

The only place of this side that uses Pillow and fontTools. A letter with a variation selector is
found through cmap format 14 and drawn from a small font made for it, since the selector does not
pass through plain text drawing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped] # no types shipped
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # no types shipped
from fontTools.ttLib.tables._c_m_a_p import (  # type: ignore[import-untyped] # no types shipped
    CmapSubtable,
)
from PIL import Image, ImageDraw, ImageFont

from drivers.printer.layout import Bar, Face, Matrix, Row, Text
from drivers.printer.lines import cells as cells_of
from drivers.printer.lines import graphemes

_FOLDER: Final = Path(__file__).resolve().parents[2] / "assets" / "fonts"
_FILES: Final = {
    False: ("BIZUDGothic-Regular.ttf", "NotoSansCJKjp-Names-Regular.otf"),
    True: ("BIZUDGothic-Bold.ttf", "NotoSansCJKjp-Names-Bold.otf"),
}
_BASELINE: Final = 0.88  # of the em, in both fonts
_THRESHOLD: Final = 112  # of 255: a little under half keeps thin strokes of small letters closed
_PRIVATE: Final = 0xE000
_NEEDED: Final = frozenset((
    "GlyphOrder", "head", "hhea", "hmtx", "maxp", "cmap", "name", "post", "OS/2",
    "glyf", "loca", "cvt ", "fpgm", "prep", "CFF ",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """Dots: `width` is a multiple of 8, each row `width // 8` bytes, the high bit at the left."""

    width: int
    height: int
    data: bytes


@cache
def _tables(name: str) -> tuple[dict[int, str], dict[tuple[int, int], str | None]]:
    """Glyph names by character, and by character and selector (None: the usual glyph)."""
    with TTFont(_FOLDER / name, lazy=True) as font:
        plain: dict[int, str] = dict(font.getBestCmap())
        variants: dict[tuple[int, int], str | None] = {}
        for table in font["cmap"].tables:
            if table.format == 14:
                for selector, pairs in table.uvsDict.items():
                    variants.update({(base, selector): glyph for base, glyph in pairs})
    return plain, variants


def _find(grapheme: str, *, bold: bool) -> tuple[str, str]:
    """File and glyph name of a letter; an empty file when no font has it.

    A variant that no font has is drawn in its usual form: better than a hole in a name.
    """
    base = ord(grapheme[0])
    selector = ord(grapheme[1]) if len(grapheme) > 1 else 0
    for name in _FILES[bold]:
        plain, variants = _tables(name)
        if selector and (base, selector) in variants:
            glyph = variants[base, selector] or plain.get(base, "")
            if glyph:
                return name, glyph
    for name in _FILES[bold]:
        plain, _ = _tables(name)
        if base in plain:
            return name, plain[base]
    return "", ""


@lru_cache(maxsize=64)
def _variant_font(name: str, glyph: str, pixels: int) -> ImageFont.FreeTypeFont:
    """A font with one letter, the wanted glyph, at a private code."""
    with TTFont(_FOLDER / name) as font:
        for tag in set(font.keys()) - _NEEDED:
            del font[tag]
        subset = Subsetter(Options(layout_features=[], notdef_outline=True, hinting=False))
        subset.populate(glyphs=[glyph])
        subset.subset(font)
        code = CmapSubtable.newSubtable(12)
        code.platformID, code.platEncID, code.language = 3, 10, 0
        code.cmap = {_PRIVATE: glyph}
        font["cmap"].tables = [code]
        data = io.BytesIO()
        font.save(data)
    data.seek(0)
    return ImageFont.truetype(data, pixels)


@lru_cache(maxsize=32)
def _font(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FOLDER / name), pixels)


@lru_cache(maxsize=512)
def _letter(grapheme: str, face: Face, *, bold: bool) -> Image.Image:
    """One letter in its cell, ink 255."""
    width = face.half * cells_of(grapheme)
    name, glyph = _find(grapheme, bold=bold)
    drawn = Image.new("L", (face.height * cells_of(grapheme) // 2 or 1, face.height))
    pen = ImageDraw.Draw(drawn)
    if not name:
        # No font has it: a frame, so that a person sees that a letter is missing.
        pen.rectangle((2, 2, drawn.width - 3, drawn.height - 3), outline=255, width=2)
    else:
        plain, _ = _tables(name)
        usual = plain.get(ord(grapheme[0])) == glyph
        font = _font(name, face.height) if usual else _variant_font(name, glyph, face.height)
        text = grapheme[0] if usual else chr(_PRIVATE)
        advance = font.getlength(text)
        # Letters that are narrower or wider than their cell stand in its middle.
        x = (drawn.width - advance) / 2
        pen.text((x, face.height * _BASELINE), text, font=font, fill=255, anchor="ls")
    return drawn if drawn.width == width else drawn.resize((width, face.height))


def paint(rows: Sequence[Row], width: int) -> Picture:
    """All rows under each other."""
    padded = (width + 7) // 8 * 8
    height = sum(row.height for row in rows)
    ink = Image.new("L", (padded, height))
    top = 0
    for row in rows:
        for item in row.items:
            _draw(ink, item, top)
        top += row.height
    dots = ink.point(lambda value: 255 if value > _THRESHOLD else 0).convert("1")
    return Picture(padded, height, dots.tobytes())


def _draw(ink: Image.Image, item: Text | Bar | Matrix, top: int) -> None:
    pen = ImageDraw.Draw(ink)
    if isinstance(item, Bar):
        _fill(pen, item.x, top + item.y, item.width, item.height)
    elif isinstance(item, Matrix):
        for down, line in enumerate(item.rows):
            for across, black in enumerate(line):
                if black:
                    x, y = item.x + across * item.scale, top + item.y + down * item.scale
                    _fill(pen, x, y, item.scale, item.scale)
    else:
        x = item.x
        for one in graphemes(item.text):
            mask = _letter(one, item.face, bold=item.bold)
            if item.inverse:
                _fill(pen, x, top + item.y, mask.width, mask.height)
            ink.paste(0 if item.inverse else 255, (x, top + item.y), mask)
            x += mask.width


def _fill(pen: ImageDraw.ImageDraw, x: int, y: int, width: int, height: int) -> None:
    pen.rectangle((x, y, x + width - 1, y + height - 1), fill=255)


def gaiji(grapheme: str, *, bold: bool) -> bytes:
    """A letter of 24 × 24 dots for FS 2: 72 bytes, column by column, the top dot in the high bit."""
    grey = _letter(grapheme, Face(12, 24), bold=bold).tobytes()
    data = bytearray()
    for x in range(24):
        for third in range(3):
            value = 0
            for bit in range(8):
                value = value << 1 | (grey[(third * 8 + bit) * 24 + x] > _THRESHOLD)
            data.append(value)
    return bytes(data)


def forget() -> None:
    """Drop the letters drawn so far: which ones were drawn tells a name."""
    _letter.cache_clear()
    _variant_font.cache_clear()
