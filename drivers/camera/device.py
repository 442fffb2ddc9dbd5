"""The camera class as the worker opens it: endpoint in, device out."""

from __future__ import annotations

import resource
from collections.abc import Callable
from typing import Final

from drivers.camera import engines
from drivers.camera.capture import parse
from drivers.camera.decoder import Decoder
from drivers.camera.reader import CameraReader
from drivers.port import Device

_MEMORY: Final = 2 << 30


def open_device(endpoint: str, send: Callable[[object], None], *, demo: bool) -> Device:
    """A camera behind one of the endpoints of `capture.parse` (EndpointError)."""
    source = parse(endpoint, demo=demo)
    # A hostile code is decoded in this process: it may not eat the machine or write a file.
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    return CameraReader(source, Decoder(engines.first, engines.second), send)
