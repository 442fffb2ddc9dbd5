"""What the receipt (受付票) says: no name, no address, nothing that is sealed but the place to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the citizen's route through the building. `what` in Japanese and in `language`."""

    plate: str
    place: str
    place_translated: str
    what: tuple[str, ...]
    what_translated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """`received_at` is local time; `language` the citizen's; `copy` counts from 1, more: 再発行."""

    number: str
    office: str
    office_translated: str
    received_at: datetime
    stops: tuple[Stop, ...]
    documents: tuple[tuple[str, str], ...]
    fees: tuple[tuple[str, str, int], ...]
    kiosk: str
    language: str
    copy: int = 1
