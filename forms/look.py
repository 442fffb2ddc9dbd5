"""What the engine finds when it looks for a fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from forms.vocabulary import FactSource, Value


class State(Enum):
    """What the engine found when it looked for a fact."""

    KNOWN = "known"
    OPEN = "open"  # nobody knows it: it must be asked
    WAIT = "wait"  # an earlier answer must come first
    NONE = "none"  # there is nothing to know: no spouse, say


@dataclass(frozen=True, slots=True)
class Look:
    """A fact as found; `value` and `source` only where it is known."""

    state: State
    value: Value | None = None
    source: FactSource = FactSource.DERIVED


OPEN, WAIT, NONE = Look(State.OPEN), Look(State.WAIT), Look(State.NONE)
