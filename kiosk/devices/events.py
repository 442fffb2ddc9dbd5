"""What this room tells: one word to the conductor, three to the log. No free text, no values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """Published: a worker of this class died, or was not there, while a request was open.

    The request will never be answered. What it did outside (a try, a print) is unknown.
    """

    device: str


@dataclass(frozen=True, slots=True)
class WorkerStarted:
    """Recorded: a worker process runs."""

    device: str


@dataclass(frozen=True, slots=True)
class WorkerEnded:
    """Recorded: it ended. `status` as of a process (negative: the signal that ended it);
    `expected` when it was told to or had said its last word."""

    device: str
    status: int
    expected: bool


@dataclass(frozen=True, slots=True)
class MessageRefused:
    """Recorded: a worker said something that is not in its port. Type and field, never a value."""

    device: str
    type_name: str
    field: str
