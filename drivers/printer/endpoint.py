"""Ways to a printer: a network port, the kernel's USB printer, a serial line, a file.

A link never waits longer than `CONNECT` seconds, and only while it connects. The one file that
uses pyserial (to set a line up; bytes go through the descriptor: a `Serial` without write timeout
blocks for ever, one with it loses count of what was sent).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import socket
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal, Protocol
from urllib.parse import parse_qs, urlsplit

import serial

from drivers.port import EndpointError
from drivers.printer import profiles
from drivers.printer.layout import Profile

CONNECT: Final = 1.0
_CHUNK: Final = 4096
_SLOW_BAUD: Final = 115_200
"""Below this a painted receipt takes more than 6 s: the printer's own letters are used."""


class LinkError(Exception):
    """No way to the printer; `cause` is one of the words of `port.Offline`."""

    def __init__(self, cause: Literal["unreachable", "silent", "lost", "busy"]) -> None:
        super().__init__(cause)
        self.cause = cause


class Link(Protocol):
    """An open way. `answers` is False where nothing ever comes back."""

    answers: bool

    def fileno(self) -> int:
        """For the worker's poll."""

    def read(self) -> bytes:
        """What has come, perhaps nothing; LinkError when the way is gone."""

    def write(self, data: bytes) -> int:
        """How many bytes were taken, perhaps 0; LinkError when the way is gone."""

    def close(self) -> None:
        """Never raises."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A way that can be opened again and again, and what the printer at its end can do."""

    open: Callable[[], Link]
    profile: Profile


class _Descriptor:
    """A character device or file, without blocking."""

    def __init__(self, fd: int, *, answers: bool, hangup_is_empty: bool) -> None:
        self._fd = fd
        self.answers = answers
        self._hangup_is_empty = hangup_is_empty
        os.set_blocking(fd, False)

    def fileno(self) -> int:
        return self._fd

    def read(self) -> bytes:
        if not self.answers:
            return b""
        waiting = select.poll()
        waiting.register(self._fd, select.POLLIN)
        events = dict(waiting.poll(0)).get(self._fd, 0)
        if not events:
            return b""
        try:
            data = os.read(self._fd, _CHUNK)
        except BlockingIOError:
            data = b""
        except OSError:
            raise LinkError("lost") from None
        # A line that was unplugged is readable for ever and empty; so is a USB printer at rest.
        if events & (select.POLLHUP | select.POLLERR) or (self._hangup_is_empty and not data):
            raise LinkError("lost")
        return data

    def write(self, data: bytes) -> int:
        try:
            return os.write(self._fd, data)
        except BlockingIOError:
            return 0
        except OSError:
            raise LinkError("lost") from None

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self._fd)


class _Network:
    """A raw TCP port (9100)."""

    answers = True

    def __init__(self, host: str, port: int) -> None:
        try:
            self._socket = socket.create_connection((host, port), CONNECT)
        except OSError:
            raise LinkError("unreachable") from None
        self._socket.settimeout(0)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        # Unanswered for 5 s is gone: a pulled cable is told by nobody else.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 5000)

    def fileno(self) -> int:
        return self._socket.fileno()

    def read(self) -> bytes:
        try:
            data = self._socket.recv(_CHUNK)
        except BlockingIOError:
            return b""
        except OSError:
            raise LinkError("lost") from None
        if not data:
            raise LinkError("lost")
        return data

    def write(self, data: bytes) -> int:
        try:
            return self._socket.send(data)
        except BlockingIOError:
            return 0
        except OSError:
            raise LinkError("lost") from None

    def close(self) -> None:
        self._socket.close()


def _usb(path: str) -> Link:
    try:
        fd = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise LinkError("busy" if error.errno == 16 else "unreachable") from None
    return _Descriptor(fd, answers=True, hangup_is_empty=False)


def _file(path: str) -> Link:
    try:
        fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        raise LinkError("unreachable") from None
    if stat.S_ISFIFO(os.fstat(fd).st_mode):
        os.close(fd)
        raise LinkError("unreachable")
    return _Descriptor(fd, answers=False, hangup_is_empty=False)


def _serial(path: str, baud: int, flow: str) -> Link:
    try:
        with serial.Serial(
            path,
            baud,
            timeout=0,
            exclusive=True,
            rtscts=flow == "rtscts",
            xonxoff=flow == "xonxoff",
        ) as line:
            fd = os.dup(line.fileno())
            # The lock belongs to the open file that both descriptors share; closing the first
            # one unlocks it.
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (OSError, ValueError) as error:
        raise LinkError("busy" if "Errno 11" in str(error) else "unreachable") from None
    return _Descriptor(fd, answers=True, hangup_is_empty=True)


def parse(endpoint: str) -> Endpoint:
    """`tcp://HOST:PORT`, `usb:/dev/usb/lp0`, `serial:/dev/serial/by-id/…?baud=N`, `file:PATH`.

    Options: profile=NAME (python-escpos) · width=DOTS · dpi=N · mode=dots|text · gaiji=0…94 ·
    process_id=0|1 · cut=0|1; serial: baud=N · flow=none|rtscts|xonxoff. EndpointError otherwise.
    """
    parts = urlsplit(endpoint)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    try:
        profile, rest = _profile(options)
        baud = int(rest.pop("baud", "38400")) if parts.scheme == "serial" else _SLOW_BAUD
    except ValueError:
        raise EndpointError("an option is no number") from None
    flow = rest.pop("flow", "none") if parts.scheme == "serial" else "none"
    if rest or flow not in {"none", "rtscts", "xonxoff"}:
        raise EndpointError(f"unknown option: {', '.join(sorted(rest)) or 'flow'}")
    if baud < _SLOW_BAUD and "mode" not in options:
        profile = replace(profile, mode="text")
    return Endpoint(_opener(parts.scheme, parts.netloc, parts.path, baud, flow), profile)


def _opener(scheme: str, place: str, path: str, baud: int, flow: str) -> Callable[[], Link]:
    if scheme == "tcp" and not path:
        host, _, port = place.rpartition(":")
        if host and port.isascii() and port.isdigit() and 0 < int(port) < 65536:
            return lambda: _Network(host.strip("[]"), int(port))
    elif path.startswith("/") and not place:
        if scheme == "usb":
            return lambda: _usb(path)
        if scheme == "file":
            return lambda: _file(path)
        if scheme == "serial":
            return lambda: _serial(path, baud, flow)
    raise EndpointError("no printer endpoint: tcp://HOST:PORT, usb:/…, serial:/… or file:/…")


def _profile(options: dict[str, str]) -> tuple[Profile, dict[str, str]]:
    rest = dict(options)
    profile = profiles.named(rest.pop("profile", ""))
    width = int(rest.pop("width", profile.width))
    dpi = int(rest.pop("dpi", profile.dpi))
    gaiji = int(rest.pop("gaiji", profile.gaiji))
    mode = rest.pop("mode", "dots")
    if mode not in {"dots", "text"} or not 360 <= width <= 1024 or not 100 <= dpi <= 255:
        raise EndpointError("mode is dots or text, width 360–1024 dots, dpi 100–255")
    if not 0 <= gaiji <= 94:
        raise EndpointError("gaiji is 0–94")
    return Profile(
        width=width,
        dpi=dpi,
        mode="text" if mode == "text" else "dots",
        gaiji=gaiji,
        process_id=rest.pop("process_id", "1") != "0",
        cut=rest.pop("cut", "1" if profile.cut else "0") != "0",
    ), rest
