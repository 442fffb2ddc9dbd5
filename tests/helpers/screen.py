"""A real X screen of its own for one test, seen and touched from outside."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageGrab

Colour = tuple[int, int, int]


@dataclass(slots=True)
class XScreen:
    """Xvfb on a free display number, 1080 × 1920."""

    process: subprocess.Popen[bytes]
    display: str

    @staticmethod
    def open() -> XScreen:
        """On a number of this process's own: the server's own search can be won by two at once."""
        first = 100 + os.getpid() % 4000
        for number in range(first, first + 20):
            if Path(f"/tmp/.X{number}-lock").exists():
                continue
            process = subprocess.Popen(
                [
                    "Xvfb",
                    f":{number}",
                    "-screen",
                    "0",
                    "1080x1920x24",
                    "-noreset",
                    "-nolisten",
                    "tcp",
                ],
                stderr=subprocess.DEVNULL,
            )
            opened = XScreen(process, f":{number}")
            if opened.answers():
                return opened
        raise AssertionError("no X server could be started")

    def answers(self, seconds: float = 20.0) -> bool:
        """Whether the server takes connections; False when it has ended."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            try:
                self.picture()
            except OSError:
                continue
            return True
        self.process.kill()
        self.process.wait()
        return False

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(10)

    def picture(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.display).convert("RGB")

    def click(self, x: int, y: int) -> None:
        """Move the mouse there and click."""
        subprocess.run(
            ["xdotool", "mousemove", str(x), str(y), "click", "1"],
            env={**os.environ, "DISPLAY": self.display},
            check=True,
        )

    def click_until(self, x: int, y: int, seen: Callable[[Image.Image], bool], what: str) -> None:
        """Click as a person does: again where nothing happened (a second touch within 300 ms is ignored)."""
        for _ in range(10):
            self.click(x, y)
            try:
                self.wait(seen, what, 1.0)
            except AssertionError:
                continue
            return
        raise AssertionError(f"the screen never showed {what}")

    def wait(
        self, seen: Callable[[Image.Image], bool], what: str, seconds: float = 20.0
    ) -> Image.Image:
        """Wait until the screen looks like that."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            picture = self.picture()
            if seen(picture):
                return picture
        raise AssertionError(f"the screen never showed {what}")


def colour_at(x: int, y: int, wanted: Colour) -> Callable[[Image.Image], bool]:
    """Whether a pixel has a colour."""
    return lambda picture: picture.getpixel((x, y)) == wanted
