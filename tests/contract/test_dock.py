"""The dock: a word or a button says its verb, and the newest paper is seen."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from drivers.printer.station import PrinterStation
from drivers.world import World, WorldOptions
from kiosk.devices.channel import environment
from kiosk.dock import __main__ as command


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(WorldOptions(tmp_path, latency=0), ["card", "camera", "printer", "network"])
    world.start()
    yield world
    world.stop()


def test_words(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    control = str(tmp_path / "world.sock")
    assert command.main([control, "card", "insert", "hanako"]) == 0
    assert json.loads(capsys.readouterr().out) == {}
    assert world.stations["card"].state()["card"] == "hanako"
    assert command.main([control, "card", "fly"]) == 1
    assert command.main([str(tmp_path / "nobody.sock"), "state"]) == 1
    assert command.main([]) == 2


def test_buttons_and_paper(world: World, tmp_path: Path) -> None:
    printer = world.stations["printer"]
    assert isinstance(printer, PrinterStation)
    Image.new("1", (640, 300), 1).save(tmp_path / "paper-001.png")
    printer.printer.papers.append("paper-001.png")
    labels = ["hanako", "カバーを開ける", "回線を切る", "紙を取る"]
    played = subprocess.run(
        [sys.executable, "-m", "tests.helpers.dock_play", str(tmp_path / "world.sock"), *labels],
        capture_output=True, text=True, check=False, env=environment(), timeout=60,
    )  # fmt: skip
    assert (played.returncode, played.stdout.strip()) == (0, "400"), played.stderr
    states = {name: station.state() for name, station in world.stations.items()}
    assert states["card"]["card"] == "hanako"
    assert states["printer"]["cover"] is True
    assert states["printer"]["taken"] == 1
    assert states["network"]["cut"] is True
