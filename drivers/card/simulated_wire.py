"""How a simulated reader is reached: over `apdu+tcp` (own small protocol) and as a vpcd card.

apdu+tcp: frames of 2-byte big-endian length and payload, one letter first; see `SimulatedWire`.
vpcd (vsmartcard): the card is the TCP client of the virtual reader; connect is insert, close is
remove; 1-byte payloads 00 off, 01 on, 02 reset, 04 ATR; anything else is a command.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from functools import partial

from drivers.card.simulated_reader import GoneError, SimulatedReader


class SimulatedWire:
    """TCP server. In: U power up, D power down, C+command. Out: s+state+counter, a+ATR,
    r+response, d, f+letter."""

    def __init__(self, reader: SimulatedReader) -> None:
        self._reader = reader
        self._server: socket.socket | None = None
        self._threads: list[threading.Thread] = []
        self._links: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.port = 0
        self._end = reader.listen(self._changed)

    def start(self) -> None:
        """Listen on loopback; the port stays the same when the service goes down and up."""
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", self.port))
        server.listen()
        self.port = server.getsockname()[1]
        self._server = server
        self._spawn(partial(self._accept, server))

    def stop(self) -> None:
        """Close everything and wait for the threads."""
        self._end()
        self._down()
        for thread in self._threads:
            thread.join(5)

    def _spawn(self, target: Callable[[], None]) -> None:
        thread = threading.Thread(target=target, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _down(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            # shutdown wakes the thread that sits in accept; close alone would not.
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()
        with self._lock:
            links = tuple(self._links)
        for link in links:
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)

    def _changed(self) -> None:
        down = "service_down" in self._reader.faults
        if down and self._server is not None:
            self._down()
        elif not down and self._server is None and self.port:
            self.start()
        with self._lock:
            links = tuple(self._links)
        for link in links:
            with contextlib.suppress(OSError):
                self._send(link, self._state())

    def _state(self) -> bytes:
        letter, counter = self._reader.state()
        return b"s" + letter.encode("ascii") + counter.to_bytes(4)

    def _accept(self, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                link, _ = server.accept()
                self._spawn(partial(self._serve, link))

    def _serve(self, link: socket.socket) -> None:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._links.add(link)
        try:
            self._send(link, self._state())
            while (frame := read_frame(link)) is not None:
                self._send(link, self._answer(link, frame))
        except OSError:
            pass
        finally:
            with self._lock:
                self._links.discard(link)
            self._reader.power_down(link)
            link.close()

    def _answer(self, link: socket.socket, frame: bytes) -> bytes:
        try:
            match frame[:1]:
                case b"U":
                    return b"a" + self._reader.power_up(link)
                case b"C":
                    return b"r" + self._reader.command(frame[1:])
                case _:
                    self._reader.power_down(link)
                    return b"d"
        except GoneError as error:
            return b"f" + error.letter.encode("ascii")

    def _send(self, link: socket.socket, payload: bytes) -> None:
        # One sendall per frame: frames of two threads never mix on a small payload's path.
        with self._lock:
            link.sendall(len(payload).to_bytes(2) + payload)


class VpcdCard:
    """Brings the reader's card to a vpcd and takes it away again."""

    def __init__(self, reader: SimulatedReader, host: str, port: int) -> None:
        self._reader = reader
        self._address = (host, port)
        self._link: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._counter = -1
        self._end = reader.listen(self._changed)

    def stop(self) -> None:
        self._end()
        self._leave()

    def _changed(self) -> None:
        letter, counter = self._reader.state()
        if counter == self._counter:
            return
        self._counter = counter
        self._leave()
        if letter in "pm":
            link = socket.create_connection(self._address, timeout=5)
            link.settimeout(None)
            self._link = link
            self._thread = threading.Thread(target=self._serve, args=(link,), daemon=True)
            self._thread.start()

    def _leave(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            # At once, not when its thread ends: the next card may be powered before that.
            self._reader.power_down(link)
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(5)

    def _serve(self, link: socket.socket) -> None:
        with contextlib.suppress(OSError, GoneError), link:
            while (frame := read_frame(link)) is not None:
                response = self._answer(link, frame)
                if response is not None:
                    link.sendall(len(response).to_bytes(2) + response)
        self._reader.power_down(link)

    def _answer(self, link: socket.socket, frame: bytes) -> bytes | None:
        match frame:
            case b"\x00":
                self._reader.power_down(link)
            case b"\x01" | b"\x02":
                with contextlib.suppress(GoneError):
                    self._reader.power_up(link)
            case b"\x04":
                try:
                    return self._reader.power_up(link)
                except GoneError:
                    return b""
            case _:
                return self._reader.command(frame)
        return None


def read_frame(link: socket.socket) -> bytes | None:
    """One frame, None at the end of the connection."""
    head = _exactly(link, 2)
    return _exactly(link, int.from_bytes(head)) if head else None


def _exactly(link: socket.socket, size: int) -> bytes | None:
    data = b""
    while len(data) < size:
        # The option falls back by itself: without it every command costs 44 ms of delayed ACK.
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        more = link.recv(size - len(data))
        if not more:
            return None
        data += more
    return data
