"""The three calls of the kiosk's one loop, and a plain loop for commands and tests.

The screens run on Qt's loop behind the same calls; a test clock stands behind them too.
"""

from __future__ import annotations

import heapq
import itertools
import selectors
import time
from collections.abc import Callable
from typing import Protocol

Cancel = Callable[[], None]
"""Undo a `watch` or an `after`; calling it again or too late does nothing."""


class Loop(Protocol):
    """Everything is called in the loop's one thread."""

    def now(self) -> float:
        """Seconds on a clock that only goes forward."""

    def watch(self, fd: int, ready: Callable[[], None]) -> Cancel:
        """Call `ready` whenever `fd` can be read or has ended; cancel before closing it."""

    def after(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """Call once, not before `seconds` have passed and never inside `after` itself."""


class PlainLoop:
    """A `Loop` over selectors."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._cancelled: set[int] = set()
        self._stopped = False

    def now(self) -> float:
        return time.monotonic()

    def watch(self, fd: int, ready: Callable[[], None]) -> Cancel:
        key = self._selector.register(fd, selectors.EVENT_READ, ready)

        def cancel() -> None:
            # The number may be another's by now: only our own registration is taken back.
            if self._selector.get_map().get(fd) is key:
                self._selector.unregister(fd)

        return cancel

    def after(self, seconds: float, call: Callable[[], None]) -> Cancel:
        number = next(self._numbers)
        heapq.heappush(self._timers, (self.now() + max(0.0, seconds), number, call))

        def cancel() -> None:
            if any(number == waiting for _, waiting, _ in self._timers):
                self._cancelled.add(number)

        return cancel

    def run(self) -> None:
        """Run until `stop`."""
        self._stopped = False
        while not self._stopped:
            self._turn(None)

    def stop(self) -> None:
        """End `run` after what is being called now."""
        self._stopped = True

    def run_until(self, predicate: Callable[[], bool], timeout: float) -> bool:
        """Run until `predicate` holds or `timeout` seconds have passed; whether it holds."""
        end = self.now() + timeout
        while not predicate():
            if self.now() >= end:
                return False
            self._turn(end)
        return True

    def close(self) -> None:
        """Give the selector back."""
        self._selector.close()

    def _turn(self, end: float | None) -> None:
        times = [one for one in (end, self._timers[0][0] if self._timers else None) if one]
        wait = max(0.0, min(times) - self.now()) if times else None
        for key, _ in self._selector.select(wait):
            # One callback may have cancelled another of the same turn.
            if self._selector.get_map().get(key.fd) is key:
                key.data()
        due = self.now()
        while self._timers and self._timers[0][0] <= due:
            _, number, call = heapq.heappop(self._timers)
            if number in self._cancelled:
                self._cancelled.discard(number)
            else:
                call()
