"""Where lines may break: Japanese breaks at phrases, never inside a word; headings are balanced.

A text with marks (U+200B) breaks at its marks, spaces and after 、。 only. A text without marks
breaks where a phrase usually begins: before a kanji, katakana or bracket that follows a particle or
an ending. Answers (names, addresses) break anywhere but before 、。 and the like.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal

MARK = "\u200b"
CLOSERS = "、。，．）」』】〉》！？!?"
OPENERS = "（「『【〈《"
PAUSES = "、。，．！？!?"
ENDINGS = "はがをにでともへのやてばたいなるらよね"
LEADING = "ァィゥェォッャュョヮー々・／"
ASKING = ("いつ", "どこ", "どれ", "どの", "だれ", "なに", "なん", "いくら", "ありま")
Mode = Literal["phrases", "balanced", "anywhere"]
Measure = Callable[[str], float]


def _kind(character: str) -> str:
    """A rough class of a character, enough to see where a phrase begins."""
    code = ord(character)
    if 0x3041 <= code <= 0x309F:
        return "hiragana"
    if 0x30A0 <= code <= 0x30FF:
        return "katakana"
    if 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000:
        return "kanji"
    return "other"


def _may_break(before: str, after: str, *, marked: bool) -> bool:
    """Whether a line may end between these two characters."""
    if after in CLOSERS or before in OPENERS or after in LEADING:
        return False
    if before in PAUSES or before in " 　":
        return True
    if marked:
        return False
    if after in OPENERS or before in CLOSERS:
        return _kind(after) != "hiragana"
    if before == "を":
        return True
    if before in ENDINGS:
        kind = _kind(after)
        return kind in {"kanji", "katakana"} or (kind == "other" and after.isalnum())
    return False


def characters(text: str) -> list[str]:
    """The text cut wherever a line of an answer may break; Latin words and digits stay whole."""
    pieces: list[str] = []
    for character in text.replace(MARK, ""):
        joined = (
            character in CLOSERS + LEADING
            or (
                character.isascii()
                and character != " "
                and pieces
                and pieces[-1][-1:].isascii()
                and not pieces[-1].endswith(" ")
            )
            or 0xE0100 <= ord(character) < 0xE01F0
        )
        if pieces and (joined or pieces[-1][-1] in OPENERS):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def phrases(text: str) -> list[str]:
    """The text cut into pieces that stay whole; joined they give the text without marks."""
    marked = MARK in text
    pieces: list[str] = []
    for block in text.split(MARK):
        if not block:
            continue
        start = 0
        for index, (before, after) in enumerate(pairwise(block), start=1):
            asks = not marked and before == "は" and block.startswith(ASKING, index)
            if asks or _may_break(before, after, marked=marked):
                pieces.append(block[start:index])
                start = index
        pieces.append(block[start:])
    return pieces


def _fill(pieces: Sequence[str], width: float, measure: Measure) -> list[str]:
    """Greedy lines; a piece wider than the line is cut between characters."""
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and measure((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
        while measure(line.rstrip()) > width and len(line) > 1:
            end = len(line) - 1
            while end > 1 and measure(line[:end]) > width:
                end -= 1
            if line[end] in CLOSERS + LEADING and end > 1:
                end -= 1
            lines.append(line[:end])
            line = line[end:]
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _balance(pieces: Sequence[str], width: float, measure: Measure) -> list[str]:
    """As few lines as fit, of lengths as equal as the phrases allow."""
    best = _fill(pieces, width, measure)
    count = len(best)
    if count == 1:
        return best
    low = min(width, max([width / count, *(measure(piece.rstrip()) for piece in pieces)]))
    high = width
    for _ in range(8):
        tried = _fill(pieces, low, measure)
        if len(tried) == count:
            return tried
        middle = (low + high) / 2
        tried = _fill(pieces, middle, measure)
        if len(tried) == count:
            best, high = tried, middle
        low = low + (high - low) / 4
    return best


def lines(text: str, width: float, measure: Measure, mode: Mode) -> list[str]:
    """The lines of a text in this width."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        free = mode == "anywhere" and MARK not in paragraph
        pieces = characters(paragraph) if free else phrases(paragraph)
        if not pieces:
            found.append("")
        elif mode == "balanced":
            found += _balance(pieces, width, measure)
        else:
            found += _fill(pieces, width, measure)
    return found
