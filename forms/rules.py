"""The named rules of the vocabulary: who holds a role, what can be derived or suggested."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from forms.look import NONE, WAIT, Look, State
from forms.vocabulary import FILER, NOBODY, FactSource, Key, Value

if TYPE_CHECKING:
    from forms.journey import Reading

SPOUSES = ("wife", "husband")
SEX_OF_RELATION = {"wife": "2", "mother": "2", "husband": "1", "father": "1"}


def _known(value: Value) -> Look:
    return Look(State.KNOWN, value, FactSource.DERIVED)


def filer(reading: Reading) -> Look:
    """Who stands at the kiosk."""
    del reading
    return _known(FILER)


def spouse_of_claimant(reading: Reading) -> Look:
    """The claimant's wife or husband among those who moved in: the filer, or the filer's spouse."""
    claimant = reading.role("claimant")
    people = reading.look("household.companions", "")
    if claimant.state is not State.KNOWN or not isinstance(people.value, tuple):
        return WAIT
    couple = next((p for p in people.value if _relation(reading, p) in SPOUSES), NOBODY)
    if couple == NOBODY:
        return NONE
    pair = {FILER: couple, couple: FILER}
    other = pair.get(str(claimant.value), NOBODY)
    return _known(other) if other else NONE


def _relation(reading: Reading, person: str) -> str:
    """What a companion is to the filer; given when the companion was added."""
    fact = reading.situation.facts.get(Key(person, "person.relation_to_filer"))
    return str(fact.value) if fact else ""


def today(reading: Reading, key: Key) -> Look | None:
    """The day on which the visit began."""
    del key
    return _known(reading.situation.day)


def sex_from_relation(reading: Reading, key: Key) -> Look | None:
    """妻 and 母 are women, 夫 and 父 men; of children nothing is known."""
    sex = SEX_OF_RELATION.get(_relation(reading, key.person))
    return _known(sex) if sex else None


def relationship_to_householder(reading: Reading, key: Key) -> Look | None:
    """続柄 to the householder (`key.anchor`), where it follows from that to the filer."""
    if key.person == key.anchor:
        return _known("householder")
    relation = _relation(reading, key.person)
    if key.anchor == FILER:
        return _known(relation) if relation and relation != "other" else None
    of_head = _relation(reading, key.anchor)
    if of_head in SPOUSES:
        if key.person == FILER:
            return _known("husband" if of_head == "wife" else "wife")
        if relation == "child":
            return _known("child")
    if of_head in ("father", "mother") and key.person == FILER:
        return _known("child")
    return None


def filer_family_name(reading: Reading, key: Key) -> Value | None:
    """Families mostly share one surname; it can be changed on the page."""
    return _of_filer(reading, key)


def _of_filer(reading: Reading, key: Key) -> Value | None:
    if key.person == FILER:
        return None
    look = reading.look(key.fact, FILER)
    return look.value if look.state is State.KNOWN and look.value != "" else None


ROLES: dict[str, Callable[[Reading], Look]] = {
    "filer": filer,
    "spouse_of_claimant": spouse_of_claimant,
}
DERIVED: dict[str, Callable[[Reading, Key], Look | None]] = {
    "today": today,
    "sex_from_relation": sex_from_relation,
    "relationship_to_householder": relationship_to_householder,
}
SUGGESTED: dict[str, Callable[[Reading, Key], Value | None]] = {
    "filer_family_name": filer_family_name,
    "filer_family_name_kana": filer_family_name,
}
