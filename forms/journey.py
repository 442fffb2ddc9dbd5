"""The journey: (definitions, situation) → pages, next page, what is missing, what will be sent.

Pure and computed anew at every step; nothing remembers where the citizen is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from forms import condition, rules
from forms.look import NONE, OPEN, WAIT, Look, State
from forms.model import ConditionEntry, NeedEntry, Procedure
from forms.vocabulary import FILER, NOBODY, Definitions, Facts, FactSource, Item, Key, Value


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the journey depends on. `accepted` is None until the proposals were answered."""

    facts: Facts
    day: date
    event: str = ""
    procedure: str = ""
    accepted: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One screen of questions: one choice, or at most two typed fields."""

    id: str
    keys: tuple[Key, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    procedure: str
    because: str
    required: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One application that will be sent: its procedure and its facts in order, with role of each."""

    procedure: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The journey as it is now. `proposals` is None while the event's own questions are open.

    The first `event_pages` of the pages are the event's own; the proposals stand after them.
    """

    pages: tuple[Page, ...]
    event_pages: int
    missing: tuple[Key, ...]
    waits: bool
    proposals: tuple[Proposed, ...] | None
    parts: tuple[Part, ...]
    looks: Mapping[Key, Look]

    @property
    def next(self) -> Page | None:
        """The first page that still holds an open question."""
        return next((page for page in self.pages if page.open), None)


@dataclass(slots=True)
class Reading:
    """One walk over definitions and facts; remembers each fact that was looked for."""

    definitions: Definitions
    situation: Situation
    looks: dict[Key, Look] = field(default_factory=dict)
    waits: bool = False

    # --- how conditions and rules see the visit ---

    @property
    def day(self) -> date:
        return self.situation.day

    def named(self, owner: str, name: str) -> ConditionEntry:
        return self.definitions.condition(owner, name)

    def known(self, owner: str, reference: str, person: str) -> Value | None:
        look = self.reference(owner, reference, person)
        return look.value if look.state is State.KNOWN else None

    def is_answered(self, owner: str, reference: str, person: str) -> bool:
        return self.reference(owner, reference, person).state is State.KNOWN

    def reference(self, owner: str, reference: str, person: str) -> Look:
        """Look for `preset`, `claimant.job_kind`, `person.date_of_birth` or `move.date`."""
        role, item = self.definitions.resolve(owner, reference)
        if role:
            holder = self.role(role)
            if holder.state is not State.KNOWN:
                return holder
            person = str(holder.value)
        return self.look(item, person)

    def role(self, name: str) -> Look:
        """The person who holds a role; NONE where nobody does."""
        entry = self.definitions.roles[name]
        if entry.rule:
            return rules.ROLES[entry.rule](self)
        look = self.look(entry.fact, "")
        return look if look.value != NOBODY else NONE

    def members(self, group: str) -> tuple[tuple[str, ...], bool]:
        """The persons known to belong to a group, and whether nobody else can."""
        entry = self.definitions.groups[group]
        people = self.look(entry.of, "") if entry.of else NONE
        companions = people.value if isinstance(people.value, tuple) else ()
        complete = people.state in (State.KNOWN, State.NONE)
        persons = companions if entry.without_filer else (FILER, *companions)
        if not entry.where:
            return persons, complete
        found = []
        for person in persons:
            belongs = condition.holds(self, "", entry.where, person)
            complete = complete and belongs is not None
            if belongs:
                found.append(person)
        return tuple(found), complete

    # --- looking ---

    def look(self, item_id: str, person: str) -> Look:
        """Find a fact, and remember that it was needed."""
        item = self.definitions.items[item_id]
        anchor = ""
        if item.relative_to:
            holder = self.look(item.relative_to, "")
            if holder.state is not State.KNOWN:
                self.waits = True
                return WAIT
            anchor = str(holder.value)
        key = Key(person if item.of_person else "", item_id, anchor)
        found = self._find(item, key)
        self.waits = self.waits or found.state is State.WAIT
        self.looks[key] = found
        return found

    def _find(self, item: Item, key: Key) -> Look:
        fact = self.situation.facts.get(key)
        if fact is not None:
            return Look(State.KNOWN, fact.value, fact.source)
        if item.type == "staff":
            return Look(State.KNOWN, "to_confirm", FactSource.STAFF)
        if item.derive:
            derived = rules.DERIVED[item.derive](self, key)
            if derived is not None:
                return derived
        if item.parts:
            return self._join(item, key.person)
        if item.among:
            members, complete = self.members(item.among)
            if not complete:
                return WAIT
            alone = self._without_choice(item, members)
            if alone is not None:
                return alone
        if item.default is not None:
            return Look(State.KNOWN, item.default, FactSource.DEFAULT)
        if item.suggest:
            suggested = rules.SUGGESTED[item.suggest](self, key)
            if suggested is not None:
                return Look(State.KNOWN, suggested, FactSource.SUGGESTED)
        return OPEN

    @staticmethod
    def _without_choice(item: Item, members: tuple[str, ...]) -> Look | None:
        """Where there is one person or nobody to choose from, nobody is asked."""
        if item.type == "members" and not members:
            return Look(State.KNOWN, (), FactSource.DERIVED)
        if item.type == "person" and len(members) < 2 and not item.outsider:
            return Look(State.KNOWN, (*members, FILER)[0], FactSource.DERIVED)
        return None

    def _join(self, item: Item, person: str) -> Look:
        """A fact made of parts is known when all its parts are."""
        looks = [self.look(part, person) for part in item.parts]
        for state in (WAIT, OPEN):
            if state in looks:
                return state
        joint = "" if item.id.endswith("address") else "　"
        texts = [str(look.value) for look in looks if look.value != ""]
        weakest = max(looks, key=lambda look: list(FactSource).index(look.source))
        return Look(State.KNOWN, joint.join(texts), weakest.source)

    # --- needs ---

    def persons_of(self, of: str) -> tuple[str, ...]:
        """Whom a need is about: a role's holder, a group's members, or the visit itself."""
        if not of:
            return ("",)
        if of in self.definitions.roles:
            holder = self.role(of)
            if holder.state in (State.OPEN, State.WAIT):
                self.waits = True
            return (str(holder.value),) if holder.state is State.KNOWN else ()
        members, complete = self.members(of)
        self.waits = self.waits or not complete
        return members

    def need(self, owner: str, entry: NeedEntry) -> list[Key]:
        """Look for all facts of a need; its keys in order (parts stay with the whole)."""
        if entry.when:
            wanted = condition.holds(self, owner, entry.when)
            if wanted is None:
                self.waits = True
            if not wanted:
                return []
        keys = []
        for person in self.persons_of(entry.of):
            for fact in entry.facts:
                item = fact if "." in fact else f"person.{fact}"
                if entry.ask == "on_check":
                    keys.append(self._on_check(item, person))
                    continue
                self.look(item, person)
                keys.append(self._key(item, person))
        return keys

    def _on_check(self, item: str, person: str) -> Key:
        """A fact that is shown on the check screen but never asked for."""
        key = self._key(item, person)
        if key not in self.looks:
            look = self._find(self.definitions.items[item], key)
            if look.state is State.KNOWN:
                self.looks[key] = look
        return key

    def _key(self, item_id: str, person: str) -> Key:
        item = self.definitions.items[item_id]
        anchor = ""
        if item.relative_to:
            anchor = str(self.look(item.relative_to, "").value or "")
        return Key(person if item.of_person else "", item_id, anchor)

    def procedure(self, entry: Procedure) -> Part:
        """Look for everything that a procedure needs."""
        keys: list[Key] = []
        for need in entry.need:
            keys.extend(self.need(entry.id, need))
        for question in entry.question:
            item = f"{entry.id}.{question.id}"
            wanted = condition.holds(self, entry.id, question.when) if question.when else True
            if wanted is None:
                self.waits = True
            if wanted:
                self.look(item, "")
                keys.append(Key("", item))
        return Part(entry.id, tuple(dict.fromkeys(keys)))


def plan(definitions: Definitions, situation: Situation) -> Plan:
    """Compute the journey."""
    reading = Reading(definitions, situation)
    proposals: tuple[Proposed, ...] | None = None
    procedures: Iterable[str] = (situation.procedure,) if situation.procedure else ()
    if situation.event:
        proposals = _propose(reading, situation.event)
        procedures = situation.accepted or () if proposals is not None else ()
    own = set(reading.looks)
    parts = [reading.procedure(definitions.procedures[name]) for name in procedures]
    pages = [*_pages(reading, parts)]
    first = [page for page in pages if own.issuperset(page.keys)]
    pages = [*first, *(page for page in pages if page not in first)]
    missing = tuple(key for key, look in reading.looks.items() if _is_missing(reading, key, look))
    return Plan(
        tuple(pages),
        len(first),
        missing,
        reading.waits,
        proposals,
        tuple(parts),
        reading.looks,
    )


def _is_missing(reading: Reading, key: Key, look: Look) -> bool:
    return look.state is State.OPEN and not reading.definitions.items[key.fact].parts


def _propose(reading: Reading, name: str) -> tuple[Proposed, ...] | None:
    """The procedures that an event raises, or None while something it depends on is open."""
    event = reading.definitions.events[name]
    for need in event.need:
        reading.need(name, need)
    decided = {
        p.procedure: condition.holds(reading, name, p.when) if p.when else True
        for p in event.propose
    }
    if any(_is_missing(reading, key, look) for key, look in reading.looks.items()):
        return None
    return tuple(
        Proposed(entry.procedure, entry.because, entry.required)
        for entry in event.propose
        if decided[entry.procedure]
    )


ASKED = (FactSource.CITIZEN, FactSource.SUGGESTED, FactSource.QR)
"""Sources whose facts keep their page: it can be gone back to."""


def _pages(reading: Reading, parts: list[Part]) -> Iterable[Page]:
    """Pages that hold something that was looked for. Placing them looks for nothing more."""
    looks, waits = dict(reading.looks), reading.waits
    for entry in reading.definitions.pages:
        if not any(key.fact in entry.ask for key in looks):
            continue
        owner = entry.of or entry.for_each
        for person in reading.persons_of(owner) if owner else ("",):
            page = _page(reading.definitions, looks, entry.id, person, entry.ask)
            if page:
                yield page
    reading.looks, reading.waits = looks, waits
    for part in parts:
        for question in reading.definitions.procedures[part.procedure].question:
            item = f"{part.procedure}.{question.id}"
            page = _page(reading.definitions, looks, item, "", [item])
            if page:
                yield page


def _page(
    definitions: Definitions, looks: Mapping[Key, Look], name: str, person: str, items: list[str]
) -> Page | None:
    keys = [
        key
        for item in items
        for key, look in looks.items()
        if key.fact == item
        and key.person == (person if definitions.items[item].of_person else "")
        and (look.state is State.OPEN or (look.state is State.KNOWN and look.source in ASKED))
    ]
    if not keys:
        return None
    is_open = any(looks[key].state is State.OPEN for key in keys)
    return Page(f"{name}.{person}" if person else name, tuple(keys), is_open)
