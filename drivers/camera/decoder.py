"""From codes in single frames to codes that were read: seen twice alike, and told once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from drivers.camera.capture import Frame
from drivers.camera.port import CodeFormat

LONGEST: Final = 4096
_TWICE_WITHIN: Final = 2.0  # seconds between two equal reads
_TOLD_FOR: Final = 3.0  # seconds a code is not told again after it was last seen
_SECOND_EVERY: Final = 10  # empty frames


@dataclass(frozen=True, slots=True, repr=False)
class Code:
    """One code in one frame, as its bytes."""

    format: CodeFormat
    data: bytes

    def __repr__(self) -> str:
        """Without its content: a repr ends in logs."""
        return f"Code({self.format})"


Engine = Callable[[Frame], list[Code]]


class Decoder:
    """Remembers what was seen since `forget`."""

    def __init__(self, first: Engine, second: Engine) -> None:
        self._first = first
        self._second = second
        self._empty = 0
        self._seen: dict[Code, float] = {}
        self._told: dict[Code, float] = {}

    def forget(self) -> None:
        """A new visit: nothing was seen or told yet."""
        self._empty = 0
        self._seen.clear()
        self._told.clear()

    def look(self, frame: Frame, now: float) -> list[Code]:
        """The codes that are certain with this frame; `now` in seconds of a steady clock."""
        codes = self._first(frame)
        if not codes:
            self._empty += 1
            if self._empty % _SECOND_EVERY == 0:
                codes = self._second(middle(frame))
        self._told = {code: at for code, at in self._told.items() if now - at < _TOLD_FOR}
        self._seen = {code: at for code, at in self._seen.items() if now - at < _TWICE_WITHIN}
        return [code for code in dict.fromkeys(codes) if self._certain(code, now)]

    def _certain(self, code: Code, now: float) -> bool:
        if code in self._told:
            self._told[code] = now
            return False
        if code not in self._seen:
            self._seen[code] = now
            return False
        del self._seen[code]
        self._told[code] = now
        return True


def middle(frame: Frame) -> Frame:
    """The middle half of a frame in each direction."""
    height, width = frame.shape
    return frame[height // 4 : height - height // 4, width // 4 : width - width // 4]


def text_of(code: Code) -> str:
    """The code as strict ASCII of at most 4096 characters; anything else is not ours: empty."""
    if len(code.data) > LONGEST:
        return ""
    try:
        return code.data.decode("ascii")
    except UnicodeDecodeError:
        return ""
