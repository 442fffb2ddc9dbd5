"""How persons and answers are told, in any language of the definitions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from forms import era
from forms.journey import Plan
from forms.look import State
from forms.validation import format_phone
from forms.vocabulary import FILER, Definitions, Facts, Item, Key, Value

OUTSIDER = "other"
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class Wording:
    """Tells persons, questions and values of one visit in one language."""

    def __init__(self, definitions: Definitions, facts: Facts, language: str) -> None:
        self.definitions = definitions
        self.facts = facts
        self.language = language

    # --- persons ---

    def name(self, person: str) -> str:
        """A person's name as written, else what the person is: あなた, 妻, 1人目の子."""
        full = self.full_name(person)
        if full:
            return full
        return self._word("you") if person == FILER else self.relation(person)

    def full_name(self, person: str) -> str:
        """Family and given name with a space, or nothing while they are not known."""
        parts = [
            str(found.value)
            for fact in ("person.family_name", "person.given_name")
            if (found := self.facts.get(Key(person, fact))) and found.value != ""
        ]
        given = self.facts.get(Key(person, "person.given_name"))
        return " ".join(parts) if given is not None else ""

    def relation(self, person: str) -> str:
        """妻, or 2人目の子 where there are several."""
        item = self.definitions.items["person.relation_to_filer"]
        found = self.facts.get(Key(person, item.id))
        if found is None:
            return ""
        same = [
            key.person
            for key, fact in self.facts.items()
            if key.fact == item.id and fact.value == found.value
        ]
        text = self._option(item, str(found.value))
        if len(same) < 2:
            return text
        return self._word("nth").format(n=sorted(same).index(person) + 1, relation=text)

    def _in_question(self, person: str) -> dict[str, str]:
        """Placeholders of a question about a person: `{name}` and `{whose}`."""
        if person in (FILER, ""):
            return {"name": self._word("you"), "whose": self._word("your")}
        name = self.full_name(person)
        if name:
            called = self._word("of_person").format(name=name)
        else:
            relation = self.relation(person)
            called = self._word("your_relation").format(
                relation=relation if self.language == "ja" else relation.lower()
            )
        return {"name": called, "whose": self._word("whose").format(name=called)}

    # --- questions and values ---

    def question(self, key: Key) -> str:
        """The question for a fact, which is the heading of its page."""
        item = self.definitions.items[key.fact]
        text = self.definitions.item_text(self.language, item, "question")
        return text.format(**self._in_question(key.person)) if "{" in text else text

    def help(self, key: Key) -> str:
        return self.definitions.item_text(self.language, self.definitions.items[key.fact], "help")

    def label(self, key: Key) -> str:
        """The label of a fact, as paper and check screen show it."""
        return self.definitions.item_text(self.language, self.definitions.items[key.fact], "label")

    def text(self, item: Item, value: Value | None) -> str:
        """A value as people read it."""
        if value is None or value == "":
            return self._word("not_given")
        if isinstance(value, bool):
            return self._word("yes" if value else "no")
        if isinstance(value, date):
            return self.date(value)
        if isinstance(value, tuple):
            return self._several(item, value)
        if item.type == "staff":
            return self._word("to_confirm")
        if item.type == "person":
            return self._word("outsider") if value == OUTSIDER else self.name(str(value))
        if item.type == "phone":
            return format_phone(str(value))
        return self._option(item, str(value)) if item.options else str(value)

    def date(self, day: date) -> str:
        """令和8年4月3日（2026年), or 3 April 2026."""
        if self.language == "ja":
            return era.japanese(day)
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def _several(self, item: Item, values: tuple[str, ...]) -> str:
        if not values:
            return self._word("nobody")
        if item.options and item.type != "people":
            return self._join(self._option(item, value) for value in values)
        return self._join(self.name(value) for value in values)

    def _join(self, texts: Iterable[str]) -> str:
        return self._word("comma").join(texts)

    def _option(self, item: Item, value: str) -> str:
        for option in item.options:
            if option.id == value:
                return self.definitions.option_text(self.language, item, option)
        return value

    def _word(self, name: str) -> str:
        return self.definitions.word(self.language, name)


def shown(plan: Plan, key: Key) -> Value | None:
    """The value of a fact in the journey, or None where it is not given."""
    look = plan.looks.get(key)
    return look.value if look is not None and look.state is State.KNOWN else None
