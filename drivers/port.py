"""What every worker says and what every device class offers to the worker that runs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WorkerReady:
    """The device is open for messages; `device` is its class."""

    device: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Every one of the first `handled` messages has been dealt with; nothing is under way.

    The kiosk counts what it sent: a worker that dies with sent > handled lost a request.
    """

    handled: int


FROM_EVERY_WORKER: tuple[type, ...] = (WorkerReady, Settled)


class Device(Protocol):
    """One device inside its worker. The worker calls it from its only thread.

    The module `drivers.<class>.device` offers `open_device(endpoint, send, *, demo) -> Device`
    (EndpointError if the endpoint is not for this class or simulated without demo). The module
    `drivers.<class>.port` offers `TO_WORKER`, `FROM_WORKER` (tuples of message types; what tells
    a status is named `…StatusChanged`), `DEADLINE`, the seconds one `handle` or `poll` may take
    before the kernel ends the worker, and `PATIENCE`, the seconds a request may stay unsettled.
    """

    @property
    def pending(self) -> bool:
        """True while a message that was handled still has work under way in `poll`."""

    @property
    def finished(self) -> bool:
        """True when the worker must exit now, with status 0."""

    @property
    def interval(self) -> float:
        """Seconds until `poll` is wanted again, at most."""

    def watched(self) -> Sequence[int]:
        """File descriptors that make `poll` due when they are readable."""

    def handle(self, message: object) -> None:
        """Deal with one message; answers go through the `send` given to `open_device`."""

    def poll(self) -> None:
        """Look at the world and say what changed."""

    def close(self) -> None:
        """Let go of the device; called on every orderly way out."""


class EndpointError(Exception):
    """The endpoint is not understood, or simulated where only real devices are allowed."""
