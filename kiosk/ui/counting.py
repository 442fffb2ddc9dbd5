"""Counts a visit from outside: from the screens that were shown, not from what the kiosk thinks.

A question is one field that the citizen must fill or choose: one that arrives filled is none. A set
answered by 全員 or だれもいない is one, otherwise one per person picked. The first tile counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.ui import states
from kiosk.ui.states import Screen

WHOLE = ("all", "nobody")


@dataclass(slots=True)
class Counter:
    """What happened on one visit. `touches_after_reading`: from the facts to the number."""

    touches: int = 0
    touches_after_reading: int = 0
    questions: list[str] = field(default_factory=list)
    screens: list[str] = field(default_factory=list)
    carried: dict[str, str] = field(default_factory=dict)
    number: str = ""
    _first: Screen | None = None
    _last: Screen | None = None
    _read: bool = False
    _chose: bool = False

    def touched(self, name: str) -> None:
        """A press of any kind, keys included."""
        self.touches += 1
        if self._read:
            self.touches_after_reading += 1
        if not self._chose and name.startswith(("tile.", "option.")):
            self._chose = True
            self.questions.append("purpose")

    def saw(self, screen: Screen) -> None:
        """A state was shown."""
        if self._first is None or page(screen) != page(self._first):
            self._finish()
            self._first = screen
            self.screens.append(type(screen).__name__.removesuffix("Screen").lower())
        self._last = screen
        if isinstance(screen, states.FactsScreen):
            self._read = True
        if isinstance(screen, states.CheckScreen):
            self.carried = {
                f"{group.title}/{row.label}": row.source
                for group in screen.groups
                for row in group.rows
            }
        if isinstance(screen, states.AcceptedScreen):
            self.number = screen.number
            self._read = False

    def _finish(self) -> None:
        """The page is left: what had to be filled on it."""
        if self._first is None or self._last is None:
            return
        self.questions += asked(self._first, self._last)

    def report(self) -> dict[str, object]:
        """The figures for summary.json."""
        sources = list(self.carried.values())
        return {
            "questions": len(self.questions),
            "question_list": self.questions,
            "asked_twice": sorted({q for q in self.questions if self.questions.count(q) > 1}),
            "answers_shown": len(sources),
            "answers_by_source": {name: sources.count(name) for name in sorted(set(sources))},
            "touches": self.touches,
            "touches_after_reading": self.touches_after_reading,
            "screens": len(self.screens),
            "screen_list": self.screens,
            "number": self.number,
        }


def page(screen: Screen) -> tuple[str, str, str]:
    """What tells one page from another."""
    return type(screen).__name__, screen.frame.heading, screen.frame.visit_name


def asked(first: Screen, last: Screen) -> list[str]:
    """The fields of a page that arrived empty and were the citizen's to fill."""
    heading = first.frame.heading
    if isinstance(first, states.TextScreen):
        return [f"{heading} {f.label}" for f in first.fields if not f.text]
    if isinstance(first, states.DateScreen):
        return [] if all(f.text for f in first.fields) else [heading]
    if isinstance(first, states.PostalScreen) and isinstance(last, states.PostalScreen):
        return (
            [] if first.digits else [heading, *([f"{heading} town"] if len(last.towns) > 1 else [])]
        )
    if isinstance(first, states.PeopleScreen) and isinstance(last, states.PeopleScreen):
        before = {member.id for member in first.members}
        return [f"{heading} {m.id}" for m in last.members if m.id not in before]
    if isinstance(first, states.ChoiceScreen) and isinstance(last, states.ChoiceScreen):
        return _chosen(heading, first, last)
    return []


def _chosen(heading: str, first: states.ChoiceScreen, last: states.ChoiceScreen) -> list[str]:
    if first.frame.station < 2 or any(option.chosen for option in first.options):
        return []
    chosen = [option.id for option in last.options if option.chosen]
    if not first.several or any(name in WHOLE for name in chosen):
        return [heading]
    return [f"{heading} {name}" for name in chosen]
