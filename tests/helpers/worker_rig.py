"""A real worker of any class beside a station that lives in the test's process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from drivers import codec
from kiosk.devices.channel import environment

M = TypeVar("M")
PATIENCE = 30.0


class WorkerRig:
    """One worker process and what it said."""

    def __init__(self, device: str, endpoint: str, *options: str, demo: bool = True) -> None:
        self._to, self._from = codec.to_worker(device), codec.from_worker(device)
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-m", "drivers.worker", device, endpoint, *options]
            command += ["--fd", str(theirs.fileno()), "--parent", str(os.getpid())]
            command += ["--demo"] if demo else []
            self.process = subprocess.Popen(
                command, pass_fds=(theirs.fileno(),), env=environment(), stderr=subprocess.PIPE
            )

    def send(self, message: object) -> None:
        self._ours.sendall(self._to.encode(message))

    def hear(self, patience: float = PATIENCE) -> object | None:
        """The next message; None when the worker has ended or nothing came."""
        self._ours.settimeout(patience)
        try:
            data = self._ours.recv(codec.DATAGRAM_LIMIT)
        except (TimeoutError, ConnectionResetError):
            return None
        return self._from.decode(data) if data else None

    def wait(self, fits: Callable[[object], bool]) -> list[object]:
        """Everything heard up to the first message that fits."""
        heard: list[object] = []
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            message = self.hear(max(0.01, end - time.monotonic()))
            if message is None:
                break
            heard.append(message)
            if fits(message):
                return heard
        raise AssertionError(f"waited in vain; heard {heard}")

    def wait_kind(self, kind: type[M]) -> M:
        found = self.wait(lambda message: isinstance(message, kind))[-1]
        assert isinstance(found, kind)
        return found

    def wait_status(self, kind: type) -> None:
        self.wait(lambda message: isinstance(getattr(message, "status", None), kind))

    def close(self) -> int:
        """End the worker; its exit status."""
        self._ours.close()
        status = self.process.wait(10)
        assert self.process.stderr is not None
        self.process.stderr.close()
        return status
