"""One worker: its process, its socket, and what is known about both."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import drivers
from drivers import codec
from drivers.port import Settled, WorkerReady
from kiosk.loop import Cancel, Loop

_BUFFER: Final = 4 * codec.DATAGRAM_LIMIT
_GRACE: Final = 1.0
"""Seconds a worker has to end after its socket closed before it is ended."""
_PASSED_ON: Final = ("PATH", "TZ", "PCSCLITE_CSOCK_NAME", "LD_LIBRARY_PATH")


def environment() -> dict[str, str]:
    """Everything a worker gets to know of ours: where its code is, and memory that is overwritten.

    PIN digits pass through a worker's heap: glibc fills what is freed and keeps no cache of it.
    """
    return {
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        "PYTHONPATH": str(Path(drivers.__file__).parent.parent),
        "PYTHONSAFEPATH": "1",
        "LANG": "C.UTF-8",
        "PYTHONMALLOC": "malloc",
        "GLIBC_TUNABLES": "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0",
    }


class Channel:
    """A running worker. `ended(status, expected, open)` is called once, after its last message."""

    def __init__(
        self,
        loop: Loop,
        device: str,
        options: list[str],
        heard: Callable[[bytes], object | None],
        ended: Callable[[int, bool, bool], None],
    ) -> None:
        """Start the process. `heard` takes a datagram and returns the message in it, if any."""
        self._loop = loop
        self._heard = heard
        self._ended = ended
        self._codec = codec.to_worker(device)
        self.sent = 0
        self.settled = 0
        self.ready = False
        self._cancels: list[Cancel] = []
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for end in (ours, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
        ours.settimeout(0)
        with theirs:
            command = [sys.executable, "-m", "drivers.worker", device, *options]
            command += ["--fd", str(theirs.fileno()), "--parent", str(os.getpid())]
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=environment(),
                pass_fds=(theirs.fileno(),),
            )
        self._socket = ours
        self._pidfd = os.pidfd_open(self._process.pid)
        self._unwatch = loop.watch(ours.fileno(), self._readable)
        self._cancels.append(self._unwatch)
        self._cancels.append(loop.watch(self._pidfd, self._exited))

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def open(self) -> bool:
        """True while a message is not dealt with."""
        return self.sent > self.settled

    def send(self, message: object) -> None:
        """Hand one message over. A worker whose queue is full hangs and is ended."""
        try:
            data = self._codec.encode(message)
            self.sent += 1
            self._socket.send(data)
        except (BlockingIOError, BrokenPipeError, ConnectionResetError):
            self.kill()

    def kill(self) -> None:
        """End the process now; `ended` follows from the loop."""
        self._process.kill()

    def close(self) -> None:
        """Tell the worker to end and wait for it, at most a short while. `ended` is not called."""
        self._release()
        try:
            self._process.wait(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _readable(self) -> None:
        if not self._drain():
            # Its socket is closed: it ends by itself soon, or it is ended.
            self._unwatch()
            self._cancels.append(self._loop.after(_GRACE, self.kill))

    def _drain(self) -> bool:
        """Take what is there, one datagram at a time; False at the end of the channel."""
        while True:
            try:
                data = self._socket.recv(codec.DATAGRAM_LIMIT + 1)
            except BlockingIOError:
                return True
            except ConnectionResetError:
                return False
            if not data:
                return False
            match self._heard(data):
                case Settled(handled):
                    self.settled = handled
                case WorkerReady():
                    self.ready = True
            if self._pidfd < 0:
                # What was heard made our owner stop everything.
                return True

    def _exited(self) -> None:
        # The last words first: a result may still lie in the socket.
        self._drain()
        if self._pidfd < 0:
            return
        status = self._process.wait()
        expected = status == 0 and self.settled > 0 and not self.open
        self._release()
        self._ended(status, expected, self.open)

    def _release(self) -> None:
        for cancel in self._cancels:
            cancel()
        self._cancels.clear()
        self._socket.close()
        if self._pidfd >= 0:
            os.close(self._pidfd)
            self._pidfd = -1
