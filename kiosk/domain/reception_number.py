"""Reception numbers (受付番号): short, speakable, consecutive, never used twice."""

from __future__ import annotations

FIRST = 101
"""Numbers begin with three digits, so that all look alike on paper and when called."""


def text(prefix: str, serial: int) -> str:
    """`A123`: the kiosk's letter (empty where a city hall has one kiosk) and the serial from 1 up."""
    if serial < 1:
        raise ValueError("serials begin with 1")
    return f"{prefix}{FIRST - 1 + serial}"
