"""What every screen is made from: the visit, its words, and the frame around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forms.journey import Plan
from forms.vocabulary import FactSource, Key
from kiosk.domain.visit import Context, Stage, Visit, journey
from kiosk.domain.wording import Wording
from kiosk.texts import Catalogue
from kiosk.ui.states import Frame, Row, Source

STATIONS = {
    Stage.PURPOSE: 0,
    Stage.CARD: 1,
    Stage.PIN: 1,
    Stage.PIN_REFUSED: 1,
    Stage.BIRTH_FOR_CARD: 1,
    Stage.SECURITY_CODE: 1,
    Stage.CODE: 1,
    Stage.FACTS: 1,
    Stage.QUESTIONS: 2,
    Stage.PROPOSALS: 2,
    Stage.CHECK: 3,
    Stage.SENDING: 3,
    Stage.ACCEPTED: 4,
}
BADGES: dict[FactSource, Source] = {
    FactSource.STAFF: "staff",
    FactSource.CITIZEN: "citizen",
    FactSource.CARD: "card",
    FactSource.QR: "qr",
    FactSource.DERIVED: "earlier",
    FactSource.SUGGESTED: "earlier",
    FactSource.DEFAULT: "default",
}


@dataclass(frozen=True)
class Presenting:
    """One visit on its way to the screen, in the citizen's language.

    The journey is computed once for all rows of a screen; nothing in a visit changes meanwhile.
    """

    visit: Visit
    context: Context
    catalogue: Catalogue

    @property
    def language(self) -> str:
        return self.visit.language

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.context.definitions, self.visit.facts, self.language)

    @cached_property
    def plan(self) -> Plan:
        return journey(self.visit, self.context)

    def text(self, name: str, **values: object) -> str:
        """A text of the catalogue."""
        return self.catalogue.text(name, self.language, **values)

    def visit_name(self) -> str:
        """The purpose in words, at the top of each screen."""
        return self.purpose_title(self.visit.purpose) if self.visit.purpose else ""

    def purpose_title(self, purpose: str) -> str:
        definitions = self.context.definitions
        holder = definitions.events.get(purpose) or definitions.procedures[purpose]
        return definitions.text(self.language, purpose, "title", holder.title)

    def frame(self, **changes: Any) -> Frame:
        """The frame of this visit; `changes` are fields of Frame."""
        city = self.context.definitions.municipality
        defaults: dict[str, Any] = {
            "city": city.office if self.language == "ja" else city.office_en,
            "language": self.language,
            "visit_name": self.visit_name(),
            "station": STATIONS.get(self.visit.stage, -1),
            "next_label": self.text("action.next"),
            "staff_called": self.visit.staff_called,
        }
        return Frame(**{**defaults, **changes})

    def fault(self) -> tuple[str, str]:
        """What went wrong in the citizen's words, and how to go on; empty where nothing did."""
        fault = self.visit.fault
        if fault is None:
            return "", ""
        return (
            self.text(f"fault.{fault.id}.citizen", detail=fault.detail),
            self.text(f"fault.{fault.id}.way_out", detail=fault.detail),
        )

    def row(self, key: Key, *, change: bool = True) -> Row:
        """One answer with its source."""
        item = self.context.definitions.items[key.fact]
        look = self.plan.looks.get(key)
        value = look.value if look is not None else None
        if look is None and key in self.visit.facts:
            fact = self.visit.facts[key]
            return self._row(key, self.wording.text(item, fact.value), BADGES[fact.source], change)
        source: Source = BADGES[look.source] if look is not None and value not in (None, "") else ""
        return self._row(key, self.wording.text(item, value), source, change)

    def _row(self, key: Key, text: str, source: Source, change: bool) -> Row:  # noqa: FBT001  internal
        return Row(str(key), self.wording.label(key), text, source, change=change)
