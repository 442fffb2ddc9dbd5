"""A visit: everything known about the person at the kiosk, in one object that can be dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from forms.journey import Plan, Situation, plan
from forms.vocabulary import Definitions, Facts, Key
from kiosk.domain.entry import Draft
from kiosk.domain.events import CardChanged, ReadinessChanged
from kiosk.domain.receipt import Receipt


class Stage(StrEnum):
    """Where the visit is. Screens follow from it; it never follows from screens."""

    START = "start"
    PURPOSE = "purpose"
    CARD = "card"
    PIN = "pin"
    PIN_REFUSED = "pin_refused"  # one try left, locked, or another way wanted
    BIRTH_FOR_CARD = "birth_for_card"  # number B: the birth date first
    SECURITY_CODE = "security_code"  # number B: then the four digits printed on the card
    CODE = "code"
    FACTS = "facts"
    QUESTIONS = "questions"
    PROPOSALS = "proposals"
    CHECK = "check"
    SENDING = "sending"
    ACCEPTED = "accepted"
    THANKS = "thanks"


class Overlay(StrEnum):
    """A whole-screen page laid over the visit; what lies below stays as it is."""

    NONE = ""
    QUIT = "quit"
    IDLE = "idle"
    LANGUAGE = "language"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something expected that went wrong: `id` leads to the texts, `detail` to figures in them."""

    id: str
    detail: str = ""


Printing = Literal["printing", "printed", "not_printed", "unknown"]


@dataclass(frozen=True, slots=True)
class Received:
    """What the citizen leaves with."""

    number: str
    received_at: datetime
    receipt: Receipt
    printing: Printing = "printing"
    print_fault: str = ""
    delivered: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What is fixed when a visit begins: the day, the definitions, this kiosk and its languages."""

    day: date
    definitions: Definitions
    kiosk: str
    new_ids: tuple[str, ...]  # one for the visit's applications each; UUIDv7 texts
    languages: tuple[str, ...] = ("ja", "en")
    purposes: tuple[str, ...] = ("resident_record_copy", "moving_in")
    idle_warning: float = 120.0
    idle_end: float = 165.0
    thanks: float = 6.0
    done_end: float = 40.0


@dataclass(frozen=True, slots=True)
class Visit:
    """One citizen at the kiosk, from the first touch to the wipe. Its repr shows no fact."""

    id: str
    language: str = "ja"
    stage: Stage = Stage.START
    overlay: Overlay = Overlay.NONE
    purpose: str = ""
    facts: Facts = field(default_factory=dict)
    accepted: tuple[str, ...] | None = None
    declined: frozenset[str] = frozenset()
    page: str = ""  # the page shown, empty: the next open one
    revisit: tuple[str, ...] = ()  # pages left by Back, shown again on the way forward
    editing: tuple[tuple[Key, ...], ...] = ()  # fields to change, then straight back
    edit_return: Stage | None = None
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    focus: str = ""
    keyboard: str = ""
    fault: Fault | None = None
    card: CardChanged = CardChanged("empty")
    readiness: ReadinessChanged = ReadinessChanged(card=True, camera=True, printer=True)
    secret_length: int = 0
    reading: bool = False
    identity: str = "none"  # none, touched, pin, number_b: the level reached
    received: Received | None = None
    staff_called: bool = False
    idle: float = 0.0
    next_person: int = 2

    def __repr__(self) -> str:
        return f"Visit({self.id}, {self.stage.value})"


def situation(visit: Visit, context: Context) -> Situation:
    """The visit as the journey sees it."""
    if visit.purpose in context.definitions.events:
        return Situation(visit.facts, context.day, event=visit.purpose, accepted=visit.accepted)
    return Situation(visit.facts, context.day, procedure=visit.purpose)


def journey(visit: Visit, context: Context) -> Plan:
    """The journey of the visit as it is now."""
    return plan(context.definitions, situation(visit, context))


def value_of(visit: Visit, fact: str, person: str = "") -> object:
    """A stored value, or None."""
    found = visit.facts.get(Key(person, fact))
    return None if found is None else found.value
