"""Letters and lines: what is one letter, how wide it is, where a line may end."""

from __future__ import annotations

import unicodedata
from typing import Final

MARK: Final = "\u200b"
"""A place where a line may end; never printed."""
_NO_START: Final = frozenset(
    "、。，．・：；？！゛゜´｀¨）」』】〕］｝〉》ー々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "〜～…‥ﾞﾟ｡､｣,.!?:;)]}%％円’”"
)
_NO_END: Final = frozenset("（「『【〔［｛〈《([{￥¥‘“")
_PAUSES: Final = "、。，．！？"


def graphemes(text: str) -> list[str]:
    """Letters with the selectors and combining marks that follow them; controls are left out."""
    found: list[str] = []
    for character in text:
        kind = unicodedata.category(character)
        if kind in {"Mn", "Me"} and found:
            # Variation selectors are Mn too.
            found[-1] += character
        elif kind in {"Cc", "Cf", "Cs"}:
            if character == "\t":
                found.append(" ")
        elif kind in {"Zl", "Zp"}:
            found.append(" ")
        else:
            found.append(character)
    return found


def cells(text: str) -> int:
    """Width in half-width cells."""
    return sum(_cells(one) for one in graphemes(text))


def _cells(grapheme: str) -> int:
    kind = unicodedata.east_asian_width(grapheme[0])
    if kind == "A":
        # Greek, Cyrillic, ○ and → are full-width in Japanese fonts; é is not.
        return 1 if unicodedata.name(grapheme[0], "").startswith("LATIN") else 2
    return 2 if kind in "WF" else 1


def lines(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells (≥ 2); no letter but blanks at a break is lost.

    A text with marks breaks at marks, blanks and after 、。 only; without marks also between
    Japanese letters. Latin words stay whole. What does not fit on a line is broken anywhere.
    """
    result: list[str] = []
    for paragraph in text.replace("\r\n", "\n").split("\n"):
        result += _paragraph(paragraph, width)
    return result


def _paragraph(text: str, width: int) -> list[str]:
    done: list[str] = []
    line: list[str] = []
    room = width
    for piece in _pieces(text):
        need = sum(_cells(one) for one in piece)
        bare = need - (_cells(piece[-1]) if piece[-1] in " \u3000" else 0)
        if bare > room and line:
            done.append("".join(line))
            line, room = [], width
        if bare > width:
            # Longer than a line: what fills lines is set, the rest goes on.
            for one in piece:
                if _cells(one) > room:
                    done.append("".join(line))
                    line, room = [], width
                line.append(one)
                room -= _cells(one)
        else:
            line += piece
            room -= need
    return [_trimmed(one) for one in (*done, "".join(line))]


def _trimmed(line: str) -> str:
    # A blank at the end of a line is not seen, and may be the one cell too much.
    return line.rstrip(" \u3000")


def _pieces(text: str) -> list[list[str]]:
    """What stays together on a line; a piece ends with its blank."""
    marked = MARK in text
    pieces: list[list[str]] = []
    for part in text.split(MARK):
        fresh = True
        for one in graphemes(part):
            if fresh or _may_break(pieces[-1][-1], one, marked=marked):
                pieces.append([one])
            else:
                pieces[-1].append(one)
            fresh = False
    return pieces


def _may_break(before: str, after: str, *, marked: bool) -> bool:
    if after[0] in _NO_START or after in {" ", "\u3000"} or before[0] in _NO_END:
        return False
    if before in {" ", "\u3000"} or before in _PAUSES:
        return True
    return not marked and (_cells(before) == 2 or _cells(after) == 2)
