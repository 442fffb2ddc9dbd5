"""Facts, their keys and sources, and the loaded definitions as the engine uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from forms.model import (
    Calendar,
    ConditionEntry,
    FactEntry,
    FactType,
    GroupEntry,
    LifeEvent,
    Municipality,
    OptionEntry,
    PageEntry,
    Procedure,
    QuestionEntry,
    RoleEntry,
)

FILER = "p1"
NOBODY = ""

Value = str | int | bool | date | tuple[str, ...]


class FactSource(StrEnum):
    """Where a value comes from, best first (forms.md 3)."""

    STAFF = "staff"
    CITIZEN = "citizen"
    CARD = "card"
    QR = "qr"
    DERIVED = "derived"
    SUGGESTED = "suggested"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One fact of one person; `person` is empty for facts of the visit.

    `anchor` is the person that a relation is relative to: another householder is another key.
    """

    person: str
    fact: str
    anchor: str = ""

    def __str__(self) -> str:
        parts = [part for part in (self.person, self.fact) if part]
        return "/".join(parts) + (f"@{self.anchor}" if self.anchor else "")

    @staticmethod
    def parse(text: str) -> Key:
        """The inverse of `str`."""
        rest, _, anchor = text.partition("@")
        person, slash, fact = rest.rpartition("/")
        return Key(person if slash else "", fact, anchor)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and where it comes from. It never appears in a log: its repr hides the value."""

    value: Value
    source: FactSource

    def __repr__(self) -> str:
        return f"Fact(…, {self.source.value})"


Facts = Mapping[Key, Fact]


@dataclass(frozen=True, slots=True)
class Item:
    """A fact of the vocabulary or a procedure's own question: what the engine asks for.

    `scope` names where its words are: `fact.<path>` in the vocabulary, `question.<id>` in `owner`.
    """

    id: str
    type: FactType
    label: str
    question: str
    help: str
    owner: str
    scope: str
    options: tuple[OptionEntry, ...] = ()
    options_scope: str = ""
    check: str = ""
    optional: bool = False
    suggest: str = ""
    default: str | int | bool | None = None
    derive: str = ""
    parts: tuple[str, ...] = ()
    relative_to: str = ""
    among: str = ""
    reading: str = ""
    outsider: bool = False
    keyboard: str = ""
    protect: str = "private"
    at_least: int | None = None
    at_most: int | None = None
    when: str = ""
    gif: str = ""

    @property
    def of_person(self) -> bool:
        """Whether each person has a value of their own."""
        return self.id.startswith("person.")

    @staticmethod
    def of_fact(entry: FactEntry, options: tuple[OptionEntry, ...]) -> Item:
        return Item(
            id=entry.path,
            type=entry.type,
            label=entry.label,
            question=entry.question,
            help=entry.help,
            owner="",
            scope=f"fact.{entry.path}",
            options=options,
            options_scope=f"choices.{entry.choices}" if entry.choices else "",
            check=entry.check,
            optional=entry.optional,
            suggest=entry.suggest,
            default=entry.default,
            derive=entry.derive,
            parts=tuple(entry.parts),
            relative_to=entry.relative_to,
            among=entry.among,
            reading=entry.reading,
            outsider=entry.outsider,
            keyboard=entry.keyboard,
            protect=entry.protect,
            gif=entry.gif,
        )

    @staticmethod
    def of_question(procedure: str, entry: QuestionEntry) -> Item:
        return Item(
            id=f"{procedure}.{entry.id}",
            type=entry.type,
            label=entry.label,
            question=entry.question,
            help=entry.help,
            owner=procedure,
            scope=f"question.{entry.id}",
            options=tuple(entry.options),
            options_scope=f"question.{entry.id}.options",
            default=entry.default,
            among=entry.among,
            at_least=entry.at_least,
            at_most=entry.at_most,
            when=entry.when,
        )


@dataclass(frozen=True, slots=True)
class Definitions:
    """All that is in force on one day in one city. `hashes`: SHA-256 of each definition file."""

    items: Mapping[str, Item]
    roles: Mapping[str, RoleEntry]
    groups: Mapping[str, GroupEntry]
    conditions: Mapping[str, ConditionEntry]
    pages: tuple[PageEntry, ...]
    procedures: Mapping[str, Procedure]
    events: Mapping[str, LifeEvent]
    municipality: Municipality
    calendar: Calendar
    own_words: Mapping[str, str] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def text(self, language: str, owner: str, context: str, japanese: str) -> str:
        """A text of a definition; Japanese where no translation stands."""
        return self.words.get((language, owner, context), japanese)

    def word(self, language: str, name: str) -> str:
        """One of the words that answers are told in."""
        return self.text(language, "", f"word.{name}", self.own_words[name])

    def item_text(self, language: str, item: Item, what: str) -> str:
        """`what`: label, question or help of an item."""
        japanese = {"label": item.label, "question": item.question, "help": item.help}[what]
        return self.text(language, item.owner, f"{item.scope}.{what}", japanese)

    def option_text(self, language: str, item: Item, option: OptionEntry, what: str = "") -> str:
        """Text (or `help`) of one option."""
        japanese = option.help if what else option.text
        context = f"{item.options_scope}.{option.id}" + (f".{what}" if what else "")
        owner = item.owner or ""
        return self.text(language, owner, context, japanese)

    def condition(self, owner: str, name: str) -> ConditionEntry:
        """A condition of a procedure or event, else of the vocabulary."""
        entries = (
            self.procedures[owner].condition
            if owner in self.procedures
            else self.events[owner].condition
            if owner in self.events
            else []
        )
        return next((c for c in entries if c.id == name), None) or self.conditions[name]

    def resolve(self, owner: str, reference: str) -> tuple[str, str]:
        """(role, item) that a reference means: `preset`, `claimant.job_kind`, `move.date`."""
        if "." not in reference:
            own = f"{owner}.{reference}"
            return "", own if own in self.items else f"person.{reference}"
        first, rest = reference.split(".", 1)
        if first in self.roles:
            return first, f"person.{rest}"
        return "", reference
