"""One receipt printer inside its worker: status while idle, and every job printed at most once.

A job is *printed* when its process id came back, *not printed* when the printer confirmed that it
threw the job away, *unknown* when neither can be said. Bytes go out in pieces with a mark (GS r)
behind each and at most `_WINDOW` marks unanswered: the smallest buffer (4 KB) never fills up, so
that a status request or the order to clear always reaches the printer.
"""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from drivers.printer import escpos, glyphs, port
from drivers.printer.endpoint import Endpoint, Link, LinkError
from drivers.printer.layout import layout
from drivers.printer.status import (
    Automatic,
    Cleared,
    Confirmed,
    Demultiplexer,
    Heard,
    Processed,
    RealTime,
    StatusBoard,
)

_EVERY: Final = 1.0  # seconds between two looks while idle
_SILENCE: Final = 2.5  # without any answer
_TO_BE_SOLVED: Final = 8.0  # a person closes the cover or puts paper in
_TO_BE_REACHED: Final = 3.0
_TO_BE_CONFIRMED: Final = 5.0  # after everything was processed
_TO_BE_CLEARED: Final = 2.0
_LONGEST: Final = 40.0
_WINDOW: Final = 3
_ID_LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(slots=True)
class _Job:
    """One Print on its way."""

    order: port.Print
    process_id: bytes
    began: float
    pieces: deque[bytes]
    sent: int = 0
    piece_left: bytes = b""
    marks: int = 0  # GS r without an answer
    trouble_since: float | None = None
    all_processed: float | None = None
    clearing: float | None = None
    blame: port.PrinterStatus = field(default_factory=port.Ready)

    @property
    def out(self) -> bool:
        return not self.pieces and not self.piece_left


class ReceiptPrinter:
    """A `drivers.port.Device`."""

    def __init__(
        self,
        endpoint: Endpoint,
        send: Callable[[object], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._endpoint = endpoint
        self._send = send
        self._now = now
        self._link: Link | None = None
        self._parser = Demultiplexer()
        self._board = StatusBoard()
        self._known = False  # the board has heard at least one round of answers
        self._urgent = b""  # status requests and orders, before the job's bytes
        self._cause = "unreachable"
        self._next_look = now()
        self._heard_at = now()
        self._told: port.PrinterStatus | None = None
        self._queue: deque[port.Print] = deque()
        self._job: _Job | None = None
        # Bytes of a job that was given up, perhaps by the worker before us, may be in the printer.
        self._leftovers = True
        self._half_printed = False

    # --- drivers.port.Device ---------------------------------------------------------------

    @property
    def pending(self) -> bool:
        return self._job is not None or bool(self._queue)

    @property
    def finished(self) -> bool:
        return False

    @property
    def interval(self) -> float:
        if self.pending or self._urgent:
            return 0.02
        return max(0.0, self._next_look - self._now())

    def watched(self) -> Sequence[int]:
        return () if self._link is None or not self._link.answers else (self._link.fileno(),)

    def handle(self, message: object) -> None:
        assert isinstance(message, port.Print)
        self._queue.append(message)
        self.poll()

    def poll(self) -> None:
        try:
            self._look()
            self._listen()
            self._tell()
            self._flush()
            self._advance()
            self._flush()
        except LinkError as error:
            self._drop(error.cause)
            self._tell()

    def close(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None

    # --- link and status -------------------------------------------------------------------

    def _look(self) -> None:
        """Connect, or ask for the status, when it is time."""
        now = self._now()
        if now < self._next_look:
            return
        self._next_look = now + (_EVERY / 4 if self._job else _EVERY)
        if self._link is None:
            self._link = self._endpoint.open()
            self._parser = Demultiplexer()
            self._board = StatusBoard()
            self._known = not self._link.answers
            self._heard_at = now
            self._urgent = escpos.AUTOMATIC_STATUS if self._link.answers else b""
        if not self._link.answers or self._urgent not in {b"", escpos.AUTOMATIC_STATUS}:
            return
        if len(self._board.asked) > 8:
            # Answers were lost: the order of asking no longer tells which is which.
            self._board.asked.clear()
        for number in (1, 2, 3, 4):
            self._urgent += escpos.status_request(number)
            self._board.asked.append(number)
        if self._board.cutter and self._job is None:
            self._urgent += escpos.RECOVER

    def _listen(self) -> None:
        if self._link is None:
            return
        data = self._link.read()
        while data:
            for heard in self._parser.feed(data):
                self._hear(heard)
            data = self._link.read()
        if self._link.answers and self._now() - self._heard_at > _SILENCE:
            # Perhaps only this connection is stuck: the next look opens a new one.
            raise LinkError("silent")

    def _hear(self, heard: Heard) -> None:
        if isinstance(heard, RealTime | Automatic):
            self._heard_at = self._now()
            self._board.hear(heard)
            if not self._board.asked or isinstance(heard, Automatic):
                self._known = True
            return
        job = self._job
        if job is None:
            return
        if isinstance(heard, Confirmed) and heard.process_id == job.process_id:
            self._end(port.Printed(job.order.visit, job.order.job))
        elif isinstance(heard, Cleared) and job.clearing is not None:
            self._end(port.NotPrinted(job.order.visit, job.order.job, job.blame, job.sent))
        elif isinstance(heard, Processed) and job.marks:
            job.marks -= 1
            if job.out and not job.marks:
                job.all_processed = self._now()

    def _status(self) -> port.PrinterStatus:
        if self._link is None or not self._known:
            return port.Offline(self._cause)
        return self._board.status()

    def _tell(self) -> None:
        if self._link is not None and not self._known:
            return  # just connected: the first answers are on their way
        status = self._status()
        if status != self._told:
            self._told = status
            self._send(port.PrinterStatusChanged(status))

    def _drop(self, cause: str) -> None:
        """The link is gone: so is what was known, and perhaps a job."""
        self.close()
        self._urgent = b""
        # A printer that talks to somebody else takes the connection and closes it at once.
        self._cause = "busy" if cause == "lost" and not self._known else cause
        self._known = False
        job = self._job
        if job is not None and job.sent:
            self._half_printed = True
            self._end(port.PrintUnknown(job.order.visit, job.order.job, job.sent))

    # --- jobs ------------------------------------------------------------------------------

    def _advance(self) -> None:
        """Whatever the job needs next."""
        if self._job is None and self._queue:
            self._begin(self._queue.popleft())
        job = self._job
        if job is None:
            return
        now = self._now()
        if job.clearing is not None:
            if now - job.clearing > _TO_BE_CLEARED:
                self._end(port.PrintUnknown(job.order.visit, job.order.job, job.sent))
            return
        status = self._status()
        fine = isinstance(status, port.Ready | port.PaperLow)
        if fine:
            job.trouble_since = None
            self._go_on(job)
        else:
            self._wait(job, status, now)
        if self._job is job and job.clearing is None and now - job.began > _LONGEST:
            self._give_up(job, status)

    def _begin(self, order: port.Print) -> None:
        rows = layout(order.document, self._endpoint.profile)
        job = escpos.encode(rows, self._endpoint.profile)
        # The letters of this paper are nobody else's business.
        glyphs.forget()
        process_id = "".join(secrets.choice(_ID_LETTERS) for _ in range(4)).encode("ascii")
        pieces = deque(job.pieces)
        if self._half_printed:
            # What came out of the job before must not hang on this one.
            pieces.appendleft(escpos.cut(self._endpoint.profile))
        if self._leftovers or self._half_printed:
            self._urgent += escpos.CLEAR
        self._leftovers = self._half_printed = False
        self._next_look = min(self._next_look, self._now() + _EVERY / 4)
        self._job = _Job(order, process_id, self._now(), pieces)
        if self._endpoint.profile.process_id:
            pieces.append(escpos.process_id_request(process_id))

    def _wait(self, job: _Job, status: port.PrinterStatus, now: float) -> None:
        """Trouble: a person has a few seconds to solve it; a hot head solves it by itself."""
        if job.trouble_since is None:
            job.trouble_since = now
        patience = {port.Offline: _TO_BE_REACHED, port.HeadHot: _LONGEST}.get(
            type(status), _TO_BE_SOLVED
        )
        if now - job.trouble_since > patience:
            self._give_up(job, status)

    def _give_up(self, job: _Job, status: port.PrinterStatus) -> None:
        """Take the job back; the answer comes when the printer has confirmed it."""
        if not job.sent:
            self._end(port.NotPrinted(job.order.visit, job.order.job, status, 0))
        elif self._link is None or not self._link.answers:
            self._end(port.PrintUnknown(job.order.visit, job.order.job, job.sent))
        else:
            job.blame = status
            job.clearing = self._now()
            job.pieces.clear()
            job.piece_left = b""
            self._half_printed = True
            self._urgent += escpos.CLEAR

    def _go_on(self, job: _Job) -> None:
        """Send what the window lets through; see whether that was all."""
        link = self._link
        assert link is not None
        while not self._urgent:
            if not job.piece_left:
                if not job.pieces or (job.marks >= _WINDOW and link.answers):
                    break
                job.piece_left = job.pieces.popleft()
                if link.answers:
                    job.piece_left += escpos.MARK
                    job.marks += 1
            taken = link.write(job.piece_left)
            job.sent += taken
            job.piece_left = job.piece_left[taken:]
            if not taken:
                break
        if not job.out:
            return
        if not link.answers:
            self._end(port.Printed(job.order.visit, job.order.job))
        elif job.all_processed is not None:
            if not self._endpoint.profile.process_id:
                self._end(port.Printed(job.order.visit, job.order.job))
            elif self._now() - job.all_processed > _TO_BE_CONFIRMED:
                self._end(port.PrintUnknown(job.order.visit, job.order.job, job.sent))

    def _end(self, answer: object) -> None:
        self._job = None
        self._send(answer)

    def _flush(self) -> None:
        """Urgent bytes, unless they would land inside a command that is half sent."""
        job = self._job
        if self._link is None or (job is not None and job.piece_left):
            return
        if self._urgent:
            self._urgent = self._urgent[self._link.write(self._urgent) :]
