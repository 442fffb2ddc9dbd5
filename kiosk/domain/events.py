"""Everything that can happen to a visit: touches, device answers, the store's answers, time.

Device and store events carry the visit they belong to; `step` drops those of another visit.
"""

from __future__ import annotations

from dataclasses import dataclass

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
