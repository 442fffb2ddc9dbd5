"""The devices room with a real worker and a simulated world."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from drivers import world
from drivers.card import port
from drivers.codec import CodecError
from kiosk.audit import MessageRefused, WorkerEnded, WorkerStarted
from kiosk.devices.channel import environment
from kiosk.devices.devices import Devices
from kiosk.devices.events import WorkerLost
from kiosk.loop import PlainLoop


class Room:
    """Devices, its loop, a world, and everything that was published and recorded."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "drivers.world", "--state", str(folder)]
        self.world = subprocess.Popen(
            [*command, "--demo-latency", "0", "--die-with-parent"],
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        assert self.world.stdout is not None
        self.ready = json.loads(self.world.stdout.readline())
        self.loop = PlainLoop()
        self.published: list[object] = []
        self.recorded: list[object] = []
        self.devices: Devices | None = None

    def open(self, endpoint: str = "", *, demo: bool = True, **times: float) -> Devices:
        self.devices = Devices(
            self.loop,
            {"card": endpoint or self.ready["card"] + "?settle=0"},
            self.published.append,
            self.recorded.append,
            demo,
            deadlines={"card": times.get("deadline", 0.0)},
            patience={"card": times.get("patience", 15.0)},
        )
        self.devices.start()
        return self.devices

    def say(self, *words: str) -> None:
        world.send(self.ready["control"], ["card", *words])

    def wait(self, kind: type, log: list[object] | None = None) -> Any:
        where = self.published if log is None else log

        def there() -> bool:
            return any(isinstance(one, kind) for one in where)

        assert self.loop.run_until(there, 20), (where, self.recorded)
        return next(one for one in where if isinstance(one, kind))

    def present(self) -> port.CardPresent:
        """Wait for an identified card; earlier messages are forgotten."""

        def found() -> list[port.CardPresent]:
            return [
                one.status
                for one in self.published
                if isinstance(one, port.CardStatusChanged)
                and isinstance(one.status, port.CardPresent)
            ]

        assert self.loop.run_until(lambda: bool(found()), 20), self.recorded
        status = found()[-1]
        self.published.clear()
        return status

    def close(self) -> None:
        if self.devices is not None:
            self.devices.stop()
        self.loop.close()
        self.world.terminate()
        self.world.wait(10)
        assert self.world.stdout is not None
        self.world.stdout.close()


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    before = descriptors()
    room = Room(tmp_path)
    try:
        yield room
    finally:
        pids = room.devices.pids() if room.devices else {}
        room.close()
        assert all(gone(pid) for pid in pids.values())
        assert descriptors() == before


def test_reads_a_card_and_starts_again_in_silence(room: Room) -> None:
    devices = room.open()
    room.say("insert", "kenichi")
    presence = room.present().presence
    first = devices.pids()["card"]
    for digit in "1234":
        devices.send("card", port.PinDigit("v1", presence, digit))
    devices.send("card", port.ReadByPin("v1", presence))
    assert room.wait(port.CardRead).full_name == "髙橋\u3000健一"
    assert room.present().presence != presence
    assert devices.pids()["card"] != first
    assert WorkerEnded("card", 0, expected=True) in room.recorded
    assert not any(isinstance(one, WorkerLost) for one in room.published)


def test_only_changes_of_a_status_are_published(room: Room) -> None:
    devices = room.open()
    room.wait(port.CardStatusChanged)
    os.kill(devices.pids()["card"], signal.SIGKILL)
    room.wait(WorkerEnded, room.recorded)

    def twice() -> bool:
        return room.recorded.count(WorkerStarted("card")) == 2

    assert room.loop.run_until(twice, 10)
    room.say("insert", "suica")
    room.wait(port.CardStatusChanged)
    assert room.loop.run_until(lambda: len(room.published) >= 3, 10)
    assert room.published[0] == port.CardStatusChanged(port.NoCard())
    assert room.published[1] == port.CardStatusChanged(port.Identifying())


def test_a_lost_request_is_said_once(room: Room) -> None:
    devices = room.open(deadline=0.4)
    room.say("insert", "kenichi")
    presence = room.present().presence
    for digit in "1234":
        devices.send("card", port.PinDigit("v1", presence, digit))
    room.say("fault", "hang", "2")
    devices.send("card", port.ReadByPin("v1", presence))
    assert room.wait(WorkerLost) == WorkerLost("card")
    assert WorkerEnded("card", -signal.SIGALRM, expected=False) in room.recorded
    room.say("fault", "clear")
    room.present()
    assert room.published.count(WorkerLost("card")) == 0


def test_a_message_without_a_worker_is_lost_and_said_later(room: Room) -> None:
    devices = room.open()
    room.wait(port.CardStatusChanged)
    os.kill(devices.pids()["card"], signal.SIGKILL)
    room.wait(WorkerEnded, room.recorded)
    assert devices.pids() == {}
    devices.send("card", port.ForgetSecret("v1"))
    assert WorkerLost("card") not in room.published
    room.wait(WorkerLost)
    with pytest.raises(CodecError):
        devices.send("card", port.CardRead("v", "p", "", "", __import__("datetime").date.min, ""))
    with pytest.raises(KeyError):
        devices.send("printer", port.ForgetSecret("v1"))


def test_a_stopped_worker_is_ended_from_outside(room: Room) -> None:
    devices = room.open(patience=0.2)
    room.wait(port.CardStatusChanged)
    os.kill(devices.pids()["card"], signal.SIGSTOP)
    devices.send("card", port.ForgetSecret("v1"))
    room.wait(WorkerLost)
    assert WorkerEnded("card", -signal.SIGKILL, expected=False) in room.recorded


def test_a_worker_that_cannot_start_is_tried_ever_more_slowly(
    room: Room, capfd: pytest.CaptureFixture[str]
) -> None:
    room.open("apdu+tcp://127.0.0.1:1", demo=False)
    times: list[float] = []

    def three() -> bool:
        ended = sum(isinstance(one, WorkerEnded) for one in room.recorded)
        if ended > len(times):
            times.append(room.loop.now())
        return ended >= 4

    assert room.loop.run_until(three, 20)
    assert room.recorded[1] == WorkerEnded("card", 2, expected=False)
    assert times[3] - times[2] > times[1] - times[0]
    assert "demo" in capfd.readouterr().err


def test_a_strange_message_is_recorded_without_its_value(room: Room) -> None:
    devices = room.open()
    room.wait(port.CardStatusChanged)
    worker = devices._workers["card"]
    data = b'{"type":"SecretChanged","visit":"v","presence":"p","length":"canary"}'
    assert devices._heard(worker, data) is None
    refused = room.wait(MessageRefused, room.recorded)
    assert refused == MessageRefused("card", "SecretChanged", "length")
    assert "canary" not in repr(refused)


def test_nothing_is_said_after_stop(room: Room) -> None:
    devices = room.open()
    room.wait(port.CardStatusChanged)
    pids = devices.pids()
    devices.stop()
    assert all(gone(pid) for pid in pids.values())
    room.published.clear()
    devices.stop()
    assert not room.loop.run_until(lambda: bool(room.published), 0.05)


def test_workers_die_with_the_kiosk(room: Room) -> None:
    script = (
        "import sys, time; from kiosk.loop import PlainLoop; "
        "from kiosk.devices.devices import Devices; loop = PlainLoop(); heard = []; "
        "d = Devices(loop, {'card': sys.argv[1]}, heard.append, lambda _: None, True); d.start(); "
        "loop.run_until(lambda: bool(heard), 20); print(d.pids()['card'], flush=True); loop.run()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, room.ready["card"]],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        pidfd = os.pidfd_open(pid)
        parent.kill()
    over: list[bool] = []
    cancel = room.loop.watch(pidfd, lambda: over.append(True))
    try:
        assert room.loop.run_until(lambda: bool(over), 10)
    finally:
        cancel()
        os.close(pidfd)


def test_the_world_answers_verbs_and_says_no(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    control = room.ready["control"]
    assert world.main(["send", control, "card", "cards"]) == 0
    assert "hanako" in capsys.readouterr().out
    refusals: list[list[str]] = [
        ["card", "insert", "nobody"], ["card", "fault", "sneeze"], ["card"], ["lamp"],
        ["card", "fault", "hang", "often"],
    ]  # fmt: skip
    for words in refusals:
        assert world.main(["send", control, *words]) == 1
    assert world.main(["send", control]) == 2
    assert world.main(["send", control + "x", "state"]) == 1
    world.send(control, ["card", "latency", "1", "0.1"])
    world.send(control, ["card", "latency", "0"])
    assert world.send(control, ["state"])["card"]["card"] is None
    answer: Callable[[], Any] = lambda: world.send(control, [])  # noqa: E731
    with pytest.raises(world.VerbError):
        answer()
