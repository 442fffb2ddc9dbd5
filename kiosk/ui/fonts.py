"""The fonts of the screens, loaded by path; which of them draws a character of a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # fontTools ships no types
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPainterPath, QRawFont

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FAMILIES = ["BIZ UDPGothic", "Noto Sans CJK JP"]
FILES = ("BIZUDPGothic", "NotoSansCJKjp-Names")
SELECTORS = range(0xE0100, 0xE01F0)


class FontError(Exception):
    """A font file that belongs to the product could not be loaded."""


def _path(name: str, *, bold: bool) -> Path:
    weight = "Bold" if bold else "Regular"
    found = sorted(FOLDER.glob(f"{name}-{weight}.*"))
    if not found:
        raise FontError(f"{name}-{weight} is not in {FOLDER.name}")
    return found[0]


def load(app: QGuiApplication) -> None:
    """Load the bundled fonts and make them the application's."""
    for name in FILES:
        for bold in (False, True):
            path = _path(name, bold=bold)
            if QFontDatabase.addApplicationFont(str(path)) < 0:
                raise FontError(path.name)
    font = QFont(FAMILIES)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which glyphs one font file has: by character, and by (character, variation selector)."""

    path: str
    plain: dict[int, int]
    variants: dict[tuple[int, int], int]


@cache
def coverage(name: str, *, bold: bool) -> Coverage:
    """The glyph tables of one font file, read once."""
    path = _path(name, bold=bold)
    with TTFont(path, lazy=True) as font:
        plain_names = font.getBestCmap() or {}
        plain = {code: font.getGlyphID(glyph) for code, glyph in plain_names.items()}
        variants: dict[tuple[int, int], int] = {}
        for table in font["cmap"].tables:
            if table.format != 14:
                continue
            for selector, pairs in table.uvsDict.items():
                for base, glyph in pairs:
                    own = font.getGlyphID(glyph) if glyph else plain.get(base)
                    if own is not None:
                        variants[base, selector] = own
    return Coverage(str(path), plain, variants)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn sign: its text (with its selector), the outline and how far it advances."""

    text: str
    outline: QPainterPath
    advance: float
    faithful: bool  # False: no font has the variant, the usual form stands in for it


@cache
def _raw(path: str, pixels: float) -> QRawFont:
    return QRawFont(path, pixels)


def _find(base: int, selector: int, *, bold: bool) -> tuple[str, int, bool]:
    """File, glyph and whether it is exactly what was asked for."""
    tables = [coverage(name, bold=bold) for name in FILES]
    if selector:
        for table in tables:
            glyph = table.variants.get((base, selector))
            if glyph is not None:
                return table.path, glyph, True
    for table in tables:
        glyph = table.plain.get(base)
        if glyph is not None:
            return table.path, glyph, not selector
    return tables[0].path, 0, False


def signs(text: str) -> list[str]:
    """The text cut into characters, each with the selector that follows it."""
    found: list[str] = []
    for character in text:
        if ord(character) in SELECTORS and found:
            found[-1] += character
        else:
            found.append(character)
    return found


@cache
def _glyph(sign: str, pixels: float, *, bold: bool) -> Glyph:
    selector = ord(sign[1]) if len(sign) > 1 else 0
    path, index, faithful = _find(ord(sign[0]), selector, bold=bold)
    raw = _raw(path, pixels)
    advance = raw.advancesForGlyphIndexes([index])[0].x()
    return Glyph(sign, raw.pathForGlyph(index), advance, faithful)


def glyphs(text: str, pixels: float, *, bold: bool) -> list[Glyph]:
    """What to paint for a name, sign by sign."""
    return [_glyph(sign, pixels, bold=bold) for sign in signs(text)]


def is_plain(text: str) -> bool:
    """Whether Qt's own text shows it faithfully: no selector, every character in BIZ UDPGothic."""
    return text.isascii() or all(_in_first(character) for character in text)


@cache
def _in_first(character: str) -> bool:
    """Whether BIZ UDPGothic itself draws the character; marks are not drawn."""
    if character in "\n\u200b":
        return True
    if ord(character) in SELECTORS:
        return False
    return _raw(str(_path(FILES[0], bold=True)), 16.0).supportsCharacter(ord(character))


def forget() -> None:
    """Drop the signs of names painted so far."""
    _glyph.cache_clear()
    _in_first.cache_clear()
