"""A camera's view as frames on a socket: a counter hall, perhaps a phone held in front of it.

Answers `F` with one frame (width and height, two bytes each, then grey dots) and `?` with `!`.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from pathlib import Path
from typing import Final

import numpy as np
import qrcode
from PIL import Image, ImageFilter, ImageOps

FAULTS: Final = ("frozen", "dark", "blur", "disconnect", "low_fps", "glare", "inverted")
_WIDE, _HIGH = 1280, 720
_SLOW_FRAME: Final = 0.5  # seconds


class SimulatedCamera:
    """What is shown, and what is wrong."""

    def __init__(self) -> None:
        self.lock = threading.Condition()
        self.faults: set[str] = set()
        self.shown = ""
        self.served = 0
        self._picture: Image.Image | None = None
        self._hall = _hall()
        self._scene = self._hall
        self._random = np.random.default_rng(720)
        self._frozen: bytes | None = None
        self._stopped = False
        self._links: set[socket.socket] = set()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]

    def start(self) -> None:
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        with self.lock:
            self._stopped = True
            self.lock.notify_all()
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self.unplug()

    def unplug(self) -> None:
        """Drop every connection."""
        with self.lock:
            links = list(self._links)
        for link in links:
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)

    def show_picture(self, path: Path) -> None:
        """Hold a picture in front of the camera (OSError if it is none)."""
        with Image.open(path) as picture:
            self._hold(path.name, picture.convert("L"))

    def show_text(self, name: str, text: str) -> None:
        """Hold a phone that shows the text as a QR code."""
        code = qrcode.QRCode(border=4, box_size=8, error_correction=qrcode.ERROR_CORRECT_M)
        code.add_data(text)
        code.make(fit=True)
        dots = np.array(code.get_matrix(), dtype=bool)
        grey = np.where(dots, 30, 225).astype(np.uint8)
        drawn = Image.fromarray(grey)
        self._hold(
            name, drawn.resize((drawn.width * 8, drawn.height * 8), Image.Resampling.NEAREST)
        )

    def hide(self) -> None:
        self._hold("", None)

    def refresh(self) -> None:
        """Paint the scene anew; faults may have changed."""
        with self.lock:
            picture = self._picture
            scene = self._hall.copy()
            if picture is not None:
                held = (
                    picture.point(lambda value: 255 - value)
                    if "inverted" in self.faults
                    else picture
                )
                held = held.rotate(4, Image.Resampling.BICUBIC, expand=True, fillcolor=90)
                held = ImageOps.contain(held, (640, 480))
                scene.paste(held, ((_WIDE - held.width) // 2, (_HIGH - held.height) // 2))
            if "blur" in self.faults:
                scene = scene.filter(ImageFilter.GaussianBlur(14))
            if "glare" in self.faults:
                light = Image.new("L", scene.size, 255)
                spot = Image.radial_gradient("L").resize(scene.size)
                scene = Image.composite(light, scene, spot.point(lambda value: max(0, 255 - value)))
            if "dark" in self.faults:
                scene = scene.point(lambda value: value // 40)
            self._scene = scene
            self._frozen = None
            self.lock.notify_all()

    def _hold(self, name: str, picture: Image.Image | None) -> None:
        with self.lock:
            self.shown, self._picture = name, picture
        self.refresh()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                link, _ = self._server.accept()
                with self.lock:
                    self._links.add(link)
                threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def _serve(self, link: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while "disconnect" not in self.faults:
                asked = link.recv(1)
                if asked == b"?" and "disconnect" not in self.faults:
                    link.sendall(b"!")
                elif asked == b"F":
                    link.sendall(self._frame())
                else:
                    break
        with self.lock:
            self._links.discard(link)
        link.close()

    def _frame(self) -> bytes:
        with self.lock:
            if "low_fps" in self.faults:
                end = time.monotonic() + _SLOW_FRAME
                self.lock.wait_for(lambda: self._stopped or time.monotonic() >= end, _SLOW_FRAME)
            self.served += 1
            if "frozen" in self.faults and self._frozen is not None:
                return self._frozen
            noise = self._random.integers(0, 9, (_HIGH, _WIDE), dtype=np.uint8)
            grey = np.asarray(self._scene, dtype=np.uint8)
            # Saturating: bright noise on white stays white.
            noisy = np.minimum(grey, np.uint8(246)) + noise
            self._frozen = _WIDE.to_bytes(2, "big") + _HIGH.to_bytes(2, "big") + noisy.tobytes()
            return self._frozen


def _hall() -> Image.Image:
    """A wall that gets darker to the right, a counter, a pillar."""
    across = np.linspace(170, 110, _WIDE)[None, :]
    down = np.linspace(10, -10, _HIGH)[:, None]
    wall = across + down
    wall[_HIGH * 3 // 4 :, :] = 80
    wall[:, _WIDE // 8 : _WIDE // 8 + 60] -= 30
    return Image.fromarray(wall.astype(np.uint8))
