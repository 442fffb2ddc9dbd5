"""The same card, three ways: in this process, over apdu+tcp, and through a real pcscd."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from drivers import codec, world
from drivers.card import port
from drivers.card.reader import CardReader
from drivers.card.simulated_reader import GoneError, SimulatedReader
from drivers.card.slot import Look, SlotError, SlotProblem, SlotState
from drivers.card.station import CardStation
from drivers.world import WorldOptions
from kiosk.devices.channel import environment
from tests.helpers.pcscd import PORT, PrivatePcscd

M = TypeVar("M")
PATIENCE = 20.0


class Rig(Protocol):
    """One worker and one simulated reader with its cards."""

    heard: list[object]

    def say(self, *words: str) -> dict[str, Any]: ...
    def send(self, message: object) -> None: ...
    def pump(self) -> bool:
        """Wait a little for messages; False when the worker has ended."""

    def restart(self) -> None: ...
    def status_of_end(self) -> int: ...
    def report(self) -> dict[str, Any]: ...
    def close(self) -> None: ...


def wait_for(rig: Rig, fits: Callable[[object], bool], patience: float = PATIENCE) -> Any:
    """The first message heard, or still to come, that fits; it and all before it are forgotten."""
    end = time.monotonic() + patience
    at = 0
    while True:
        while at < len(rig.heard):
            if fits(rig.heard[at]):
                found = rig.heard[at]
                del rig.heard[: at + 1]
                return found
            at += 1
        assert time.monotonic() < end, f"waited in vain; heard {rig.heard[-20:]}"
        if not rig.pump() and at >= len(rig.heard):
            raise AssertionError(f"the worker ended; heard {rig.heard[-20:]}")


def wait_kind(rig: Rig, kind: type[M]) -> M:
    found: M = wait_for(rig, lambda message: isinstance(message, kind))
    return found


def wait_status(rig: Rig, kind: type[M]) -> M:
    message = wait_for(
        rig,
        lambda one: isinstance(one, port.CardStatusChanged) and isinstance(one.status, kind),
    )
    found: M = message.status
    return found


def put(rig: Rig, name: str) -> port.CardPresent:
    """Put a card down and wait until it was identified."""
    rig.say("insert", name)
    if isinstance(rig, PcscRig):
        # A card that is back faster than pcscd polls after it was torn away is not seen by pcscd
        # 1.9 until it is lifted once more: the citizen's hand does it.
        seen = any(_arrives(one) for one in rig.heard) or rig.hears(_arrives, 0.9)
        if not seen:
            rig.say("remove")
            rig.say("insert", name)
    return wait_status(rig, port.CardPresent)


def _arrives(message: object) -> bool:
    return isinstance(message, port.CardStatusChanged) and isinstance(
        message.status, port.Identifying | port.CardPresent
    )


def press(rig: Rig, presence: str, digits: str, visit: str = "v1") -> None:
    for digit in digits:
        rig.send(port.PinDigit(visit, presence, digit))


def read_by_pin(rig: Rig, presence: str, pin: str = "1234") -> object:
    """Press and read; the answer, CardRead or CardFailed."""
    press(rig, presence, pin)
    rig.send(port.ReadByPin("v1", presence))
    return wait_for(rig, lambda one: isinstance(one, port.CardRead | port.CardFailed))


def closed(rig: Rig, key: str) -> bool:
    """Whether `key` of the report is empty soon: a power-off travels to vpcd without an answer."""
    end = time.monotonic() + 5
    while rig.report()[key] and time.monotonic() < end:
        pass
    return not rig.report()[key]


def read_by_number_b(rig: Rig, presence: str, code: str, born: date) -> object:
    press(rig, presence, code)
    rig.send(port.ReadByNumberB("v1", presence, born))
    return wait_for(rig, lambda one: isinstance(one, port.CardRead | port.CardFailed))


class DirectSlot:
    """A slot on a simulated reader in the same process."""

    def __init__(self, reader: SimulatedReader) -> None:
        self._reader = reader

    def look(self) -> Look:
        if "service_down" in self._reader.faults:
            return Look(SlotState.SERVICE_DOWN)
        letter, counter = self._reader.state()
        states = dict(zip("epmn", (SlotState.EMPTY, SlotState.PRESENT, SlotState.MUTE,
                                   SlotState.NO_READER), strict=True))  # fmt: skip
        return Look(states[letter], "direct", counter)

    def watched(self) -> tuple[int, ...]:
        return ()

    def power_up(self) -> bytes:
        return self._try(lambda: self._reader.power_up(self))

    def transmit(self, command: bytes | bytearray) -> bytes:
        return self._try(lambda: self._reader.command(bytes(command)))

    def power_down(self) -> None:
        self._reader.power_down(self)

    def close(self) -> None:
        self.power_down()

    def _try(self, action: Callable[[], bytes]) -> bytes:
        if "service_down" in self._reader.faults:
            raise SlotError(SlotProblem.SERVICE_DOWN)
        problems = dict(zip("gcmb", (SlotProblem.REMOVED, SlotProblem.CHANGED,
                                     SlotProblem.UNRESPONSIVE, SlotProblem.BUSY), strict=True))  # fmt: skip
        try:
            return action()
        except GoneError as error:
            raise SlotError(problems[error.letter]) from None


class DirectRig:
    """Reader logic and simulated reader in this process; its clock goes on with every pump."""

    def __init__(self, folder: Path) -> None:
        self.station = CardStation(WorldOptions(folder, latency=0))
        self.heard: list[object] = []
        self.clock = 0.0
        self._start()

    def _start(self) -> None:
        self.device = CardReader(
            DirectSlot(self.station.reader), self.heard.append, now=lambda: self.clock
        )

    def say(self, *words: str) -> dict[str, Any]:
        return self.station.verb(words)

    def send(self, message: object) -> None:
        self.device.handle(message)

    def pump(self) -> bool:
        if self.device.finished:
            return False
        self.clock += 0.05
        self.device.poll()
        return not self.device.finished

    def restart(self) -> None:
        self.device.close()
        self._start()

    def status_of_end(self) -> int:
        self.device.close()
        return 0 if self.device.finished else -1

    def report(self) -> dict[str, Any]:
        return self.station.state()

    def close(self) -> None:
        self.device.close()
        self.station.stop()


class ProcessRig:
    """World and worker as processes; `enter` runs both inside a namespace."""

    def __init__(
        self, folder: Path, endpoint: str = "", enter: list[str] | None = None, vpcd: str = ""
    ) -> None:
        self._enter = enter or []
        self.heard: list[object] = []
        command = [sys.executable, "-m", "drivers.world", "--state", str(folder)]
        command += ["--demo-latency", "0", "--die-with-parent", "--vpcd", vpcd]
        self._world = subprocess.Popen(
            [*self._enter, *command], stdout=subprocess.PIPE, text=True, env=environment()
        )
        assert self._world.stdout is not None
        ready = json.loads(self._world.stdout.readline())
        self.control = ready["control"]
        self.endpoint = endpoint or ready["card"] + "?settle=0.02"
        self.demo = True
        self._worker: subprocess.Popen[bytes] | None = None
        self._to = codec.to_worker("card")
        self._from = codec.from_worker("card")

    def start(self, *options: str) -> None:
        """Start the worker; `options` go to it."""
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-m", "drivers.worker", "card", self.endpoint]
            command += ["--demo"] if self.demo else []
            command += ["--fd", str(theirs.fileno()), "--parent", str(os.getpid()), *options]
            self._worker = subprocess.Popen(
                [*self._enter, *command], pass_fds=(theirs.fileno(),), env=environment()
            )

    @property
    def pid(self) -> int:
        assert self._worker is not None
        return self._worker.pid

    def say(self, *words: str) -> dict[str, Any]:
        return world.send(self.control, ["card", *words])

    def send(self, message: object) -> None:
        self.raw(self._to.encode(message))

    def raw(self, data: bytes) -> None:
        self._ours.sendall(data)

    def pump(self, seconds: float = 1.0) -> bool:
        self._ours.settimeout(seconds)
        try:
            data = self._ours.recv(codec.DATAGRAM_LIMIT)
        except TimeoutError:
            return True
        except ConnectionResetError:
            return False
        if data:
            self.heard.append(self._from.decode(data))
        return bool(data)

    def restart(self) -> None:
        self._end_worker()
        self.start()

    def status_of_end(self) -> int:
        assert self._worker is not None
        return self._worker.wait(PATIENCE)

    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = world.send(self.control, ["state"])["card"]
        return found

    def close(self) -> None:
        self._end_worker()
        self._world.terminate()
        self._world.wait(PATIENCE)
        assert self._world.stdout is not None
        self._world.stdout.close()

    def _end_worker(self) -> None:
        if self._worker is not None:
            self._ours.close()
            try:
                self._worker.wait(5)
            except subprocess.TimeoutExpired:
                self._worker.kill()
                self._worker.wait()
            self._worker = None


class PcscRig(ProcessRig):
    """The worker on a real pcscd, whose virtual reader takes the world's card."""

    def __init__(self, folder: Path) -> None:
        self.pcscd = PrivatePcscd(folder)
        self.pcscd.start_service()
        super().__init__(
            folder,
            "pcsc:?reader=Virtual%20PCD%2000%2000&settle=0.02",
            self.pcscd.enter,
            f"127.0.0.1:{PORT}",
        )

    def hears(self, fits: Callable[[object], bool], seconds: float) -> bool:
        """Whether a fitting message comes in time; what is heard is kept."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.pump(left)
            if any(fits(one) for one in self.heard):
                return True
        return False

    def close(self) -> None:
        super().close()
        self.pcscd.close()
