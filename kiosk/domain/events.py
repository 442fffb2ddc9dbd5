"""Everything that can happen to a visit: touches, device answers, the store's answers, time.

Device and store events carry the visit they belong to; `step` drops those of another visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

# --- touches of the citizen -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PurposeChosen:
    """A tile of the start screen or a row of the finder; `purpose` is a procedure or life event."""

    purpose: str


@dataclass(frozen=True, slots=True)
class CardlessChosen:
    """Go on without a card: everything is typed."""


@dataclass(frozen=True, slots=True)
class CodeChosen:
    """Show a QR code made beforehand."""


@dataclass(frozen=True, slots=True)
class PinSkipped:
    """Go on with the card but without its PIN."""


@dataclass(frozen=True, slots=True)
class NumberBChosen:
    """Read the card with the birth date and the security code (照合番号B) instead of the PIN."""


@dataclass(frozen=True, slots=True)
class BackPressed:
    """One page back; the journey is computed again, nothing is forgotten."""


@dataclass(frozen=True, slots=True)
class NextPressed:
    """The one primary action of the screen: next, submit, finish."""


@dataclass(frozen=True, slots=True)
class QuitPressed:
    """Ask whether to leave; on the accepted screen, leave."""


@dataclass(frozen=True, slots=True)
class QuitConfirmed:
    """Leave and wipe."""


@dataclass(frozen=True, slots=True)
class Stayed:
    """Close a page laid over the visit (quit, idle, language, staff) and go on."""


@dataclass(frozen=True, slots=True)
class StaffCalled:
    """A person is asked for."""


@dataclass(frozen=True, slots=True)
class LanguagePressed:
    """Open the list of languages."""


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """Go on in this language (`ja`, `en`); no answer is lost."""

    language: str


@dataclass(frozen=True, slots=True)
class FieldFocused:
    """The caret moves to this field of the page."""

    field: str


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """One key of a panel or keyboard.

    A character, or one of `dakuten handakuten small long space left right backspace clear
    previous_field next_field`. On the PIN screen only digits, `backspace` and `clear`.
    """

    key: str


@dataclass(frozen=True, slots=True)
class OptionPressed:
    """A choice card, era, candidate, town, relation tile or quick button, by its id."""

    option: str


@dataclass(frozen=True, slots=True)
class ProposalToggled:
    """A proposed procedure is taken or left."""

    procedure: str


@dataclass(frozen=True, slots=True)
class ChangePressed:
    """変更 on a row of the facts or check screen; comes straight back afterwards."""

    row: str


@dataclass(frozen=True, slots=True)
class FactsDisputed:
    """ちがうところがある: what was read is not right; it can be typed over."""


@dataclass(frozen=True, slots=True)
class ReprintPressed:
    """Print the receipt again: same number, marked 再発行."""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """One tick of the visit's clock; `idle` is seconds since the last touch or device event."""

    idle: float


Intent = (
    PurposeChosen
    | CardlessChosen
    | CodeChosen
    | PinSkipped
    | NumberBChosen
    | BackPressed
    | NextPressed
    | QuitPressed
    | QuitConfirmed
    | Stayed
    | StaffCalled
    | LanguagePressed
    | LanguageChosen
    | FieldFocused
    | KeyPressed
    | OptionPressed
    | ProposalToggled
    | ChangePressed
    | FactsDisputed
    | ReprintPressed
)

# --- devices, store, time ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardChanged:
    """What lies on the reader now.

    `state`: no_reader, empty, busy, unresponsive, collision, present. `kind` my_number,
    driving_licence, residence, felica, phone, other. `tries_left` None: not known.
    """

    state: str
    presence: str = ""
    kind: str = ""
    tries_left: int | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class SecretChanged:
    """So many digits have reached the card worker."""

    visit: str
    length: int


@dataclass(frozen=True, slots=True)
class CardRead:
    """The four basic items; nothing else is ever read."""

    visit: str
    full_name: str
    address: str
    date_of_birth: date
    sex: str

    def __repr__(self) -> str:
        return "CardRead(…)"


@dataclass(frozen=True, slots=True)
class CardFailed:
    """Reading did not work; `fault` is a name of drivers.card.port.CardFault."""

    visit: str
    fault: str
    tries_left: int | None = None


@dataclass(frozen=True, slots=True)
class CodeOpened:
    """A QR code of ours, its signature checked: facts by key text."""

    visit: str
    facts: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return "CodeOpened(…)"


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """A code that cannot be used: foreign, damaged, expired, of another municipality."""

    visit: str
    fault: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """Everything is durably stored under this number."""

    visit: str
    number: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class SubmitRefused:
    """Nothing was stored; the answers are still here."""

    visit: str
    fault: str


@dataclass(frozen=True, slots=True)
class PrintFinished:
    """`outcome` printed, not_printed, unknown; `fault` paper_out, cover_open, cutter, offline."""

    visit: str
    outcome: Literal["printed", "not_printed", "unknown"]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The central server has every application of the visit."""

    visit: str


@dataclass(frozen=True, slots=True)
class ReadinessChanged:
    """What this kiosk can do now; `open` false: the counter is closed politely, with the reason."""

    card: bool
    camera: bool
    printer: bool
    open: bool = True
    reason: str = ""


Event = (
    Intent
    | TimePassed
    | CardChanged
    | SecretChanged
    | CardRead
    | CardFailed
    | CodeOpened
    | CodeRefused
    | Submitted
    | SubmitRefused
    | PrintFinished
    | Delivered
    | ReadinessChanged
)
