"""What is logged: a closed list of events with typed fields. There is no free text to leak into."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO


@dataclass(frozen=True, slots=True)
class KioskStarted:
    version: str
    definitions: int


@dataclass(frozen=True, slots=True)
class KioskStopped:
    code: int


@dataclass(frozen=True, slots=True)
class VisitBegan:
    visit: str


@dataclass(frozen=True, slots=True)
class VisitEnded:
    """`outcome` done, quit, idle, thanks, fault; seconds of the whole visit."""

    visit: str
    outcome: str
    seconds: int


@dataclass(frozen=True, slots=True)
class ApplicationsStored:
    visit: str
    number: str
    count: int


@dataclass(frozen=True, slots=True)
class SubmitFailed:
    visit: str
    fault: str


@dataclass(frozen=True, slots=True)
class ReceiptPrinted:
    """`outcome` printed, not_printed, unknown; `copy` 1 is the first."""

    visit: str
    outcome: str
    copy: int


@dataclass(frozen=True, slots=True)
class StaffCalled:
    visit: str


@dataclass(frozen=True, slots=True)
class DeviceChanged:
    """A device's status changed; `status` is the name of a closed union's member."""

    device: str
    status: str


@dataclass(frozen=True, slots=True)
class WorkerStarted:
    """A worker process runs."""

    device: str


@dataclass(frozen=True, slots=True)
class WorkerEnded:
    """It ended. `status` as of a process (negative: the signal that ended it); `expected` when it
    was told to or had said its last word."""

    device: str
    status: int
    expected: bool


@dataclass(frozen=True, slots=True)
class MessageRefused:
    """A worker said something that is not in its port. Type and field, never a value."""

    device: str
    type_name: str
    field: str


@dataclass(frozen=True, slots=True)
class ApplicationReleased:
    """Staff let a held application be tried again."""

    id: str


@dataclass(frozen=True, slots=True)
class ApplicationsSent:
    delivered: int
    held: int
    waiting: int


@dataclass(frozen=True, slots=True)
class SendingFailed:
    """`cause` is a name from a closed list: connect, tls, timeout, status, format, …"""

    cause: str
    retry_seconds: int


@dataclass(frozen=True, slots=True)
class ApplicationsReceived:
    kiosk: str
    stored: int
    duplicate: int
    conflict: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Crashed:
    """Type, file and line of a programmer's mistake; never its message, which could hold values."""

    kind: str
    file: str
    line: int


AuditEvent = (
    KioskStarted
    | KioskStopped
    | VisitBegan
    | VisitEnded
    | ApplicationsStored
    | SubmitFailed
    | ReceiptPrinted
    | StaffCalled
    | DeviceChanged
    | WorkerStarted
    | WorkerEnded
    | MessageRefused
    | ApplicationReleased
    | ApplicationsSent
    | SendingFailed
    | ApplicationsReceived
    | Crashed
)
Record = Callable[[AuditEvent], None]


def line(event: AuditEvent, at: datetime) -> str:
    """One event as one line of JSON: when, what, its fields."""
    fields = {"at": at.isoformat(timespec="milliseconds"), "event": type(event).__name__}
    return json.dumps({**fields, **dataclasses.asdict(event)}, ensure_ascii=True)


def to_stream(stream: IO[str], now: Callable[[], datetime]) -> Record:
    """Record every event as a line on a stream."""

    def record(event: AuditEvent) -> None:
        stream.write(line(event, now()) + "\n")
        stream.flush()

    return record


def crashed(error: BaseException) -> Crashed:
    """Where a crash happened, without what it was about."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None:
        return Crashed(type(error).__name__, "", 0)
    return Crashed(type(error).__name__, traceback.tb_frame.f_code.co_filename, traceback.tb_lineno)
