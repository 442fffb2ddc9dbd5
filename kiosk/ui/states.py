"""What each screen shows, as frozen data. The presenter makes them, view-models hand them to QML.

Texts that belong to a visit (questions, names, answers) arrive resolved in the citizen's language;
fixed words stand in QML by id (`qsTrId`). Fields called `…_id` are text ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NextKind = Literal["primary", "blocked", "words", "none"]
Source = Literal["card", "qr", "citizen", "earlier", "staff", "default", ""]


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every screen of a visit.

    `station` counts 0..4 (用件 カード 質問 確認 受付票), -1 hides the line. `next_kind` `blocked`
    says why in its label; `words` is plain text in the button's place.
    """

    city: str
    language: str
    visit_name: str = ""
    station: int = -1
    eyebrow: str = ""
    heading: str = ""
    help: str = ""
    back: bool = True
    next_label: str = ""
    next_icon: str = "arrow_forward"
    next_kind: NextKind = "primary"
    finish: bool = False  # the fourth help reads 終わる instead of やめる
    staff_called: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    id: str
    icon: str
    title: str
    minutes: str = ""  # empty: no figure of this office yet, so none is shown


@dataclass(frozen=True, slots=True)
class StartScreen:
    """01: the start. `languages` as (id, own name)."""

    frame: Frame
    tiles: tuple[Tile, ...]
    languages: tuple[tuple[str, str], ...]
    card: bool = True  # a reader works: the band invites the card
    camera: bool = True  # a camera works: QR codes can be shown


@dataclass(frozen=True, slots=True)
class CardScreen:
    """03: put the card on the reader. `reading` shows the real step while it is read."""

    frame: Frame
    reading: str = ""
    problem: str = ""
    problem_detail: str = ""
    camera: bool = True


@dataclass(frozen=True, slots=True)
class PinScreen:
    """04: `length` digits have been pressed; which ones is known to the card worker alone."""

    frame: Frame
    cells: int
    length: int
    tries_left: int  # 0: not known
    problem: str = ""
    skip: bool = True  # a way without the PIN is offered below the keys


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: `id` is what ChangePressed carries, empty where it cannot be changed."""

    id: str
    label: str
    value: str
    source: Source = ""
    change: bool = False


@dataclass(frozen=True, slots=True)
class FactsScreen:
    """05: what was read; `take_card` shows the band until the card is away."""

    frame: Frame
    rows: tuple[Row, ...]
    take_card: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    id: str
    title: str
    reason: str
    taken: bool
    tag: str = ""
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class ProposalsScreen:
    """06: procedures that the answers raise, each with its reason."""

    frame: Frame
    proposals: tuple[Proposal, ...]
    total: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    title: str
    detail: str = ""
    chosen: bool = False
    outlined: bool = False  # わからない and other ways out
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class ChoiceScreen:
    """07: choose one, or several when `several`; plates carry 1..n."""

    frame: Frame
    options: tuple[Option, ...]
    several: bool = False
    problem: str = ""
    problem_detail: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the household. `id` empty: cannot be removed."""

    id: str
    relation: str
    name: str
    detail: str
    source: Source = ""


@dataclass(frozen=True, slots=True)
class PeopleScreen:
    """08: who belongs to the visit: persons so far, and relation tiles that add one."""

    frame: Frame
    members: tuple[Member, ...]
    relations: tuple[Option, ...]
    problem: str = ""
    problem_detail: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A box to type in. `caret` counts characters from the start; -1 where the field has no focus."""

    id: str
    label: str
    text: str
    caret: int = -1
    placeholder: str = ""
    wrong: bool = False
    unit: str = ""  # 年 月 日 after a box of a date


Keyboard = Literal["kana", "latin", "digits", "none"]


@dataclass(frozen=True, slots=True)
class TextScreen:
    """09: one or two typed fields and the panel for them.

    `candidates` are writings in kanji of the kana typed so far; `keyboards` are the panels to
    switch between (OptionPressed `keyboard.<name>`).
    """

    frame: Frame
    fields: tuple[Field, ...]
    keyboard: Keyboard
    keyboards: tuple[Keyboard, ...] = ()
    candidates: tuple[Option, ...] = ()
    note: str = ""
    problem: str = ""
    problem_detail: str = ""
    unknown: str = ""  # label of わからない (OptionPressed `unknown`), empty: not offered


@dataclass(frozen=True, slots=True)
class DateScreen:
    """10: era, year, month, day; `western` repeats the date with weekday and age."""

    frame: Frame
    eras: tuple[Option, ...]
    fields: tuple[Field, ...]
    western: str = ""
    age: str = ""
    quick: tuple[Option, ...] = ()  # today, yesterday, not sure
    problem: str = ""
    problem_detail: str = ""


@dataclass(frozen=True, slots=True)
class PostalScreen:
    """09b: seven digits, then the towns they stand for. `digits` holds what was typed so far."""

    frame: Frame
    digits: str
    towns: tuple[Option, ...]
    unknown: str = ""
    problem: str = ""
    problem_detail: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CheckScreen:
    """11: all answers; the screen splits them into pages itself: 申請 stands on the last one only.

    `submit_label` is the next label of the last page; before it 続きを見る. `sending` blocks it.
    """

    frame: Frame
    groups: tuple[Group, ...]
    submit_label: str
    sending: str = ""
    problem: str = ""
    problem_detail: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the route: counter number, place, what is done there."""

    plate: str
    place: str
    what: str


@dataclass(frozen=True, slots=True)
class AcceptedScreen:
    """12 and 15: received. `printing` is printing, printed, not_printed, unknown; `delivery` words 30."""

    frame: Frame
    number: str
    stamp_date: str
    stops: tuple[Stop, ...]
    printing: Literal["printing", "printed", "not_printed", "unknown"]
    delivery: str
    problem: str = ""
    problem_detail: str = ""
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class CodeScreen:
    """QR code: hold it before the camera."""

    frame: Frame
    problem: str = ""
    problem_detail: str = ""


@dataclass(frozen=True, slots=True)
class MessageScreen:
    """A whole-screen page: quit, idle, staff called, another card, locked PIN, out of service, thanks.

    `big` is shown 52 u high (seconds left) between `big_before` and `big_after`; `bar` 0..1 runs down
    below it, -1 hides it; `note` is small print below. Each option is a button: OptionPressed(id);
    the first is the primary one when `primary`.
    """

    frame: Frame
    icon: str
    options: tuple[Option, ...]
    primary: bool = True
    body: str = ""
    big: str = ""
    bar: float = -1.0
    slab: bool = True
    alert: bool = False
    big_before: str = ""
    big_after: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LanguageScreen:
    """19: languages, each in itself. LanguageChosen(id)."""

    frame: Frame
    languages: tuple[Option, ...]


Screen = (
    StartScreen
    | CardScreen
    | PinScreen
    | FactsScreen
    | ProposalsScreen
    | ChoiceScreen
    | PeopleScreen
    | TextScreen
    | DateScreen
    | PostalScreen
    | CheckScreen
    | AcceptedScreen
    | CodeScreen
    | MessageScreen
    | LanguageScreen
)
