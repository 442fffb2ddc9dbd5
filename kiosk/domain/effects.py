"""Everything that a step may want done outside. The conductor performs effects; answers come as events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.domain.application import Application
from kiosk.domain.receipt import Receipt


@dataclass(frozen=True, slots=True)
class SendDigit:
    """One digit on its way to the card worker; it is kept nowhere else."""

    visit: str
    presence: str
    digit: str

    def __repr__(self) -> str:
        return "SendDigit(…)"


@dataclass(frozen=True, slots=True)
class EraseDigits:
    visit: str
    presence: str
    everything: bool


@dataclass(frozen=True, slots=True)
class ReadByPin:
    visit: str
    presence: str


@dataclass(frozen=True, slots=True)
class ReadByNumberB:
    visit: str
    presence: str
    date_of_birth: date

    def __repr__(self) -> str:
        return "ReadByNumberB(…)"


@dataclass(frozen=True, slots=True)
class StartScan:
    visit: str


@dataclass(frozen=True, slots=True)
class StopScan:
    visit: str


@dataclass(frozen=True, slots=True)
class Submit:
    """Seal and commit all applications of the visit in one transaction."""

    visit: str
    applications: tuple[Application, ...]
    counter_group: str


@dataclass(frozen=True, slots=True)
class Print:
    visit: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class CallStaff:
    visit: str


@dataclass(frozen=True, slots=True)
class EndVisit:
    """Forget everything; `outcome` is done, quit, idle, fault."""

    visit: str
    outcome: str


Effect = (
    SendDigit
    | EraseDigits
    | ReadByPin
    | ReadByNumberB
    | StartScan
    | StopScan
    | Submit
    | Print
    | CallStaff
    | EndVisit
)
