"""Plays cases.toml: facts in, what is asked and what is sent out. The journey itself, no screen."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from forms import loader
from forms.journey import Plan, Situation, plan
from forms.look import State
from forms.vocabulary import FILER, Definitions, Fact, FactSource, Key, Value

CARD_FACTS = ("family_name", "given_name", "date_of_birth", "sex", "registered_address")
CITY = "999999"


@dataclass(slots=True)
class Played:
    """What one case did."""

    asked: list[str] = field(default_factory=list)
    proposed: tuple[str, ...] = ()
    plan: Plan | None = None
    situation: Situation | None = None


@dataclass(slots=True)
class Family:
    """The persons of a household file, by id."""

    persons: list[dict[str, Any]]

    @staticmethod
    def read(name: str) -> Family:
        path = loader.HERE / "households" / f"{name}.toml"
        return Family(tomllib.loads(path.read_text())["person"])

    def known(self, person: str, fact: str) -> Value | None:
        entry = next(p for p in self.persons if p["id"] == person)
        found: Value | None = entry.get(fact.removeprefix("person."))
        return found


def card_facts(family: Family, cards: list[str]) -> dict[Key, Fact]:
    """What the card of the filer tells."""
    filer = family.persons[0]
    if filer["name"] not in cards:
        return {}
    return {Key(FILER, f"person.{name}"): Fact(filer[name], FactSource.CARD) for name in CARD_FACTS}


def play(definitions: Definitions, case: dict[str, Any], procedure: str) -> Played:
    """Answer every page until nothing is open, with the case's answers or plain ones."""
    family = Family.read(case["household"])
    for person, born in case.get("births", {}).items():
        next(p for p in family.persons if p["id"] == person)["date_of_birth"] = born
    facts = card_facts(family, case["cards"])
    answers = case.get("answers", {})
    played = Played()
    situation = Situation(
        facts,
        case["day"],
        event=case.get("event", ""),
        procedure="" if case.get("event") else procedure,
    )
    if situation.event:
        for entry in definitions.events[situation.event].sets:
            facts[Key("", entry.fact)] = Fact(entry.value, FactSource.CITIZEN)
    for name, value in answers.items():
        if name.endswith(".copies"):
            facts[Key.parse(name)] = Fact(value, FactSource.CITIZEN)
    for _ in range(200):
        found = plan(definitions, situation)
        page = found.next
        if page is None and found.proposals is not None and situation.accepted is None:
            played.proposed = tuple(p.procedure for p in found.proposals)
            situation = replace(situation, accepted=played.proposed)
            continue
        if page is None:
            break
        for key in page.keys:
            if found.looks[key].state is State.OPEN:
                played.asked.append(str(key))
                facts |= answer(definitions, family, answers, key)
        situation = replace(situation, facts=dict(facts))
    played.plan, played.situation = found, situation
    return played


def answer(
    definitions: Definitions, family: Family, answers: dict[str, Any], key: Key
) -> dict[Key, Fact]:
    """What the family says when asked."""
    given = answers.get(str(key), family.known(key.person, key.fact) if key.person else None)
    item = definitions.items[key.fact]
    if item.type == "people":
        made: dict[Key, Fact] = {key: citizen(tuple(p["id"] for p in family.persons[1:]))}
        for person in family.persons[1:]:
            relation = Key(person["id"], "person.relation_to_filer")
            made[relation] = citizen(person["relation_to_filer"])
        return made
    if given is None:
        given = plain(item.type, tuple(option.id for option in item.options))
    return {key: citizen(tuple(given) if isinstance(given, list) else given)}


def plain(kind: str, options: tuple[str, ...]) -> Value:
    """An answer that anybody could give."""
    by_kind: dict[str, Value] = {
        "date": date(2026, 11, 14),
        "yes_no": True,
        "members": (),
        "person": FILER,
        "choices": options[:1],
    }
    return by_kind.get(kind, options[0] if options else "1")


def citizen(value: Value) -> Fact:
    return Fact(value, FactSource.CITIZEN)


def all_cases() -> list[tuple[str, dict[str, Any]]]:
    """(procedure, case) of every cases.toml."""
    found = []
    for path in sorted(Path(loader.HERE).glob("procedures/*/cases.toml")):
        cases = tomllib.loads(path.read_text())["case"]
        found += [(path.parent.name, case) for case in cases]
    return found
