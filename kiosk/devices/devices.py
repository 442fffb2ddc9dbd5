"""All device workers of one kiosk: started, addressed by class, timed, started again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from drivers import codec
from drivers.port import FROM_EVERY_WORKER
from kiosk.audit import MessageRefused, Record, WorkerEnded, WorkerStarted
from kiosk.devices.channel import Channel
from kiosk.devices.events import WorkerLost
from kiosk.loop import Cancel, Loop

DeviceClass = Literal["card", "camera", "printer"]

_FIRST_WAIT: Final = 0.1
_LONGEST_WAIT: Final = 5.0
_PROVEN: Final = 10.0
"""A worker that ran so many seconds starts its successor's waits from the beginning."""
_STATUS_NAME: Final = "StatusChanged"


@dataclass
class _Worker:
    """What outlives a process: its endpoint, its waits, the status that was published last."""

    device: str
    endpoint: str
    answers: codec.Codec
    channel: Channel | None = None
    started: float = 0.0
    wait: float = _FIRST_WAIT
    restart: Cancel | None = None
    status: object = None
    watchdog: Cancel | None = None


class Devices:
    """Talks to one worker per device class; knows nothing of what messages mean.

    `publish` gets every message of a worker, a status only when it differs from the last one
    (message types named `…StatusChanged`), and `WorkerLost`. `record` gets log events.
    """

    def __init__(
        self,
        loop: Loop,
        endpoints: Mapping[str, str],
        publish: Callable[[object], None],
        record: Record,
        demo: bool,  # noqa: FBT001  # the one switch between a simulated and a real world
        *,
        deadlines: Mapping[str, float] | None = None,
        patience: Mapping[str, float] | None = None,
    ) -> None:
        """`endpoints` by device class. `deadlines` and `patience` (s) replace the classes' own."""
        self._loop = loop
        self._publish = publish
        self._record = record
        self._demo = demo
        self._deadlines = dict(deadlines or {})
        self._patience = dict(patience or {})
        self._workers = {
            device: _Worker(device, endpoint, codec.from_worker(device))
            for device, endpoint in endpoints.items()
        }
        self._running = False

    def start(self) -> None:
        """Start every worker; statuses follow through `publish`."""
        self._running = True
        for worker in self._workers.values():
            self._start(worker)

    def stop(self) -> None:
        """End every worker and wait until it is gone; nothing is published afterwards."""
        self._running = False
        for worker in self._workers.values():
            for cancel in (worker.restart, worker.watchdog):
                if cancel is not None:
                    cancel()
            worker.restart = worker.watchdog = None
            channel, worker.channel = worker.channel, None
            if channel is not None:
                channel.close()

    def send(self, device: DeviceClass, message: object) -> None:
        """Hand a message to the worker of that class; `WorkerLost` follows if there is none now.

        KeyError for a class without an endpoint, CodecError for a message that is not its own:
        both are programmer's mistakes.
        """
        worker = self._workers[device]
        if worker.channel is None:
            codec.to_worker(device).encode(message)
            self._loop.after(0, partial(self._lost, worker))
            return
        worker.channel.send(message)
        self._guard(worker)

    def pids(self) -> dict[str, int]:
        """Process ids of the workers that run now."""
        return {
            name: worker.channel.pid
            for name, worker in self._workers.items()
            if worker.channel is not None
        }

    def _start(self, worker: _Worker) -> None:
        worker.restart = None
        deadline = self._deadlines.get(worker.device, 0.0)
        options = [worker.endpoint, "--deadline", str(deadline)]
        if self._demo:
            options.append("--demo")
        worker.started = self._loop.now()
        worker.channel = Channel(
            self._loop,
            worker.device,
            options,
            partial(self._heard, worker),
            partial(self._ended, worker),
        )
        self._record(WorkerStarted(worker.device))

    def _heard(self, worker: _Worker, data: bytes) -> object | None:
        try:
            message = worker.answers.decode(data)
        except codec.CodecError as error:
            self._record(MessageRefused(worker.device, error.type_name, error.field))
            return None
        if isinstance(message, FROM_EVERY_WORKER):
            return message
        if type(message).__name__.endswith(_STATUS_NAME):
            if message == worker.status:
                return message
            worker.status = message
        self._publish(message)
        return message

    def _ended(self, worker: _Worker, status: int, expected: bool, lost: bool) -> None:  # noqa: FBT001  # a callback
        worker.channel = None
        if worker.watchdog is not None:
            worker.watchdog()
            worker.watchdog = None
        self._record(WorkerEnded(worker.device, status, expected))
        if lost:
            self._lost(worker)
        if not self._running:
            return
        if self._loop.now() - worker.started >= _PROVEN or expected:
            worker.wait = _FIRST_WAIT
        wait = 0.0 if expected else worker.wait
        if not expected:
            worker.wait = min(_LONGEST_WAIT, worker.wait * 2)
        worker.restart = self._loop.after(wait, partial(self._start, worker))

    def _lost(self, worker: _Worker) -> None:
        if self._running:
            self._publish(WorkerLost(worker.device))

    def _guard(self, worker: _Worker) -> None:
        """A worker that was stopped, not hung, would outlive its own timer: ours ends it."""
        if worker.watchdog is not None or worker.channel is None:
            return
        channel, settled = worker.channel, worker.channel.settled
        seconds = codec.port_of(worker.device).PATIENCE

        def look() -> None:
            worker.watchdog = None
            if worker.channel is not channel or not channel.open:
                return
            if channel.settled == settled:
                channel.kill()
            else:
                self._guard(worker)

        worker.watchdog = self._loop.after(self._patience.get(worker.device, seconds), look)
