"""The reader's side of `apdu+tcp://`: a simulated reader in another process. Demo only.

Frames are a length (2 bytes, big-endian) and a payload that starts with a letter. To the reader:
`U` power up, `D` power down, `C`+command. From it: `s`+state letter+counter (4 bytes) at once
and at every change (e empty, p present, m mute, n no reader), `a`+ATR, `r`+response, `d` power is
down, `f`+letter (g gone, c changed, m mute, b busy).
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Sequence
from typing import Final

from drivers.card.slot import Look, SlotError, SlotProblem, SlotState

_STATES: Final = {
    ord("e"): SlotState.EMPTY,
    ord("p"): SlotState.PRESENT,
    ord("m"): SlotState.MUTE,
    ord("n"): SlotState.NO_READER,
}
_PROBLEMS: Final = {
    ord("g"): SlotProblem.REMOVED,
    ord("c"): SlotProblem.CHANGED,
    ord("m"): SlotProblem.UNRESPONSIVE,
    ord("b"): SlotProblem.BUSY,
}
_RETRY: Final = 0.1


class TcpSlot:
    """A `Slot` over one connection, made again whenever it was lost."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._link: socket.socket | None = None
        self._links = 0
        self._look = Look(SlotState.SERVICE_DOWN)
        self._buffer = bytearray()
        self._next_try = 0.0

    def watched(self) -> Sequence[int]:
        return () if self._link is None else (self._link.fileno(),)

    def look(self) -> Look:
        """Read what the reader said meanwhile; connect again when it was gone."""
        try:
            if self._link is None:
                self._connect()
            while (frame := self._frame(wait=False)) is not None:
                self._note(frame)
        except OSError:
            self._drop()
        return self._look

    def power_up(self) -> bytes:
        return self._ask(b"U", ord("a"))

    def transmit(self, command: bytes | bytearray) -> bytes:
        return self._ask(b"C" + command, ord("r"))

    def power_down(self) -> None:
        with contextlib.suppress(SlotError):
            self._ask(b"D", ord("d"))

    def close(self) -> None:
        self._drop()

    def _connect(self) -> None:
        if time.monotonic() < self._next_try:
            return
        self._next_try = time.monotonic() + _RETRY
        self._link = socket.create_connection(self._address, timeout=2)
        # No timeout from here on: a card that hangs is ended by the worker's timer, as a real one.
        self._link.settimeout(None)
        self._link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._links += 1
        first = self._frame(wait=True)
        assert first is not None
        self._note(first)

    def _ask(self, payload: bytes, wanted: int) -> bytes:
        if self._link is None:
            raise SlotError(SlotProblem.SERVICE_DOWN)
        try:
            self._link.sendall(len(payload).to_bytes(2) + payload)
            while True:
                frame = self._frame(wait=True)
                assert frame is not None
                if frame[0] == wanted:
                    return frame[1:]
                if frame[0] == ord("f"):
                    raise SlotError(_PROBLEMS[frame[1]])
                self._note(frame)
        except OSError:
            self._drop()
            raise SlotError(SlotProblem.SERVICE_DOWN) from None

    def _note(self, frame: bytes) -> None:
        if frame[0] == ord("s"):
            self._look = Look(_STATES[frame[1]], str(self._links), int.from_bytes(frame[2:6]))

    def _frame(self, *, wait: bool) -> bytes | None:
        """One whole frame; None when there is none yet and `wait` is false."""
        while True:
            if len(self._buffer) >= 2:
                end = 2 + int.from_bytes(self._buffer[:2])
                if len(self._buffer) >= end:
                    frame = bytes(self._buffer[2:end])
                    del self._buffer[:end]
                    return frame
            if self._link is None:
                return None
            try:
                data = self._link.recv(65536, 0 if wait else socket.MSG_DONTWAIT)
            except BlockingIOError:
                return None
            if not data:
                raise ConnectionResetError
            self._buffer += data

    def _drop(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None
        self._buffer.clear()
        self._look = Look(SlotState.SERVICE_DOWN)
