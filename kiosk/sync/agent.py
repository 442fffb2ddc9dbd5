"""The agent: takes what waits, sends it, notes what central said of each item. Any step may be
repeated; being killed at any point loses nothing and doubles nothing."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.audit import ApplicationsSent, Record, SendingFailed
from kiosk.store.database import Unavailable
from kiosk.sync.client import Answer, Failure, Transport
from kiosk.wire.envelope import Envelope, EnvelopeError
from kiosk.wire.messages import MOST_BYTES, MOST_ITEMS, ItemResult, decode_results, encode_batch

PATH = "/v1/applications:batch"
BASE_SECONDS = 1.0
CAP_SECONDS = 300.0
POLL_SECONDS = 0.5
OK = 200
PATIENCE = (429, 503)


class Queue(Protocol):
    """What the agent needs of the store."""

    def waiting(self, limit: int, most_bytes: int, now: float) -> list[Envelope]: ...

    def note_results(self, results: Sequence[ItemResult], now: float) -> None: ...

    def forget_waits(self) -> None: ...


@dataclass(slots=True)
class Backoff:
    """Full jitter: a random wait below a bound that doubles. One for the connection as a whole."""

    random: Callable[[], float]
    attempts: int = 0

    def wait(self) -> float:
        self.attempts += 1
        bound = min(CAP_SECONDS, BASE_SECONDS * 2.0 ** min(self.attempts - 1, 16))
        return self.random() * bound

    def reset(self) -> None:
        self.attempts = 0


@dataclass(slots=True)
class Agent:
    """Sends until told to stop. `now` is monotonic within this process and starts at 0: waits that
    an earlier process wrote down mean nothing here."""

    queue: Queue
    transport: Transport
    record: Record
    now: Callable[[], float]
    backoff: Backoff
    batch: int = MOST_ITEMS
    reached: Callable[[str], None] = lambda _: None
    forgot: bool = False

    async def once(self) -> float:
        """One batch. Answers how long to wait before the next."""
        try:
            return await self._once()
        except Unavailable:
            # The kiosk writes, or the disk is full: nothing was noted, so it is sent once more.
            return self._failed("store", None)

    async def _once(self) -> float:
        if not self.forgot:
            self.queue.forget_waits()
            self.forgot = True
        envelopes = self.queue.waiting(self.batch, MOST_BYTES, self.now())
        if not envelopes:
            return POLL_SECONDS
        answer = await self.transport.post(PATH, encode_batch(envelopes))
        if isinstance(answer, Failure):
            return self._failed(answer.cause, None)
        self.reached("sent")
        if answer.status != OK:
            return self._refused(answer, envelopes)
        return self._note(answer, envelopes)

    def _note(self, answer: Answer, envelopes: list[Envelope]) -> float:
        try:
            results = decode_results(answer.data)
        except EnvelopeError:
            return self._failed("format", None)
        asked = {envelope.header.id for envelope in envelopes}
        results = [result for result in results if result.id in asked]
        if not results:
            return self._failed("format", None)
        self.backoff.reset()
        self.batch = MOST_ITEMS
        retried = [result for result in results if result.outcome == "retry"]
        self.queue.note_results(results, self.now())
        delivered = sum(result.outcome in ("stored", "duplicate") for result in results)
        held = len(results) - delivered - len(retried)
        self.record(ApplicationsSent(delivered, held, len(asked) - delivered - held))
        return 0.0 if delivered or held else POLL_SECONDS

    def _refused(self, answer: Answer, envelopes: list[Envelope]) -> float:
        """A batch that fails as a whole is halved down to one; that one goes behind all others."""
        patient = answer.status in PATIENCE
        if not patient and len(envelopes) > 1:
            self.batch = max(1, len(envelopes) // 2)
        elif not patient:
            self.batch = MOST_ITEMS
            result = ItemResult(envelopes[0].header.id, "retry", f"status_{answer.status}")
            self.queue.note_results([result], self.now())
            self.record(SendingFailed(f"status_{answer.status}", 0))
            return POLL_SECONDS
        return self._failed(f"status_{answer.status}", answer.retry_after)

    def _failed(self, cause: str, retry_after: float | None) -> float:
        wait = self.backoff.wait()
        if retry_after is not None:
            wait = max(wait, min(retry_after, CAP_SECONDS))
        self.record(SendingFailed(cause, round(wait)))
        return wait

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; a request that is open then is given up, which harms nothing."""
        sending = asyncio.ensure_future(self._always())
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait({sending, stopping}, return_when=asyncio.FIRST_COMPLETED)
        for task in (sending, stopping):
            task.cancel()
        for outcome in await asyncio.gather(sending, stopping, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    async def _always(self) -> None:
        while True:
            wait = await self.once()
            await asyncio.sleep(wait)


class AlreadyRunning(Exception):  # noqa: N818  a fact about the machine, no programmer's mistake
    """Another agent sends for this database."""


def lock(path: Path) -> int:
    """Take the one uploader's lock; it goes with the process. Raises AlreadyRunning."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise AlreadyRunning(path.name) from error
    return handle
