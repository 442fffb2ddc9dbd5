"""Codes before the simulated camera, read by the real worker; and what can be wrong with a camera."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import qrcode
from PIL import Image

from drivers.camera import port
from drivers.camera.station import CameraStation
from drivers.world import VerbError
from tests.helpers.worker_rig import WorkerRig


@pytest.fixture
def station() -> Iterator[CameraStation]:
    station = CameraStation()
    station.start()
    yield station
    station.stop()


@pytest.fixture
def rig(station: CameraStation) -> Iterator[WorkerRig]:
    rig = WorkerRig("camera", station.endpoint)
    rig.wait_status(port.Resting)
    yield rig
    assert rig.close() == 0


def scan(rig: WorkerRig, visit: str = "v1") -> None:
    rig.send(port.StartScan(visit))
    rig.wait_status(port.Looking)


def picture_of(text: str, path: Path) -> Path:
    code = qrcode.QRCode(box_size=1, border=4)
    code.add_data(text)
    code.make(fit=True)
    dots = np.where(np.array(code.get_matrix()), 20, 235).astype(np.uint8)
    frame = np.full((720, 1280), 128, np.uint8)
    big = np.kron(dots, np.ones((8, 8), np.uint8))
    frame[100 : 100 + big.shape[0], 300 : 300 + big.shape[1]] = big
    Image.fromarray(frame).save(path)
    return path


def test_a_code_is_read_for_the_visit_that_asked(station: CameraStation, rig: WorkerRig) -> None:
    scan(rig)
    station.verb(["show-text", "HELLO", "MDG1"])
    read = rig.wait_kind(port.CodeRead)
    assert (read.visit, read.format, read.text) == ("v1", "qr", "HELLO MDG1")
    assert "HELLO" not in repr(read)


def test_a_long_code_and_an_inverted_one(station: CameraStation, rig: WorkerRig) -> None:
    scan(rig)
    station.verb(["show-text", "A1" * 250])
    assert rig.wait_kind(port.CodeRead).text == "A1" * 250
    station.verb(["fault", "inverted"])
    station.verb(["show-text", "dark mode"])
    assert rig.wait_kind(port.CodeRead).text == "dark mode"


def test_a_code_in_japanese_is_not_ours(
    station: CameraStation, rig: WorkerRig, tmp_path: Path
) -> None:
    (tmp_path / "name.txt").write_text("東京都", encoding="utf-8")
    scan(rig)
    station.verb(["show", str(tmp_path / "name.txt")])
    assert rig.wait_kind(port.CodeRead).text == ""


def test_pictures_are_shown(station: CameraStation, rig: WorkerRig, tmp_path: Path) -> None:
    scan(rig)
    station.verb(["show", str(picture_of("from a picture", tmp_path / "code.png"))])
    assert rig.wait_kind(port.CodeRead).text == "from a picture"


@pytest.mark.parametrize("fault", ["blur", "glare"])
def test_what_cannot_be_read_is_not_read_until_it_can(
    station: CameraStation, rig: WorkerRig, fault: str
) -> None:
    station.verb(["fault", fault])
    station.verb(["show-text", "UNDER"])
    scan(rig)
    served = station.camera.served
    while station.camera.served < served + 8:
        assert rig.hear(0.05) is None or station.camera.served < served + 3
    station.verb(["clear"])
    assert rig.wait_kind(port.CodeRead).text == "UNDER"


def test_slow_frames_are_read_too(station: CameraStation, rig: WorkerRig) -> None:
    station.verb(["fault", "low_fps"])
    scan(rig)
    station.verb(["show-text", "SLOW"])
    assert rig.wait_kind(port.CodeRead).text == "SLOW"


@pytest.mark.parametrize(
    ("fault", "status"),
    [("frozen", port.Frozen), ("dark", port.Dark), ("disconnect", port.NoCamera)],
)
def test_statuses(station: CameraStation, rig: WorkerRig, fault: str, status: type) -> None:
    scan(rig)
    station.verb(["fault", fault])
    rig.wait_status(status)
    station.verb(["clear"])
    rig.wait_status(port.Looking)


def test_at_rest_no_frame_is_asked_for(station: CameraStation, rig: WorkerRig) -> None:
    scan(rig)
    rig.send(port.StopScan("another visit"))
    rig.send(port.StopScan("v1"))
    rig.wait_status(port.Resting)
    served = station.camera.served
    # Two looks at the resting camera later nothing was served.
    station.verb(["fault", "disconnect"])
    rig.wait_status(port.NoCamera)
    station.verb(["clear"])
    rig.wait_status(port.Resting)
    assert station.camera.served == served


def test_a_code_is_told_again_for_another_visit(station: CameraStation, rig: WorkerRig) -> None:
    station.verb(["show-text", "TWICE"])
    scan(rig)
    rig.wait_kind(port.CodeRead)
    rig.send(port.StopScan("v1"))
    rig.send(port.StartScan("v2"))
    assert rig.wait_kind(port.CodeRead).visit == "v2"


def test_a_folder_and_a_film(tmp_path: Path) -> None:
    path = picture_of("FRAMES", tmp_path / "a.png")
    film = cv2.VideoWriter(
        str(tmp_path / "film.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 15, (1280, 720)
    )
    frame = cv2.imread(str(path))
    assert frame is not None
    for _ in range(4):
        film.write(frame)
    film.release()
    for endpoint in (f"folder:{tmp_path}", f"video:{tmp_path}/film.avi"):
        rig = WorkerRig("camera", endpoint, demo=False)
        scan(rig)
        assert rig.wait_kind(port.CodeRead).text == "FRAMES"
        assert rig.close() == 0


@pytest.mark.parametrize("endpoint", ["v4l2:/dev/no-such", "video:/no/such", "folder:/no/such"])
def test_no_camera(endpoint: str) -> None:
    rig = WorkerRig("camera", endpoint)
    rig.wait_status(port.NoCamera)
    assert rig.close() == 0


@pytest.mark.parametrize("endpoint", ["", "v4l2:video0", "frames+tcp://127.0.0.1", "http://x/y"])
def test_endpoints_refused(endpoint: str) -> None:
    rig = WorkerRig("camera", endpoint)
    assert rig.hear() is None
    assert rig.close() == 2


def test_a_simulated_camera_needs_demo(station: CameraStation) -> None:
    rig = WorkerRig("camera", station.endpoint, demo=False)
    assert rig.hear() is None
    assert rig.close() == 2


def test_verbs_that_cannot_be_done(station: CameraStation, tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"no picture")
    (tmp_path / "long.txt").write_text("x" * 9000)
    for words in (
        ["show", str(tmp_path / "none.txt")], ["show", str(tmp_path / "x.png")], ["fault", "fire"],
        ["show", str(tmp_path / "long.txt")], ["show-text"], [], ["wave"],
    ):  # fmt: skip
        with pytest.raises(VerbError):
            station.verb(words)
    station.verb(["hide"])
    assert station.state()["shown"] == ""
