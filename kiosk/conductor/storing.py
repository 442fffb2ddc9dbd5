"""The store's thread: the only second thread of the kiosk. Work goes in, answers come back on the loop."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.loop import Loop
from kiosk.store.outbox import Outbox, Place

Work = Callable[[Outbox], Any]
Answer = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class _Done:
    answer: Answer
    result: Any


class StoreThread:
    """One thread with the one connection. An error in the work ends the program loudly."""

    def __init__(self, loop: Loop, path: Path, place: Place) -> None:
        self._loop = loop
        self._path = path
        self._place = place
        self._work: queue.SimpleQueue[tuple[Work, Answer] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[_Done | BaseException] = queue.SimpleQueue()
        self._readable, self._writable = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self._unwatch = loop.watch(self._readable, self._collect)
        self._thread = threading.Thread(target=self._run, name="store")
        self._thread.start()

    def do(self, work: Work, answer: Answer = lambda _: None) -> None:
        """Run `work` on the store's thread and hand its result to `answer` on the loop."""
        self._work.put((work, answer))

    def stop(self) -> None:
        """Finish what was asked and end the thread."""
        self._work.put(None)
        self._thread.join()
        self._unwatch()
        os.close(self._readable)
        os.close(self._writable)

    def _run(self) -> None:
        try:
            outbox = Outbox(self._path, self._place)
        except BaseException as error:  # noqa: BLE001  handed to the loop, which raises it
            self._put(error)
            return
        try:
            while (job := self._work.get()) is not None:
                work, answer = job
                self._put(_Done(answer, work(outbox)))
        except BaseException as error:  # noqa: BLE001  handed to the loop, which raises it
            self._put(error)
        finally:
            outbox.close()

    def _put(self, done: _Done | BaseException) -> None:
        self._done.put(done)
        os.write(self._writable, b"\0")

    def _collect(self) -> None:
        count = len(os.read(self._readable, 4096))
        for _ in range(count):
            done = self._done.get()
            if isinstance(done, BaseException):
                raise done
            done.answer(done.result)
