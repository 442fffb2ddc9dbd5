"""A simulated card reader: which card lies there, how fast it is and what goes wrong.

The cards and their tries left live here, outside the kiosk, and survive its workers.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

from drivers.card import simulated_files
from drivers.card.simulator import Quirk, SimulatedCard

FAULTS = (
    "torn_before",
    "torn_after",
    "swapped_before",
    "hang",
    "mute",
    "busy",
    "no_reader",
    "service_down",
    "collision",
    *(quirk.name.lower() for quirk in Quirk),
)
"""Names of `fault`; torn, swapped and hang take the number of a command since power-up (1 …)."""


class GoneError(Exception):
    """The card cannot answer; `letter` says why: g gone, c changed, m mute, b busy."""

    def __init__(self, letter: str) -> None:
        super().__init__(letter)
        self.letter = letter


@dataclass
class Latency:
    """Milliseconds: per command, per byte either way, and on top for a VERIFY."""

    base: float = 12.0
    byte: float = 0.12
    verify: float = 45.0


class SimulatedReader:
    """Thread-safe. `counter` grows with every insertion and removal, as PC/SC's does."""

    def __init__(self, latency: Latency) -> None:
        self.latency = latency
        self.counter = 0
        self.card: SimulatedCard | None = None
        self.faults: dict[str, int] = {}
        self._cards: dict[str, SimulatedCard] = {}
        self._tripwire: list[str] = []
        self._owner: object = None
        self._count = 0
        self._lock = threading.RLock()
        self._moved = threading.Event()
        self._stopped = threading.Event()
        self._listeners: list[Callable[[], None]] = []
        self._wobble: threading.Thread | None = None

    # --- the hand that moves cards -------------------------------------------------------------

    def insert(self, name: str) -> None:
        """Put a card down, lifting the one that lies there. KeyError for an unknown name."""
        card = self._cards.get(name) or SimulatedCard(simulated_files.load(name), self._tripwire)
        self.remove()
        with self._lock:
            self._cards[name] = card
            card.quirks = {one for one in Quirk if one.name.lower() in self.faults}
            self.card = card
            self.counter += 1
        self._tell()

    def remove(self) -> None:
        """Lift the card, if one lies there; it loses its power at once."""
        with self._lock:
            if self.card is None:
                return
            self.card.power_off()
            self.card = None
            self.counter += 1
        self._moved.set()
        self._tell()

    def fault(self, name: str, number: int = 1) -> None:
        """Switch a fault on. KeyError for an unknown name."""
        if name not in FAULTS:
            raise KeyError(name)
        with self._lock:
            self.faults[name] = number
            self._apply_quirks()
        if name == "collision" and self._wobble is None:
            self._wobble = threading.Thread(target=self._wobbles, daemon=True)
            self._wobble.start()
        self._tell()

    def clear(self) -> None:
        """Switch every fault off; a hanging command ends without an answer."""
        with self._lock:
            self.faults.clear()
            self._apply_quirks()
        self._moved.set()
        if self._wobble is not None:
            self._wobble.join()
            self._wobble = None
        self._tell()

    def reset(self) -> None:
        """An empty reader, fresh cards, no faults, a clean tripwire."""
        self.remove()
        self.clear()
        with self._lock:
            self._cards.clear()
            self._tripwire.clear()

    def stop(self) -> None:
        """End what may still be waiting."""
        self._stopped.set()
        self.clear()

    def report(self) -> dict[str, object]:
        """What lies there, tries left per card and key, faults, tripwire, powered, headers."""
        with self._lock:
            card = self.card
            return {
                "card": card.image.name if card else None,
                "powered": bool(card and card.powered),
                "verified": sorted(card.verified) if card else [],
                "counter": self.counter,
                "tries": {name: _left(one) for name, one in self._cards.items()},
                "faults": dict(self.faults),
                "tripwire": list(self._tripwire),
                "log": list(card.log) if card else [],
            }

    # --- what the reader's plug sees -----------------------------------------------------------

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change; returns how to stop."""
        self._listeners.append(listener)

        def end() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return end

    def state(self) -> tuple[str, int]:
        """State letter (e empty, p present, m mute, n no reader) and counter."""
        with self._lock:
            if "no_reader" in self.faults:
                return "n", self.counter
            if self.card is None:
                return "e", self.counter
            return ("m" if "mute" in self.faults else "p"), self.counter

    def power_up(self, owner: object) -> bytes:
        """Power the card for `owner` alone; returns the ATR."""
        with self._lock:
            if "busy" in self.faults or self._owner not in {None, owner}:
                raise GoneError("b")
            if self.card is None:
                raise GoneError("g")
            if "mute" in self.faults:
                raise GoneError("m")
            self._owner = owner
            self._count = 0
            return self.card.power_on()

    def power_down(self, owner: object) -> None:
        """Cut the power if `owner` has it."""
        with self._lock:
            if self._owner is owner:
                self._owner = None
                if self.card is not None:
                    self.card.power_off()

    def command(self, apdu: bytes) -> bytes:
        """One command with everything that may go wrong around it."""
        with self._lock:
            self._count += 1
            card, count = self.card, self._count
            at = {name: number == count for name, number in self.faults.items()}
        if card is None or not card.powered:
            raise GoneError("g")
        if at.get("torn_before"):
            self.remove()
            raise GoneError("g")
        if at.get("swapped_before"):
            self.insert("hanako" if card.image.name != "hanako" else "kenichi")
            raise GoneError("c")
        if at.get("hang"):
            self._hang()
        response = card.command(apdu)
        self._wait(apdu, response)
        if at.get("torn_after"):
            self.remove()
        with self._lock:
            if self.card is not card or not card.powered:
                raise GoneError("g")
        return response

    def _hang(self) -> None:
        self._moved.clear()
        self._moved.wait()
        raise GoneError("g")

    def _wait(self, apdu: bytes, response: bytes) -> None:
        latency = self.latency
        span = latency.base + latency.byte * (len(apdu) + len(response))
        if apdu[1] == 0x20 and len(apdu) > 4:
            span += latency.verify
        if span > 0:
            self._stopped.wait(span / 1000)

    def _wobbles(self) -> None:
        while "collision" in self.faults and not self._stopped.is_set():
            with self._lock:
                self.counter += 2
            self._tell()
            self._stopped.wait(0.05)

    def _apply_quirks(self) -> None:
        if self.card is not None:
            self.card.quirks = {one for one in Quirk if one.name.lower() in self.faults}

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


def _left(card: SimulatedCard) -> dict[str, object]:
    return {
        path: one.left
        for path, one in card.image.files.items()
        if isinstance(one, simulated_files.Key)
    }
