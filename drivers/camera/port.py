"""Port of the camera: what the kiosk may say to the camera worker and what it may hear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

DEADLINE: Final = 6.0
"""Seconds one call may take; OpenCV waits up to 2 for a frame and opens a camera in about 1."""
PATIENCE: Final = 15.0
"""Seconds until a message that is not settled makes the kiosk end the worker from outside."""


CodeFormat = Literal["qr", "code128", "ean13", "codabar"]


@dataclass(frozen=True, slots=True)
class NoCamera:
    """No camera at the endpoint."""


@dataclass(frozen=True, slots=True)
class Resting:
    """The camera is there and not looking."""


@dataclass(frozen=True, slots=True)
class Looking:
    """Frames come and are searched for codes."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """Frames stopped, or are all the same to the last bit."""


@dataclass(frozen=True, slots=True)
class Dark:
    """Frames are black: the lens is covered, or there is no light."""


CameraStatus = NoCamera | Resting | Looking | Frozen | Dark


@dataclass(frozen=True, slots=True)
class StartScan:
    """Look for codes on behalf of a visit until StopScan."""

    visit: str


@dataclass(frozen=True, slots=True)
class StopScan:
    visit: str


TO_WORKER: tuple[type, ...] = (StartScan, StopScan)


@dataclass(frozen=True, slots=True)
class CameraStatusChanged:
    """The camera's status; sent only when it changed."""

    status: CameraStatus


@dataclass(frozen=True, slots=True)
class CodeRead:
    """A code was read twice alike, or once by both engines. `text` is ASCII of at most 4 096
    characters; a code with anything else in it is told as empty text (it is not ours)."""

    visit: str
    format: CodeFormat
    text: str

    def __repr__(self) -> str:
        return f"CodeRead({self.format})"


FROM_WORKER: tuple[type, ...] = (CameraStatusChanged, CodeRead)
