"""Where frames come from: a camera, a film, a folder of pictures, the simulated world.

A frame is grey, 8 bit, at most 1280 × 720. The one file that uses OpenCV, whose import changes the
environment (Qt's plugin folders, the library path): what it changed is put back.
"""

from __future__ import annotations

import contextlib
import os
import socket
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from drivers.port import EndpointError

Frame = npt.NDArray[np.uint8]

WIDTH: Final = 1280
HEIGHT: Final = 720
_PICTURES: Final = frozenset((".png", ".jpg", ".jpeg", ".bmp", ".webp"))
_FRAME_SECONDS: Final = 2.0


class SourceError(Exception):
    """No frames can come: the camera is not there, or is there no more."""


class Source(Protocol):
    """Frames, one at a time."""

    still: bool
    """Frames may repeat for ever and nothing is wrong."""

    def read(self) -> Frame | None:
        """The next frame; None when none came in 2 s. SourceError when the source is gone."""

    def close(self) -> None:
        """Never raises."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A source that can be opened again and again. `present` looks without opening it."""

    open: Callable[[], Source]
    present: Callable[[], bool]
    interval: float
    """Seconds between frames where the source itself does not wait."""


@contextlib.contextmanager
def _environment_kept() -> Iterator[None]:
    before = dict(os.environ)
    try:
        yield
    finally:
        for name in set(os.environ) - set(before):
            del os.environ[name]
        os.environ.update(before)


def _opencv() -> Any:
    """OpenCV, loaded when the first source that needs it is opened."""
    with _environment_kept():
        # Read when a camera is opened; without it a camera that hangs blocks for 10 s.
        os.environ["OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT"] = "2"
        os.environ["OPENCV_LOG_LEVEL"] = "SILENT"
        import cv2  # noqa: PLC0415  # 100 ms, and not needed while the camera rests
    cv2.setNumThreads(1)
    return cv2


def fitted(frame: Frame) -> Frame:
    """Not larger than 1280 × 720: every second, third … dot of a larger frame."""
    step = max(-(-frame.shape[0] // HEIGHT), -(-frame.shape[1] // WIDTH), 1)
    return np.ascontiguousarray(frame[::step, ::step])


class _Video:
    """A V4L2 camera, or a film that begins again at its end."""

    def __init__(self, path: str, *, film: bool) -> None:
        self._cv2 = _opencv()
        self.still = film
        cv2 = self._cv2
        self._capture = cv2.VideoCapture(path, cv2.CAP_ANY if film else cv2.CAP_V4L2)
        if not self._capture.isOpened():
            raise SourceError
        if not film:
            # MJPEG first: 720p without compression is 5 frames a second over USB 2.
            self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
            self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
            self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
            self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        self._path = path

    def read(self) -> Frame | None:
        good, frame = self._capture.read()
        if not good and self.still:
            self._capture.set(self._cv2.CAP_PROP_POS_FRAMES, 0)
            good, frame = self._capture.read()
        if not good:
            # An unplugged camera stays "opened": the device file tells.
            if self.still or not Path(self._path).exists():
                raise SourceError
            return None
        grey: Frame = self._cv2.cvtColor(frame, self._cv2.COLOR_BGR2GRAY)
        return fitted(grey)

    def close(self) -> None:
        self._capture.release()


class _Folder:
    """Pictures of a folder in the order of their names, for ever."""

    still = True

    def __init__(self, path: str) -> None:
        self._cv2 = _opencv()
        self._paths = sorted(one for one in Path(path).iterdir() if one.suffix.lower() in _PICTURES)
        self._at = 0

    def read(self) -> Frame | None:
        for _ in self._paths:
            path = self._paths[self._at % len(self._paths)]
            self._at += 1
            frame = self._cv2.imread(str(path), self._cv2.IMREAD_GRAYSCALE)
            if frame is not None:
                return fitted(frame)
        raise SourceError

    def close(self) -> None:
        """Nothing is held."""


class _Network:
    """Frames of the simulated world: one asked, one answered, so that none is ever stale."""

    still = False

    def __init__(self, host: str, port: int) -> None:
        try:
            self._socket = socket.create_connection((host, port), 1.0)
        except OSError:
            raise SourceError from None
        self._socket.settimeout(_FRAME_SECONDS)
        self._asked = False

    def read(self) -> Frame | None:
        try:
            if not self._asked:
                self._socket.sendall(b"F")
                self._asked = True
            head = self._exactly(4)
            width, height = int.from_bytes(head[:2], "big"), int.from_bytes(head[2:], "big")
            if not 0 < width <= WIDTH or not 0 < height <= HEIGHT:
                raise SourceError
            data = self._exactly(width * height)
        except TimeoutError:
            return None
        except OSError:
            raise SourceError from None
        self._asked = False
        return np.frombuffer(data, np.uint8).reshape(height, width)

    def _exactly(self, count: int) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            part = self._socket.recv(min(count - len(parts), 1 << 18))
            if not part:
                raise SourceError
            parts += part
        return bytes(parts)

    def close(self) -> None:
        self._socket.close()


def parse(endpoint: str, *, demo: bool) -> Endpoint:
    """`v4l2:/dev/video0`, `video:PATH`, `folder:PATH`, in demo `frames+tcp://HOST:PORT`."""
    parts = urlsplit(endpoint)
    path = parts.path
    if parts.scheme == "frames+tcp":
        if not demo:
            raise EndpointError("a simulated camera needs demo mode")
        if parts.hostname is None or parts.port is None:
            raise EndpointError("frames+tcp needs host and port")
        host, port = parts.hostname, parts.port
        return Endpoint(lambda: _Network(host, port), lambda: _answers(host, port), 1 / 15)
    if path.startswith("/") and not parts.netloc:
        if parts.scheme == "v4l2":
            return Endpoint(lambda: _Video(path, film=False), lambda: _is_device(path), 0.0)
        if parts.scheme == "video":
            return Endpoint(lambda: _Video(path, film=True), Path(path).is_file, 1 / 15)
        if parts.scheme == "folder":
            return Endpoint(lambda: _Folder(path), Path(path).is_dir, 1 / 15)
    raise EndpointError("no camera endpoint: v4l2:/…, video:/…, folder:/… or frames+tcp://…")


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), 1.0) as link:
            link.settimeout(1.0)
            link.sendall(b"?")
            return link.recv(1) == b"!"
    except OSError:
        return False


def _is_device(path: str) -> bool:
    try:
        return stat.S_ISCHR(Path(path).stat().st_mode)
    except OSError:
        return False
