"""The camera's place in the simulated world: what is held in front of it.

show PICTURE_OR_TEXTFILE · show-text TEXT · hide ·
fault frozen|dark|blur|disconnect|low_fps|glare|inverted · clear
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from drivers.camera.simulator import FAULTS, SimulatedCamera
from drivers.world import Station, VerbError, WorldOptions


class CameraStation:
    """A `drivers.world.Station`."""

    name = "camera"

    def __init__(self) -> None:
        self.camera = SimulatedCamera()

    @property
    def endpoint(self) -> str:
        return f"frames+tcp://127.0.0.1:{self.camera.port}"

    def start(self) -> None:
        self.camera.start()

    def stop(self) -> None:
        self.camera.stop()

    def state(self) -> dict[str, object]:
        camera = self.camera
        return {
            "shown": camera.shown,
            "faults": sorted(camera.faults),
            "served": camera.served,
        }

    def verb(self, words: Sequence[str]) -> dict[str, object]:
        """Do what the words say; VerbError when they say nothing known."""
        camera = self.camera
        match list(words):
            case ["show", name]:
                self._show(Path(name))
            case ["show-text", *text] if text:
                self._text("text", " ".join(text))
            case ["hide"]:
                camera.hide()
            case ["clear"] | ["fault", "clear"]:
                camera.faults.clear()
                camera.refresh()
            case ["fault", name] if name in FAULTS:
                camera.faults.add(name)
                camera.refresh()
                if name == "disconnect":
                    camera.unplug()
            case _:
                raise VerbError((__doc__ or "").split("\n\n")[1].strip())
        return {}

    def _show(self, path: Path) -> None:
        """A picture as it is; a text file (at most 2 000 characters) as a QR code."""
        try:
            if path.suffix.lower() in {".png", ".jpg", ".jpeg"}:
                self.camera.show_picture(path)
            else:
                self._text(path.name, path.read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError) as error:
            raise VerbError(f"{type(error).__name__}: {path.name}") from None

    def _text(self, name: str, text: str) -> None:
        try:
            self.camera.show_text(name, text)
        except ValueError as error:
            raise VerbError(f"too long for a code: {type(error).__name__}") from None


def open_station(options: WorldOptions) -> Station:  # noqa: ARG001 - every station is opened alike
    """Called by the world."""
    return CameraStation()
