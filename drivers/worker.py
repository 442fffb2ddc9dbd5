"""`python -m drivers.worker <card|camera|printer> <endpoint> --fd N`: one device, one process.

Messages travel over the inherited AF_UNIX SEQPACKET socket `N`, one JSON object each. One thread.
The process dies with its parent, leaves no core, cannot be traced by its own user, and dies by a
kernel timer when one call takes longer than the class allows, even inside a C library: a PC/SC
transmit cannot be cancelled in any other way.

Exit status: 0 told to end or done, 1 crashed (type, file and line on stderr), 2 wrong use.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import importlib
import os
import resource
import select
import signal
import socket
import sys
import traceback
from collections.abc import Iterator
from typing import Any, Final

from drivers import codec
from drivers.port import Device, EndpointError, Settled, WorkerReady

_PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h
_PR_SET_DUMPABLE: Final = 4


def main(arguments: list[str]) -> int:
    """Run one worker until its channel closes or its device is finished."""
    parser = argparse.ArgumentParser(prog="drivers.worker", description=__doc__)
    parser.add_argument("device", choices=codec.DEVICE_CLASSES)
    parser.add_argument("endpoint")
    parser.add_argument("--fd", type=int, required=True, help="inherited SEQPACKET socket")
    parser.add_argument("--parent", type=int, default=0, help="process to die with")
    parser.add_argument("--deadline", type=float, default=0.0, help="seconds; 0 = the class's own")
    parser.add_argument("--demo", action="store_true", help="allow simulated endpoints")
    given = parser.parse_args(arguments)
    harden(given.parent)
    with socket.socket(fileno=given.fd) as channel:
        channel.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * codec.DATAGRAM_LIMIT)
        module: Any = importlib.import_module(f"drivers.{given.device}.device")
        deadline = given.deadline or codec.port_of(given.device).DEADLINE
        answers = codec.from_worker(given.device)

        def send(message: object) -> None:
            channel.sendall(answers.encode(message))

        try:
            with _alarm(deadline):
                device: Device = module.open_device(given.endpoint, send, demo=given.demo)
        except EndpointError as error:
            print(f"drivers.worker: {error}", file=sys.stderr)
            return 2
        send(WorkerReady(given.device))
        return _Runner(channel, codec.to_worker(given.device), device, deadline, send).run()


def harden(parent: int) -> None:
    """Die with the parent, leave no memory behind in cores, let no debugger of this user in."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent and os.getppid() != parent:
        # The parent was gone before prctl: its signal will never come.
        os._exit(0)


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """The default action of SIGALRM ends the process: nothing in C can hold it up."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class _Runner:
    """The worker's loop: wait for the channel or the device, call it under the timer, answer."""

    def __init__(
        self,
        channel: socket.socket,
        messages: codec.Codec,
        device: Device,
        deadline: float,
        send: Any,
    ) -> None:
        self._channel = channel
        self._messages = messages
        self._device = device
        self._deadline = deadline
        self._send = send
        self._handled = 0
        self._settled = 0

    def run(self) -> int:
        try:
            while not self._device.finished:
                if not self._turn():
                    break
        except (BrokenPipeError, ConnectionResetError):
            # The kiosk is gone: nothing is left to tell anybody.
            pass
        finally:
            with _alarm(self._deadline):
                self._device.close()
        return 0

    def _turn(self) -> bool:
        """One wait and what follows from it; False when the channel was closed."""
        # poll and not select: select cannot watch descriptors above 1023.
        waiting = select.poll()
        for fd in (self._channel.fileno(), *self._device.watched()):
            waiting.register(fd, select.POLLIN)
        ready = {fd for fd, _ in waiting.poll(self._device.interval * 1000)}
        if self._channel.fileno() in ready:
            data = self._channel.recv(codec.DATAGRAM_LIMIT + 1)
            if not data:
                return False
            with _alarm(self._deadline):
                self._device.handle(self._messages.decode(data))
            self._handled += 1
        else:
            with _alarm(self._deadline):
                self._device.poll()
        if self._settled < self._handled and not self._device.pending:
            self._settled = self._handled
            self._send(Settled(self._settled))
        return True


def _tell_crash(kind: type[BaseException], _value: object, trace: Any) -> None:
    """Type, file and line of a crash; never its text, which may hold a value."""
    frames = traceback.extract_tb(trace)
    where = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    print(f"drivers.worker: {kind.__name__} at {where}", file=sys.stderr)


if __name__ == "__main__":
    sys.excepthook = _tell_crash
    sys.exit(main(sys.argv[1:]))
