"""What a printer says, taken apart: one stream carries four kinds of answers and noise.

Masks from Epson's ESC/POS reference: real-time answers (DLE EOT) have (b & 93h) = 12h; automatic
status (GS a) begins with (b & 93h) = 10h and goes on with three bytes (b & 90h) = 0; answers to GS r
are one byte (b & 90h) = 0; blocks (GS ( H, GS I …) begin 35h/37h/3Bh/3Dh/5Fh and end with NUL.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from drivers.printer import port

_BLOCK_STARTS: Final = frozenset((0x35, 0x37, 0x3B, 0x3D, 0x5F))
_LONGEST_BLOCK: Final = 80


@dataclass(frozen=True, slots=True)
class RealTime:
    """Answer to one DLE EOT; which one, only the order of asking tells."""

    value: int


@dataclass(frozen=True, slots=True)
class Automatic:
    """Four bytes of automatic status."""

    value: bytes


@dataclass(frozen=True, slots=True)
class Processed:
    """Answer to GS r: everything before it has been processed."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """37h 22h id NUL: the job with this process id has been printed."""

    process_id: bytes


@dataclass(frozen=True, slots=True)
class Cleared:
    """37h 25h NUL: the buffers are empty."""


Heard = RealTime | Automatic | Processed | Confirmed | Cleared


class Demultiplexer:
    """Bytes in, answers out; noise is dropped byte by byte."""

    def __init__(self) -> None:
        self._automatic = bytearray()
        self._block = bytearray()

    def feed(self, data: bytes) -> list[Heard]:
        """Every answer that is complete with these bytes, in order."""
        heard: list[Heard] = []
        for value in data:
            one = self._take(value)
            if one is not None:
                heard.append(one)
        return heard

    def _take(self, value: int) -> Heard | None:
        if self._block:
            return self._go_on(value)
        if self._automatic:
            if value & 0x90 == 0:
                self._automatic.append(value)
                if len(self._automatic) < 4:
                    return None
                found = Automatic(bytes(self._automatic))
                self._automatic.clear()
                return found
            if value & 0x93 == 0x12:
                # A real-time answer overtakes; the automatic status goes on behind it.
                return RealTime(value)
            self._automatic.clear()
        return self._begin(value)

    def _begin(self, value: int) -> Heard | None:
        if value in _BLOCK_STARTS:
            self._block.append(value)
            return None
        if value & 0x93 == 0x12:
            return RealTime(value)
        if value & 0x93 == 0x10:
            self._automatic.append(value)
            return None
        if value & 0x90 == 0:
            return Processed()
        return None

    def _go_on(self, value: int) -> Heard | None:
        if value:
            self._block.append(value)
            if len(self._block) > _LONGEST_BLOCK or not 0x20 <= value <= 0x7F:
                # No block of ours: noise that began like one.
                self._block.clear()
                return self._begin(value) if value & 0x93 in {0x10, 0x12} else None
            return None
        block = bytes(self._block)
        self._block.clear()
        if block[:2] == b"\x37\x22" and len(block) == 6:
            return Confirmed(block[2:])
        if block == b"\x37\x25":
            return Cleared()
        return None


@dataclass(slots=True)
class StatusBoard:
    """What is known of the printer now, from both kinds of status."""

    asked: list[int] = field(default_factory=list)
    """Numbers of the DLE EOT that have no answer yet, oldest first."""
    cover: bool = False
    end: bool = False
    near_end: bool = False
    cutter: bool = False
    broken: bool = False
    hot: bool = False

    def hear(self, heard: RealTime | Automatic) -> None:
        """Take in one answer; a real-time answer nobody asked for says nothing."""
        if isinstance(heard, Automatic):
            first, second, third, _ = heard.value
            self.cover = bool(first & 0x20)
            self.cutter = bool(second & 0x08)
            self.broken = bool(second & 0x20)
            self.hot = bool(second & 0x40)
            self.near_end = bool(third & 0x03)
            self.end = bool(third & 0x0C)
        elif self.asked:
            self._real_time(self.asked.pop(0), heard.value)

    def _real_time(self, number: int, value: int) -> None:
        if number == 2:
            self.cover = bool(value & 0x04)
        elif number == 3:
            self.cutter = bool(value & 0x08)
            self.broken = bool(value & 0x20)
            self.hot = bool(value & 0x40)
        elif number == 4:
            self.near_end = bool(value & 0x0C)
            self.end = bool(value & 0x60)

    def status(self) -> port.PrinterStatus:
        """The one thing that a person should know first."""
        # The cover before the paper: an open cover often reports paper end as well.
        if self.cover:
            return port.CoverOpen()
        if self.end:
            return port.PaperOut()
        if self.broken:
            return port.PrinterFault()
        if self.cutter:
            return port.CutterFault()
        if self.hot:
            return port.HeadHot()
        return port.PaperLow() if self.near_end else port.Ready()
