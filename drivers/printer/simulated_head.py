"""What the simulated printer does with the bytes in its buffer, one command after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from drivers.printer.simulated_paper import Roll, Style, millimetres


class StoppedError(Exception):
    """The buffer was emptied, or the printer is being switched off."""


class Body(Protocol):
    """The rest of the printer, as the head sees it."""

    def move(self, millimetres: float) -> None: ...
    def cut(self, save: Callable[[Path], None]) -> None: ...
    def automatic(self, on: bool) -> None: ...  # noqa: FBT001 - the command's own parameter
    def say(self, data: bytes) -> None: ...


# Commands whose parameters are read and change nothing here: how many bytes follow.
_READ_OVER = {
    b"\x1bR": 1, b"\x1ba": 1, b"\x1bM": 1, b"\x1bt": 1, b"\x1bS": 0, b"\x1b2": 0, b"\x1c&": 0,
    b"\x1cS": 2, b"\x1c.": 0, b"\x1dP": 2, b"\x1dL": 2, b"\x1dW": 2, b"\x1db": 1, b"\x10\x04": 1,
    b"\x10\x05": 1,
}  # fmt: skip


class Head:
    """Modes that commands switch, and the roll below."""

    def __init__(self, body: Body, unknown: list[bytes]) -> None:
        """`unknown` collects the commands it does not know."""
        self._body = body
        self._roll = Roll()
        self._next: Callable[[], int] = lambda: 0
        self._unknown = unknown
        self._forget()

    def _forget(self) -> None:
        self._style = Style()
        self._spacing = 30
        self._shift_jis = False
        self._defined: dict[bytes, bytes] = {}

    def lose_line(self) -> None:
        """The buffers were emptied: letters of an unprinted line are gone, printed ones stay."""
        self._roll.letters, self._roll.x = [], 0

    def run(self, next_byte: Callable[[], int]) -> None:
        """Obey until `next_byte` raises StoppedError."""
        self._next = next_byte
        while True:
            first = next_byte()
            if first in b"\x1b\x1c\x1d\x10":
                self._command(bytes([first, next_byte()]))
            elif first == 0x0A:
                self._fed(self._roll.feed_line(self._spacing))
            elif first >= 0x20:
                self._letter(first)

    def _take(self, count: int) -> bytes:
        return bytes(self._next() for _ in range(count))

    def _fed(self, dots: int) -> None:
        self._body.move(millimetres(dots))

    def _letter(self, first: int) -> None:
        if not self._shift_jis or not (0x81 <= first <= 0x9F or 0xE0 <= first <= 0xFC):
            character = bytes([first]).decode("shift_jis", "replace")
            self._roll.letter(character, False, self._style)  # noqa: FBT003 - half width
            return
        code = bytes([first, self._next()])
        if code in self._defined:
            self._roll.defined(self._defined[code], f"{{{code.hex().upper()}}}", self._style)
        else:
            try:
                character = code.decode("shift_jis")
            except UnicodeDecodeError:
                character = "〓"
            self._roll.letter(character, True, self._style)  # noqa: FBT003 - full width

    def _command(self, name: bytes) -> None:
        if name in _READ_OVER:
            self._take(_READ_OVER[name])
            return
        work = {
            b"\x1b@": self._forget,
            b"\x1b$": self._position,
            b"\x1b3": self._line_spacing,
            b"\x1bE": self._emphasis,
            b"\x1bJ": self._feed_dots,
            b"\x1bd": self._feed_lines,
            b"\x1cC": self._code_system,
            b"\x1c2": self._define,
            b"\x1d!": self._magnify,
            b"\x1dB": self._reverse,
            b"\x1dV": self._cut,
            b"\x1da": self._automatic,
            b"\x1dr": self._transmit,
            b"\x1dv": self._raster,
            b"\x1d(": self._extended,
        }.get(name)
        if work is None:
            self._unknown.append(name)
        else:
            work()

    def _position(self) -> None:
        self._roll.x = int.from_bytes(self._take(2), "little")

    def _line_spacing(self) -> None:
        self._spacing = self._next()

    def _emphasis(self) -> None:
        self._style = replace(self._style, bold=bool(self._next() & 1))

    def _feed_dots(self) -> None:
        self._fed(self._roll.feed_line(self._next()))

    def _feed_lines(self) -> None:
        self._fed(self._roll.feed_line(self._next() * self._spacing))

    def _code_system(self) -> None:
        self._shift_jis = self._next() == 1

    def _define(self) -> None:
        code = self._take(2)
        self._defined[code] = self._take(72)

    def _magnify(self) -> None:
        value = self._next()
        self._style = replace(self._style, wide=(value >> 4) + 1, high=(value & 7) + 1)

    def _reverse(self) -> None:
        self._style = replace(self._style, inverse=bool(self._next() & 1))

    def _cut(self) -> None:
        kind = self._next()
        if kind >= 0x41:
            self._roll.blank(self._next() + 88)  # from the head to the knife
        if not self._roll.empty:
            self._body.cut(self._roll.save)
        self._roll = Roll()

    def _automatic(self) -> None:
        self._body.automatic(self._next() != 0)

    def _transmit(self) -> None:
        self._next()
        self._body.say(b"\x00")

    def _raster(self) -> None:
        head = self._take(6)
        wide, high = int.from_bytes(head[2:4], "little"), int.from_bytes(head[4:6], "little")
        self._roll.picture(wide, high, self._take(wide * high))
        self._fed(high)

    def _extended(self) -> None:
        function = self._next()
        data = self._take(int.from_bytes(self._take(2), "little"))
        if function == ord("H") and data[:2] == b"00":
            self._body.say(b'7"' + data[2:6] + b"\x00")
