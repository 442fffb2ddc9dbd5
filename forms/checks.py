"""Checks across definitions: every name that is used exists, and everything needed can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from forms import rules
from forms.condition import TYPES_OF_OPERATORS, operators
from forms.errors import Problem, did_you_mean
from forms.lines import Place, Source
from forms.model import (
    ConditionEntry,
    Entry,
    FactEntry,
    LifeEvent,
    NeedEntry,
    PagesFile,
    Procedure,
    VocabularyFile,
)
from forms.validation import CHECKS
from forms.vocabulary import Definitions

Kind = TypeVar("Kind", bound=Entry)
WAYS = ("fact", "some", "every", "all", "any", "not_")


def duplicates(sources: Mapping[int, Source], files: Iterable[Entry]) -> Iterator[Problem]:
    """Two entries of one kind with one id (fact paths, choices, roles and groups over all files)."""
    seen: dict[tuple[str, str, str], str] = {}
    for file in files:
        source = sources[id(file)]
        shared = isinstance(file, VocabularyFile)
        for kind in source.data:
            entries = source.data.get(kind, [])
            if not isinstance(entries, list):
                continue
            for number, entry in enumerate(entries):
                name = entry.get("id") or entry.get("path") if isinstance(entry, dict) else None
                if not name:
                    continue
                place = ("" if shared else source.name, kind, str(name))
                line = source.line((kind, number))
                if place in seen:
                    yield Problem(
                        source.name,
                        line,
                        f"{kind}.{name}",
                        "duplicate",
                        f'"{name}" stands already at {seen[place]}; give this one another id',
                    )
                seen.setdefault(place, f"{source.name}:{line}")


@dataclass(slots=True)
class Checker:
    """Collects what is wrong in one file."""

    definitions: Definitions
    source: Source
    owner: str
    problems: list[Problem]

    def say(self, place: Place, key: str, code: str, message: str) -> None:
        self.problems.append(Problem(self.source.name, self.source.line(place), key, code, message))

    def exists(self, kind: str, name: str, known: Iterable[str], place: Place, key: str) -> bool:
        """Report a name that nothing bears."""
        known = list(known)
        if name in known:
            return True
        self.say(place, key, f"unknown_{kind}", f'no {kind} "{name}"{did_you_mean(name, known)}')
        return False

    def condition_exists(self, name: str, place: Place, key: str) -> None:
        if not name:
            return
        own = self._own_conditions()
        self.exists("condition", name, [*own, *self.definitions.conditions], place, key)

    def _own_conditions(self) -> list[str]:
        holder = self.definitions.procedures.get(self.owner) or self.definitions.events.get(
            self.owner
        )
        return [entry.id for entry in holder.condition] if holder else []

    def fact_exists(self, reference: str, place: Place, key: str) -> bool:
        """A reference as conditions and dates write it."""
        _, item = self.definitions.resolve(self.owner, reference)
        if item in self.definitions.items:
            return True
        prefix = f"{self.owner}."
        known = [name.removeprefix(prefix) for name in self.definitions.items]
        self.say(
            place, key, "unknown_fact", f'no fact "{reference}"{did_you_mean(reference, known)}'
        )
        return False


def references(
    definitions: Definitions,
    sources: Mapping[int, Source],
    vocabulary: Sequence[VocabularyFile],
    pages: PagesFile,
    holders: Sequence[Procedure | LifeEvent],
) -> list[Problem]:
    """Every name used in any file."""
    problems: list[Problem] = []
    for file in vocabulary:
        _vocabulary(Checker(definitions, sources[id(file)], "", problems), file)
    _pages(Checker(definitions, sources[id(pages)], "", problems), pages)
    asked = {fact for page in pages.page for fact in page.ask}
    for holder in holders:
        checker = Checker(definitions, sources[id(holder)], holder.id, problems)
        _conditions(checker, holder.condition)
        _needs(checker, holder.need, asked)
        if isinstance(holder, Procedure):
            _procedure(checker, holder)
        else:
            _event(checker, holder)
    return problems


def _vocabulary(checker: Checker, file: VocabularyFile) -> None:
    definitions = checker.definitions
    for number, fact in _positions(checker, "fact", file.fact):
        _fact(checker, fact, ("fact", number), f"fact.{fact.path}")
    for number, role in _positions(checker, "role", file.role):
        place, key = ("role", number), f"role.{role.id}"
        if role.rule:
            checker.exists("rule", role.rule, rules.ROLES, (*place, "rule"), f"{key}.rule")
        else:
            checker.fact_exists(role.fact, (*place, "fact"), f"{key}.fact")
    for number, group in _positions(checker, "group", file.group):
        place, key = ("group", number), f"group.{group.id}"
        checker.exists("fact", group.of, definitions.items, (*place, "of"), f"{key}.of")
        checker.condition_exists(group.where, (*place, "where"), f"{key}.where")
    _conditions(checker, file.condition)


def _positions(checker: Checker, kind: str, entries: Sequence[Kind]) -> Iterator[tuple[int, Kind]]:
    """Entries with their number in the file (broken ones were left out)."""
    raw = checker.source.data.get(kind, [])
    for entry in entries:
        name = getattr(entry, "id", None) or getattr(entry, "path", None)
        number = next(
            (n for n, r in enumerate(raw) if name and (r.get("id") or r.get("path")) == name), 0
        )
        yield number, entry


def _fact(checker: Checker, fact: FactEntry, place: Place, key: str) -> None:
    definitions = checker.definitions
    for name, known in (
        ("check", CHECKS),
        ("suggest", rules.SUGGESTED),
        ("derive", rules.DERIVED),
        ("among", definitions.groups),
        ("relative_to", definitions.items),
        ("reading", definitions.items),
    ):
        value = getattr(fact, name)
        if value:
            checker.exists(name, value, known, (*place, name), f"{key}.{name}")
    for part in fact.parts:
        checker.exists("fact", part, definitions.items, (*place, "parts"), f"{key}.parts")
    if fact.type in ("choice", "choices", "people") and not definitions.items[fact.path].options:
        checker.say(
            place, f"{key}.choices", "no_choices", "write choices = the id of a [[choices]] entry"
        )
    if fact.type in ("person", "members") and not fact.among:
        checker.say(place, f"{key}.among", "no_group", "write among = the id of a [[group]]")


def _pages(checker: Checker, pages: PagesFile) -> None:
    definitions = checker.definitions
    seen: dict[tuple[str, str], str] = {}
    for number, page in enumerate(pages.page):
        place, key = ("page", number), f"page.{page.id}"
        for fact in page.ask:
            checker.exists("fact", fact, definitions.items, (*place, "ask"), f"{key}.ask")
            other = seen.setdefault((fact, page.of or page.for_each), page.id)
            if other != page.id:
                checker.say(
                    (*place, "ask"),
                    f"{key}.ask",
                    "asked_twice",
                    f'page "{other}" asks "{fact}" already',
                )
        if page.of:
            checker.exists("role", page.of, definitions.roles, (*place, "of"), f"{key}.of")
        if page.for_each:
            checker.exists(
                "group", page.for_each, definitions.groups, (*place, "for_each"), f"{key}.for_each"
            )


def _conditions(checker: Checker, entries: Sequence[ConditionEntry]) -> None:
    for number, entry in _positions(checker, "condition", entries):
        place, key = ("condition", number), f"condition.{entry.id}"
        ways = [way for way in WAYS if getattr(entry, way)]
        if len(ways) != 1:
            checker.say(
                place,
                key,
                "condition_ways",
                "write exactly one of fact, some, every, all, any, not",
            )
            continue
        for name in (*entry.all, *entry.any, entry.not_, entry.meets):
            checker.condition_exists(name, place, key)
        if entry.some or entry.every:
            checker.exists(
                "group", entry.some or entry.every, checker.definitions.groups, place, key
            )
        if entry.fact and checker.fact_exists(entry.fact, (*place, "fact"), f"{key}.fact"):
            _operators(checker, entry, place, key)
    _cycles(checker, entries)


def _operators(checker: Checker, entry: ConditionEntry, place: Place, key: str) -> None:
    _, name = checker.definitions.resolve(checker.owner, entry.fact)
    item = checker.definitions.items[name]
    used = operators(entry)
    if not used:
        checker.say(
            place,
            key,
            "no_operator",
            "write how it is decided: is = …, one_of = […], present = true …",
        )
    for operator in used:
        word = operator.rstrip("_")
        types = TYPES_OF_OPERATORS[operator]
        if types and item.type not in types:
            checker.say(
                (*place, word),
                f"{key}.{word}",
                "wrong_operator",
                f'"{word}" cannot be asked of a fact of type {item.type} ({entry.fact})',
            )
    if item.type == "choice":
        known = [option.id for option in item.options]
        wanted = [entry.is_] if isinstance(entry.is_, str) else entry.one_of
        for value in wanted:
            checker.exists("choice", value, known, (*place, "is"), f"{key}.is")


def _cycles(checker: Checker, entries: Sequence[ConditionEntry]) -> None:
    graph = {
        entry.id: [*entry.all, *entry.any, *([entry.not_] if entry.not_ else [])]
        for entry in entries
    }

    def reaches(start: str, name: str, seen: frozenset[str]) -> bool:
        return any(
            part == start or (part not in seen and reaches(start, part, seen | {part}))
            for part in graph.get(name, [])
        )

    for number, entry in _positions(checker, "condition", entries):
        if reaches(entry.id, entry.id, frozenset()):
            checker.say(
                ("condition", number),
                f"condition.{entry.id}",
                "cycle",
                "this condition leads back to itself",
            )


def _needs(checker: Checker, needs: Sequence[NeedEntry], asked: set[str]) -> None:
    definitions = checker.definitions
    for number, need in enumerate(needs):
        place: Place = ("need", number)
        key = f"need.{number + 1}"
        if need.of:
            checker.exists(
                "role or group",
                need.of,
                [*definitions.roles, *definitions.groups],
                (*place, "of"),
                f"{key}.of",
            )
        checker.condition_exists(need.when, (*place, "when"), f"{key}.when")
        for fact in need.facts:
            name = fact if "." in fact else f"person.{fact}"
            if not checker.exists(
                "fact", name, definitions.items, (*place, "facts"), f"{key}.facts"
            ):
                continue
            item = definitions.items[name]
            parts = item.parts or (name,)
            if item.type == "staff" or item.derive or need.ask == "on_check":
                continue
            if not asked.issuperset(part for part in parts):
                checker.say(
                    (*place, "facts"),
                    f"{key}.facts",
                    "asked_nowhere",
                    f'no page of pages.toml asks "{fact}"',
                )


def _procedure(checker: Checker, procedure: Procedure) -> None:
    definitions = checker.definitions
    counters = [counter.id for counter in definitions.municipality.counter]
    checker.exists("counter", procedure.counter, counters, ("counter",), "counter")
    own = [entry.id for entry in procedure.question]
    for number, question in _positions(checker, "question", procedure.question):
        place, key = ("question", number), f"question.{question.id}"
        checker.condition_exists(question.when, (*place, "when"), f"{key}.when")
        if question.type in ("choice", "choices") and not question.options:
            checker.say(
                place, f"{key}.options", "no_choices", "write options = [{ id = …, text = … }]"
            )
        if question.type in ("person", "members"):
            checker.exists(
                "group", question.among, definitions.groups, (*place, "among"), f"{key}.among"
            )
    for number, document in _positions(checker, "document", procedure.document):
        place, key = ("document", number), f"document.{document.id}"
        checker.condition_exists(document.when, (*place, "when"), f"{key}.when")
    for number, day in _positions(checker, "date", procedure.dates):
        checker.fact_exists(day.from_, ("date", number, "from"), f"date.{day.id}.from")
    for number, fee in _positions(checker, "fee", procedure.fee):
        if fee.times:
            checker.exists(
                "question", fee.times, own, ("fee", number, "times"), f"fee.{fee.id}.times"
            )
        checker.condition_exists(
            fee.free_when, ("fee", number, "free_when"), f"fee.{fee.id}.free_when"
        )


def _event(checker: Checker, event: LifeEvent) -> None:
    definitions = checker.definitions
    for number, proposal in enumerate(event.propose):
        place, key = ("propose", number), f"propose.{proposal.procedure}"
        checker.exists(
            "procedure", proposal.procedure, definitions.procedures, (*place, "procedure"), key
        )
        checker.condition_exists(proposal.when, (*place, "when"), f"{key}.when")
    for number, entry in enumerate(event.sets):
        checker.fact_exists(entry.fact, ("sets",), f"sets.{number + 1}.fact")
