"""Verbs said one after the other on a thread of their own: the window never waits for the world."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any

from drivers.world import VerbError, send

Told = Callable[[Sequence[str], dict[str, Any], str], None]


class Talker:
    """`told(words, result, error)` is called on the thread, `error` empty when all went well."""

    def __init__(self, control: str, told: Told) -> None:
        self._control = control
        self._told = told
        self._words: queue.SimpleQueue[Sequence[str] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._talk, daemon=True)
        self._thread.start()

    def say(self, *words: str) -> None:
        """Say it when what was said before is done."""
        self._words.put(words)

    @property
    def idle(self) -> bool:
        """Nothing waits to be said."""
        return self._words.empty()

    def close(self) -> None:
        """Say what is left and end."""
        self._words.put(None)
        self._thread.join(5)

    def _talk(self) -> None:
        while (words := self._words.get()) is not None:
            try:
                self._told(words, send(self._control, words), "")
            except (VerbError, OSError, ValueError) as error:
                self._told(words, {}, str(error) or type(error).__name__)
