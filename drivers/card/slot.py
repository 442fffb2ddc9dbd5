"""Where a card lies: the little that a real reader and a simulated one have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol


class SlotState(Enum):
    """What the reader says without touching the card."""

    SERVICE_DOWN = auto()
    NO_READER = auto()
    EMPTY = auto()
    PRESENT = auto()
    MUTE = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the reader.

    `source` names the service's life and the reader, `counter` grows with every insertion and
    removal: same source and counter means the same card without a break.
    """

    state: SlotState
    source: str = ""
    counter: int = 0


class SlotProblem(Enum):
    """Why a command could not reach the card."""

    REMOVED = auto()
    CHANGED = auto()
    UNRESPONSIVE = auto()
    BUSY = auto()
    SERVICE_DOWN = auto()


class SlotError(Exception):
    """A problem between us and the card; the session is over whatever it was."""

    def __init__(self, problem: SlotProblem) -> None:
        super().__init__(problem.name)
        self.problem = problem


class Slot(Protocol):
    """One reader. `power_up` … `power_down` is one session; every session ends unpowered."""

    def look(self) -> Look:
        """Never raises and never waits for the card."""

    def watched(self) -> Sequence[int]:
        """File descriptors that turn readable when another look is worth it."""

    def power_up(self) -> bytes:
        """Take the reader for ourselves alone, power the card, return its ATR."""

    def transmit(self, command: bytes | bytearray) -> bytes:
        """One command; data and status word. Only `apdu.GuardedCard` may be given this."""

    def power_down(self) -> None:
        """Cut the card's power and give the reader back; never raises."""

    def close(self) -> None:
        """Let go of the reader for good."""
