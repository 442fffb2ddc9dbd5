"""Port of the receipt printer: what the kiosk may say to the printer worker and what it may hear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drivers.printer.document import Document

DEADLINE: Final = 5.0
"""Seconds one call may take; the longest is a first receipt: fonts are read, 0.5 s."""
PATIENCE: Final = 60.0
"""Seconds until a job without an answer makes the kiosk end the worker from outside."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Paper, cover and cutter are right."""


@dataclass(frozen=True, slots=True)
class PaperLow:
    """It prints, and the roll is near its end."""


@dataclass(frozen=True, slots=True)
class PaperOut:
    """No paper: nothing is printed until a roll is put in."""


@dataclass(frozen=True, slots=True)
class CoverOpen:
    """The cover stands open."""


@dataclass(frozen=True, slots=True)
class CutterFault:
    """The cutter is jammed."""


@dataclass(frozen=True, slots=True)
class HeadHot:
    """The head cools down; it goes on by itself."""


@dataclass(frozen=True, slots=True)
class PrinterFault:
    """An error that the printer cannot recover from."""


@dataclass(frozen=True, slots=True)
class Offline:
    """No answer. `cause`: unreachable, silent, lost, busy."""

    cause: str


PrinterStatus = (
    Ready | PaperLow | PaperOut | CoverOpen | CutterFault | HeadHot | PrinterFault | Offline
)


@dataclass(frozen=True, slots=True)
class Print:
    """Print a document. `job` is opaque and comes back."""

    visit: str
    job: str
    document: Document


TO_WORKER: tuple[type, ...] = (Print,)


@dataclass(frozen=True, slots=True)
class PrinterStatusChanged:
    """The printer's status; sent only when it changed."""

    status: PrinterStatus


@dataclass(frozen=True, slots=True)
class Printed:
    """The printer confirmed that the job came out (process id), or, where it cannot, that it was
    processed to its end."""

    visit: str
    job: str


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """Nothing readable came out; the job was taken back. The same document may be sent again."""

    visit: str
    job: str
    status: PrinterStatus
    bytes_sent: int


@dataclass(frozen=True, slots=True)
class PrintUnknown:
    """The link was lost before the confirmation: a person must look."""

    visit: str
    job: str
    bytes_sent: int


FROM_WORKER: tuple[type, ...] = (PrinterStatusChanged, Printed, NotPrinted, PrintUnknown)
