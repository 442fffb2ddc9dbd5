"""Port of the card reader: what the kiosk may say to the card worker and what it may hear.

`visit` and `presence` are opaque and come back as they were sent. A presence names one card lying
on one reader without a break; it changes when the card is lifted, and when the worker restarts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, Literal

DEADLINE: Final = 6.0
"""Seconds one call may take; a good read takes about one, a frame may legally take 0.3."""
PATIENCE: Final = 15.0
"""Seconds until a request without an answer makes the kiosk end the worker from outside."""


class CardKind(Enum):
    """What lies on the reader, found by SELECT and never by its ATR alone."""

    MY_NUMBER = "my_number"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE = "residence"
    FELICA = "felica"
    PHONE = "phone"
    OTHER = "other"


class CardFault(Enum):
    """Why a read did not happen. Expected; each has its texts."""

    PIN_INCORRECT = "pin_incorrect"
    PIN_LAST_TRY = "pin_last_try"
    PIN_BLOCKED = "pin_blocked"
    PIN_NOT_SET = "pin_not_set"
    NUMBER_B_INCORRECT = "number_b_incorrect"
    NUMBER_B_BLOCKED = "number_b_blocked"
    CARD_REMOVED = "card_removed"
    CARD_CHANGED = "card_changed"
    UNRESPONSIVE = "unresponsive"
    BAD_DATA = "bad_data"
    EXPIRED = "expired"
    ACCESS_DENIED = "access_denied"
    WRONG_LENGTH = "wrong_length"
    NOT_MY_NUMBER_CARD = "not_my_number_card"
    SECURITY_CODE_NEEDED = "security_code_needed"
    SERVICE_DOWN = "service_down"


# --- status ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ServiceDown:
    """The PC/SC service (or the simulated world) cannot be reached."""


@dataclass(frozen=True, slots=True)
class NoReader:
    """No reader that fits the endpoint, or several and the endpoint does not say which."""


@dataclass(frozen=True, slots=True)
class NoCard:
    """The reader is ready and empty."""


@dataclass(frozen=True, slots=True)
class Identifying:
    """A card was put down and is being looked at."""


@dataclass(frozen=True, slots=True)
class CardPresent:
    """A card lies there and was identified without any secret.

    `tries_left` of the PIN (None: not a My Number card, or no limit), `expires_on` the last valid
    day (None: the card does not say).
    """

    presence: str
    kind: CardKind
    tries_left: int | None
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Unresponsive:
    """A card lies there and does not answer properly; put it down again."""


@dataclass(frozen=True, slots=True)
class Busy:
    """Another program holds the reader."""


@dataclass(frozen=True, slots=True)
class Collision:
    """More than one card lies there, or one is wobbling."""


CardStatus = (
    ServiceDown | NoReader | NoCard | Identifying | CardPresent | Unresponsive | Busy | Collision
)


# --- to the worker -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class PinDigit:
    """One digit of the PIN or of the security code; `digit` is one of 0–9."""

    visit: str
    presence: str
    digit: str

    def __post_init__(self) -> None:
        """Refuse anything but one ASCII digit, without repeating it."""
        if len(self.digit) != 1 or self.digit not in "0123456789":
            raise ValueError("one digit is expected")

    def __repr__(self) -> str:
        """Without the digit: a repr ends in logs."""
        return f"PinDigit(visit={self.visit!r}, presence={self.presence!r}, digit=hidden)"


@dataclass(frozen=True, slots=True)
class PinErase:
    """Take back the last digit, or everything."""

    visit: str
    presence: str
    everything: bool


@dataclass(frozen=True, slots=True)
class ReadByPin:
    """Read the four basic items with the four digits pressed before."""

    visit: str
    presence: str


@dataclass(frozen=True, slots=True)
class ReadByNumberB:
    """Read the four basic items with 照合番号B.

    The four digits pressed before are the security code on the card's face; the year of expiry
    comes from the card itself. One form of the birth date only: the Japanese era year.
    """

    visit: str
    presence: str
    date_of_birth: date


@dataclass(frozen=True, slots=True)
class ForgetSecret:
    """Wipe the digits; sent on every way out of a PIN screen."""

    visit: str


TO_WORKER: tuple[type, ...] = (PinDigit, PinErase, ReadByPin, ReadByNumberB, ForgetSecret)


# --- from the worker ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardStatusChanged:
    """The reader's status; sent only when it changed."""

    status: CardStatus


@dataclass(frozen=True, slots=True)
class SecretChanged:
    """How many digits the worker holds now (0–4)."""

    visit: str
    presence: str
    length: int


@dataclass(frozen=True, slots=True)
class CardRead:
    """The four basic items (氏名, 住所, 生年月日, 性別) as the card holds them.

    `full_name` has U+3000 between its parts. `sex` is the digit of JIS X 0303 (1 male, 2 female,
    9 not applicable, 0 unknown; others are kept). The worker exits right after this message.
    """

    visit: str
    presence: str
    full_name: str
    address: str
    date_of_birth: date
    sex: str
    authenticity: Literal["not_verified"] = "not_verified"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardFailed:
    """The read did not happen; `tries_left` where the card said so."""

    visit: str
    presence: str
    fault: CardFault
    tries_left: int | None


FROM_WORKER: tuple[type, ...] = (CardStatusChanged, SecretChanged, CardRead, CardFailed)
