"""The shape of definition files: what each `[[entry]]` may hold. Strict, and nothing unknown passes."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FactType = Literal[
    "text",
    "kana",
    "date",
    "month",
    "number",
    "yes_no",
    "choice",
    "choices",
    "phone",
    "code",
    "address",
    "fiscal_year",
    "person",
    "members",
    "people",
    "staff",
]
IDENTIFIER = r"^[a-z][a-z0-9_]*$"
PATH = r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"


class Entry(BaseModel):
    """Every entry: frozen, strict types, no key that we do not know."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class OptionEntry(Entry):
    """One thing to choose. `when`: only offered if the condition holds."""

    id: str
    text: str
    help: str = ""
    when: str = ""


class FactEntry(Entry):
    """A fact of the vocabulary and the shared question that asks for it.

    `outsider`: a `person` may also be someone outside the group (value `other`).
    `parts`: the fact is these, joined. `suggest`: a named rule fills it in on its page. `derive`: a
    named rule knows it without asking. `reading`: what was typed to find the kanji answers that
    fact too.
    """

    path: str = Field(pattern=PATH)
    type: FactType
    label: str
    question: str = ""
    help: str = ""
    choices: str = ""
    check: str = ""
    optional: bool = False
    suggest: str = ""
    default: str | int | bool | None = None
    derive: str = ""
    parts: list[str] = []
    relative_to: str = ""
    among: str = ""
    reading: str = ""
    outsider: bool = False
    keyboard: Literal["", "kana", "latin", "digits"] = ""
    carry: Literal["identity", "visit", "never"] = "visit"
    protect: Literal["plain", "private", "never_stored"] = "private"
    purposes: list[str] = []
    qr: bool = False
    gif: str = ""


class ChoicesEntry(Entry):
    id: str = Field(pattern=IDENTIFIER)
    options: list[OptionEntry] = Field(min_length=1)


class RoleEntry(Entry):
    """One person who takes part: held by a fact of type `person`, or found by a named rule."""

    id: str = Field(pattern=IDENTIFIER)
    fact: str = ""
    rule: str = ""


class GroupEntry(Entry):
    """Several persons: the filer and those of a fact of type `people`, where a condition holds."""

    id: str = Field(pattern=IDENTIFIER)
    of: str
    without_filer: bool = False
    where: str = ""


class ConditionEntry(Entry):
    """A condition with a name and a sentence; exactly one way of deciding."""

    id: str = Field(pattern=IDENTIFIER)
    says: str
    fact: str = ""
    is_: str | int | bool | None = Field(default=None, alias="is")
    one_of: list[str] = []
    at_least: int | None = None
    at_most: int | None = None
    before: date | None = None
    present: bool | None = None
    age_at_least: int | None = None
    age_at_most: int | None = None
    school_year_age_at_most: int | None = None
    count_at_least: int | None = None
    count_at_most: int | None = None
    on: str = ""
    some: str = ""
    every: str = ""
    meets: str = ""
    all: list[str] = []
    any: list[str] = []
    not_: str = Field(default="", alias="not")


class PageEntry(Entry):
    id: str = Field(pattern=IDENTIFIER)
    ask: list[str] = Field(min_length=1, max_length=2)
    of: str = ""
    for_each: str = ""


class NeedEntry(Entry):
    facts: list[str] = Field(min_length=1)
    of: str = ""
    when: str = ""
    ask: Literal["required", "optional", "on_check"] = "required"


class QuestionEntry(Entry):
    """A question that only this procedure has: a page of its own."""

    id: str = Field(pattern=IDENTIFIER)
    type: FactType
    label: str
    question: str
    help: str = ""
    options: list[OptionEntry] = []
    when: str = ""
    default: str | int | bool | None = None
    at_least: int | None = None
    at_most: int | None = None
    among: str = ""
    scope: Literal["application", "procedure"] = "application"


class DateStep(Entry):
    days: int | None = None
    count: Literal["next_day", "same_day", "open_days"] = "next_day"
    months: int | None = None
    set_month: int | None = Field(default=None, ge=1, le=12)
    set_day: int | Literal["last"] | None = None
    closed: Literal["next_open_day", "previous_open_day", ""] = ""
    weekday: int | None = Field(default=None, ge=0, le=6)


class DateEntry(Entry):
    """A day that is counted: a deadline."""

    id: str = Field(pattern=IDENTIFIER)
    from_: str = Field(alias="from")
    steps: list[DateStep] = []
    not_after: date | None = None
    not_before: date | None = None
    label: str = ""
    empty: str = ""


class FeeEntry(Entry):
    """Yen; `times` names a question with a number."""

    id: str = Field(pattern=IDENTIFIER)
    label: str
    register_code: str
    amount: int = Field(ge=0)
    times: str = ""
    free_when: str = ""


class DocumentEntry(Entry):
    id: str = Field(pattern=IDENTIFIER)
    text: str
    when: str = ""


class FilerEntry(Entry):
    capacity: Literal[
        "self", "householder", "household", "legal_representative", "agent", "facility"
    ]
    documents: list[str] = []
    when: str = ""


class Procedure(Entry):
    """One procedure: a folder's `definition.toml`."""

    id: str = Field(pattern=IDENTIFIER)
    form: str
    version: int = Field(ge=1)
    effective_from: date
    effective_to: date | None = None
    kind: Literal["notification", "application", "claim"]
    title: str
    legal_basis: str
    counter: str
    identity: Literal["none", "touched", "pin"]
    signature: Literal["none", "stub", "sheet", "pad"]
    sensitive: bool = False
    ticket_label: str = ""
    agent_first: bool = False
    purpose: str = ""
    find: list[str] = []
    need: list[NeedEntry] = []
    question: list[QuestionEntry] = []
    condition: list[ConditionEntry] = []
    dates: list[DateEntry] = Field(default=[], alias="date")
    fee: list[FeeEntry] = []
    document: list[DocumentEntry] = []
    filer: list[FilerEntry] = []


class SetEntry(Entry):
    """A fact that choosing the event answers: the tile was the question."""

    fact: str
    value: str | int | bool


class ProposeEntry(Entry):
    procedure: str
    as_: Literal["file", "prepare", "guide", "deemed", "entitled"] = Field(alias="as")
    because: str
    when: str = ""
    take: Literal["always", "asked"] = "always"
    required: bool = False


class LifeEvent(Entry):
    """Something that happened, and the procedures that it raises."""

    id: str = Field(pattern=IDENTIFIER)
    title: str
    version: int = Field(ge=1)
    effective_from: date
    effective_to: date | None = None
    find: list[str] = []
    sets: list[SetEntry] = []
    need: list[NeedEntry] = []
    condition: list[ConditionEntry] = []
    propose: list[ProposeEntry] = Field(min_length=1)


class WordEntry(Entry):
    """A word that answers are told in: yes, everybody, …"""

    id: str = Field(pattern=IDENTIFIER)
    text: str


class VocabularyFile(Entry):
    """One file of the vocabulary."""

    word: list[WordEntry] = []
    fact: list[FactEntry] = []
    choices: list[ChoicesEntry] = []
    role: list[RoleEntry] = []
    group: list[GroupEntry] = []
    condition: list[ConditionEntry] = []


class PagesFile(Entry):
    page: list[PageEntry]


class Counter(Entry):
    """A place in the city hall; `plate` is what stands above it."""

    id: str = Field(pattern=IDENTIFIER)
    plate: str
    place: str
    place_en: str


class Town(Entry):
    postal_code: str = Field(pattern=r"^[0-9]{7}$")
    prefecture: str
    city: str
    towns: list[str] = Field(min_length=1)


class Municipality(Entry):
    code: str = Field(pattern=r"^[0-9]{6}$")
    name: str
    office: str
    name_en: str
    office_en: str
    counter: list[Counter] = Field(min_length=1)
    town: list[Town] = []


class Calendar(Entry):
    """Closed days besides Saturdays and Sundays."""

    closed_yearly: list[str] = []
    closed: list[date] = []
