"""The network's place in the simulated world: a wire that can be cut.

to HOST PORT · cut · restore

Whoever connects to the endpoint reaches the target. A cut resets what is connected and refuses what
comes; bytes are passed on unread.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Sequence
from typing import Final

from drivers.world import Station, VerbError, WorldOptions

_CONNECT: Final = 5.0


class NetworkStation:
    """A `drivers.world.Station`."""

    name = "network"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._target: tuple[str, int] | None = None
        self._cut = False
        self._carried = 0
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._server = socket.create_server(("127.0.0.1", 0))
        self._port: int = self._server.getsockname()[1]

    @property
    def endpoint(self) -> str:
        return f"tcp://127.0.0.1:{self._port}"

    def start(self) -> None:
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._reset()

    def state(self) -> dict[str, object]:
        with self._lock:
            target = "" if self._target is None else f"{self._target[0]}:{self._target[1]}"
            return {
                "target": target,
                "cut": self._cut,
                "connections": len(self._pairs),
                "carried": self._carried,
            }

    def verb(self, words: Sequence[str]) -> dict[str, object]:
        """Do what the words say; VerbError when they say nothing known."""
        match list(words):
            case ["to", host, port] if port.isdecimal() and 0 < int(port) < 65536:
                with self._lock:
                    self._target = (host, int(port))
            case ["cut" | "restore" as verb]:
                with self._lock:
                    self._cut = verb == "cut"
                if verb == "cut":
                    self._reset()
            case _:
                raise VerbError((__doc__ or "").split("\n\n")[1].strip())
        return {}

    def _reset(self) -> None:
        """Break every connection at both ends, as a dead wire does after a while."""
        with self._lock:
            pairs, self._pairs = list(self._pairs), set()
        for pair in pairs:
            for end in pair:
                _reset_at_close(end)
                with contextlib.suppress(OSError):
                    # Wakes the threads that read; they close the ends.
                    end.shutdown(socket.SHUT_RD)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._server.accept()
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        with self._lock:
            target = None if self._cut else self._target
        if target is None:
            _reset_at_close(near)
            near.close()
            return
        try:
            far = socket.create_connection(target, _CONNECT)
        except OSError:
            _reset_at_close(near)
            near.close()
            return
        far.settimeout(None)
        pair = (near, far)
        with self._lock:
            self._pairs.add(pair)
            late = self._cut
        if late:
            self._reset()
        back = threading.Thread(target=self._carry, args=(far, near), daemon=True)
        back.start()
        self._carry(near, far)
        back.join()
        with self._lock:
            self._pairs.discard(pair)
        near.close()
        far.close()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(1 << 16):
                with self._lock:
                    if self._cut:
                        return
                    self._carried += len(data)
                sink.sendall(data)
            if not self._cut:
                sink.shutdown(socket.SHUT_WR)
        except OSError:
            # One end broke: so does the other.
            _reset_at_close(sink)
            with contextlib.suppress(OSError):
                sink.shutdown(socket.SHUT_RD)


def _reset_at_close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def open_station(options: WorldOptions) -> Station:  # noqa: ARG001 - every station is opened alike
    """Called by the world."""
    return NetworkStation()
