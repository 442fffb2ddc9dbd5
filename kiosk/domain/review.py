"""What the check screen shows: every answer once, by person and matter, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from forms.vocabulary import FILER, Key
from kiosk.domain.visit import Context, Visit, journey
from kiosk.domain.wording import Wording

HIDDEN = ("filing.date", "household.companions", "move.kind")
SECTIONS = (("move", "group_move"), ("household", "group_household"))


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    keys: tuple[Key, ...]


def review(visit: Visit, context: Context, language: str) -> tuple[Section, ...]:
    """The facts of all applications, each once: you, the move, the household, each person, the rest."""
    definitions = context.definitions
    plan = journey(visit, context)
    keys = list(dict.fromkeys(key for part in plan.parts for key in part.keys))
    shown = [
        key
        for key in keys
        if definitions.items[key.fact].type != "staff" and key.fact not in HIDDEN
    ]
    wording = Wording(definitions, visit.facts, language)
    sections = [
        Section(definitions.word(language, "group_you"), _of(shown, FILER, ("contact", "filing")))
    ]
    for kind, title in SECTIONS:
        found = tuple(key for key in shown if not key.person and key.fact.startswith(f"{kind}."))
        sections.append(Section(definitions.word(language, title), found))
    persons = sorted({key.person for key in shown if key.person and key.person != FILER})
    sections += [Section(wording.name(person), _of(shown, person, ())) for person in persons]
    placed = {key for section in sections for key in section.keys}
    for part in plan.parts:
        procedure = definitions.procedures[part.procedure]
        title = definitions.text(language, procedure.id, "title", procedure.title)
        rest = tuple(key for key in part.keys if key in shown and key not in placed)
        placed.update(rest)
        sections.append(Section(title, rest))
    return tuple(section for section in sections if section.keys)


def _of(keys: list[Key], person: str, kinds: tuple[str, ...]) -> tuple[Key, ...]:
    """A person's facts, then those of the visit that belong to them (telephone, capacity)."""
    own = [key for key in keys if key.person == person]
    return (*own, *(key for key in keys if not key.person and kinds and key.fact.startswith(kinds)))
