"""Typing on a panel: what one key does to a draft. Pure; the same for fingers, keyboards and scripts."""

from __future__ import annotations

from dataclasses import dataclass, replace

DAKUTEN = dict(
    zip(
        "カキクケコサシスセソタチツテトハヒフヘホウ",
        "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ",
        strict=True,
    )
)
HANDAKUTEN = dict(zip("ハヒフヘホ", "パピプペポ", strict=True))
SMALL = dict(zip("アイウエオツヤユヨワ", "ァィゥェォッャュョヮ", strict=True))
CHANGES = {"dakuten": DAKUTEN, "handakuten": HANDAKUTEN, "small": SMALL}
PLAIN = {made: base for table in CHANGES.values() for base, made in table.items()}
KANA = frozenset("ー") | frozenset(chr(code) for code in range(0x30A1, 0x30F7))
INSERTED = {"long": "ー", "space": "　"}


@dataclass(frozen=True, slots=True)
class Draft:
    """Text being typed. `caret` counts characters from the start.

    `committed` was made from kana by choosing a writing, and `reading` is that kana: as long as the
    text is still the committed one, the reading answers the フリガナ too.
    """

    text: str = ""
    caret: int = 0
    committed: str = ""
    reading: str = ""

    def __repr__(self) -> str:
        return f"Draft(… {len(self.text)} characters)"

    @staticmethod
    def of(text: str) -> Draft:
        return Draft(text, len(text))


def press(draft: Draft, key: str, limit: int = 60) -> Draft:
    """One key: a character, or one of the named keys of `KeyPressed`. Unknown names change nothing."""
    before, after = draft.text[: draft.caret], draft.text[draft.caret :]
    if key == "clear":
        return Draft()
    if key == "backspace":
        return _typed(draft, before[:-1], after)
    if key == "left":
        return replace(draft, caret=max(0, draft.caret - 1))
    if key == "right":
        return replace(draft, caret=min(len(draft.text), draft.caret + 1))
    if key in CHANGES:
        return _typed(draft, before[:-1] + change(before[-1:], key), after)
    letter = INSERTED.get(key, key)
    if len(letter) != 1 or len(draft.text) >= limit:
        return draft
    return _typed(draft, before + letter, after)


def _typed(draft: Draft, before: str, after: str) -> Draft:
    return replace(draft, text=before + after, caret=len(before))


def change(letter: str, key: str) -> str:
    """カ ⇄ ガ, ハ ⇄ パ, ツ ⇄ ッ; ガ with `handakuten` stays, バ becomes パ."""
    table = CHANGES[key]
    base = PLAIN.get(letter, letter)
    if base not in table:
        return letter
    return base if table[base] == letter else table[base]


def can_change(letter: str, key: str) -> bool:
    """Whether a change key does anything to the letter left of the caret."""
    return bool(letter) and change(letter, key) != letter


def kana_tail(draft: Draft) -> str:
    """The run of katakana that ends the text: what a writing can be chosen for."""
    start = len(draft.text)
    while start and draft.text[start - 1] in KANA:
        start -= 1
    return draft.text[start:]


def choose(draft: Draft, writing: str) -> Draft:
    """Put a writing in place of the kana at the end, and remember its reading."""
    tail = kana_tail(draft)
    head = draft.text[: len(draft.text) - len(tail)]
    known = head == draft.committed
    text = head + writing
    return Draft(text, len(text), text if known else "", draft.reading + tail if known else "")


def reading_of(draft: Draft) -> str:
    """The kana behind the text, or nothing where it is not known."""
    if draft.text and all(letter in KANA for letter in draft.text):
        return draft.text
    tail = kana_tail(draft)
    head = draft.text[: len(draft.text) - len(tail)]
    return draft.reading + tail if head and head == draft.committed else ""
