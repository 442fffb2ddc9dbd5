"""Pages of questions: which screen shows them and with what in it."""

from __future__ import annotations

from dataclasses import replace

from forms import era
from forms.age import everyday_age_on
from forms.kanji import candidates
from forms.vocabulary import Item, Key
from kiosk.domain import answering
from kiosk.domain.entry import Draft, kana_tail
from kiosk.domain.visit import Stage
from kiosk.domain.wording import OUTSIDER
from kiosk.ui.present import BADGES, Presenting
from kiosk.ui.states import (
    ChoiceScreen,
    DateScreen,
    Field,
    Frame,
    Keyboard,
    Member,
    Option,
    PeopleScreen,
    PostalScreen,
    Screen,
    TextScreen,
)

ERAS_OF_BIRTH = ("reiwa", "heisei", "showa", "taisho")
CANDIDATES = 6


def question(presenting: Presenting) -> Screen:
    """The page that is asked now."""
    keys = answering.page_keys(presenting.visit, presenting.context)
    item = answering.item_of(presenting.context, keys[0])
    if item.type == "date":
        return _date(presenting, keys[0], item)
    if item.type == "address" and not answering.is_typed(presenting.visit, keys[0]):
        return _postal(presenting, keys[0])
    if item.type == "people":
        return _people(presenting, keys[0])
    if item.type in (*answering.TEXT_TYPES, "address"):
        return _text(presenting, keys)
    return _choice(presenting, keys[0], item)


def _frame(presenting: Presenting, key: Key) -> Frame:
    return presenting.frame(
        eyebrow=_eyebrow(presenting),
        heading=presenting.wording.question(key),
        help=presenting.wording.help(key),
    )


def _eyebrow(presenting: Presenting) -> str:
    """質問 3／9 where the whole way is known, 質問 3 while earlier answers decide how long it is."""
    visit, plan = presenting.visit, presenting.plan
    if visit.editing or visit.stage is not Stage.QUESTIONS:
        return ""
    ids = [page.id for page in plan.pages]
    number = ids.index(visit.page) + 1 if visit.page in ids else 1
    undecided = plan.waits or (
        plan.proposals is None and bool(presenting.context.definitions.events.get(visit.purpose))
    )
    if undecided or (
        visit.accepted is None and visit.purpose in presenting.context.definitions.events
    ):
        return presenting.text("question.number", number=number)
    return presenting.text("question.number_of", number=number, total=len(ids))


# --- choices ---


def _choice(presenting: Presenting, key: Key, item: Item) -> ChoiceScreen:
    problem, detail = presenting.fault()
    picked = presenting.visit.picks.get(str(key), ())
    options = tuple(
        replace(option, chosen=option.id in picked) for option in _options(presenting, item)
    )
    several = item.type in ("members", "choices")
    everybody = bool(picked) and set(picked) == {
        o.id for o in options if o.id not in ("all", "nobody")
    }
    if item.type == "members" and everybody:
        options = tuple(replace(o, chosen=o.chosen or o.id == "all") for o in options)
    return ChoiceScreen(_frame(presenting, key), options, several, problem, detail)


def _options(presenting: Presenting, item: Item) -> list[Option]:
    definitions = presenting.context.definitions
    if item.type == "yes_no":
        return [Option(name, definitions.word(presenting.language, name)) for name in ("yes", "no")]
    if item.among:
        return _people_options(presenting, item)
    return [
        Option(
            option.id,
            definitions.option_text(presenting.language, item, option),
            definitions.option_text(presenting.language, item, option, "help"),
        )
        for option in item.options
    ]


def _people_options(presenting: Presenting, item: Item) -> list[Option]:
    """Persons with their birth date; 全員 and だれもいない where several may be meant."""
    word = presenting.context.definitions.word
    members = answering.members_of(presenting.visit, presenting.context, item)
    options = [
        Option(person, presenting.wording.name(person), _detail(presenting, person))
        for person in members
    ]
    if item.type == "members":
        if len(members) > 1:
            options.insert(0, Option("all", word(presenting.language, "everybody")))
        options.append(Option("nobody", word(presenting.language, "nobody"), outlined=True))
    if item.outsider:
        options.append(Option(OUTSIDER, word(presenting.language, "outsider"), outlined=True))
    return options


def _detail(presenting: Presenting, person: str) -> str:
    """Relation and birth date, so that two children are told apart."""
    born = presenting.visit.facts.get(Key(person, "person.date_of_birth"))
    parts = [presenting.wording.relation(person)] if presenting.wording.full_name(person) else []
    if born is not None:
        item = presenting.context.definitions.items["person.date_of_birth"]
        parts.append(presenting.wording.text(item, born.value))
    return "　".join(part for part in parts if part)


# --- people ---


def _people(presenting: Presenting, key: Key) -> PeopleScreen:
    visit, problem = presenting.visit, presenting.fault()
    persons = visit.picks.get(str(key), ())
    item = presenting.context.definitions.items["person.relation_to_filer"]

    def relation_text(relation: str) -> str:
        return presenting.wording.text(item, relation)

    members = [
        Member(
            "",
            presenting.text("people.filer"),
            presenting.wording.name("p1"),
            _detail(presenting, "p1"),
        )
    ]
    for person in persons:
        relation = visit.facts[Key(person, "person.relation_to_filer")]
        members.append(
            Member(
                person,
                relation_text(str(relation.value)),
                presenting.wording.name(person),
                _detail(presenting, person),
                BADGES[relation.source],
            )
        )
    relations = tuple(
        Option(
            option.id,
            relation_text(option.id),
            enabled=answering.relation_allowed(visit, persons, option.id),
        )
        for option in item.options
    )
    frame = replace(
        _frame(presenting, key),
        next_label=presenting.text("people.go_on", count=len(persons) + 1),
    )
    return PeopleScreen(frame, tuple(members), relations, *problem)


# --- dates ---


def _date(presenting: Presenting, key: Key, item: Item) -> DateScreen:
    visit, context = presenting.visit, presenting.context
    problem, detail = presenting.fault()
    chosen = (visit.picks.get(f"{key}#era") or ("reiwa",))[0]
    birth = item.check == "date_of_birth"
    eras = tuple(
        Option(
            name,
            _era_name(presenting, name),
            chosen=name == chosen,
            enabled=birth or name in ("reiwa", "western"),
        )
        for name in (*ERAS_OF_BIRTH, "western")
    )
    found = answering.typed_date(visit, key)
    western = age = ""
    if found is not None:
        western = (
            era.western(found) if presenting.language == "ja" else presenting.wording.date(found)
        )
        if birth and found <= context.day:
            age = presenting.text("date.age", age=everyday_age_on(found, context.day))
    quick: tuple[Option, ...] = ()
    if item.check == "not_after_today":
        quick = tuple(
            Option(name, presenting.text(f"date.{name}")) for name in ("today", "yesterday")
        )
    return DateScreen(
        _frame(presenting, key),
        eras,
        _date_fields(presenting, key),
        western,
        age,
        quick,
        problem,
        detail,
    )


def _era_name(presenting: Presenting, name: str) -> str:
    if name == "western":
        return presenting.text("date.era_western")
    return era.BY_ID[name].name if presenting.language == "ja" else era.BY_ID[name].romanised


def _date_fields(presenting: Presenting, key: Key) -> tuple[Field, ...]:
    visit, fields = presenting.visit, []
    wrong = visit.fault is not None and visit.fault.id.startswith(("date_", "born_"))
    for part in answering.DATE_PARTS:
        name = f"{key}#{part}"
        draft = visit.drafts.get(name, Draft())
        focused = visit.focus == name
        here = visit.fault is not None and visit.fault.detail == name
        fields.append(
            Field(
                name,
                presenting.text(f"date.{part}_label"),
                draft.text,
                draft.caret if focused else -1,
                wrong=wrong if visit.fault and visit.fault.id != "date_incomplete" else here,
                unit=presenting.text(f"date.{part}"),
            )
        )
    return tuple(fields)


# --- typing ---


def _postal(presenting: Presenting, key: Key) -> PostalScreen:
    visit = presenting.visit
    picked = visit.picks.get(str(key), ())
    towns = tuple(
        Option(f"town.{number}", town, chosen=f"town.{number}" in picked)
        for number, town in enumerate(answering.towns_of(visit, presenting.context, key))
    )
    code = visit.drafts.get(f"{key}#postal", Draft()).text
    return PostalScreen(
        _frame(presenting, key), code, towns, presenting.text("postal.unknown"), *presenting.fault()
    )


def _text(presenting: Presenting, keys: tuple[Key, ...]) -> TextScreen:
    visit = presenting.visit
    fields = []
    for name in answering.fields_of(visit, presenting.context):
        key = Key.parse(name.split("#")[0])
        draft = visit.drafts.get(name, Draft())
        fields.append(
            Field(
                name,
                presenting.wording.label(key),
                draft.text,
                draft.caret if visit.focus == name else -1,
                wrong=visit.fault is not None and visit.fault.detail == name,
            )
        )
    item = answering.item_of(
        presenting.context, Key.parse(visit.focus.split("#")[0]) if visit.focus else keys[0]
    )
    keyboards = _keyboards(item)
    keyboard: Keyboard = next((k for k in keyboards if k == visit.keyboard), keyboards[0])
    return TextScreen(
        _frame(presenting, keys[0]),
        tuple(fields),
        keyboard,
        keyboards if len(keyboards) > 1 else (),
        _candidates(presenting, item),
        "",
        *presenting.fault(),
    )


def _keyboards(item: Item) -> tuple[Keyboard, ...]:
    if item.type == "kana":
        return ("kana",)
    if item.type in ("phone", "code", "number"):
        return ("digits",)
    if item.keyboard == "digits":
        return ("digits", "kana", "latin")
    return ("kana", "latin", "digits")


def _candidates(presenting: Presenting, item: Item) -> tuple[Option, ...]:
    """Writings of the kana at the end of the text; フリガナ stays kana."""
    if item.type not in ("text", "address"):
        return ()
    tail = kana_tail(presenting.visit.drafts.get(presenting.visit.focus, Draft()))
    return tuple(Option(f"candidate.{word}", word) for word in candidates(tail)[:CANDIDATES])
