"""The camera inside its worker: at rest it only looks whether the camera is there."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from drivers.camera import port
from drivers.camera.capture import Endpoint, Frame, Source, SourceError
from drivers.camera.decoder import Decoder, text_of

_REST: Final = 2.0  # seconds between two looks at a resting camera
_AGAIN: Final = 0.5  # seconds until a lost camera is tried again while scanning
_FROZEN_AFTER: Final = 2.0
_EQUAL_FRAMES: Final = 20  # sensor noise makes true frames differ
_BLACK: Final = 16.0  # of 255, the mean of a frame with the lens covered
_BLACK_FRAMES: Final = 5


class CameraReader:
    """A `drivers.port.Device`."""

    def __init__(
        self,
        endpoint: Endpoint,
        decoder: Decoder,
        send: Callable[[object], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._endpoint = endpoint
        self._decoder = decoder
        self._send = send
        self._now = now
        self._visit: str | None = None
        self._source: Source | None = None
        self._told: port.CameraStatus | None = None
        self._due = now()
        self._last: Frame | None = None
        self._fresh_at = 0.0
        self._equal = 0
        self._black = 0

    @property
    def pending(self) -> bool:
        return False

    @property
    def finished(self) -> bool:
        return False

    @property
    def interval(self) -> float:
        return max(0.0, self._due - self._now())

    def watched(self) -> Sequence[int]:
        return ()

    def handle(self, message: object) -> None:
        if isinstance(message, port.StartScan):
            if self._visit != message.visit:
                self._decoder.forget()
            self._visit = message.visit
        elif isinstance(message, port.StopScan) and self._visit == message.visit:
            self._visit = None
            self._decoder.forget()
            self.close()
        self._due = self._now()

    def poll(self) -> None:
        if self._now() < self._due:
            return
        if self._visit is None:
            self._tell(port.Resting() if self._endpoint.present() else port.NoCamera())
            self._due = self._now() + _REST
            return
        try:
            self._scan(self._visit)
            self._due = self._now() + self._endpoint.interval
        except SourceError:
            self.close()
            self._tell(port.NoCamera())
            self._due = self._now() + _AGAIN

    def close(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None
        # The last frame may show a person.
        self._last = None

    def _scan(self, visit: str) -> None:
        if self._source is None:
            self._source = self._endpoint.open()
            self._fresh_at = self._now()
            self._equal = self._black = 0
        frame = self._source.read()
        self._tell(self._judge(frame))
        if frame is None:
            return
        for code in self._decoder.look(frame, self._now()):
            self._send(port.CodeRead(visit, code.format, text_of(code)))

    def _judge(self, frame: Frame | None) -> port.CameraStatus:
        """What the frames say about the camera."""
        now = self._now()
        if frame is not None:
            assert self._source is not None
            same = self._last is not None and np.array_equal(frame, self._last)
            self._equal = self._equal + 1 if same and not self._source.still else 0
            self._black = self._black + 1 if float(frame.mean()) < _BLACK else 0
            self._last = frame
            if self._equal == 0:
                self._fresh_at = now
        if now - self._fresh_at > _FROZEN_AFTER or self._equal >= _EQUAL_FRAMES:
            return port.Frozen()
        return port.Dark() if self._black >= _BLACK_FRAMES else port.Looking()

    def _tell(self, status: port.CameraStatus) -> None:
        if status != self._told:
            self._told = status
            self._send(port.CameraStatusChanged(status))
