"""One page of questions: what is typed and picked on it, and what becomes of it on 次へ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from forms import era, postal
from forms.journey import Reading
from forms.look import State
from forms.validation import DATE_CHECKS, TEXT_CHECKS, digits, katakana
from forms.vocabulary import FILER, Fact, FactSource, Item, Key, Value
from kiosk.domain import entry
from kiosk.domain.entry import Draft
from kiosk.domain.visit import Context, Fault, Stage, Visit, journey, situation

DATE_PARTS = ("year", "month", "day")
TEXT_TYPES = ("text", "kana", "phone", "code", "number", "fiscal_year", "month")
LIMITS = {"phone": 11, "code": 7, "number": 2}
RELATIONS_ONCE = ("wife", "husband", "father", "mother")
OTHERS = {"wife": ("husband",), "husband": ("wife",)}


def item_of(context: Context, key: Key) -> Item:
    return context.definitions.items[key.fact]


def page_keys(visit: Visit, context: Context) -> tuple[Key, ...]:
    """The facts that the page on screen asks for."""
    if visit.stage is Stage.BIRTH_FOR_CARD:
        return (Key(FILER, "person.date_of_birth"),)
    if visit.editing:
        return visit.editing[0]
    plan = journey(visit, context)
    page = next((page for page in plan.pages if page.id == visit.page), None) or plan.next
    return page.keys if page else ()


def fields_of(visit: Visit, context: Context) -> tuple[str, ...]:
    """Ids of the boxes on the page that can be typed in, in order."""
    fields: list[str] = []
    for key in page_keys(visit, context):
        kind = item_of(context, key).type
        if kind == "date":
            fields += [f"{key}#{part}" for part in DATE_PARTS]
        elif kind == "address":
            fields.append(f"{key}#typed" if is_typed(visit, key) else f"{key}#postal")
        elif kind in TEXT_TYPES:
            fields.append(str(key))
    return tuple(fields)


def is_typed(visit: Visit, key: Key) -> bool:
    """Whether a town is typed because its postal code is not known."""
    return bool(visit.picks.get(f"{key}#typed"))


def enter(visit: Visit, context: Context) -> Visit:
    """Come to a page: boxes and picks hold what is known, the caret stands in the first open box."""
    reading = Reading(context.definitions, situation(visit, context))
    drafts: dict[str, Draft] = {}
    picks: dict[str, tuple[str, ...]] = {}
    focus = ""
    for key in page_keys(visit, context):
        item = item_of(context, key)
        look = reading.look(key.fact, key.person)
        value = look.value if look.state is State.KNOWN else None
        key_drafts, key_picks = _filled(item, key, value)
        drafts |= key_drafts
        picks |= key_picks
        if value is None and not focus and item.type in (*TEXT_TYPES, "date", "address"):
            focus = next((f for f in fields_of(visit, context) if f.startswith(str(key))), "")
    visit = replace(visit, drafts=drafts, picks=picks, fault=None, keyboard="")
    fields = fields_of(visit, context)
    return replace(visit, focus=focus or (fields[0] if fields else ""))


def _filled(
    item: Item, key: Key, value: Value | None
) -> tuple[dict[str, Draft], dict[str, tuple[str, ...]]]:
    """Drafts and picks that show a value."""
    name = str(key)
    if item.type == "date":
        return _filled_date(name, value)
    if value is None:
        return {}, {}
    if item.type == "address":
        return {f"{name}#typed": Draft.of(str(value))}, {f"{name}#typed": ("yes",)}
    if item.type in TEXT_TYPES:
        return {name: Draft.of(str(value))}, {}
    if isinstance(value, bool):
        return {}, {name: ("yes" if value else "no",)}
    if isinstance(value, tuple):
        empty = item.type == "members" and not value
        return {}, {name: ("nobody",) if empty else value}
    return {}, {name: (str(value),)}


def _filled_date(
    name: str, value: Value | None
) -> tuple[dict[str, Draft], dict[str, tuple[str, ...]]]:
    if not isinstance(value, date):
        return {}, {f"{name}#era": ("reiwa",)}
    found, year = era.year_of(value)
    texts = zip(DATE_PARTS, (year, value.month, value.day), strict=True)
    drafts = {f"{name}#{part}": Draft.of(str(number)) for part, number in texts}
    return drafts, {f"{name}#era": (found.id,)}


# --- touches ---


def key_pressed(visit: Visit, context: Context, key: str) -> Visit:
    """A key of a panel goes to the box with the caret."""
    fields = fields_of(visit, context)
    if key in ("next_field", "previous_field"):
        return _move_focus(visit, fields, 1 if key == "next_field" else -1)
    field = visit.focus
    if field not in fields:
        return visit
    item = context.definitions.items[Key.parse(field.split("#")[0]).fact]
    if _takes_digits(item, field) and len(key) == 1 and not (key.isascii() and key.isdigit()):
        return visit
    limit = _limit(item, field)
    draft = entry.press(visit.drafts.get(field, Draft()), key, limit)
    visit = replace(visit, drafts={**visit.drafts, field: draft}, fault=None)
    if field.endswith("#postal"):
        visit = _pick_only_town(visit, context, field)
    return visit


def _takes_digits(item: Item, field: str) -> bool:
    return item.type in ("date", "phone", "code", "number") or field.endswith("#postal")


def _limit(item: Item, field: str) -> int:
    if field.endswith("#postal"):
        return 7
    if item.type == "date":
        return 4 if field.endswith("#year") else 2
    return LIMITS.get(item.type, 60)


def _move_focus(visit: Visit, fields: tuple[str, ...], by: int) -> Visit:
    if visit.focus not in fields:
        return visit
    index = min(max(fields.index(visit.focus) + by, 0), len(fields) - 1)
    return replace(visit, focus=fields[index])


def towns_of(visit: Visit, context: Context, key: Key) -> tuple[str, ...]:
    """Towns behind the postal code typed so far."""
    code = visit.drafts.get(f"{key}#postal", Draft()).text
    if len(code) != 7:
        return ()
    return postal.towns(code, context.definitions.municipality.town)


def _pick_only_town(visit: Visit, context: Context, field: str) -> Visit:
    """A code that stands for one town is the answer already; every change picks anew."""
    key = Key.parse(field.removesuffix("#postal"))
    towns = towns_of(visit, context, key)
    picks = {name: pick for name, pick in visit.picks.items() if name != str(key)}
    if len(towns) == 1:
        picks[str(key)] = ("town.0",)
    return replace(visit, picks=picks)


def option_pressed(visit: Visit, context: Context, option: str) -> Visit:
    """A card, era, candidate, town, relation or quick button of the page."""
    visit = replace(visit, fault=None)
    if option.startswith("remove."):
        return _remove_person(visit, context, option.removeprefix("remove."))
    if option.startswith("keyboard."):
        return replace(visit, keyboard=option.removeprefix("keyboard."))
    if option.startswith("candidate."):
        return _choose_writing(visit, option.removeprefix("candidate."))
    key = page_keys(visit, context)[0]
    item = item_of(context, key)
    handlers: dict[str, Callable[[Visit, Context, Key, str], Visit]] = {
        "date": _press_date,
        "people": _press_people,
        "address": _press_town,
        "members": _press_several,
        "choices": _press_several,
    }
    return handlers.get(item.type, _press_one)(visit, context, key, option)


def _press_one(visit: Visit, context: Context, key: Key, option: str) -> Visit:
    del context
    return _picked(visit, str(key), (option,))


def _picked(visit: Visit, name: str, pick: tuple[str, ...]) -> Visit:
    return replace(visit, picks={**visit.picks, name: pick})


def _choose_writing(visit: Visit, writing: str) -> Visit:
    draft = visit.drafts.get(visit.focus)
    if draft is None:
        return visit
    return replace(visit, drafts={**visit.drafts, visit.focus: entry.choose(draft, writing)})


def _press_date(visit: Visit, context: Context, key: Key, option: str) -> Visit:
    quick = {"today": context.day, "yesterday": context.day - timedelta(days=1)}
    if option in quick:
        drafts, picks = _filled_date(str(key), quick[option])
        return replace(visit, drafts={**visit.drafts, **drafts}, picks={**visit.picks, **picks})
    return _picked(visit, f"{key}#era", (option,))


def _press_town(visit: Visit, context: Context, key: Key, option: str) -> Visit:
    del context
    if option == "unknown":
        return replace(_picked(visit, f"{key}#typed", ("yes",)), focus=f"{key}#typed")
    return _picked(visit, str(key), (option,))


def _press_several(visit: Visit, context: Context, key: Key, option: str) -> Visit:
    """全員 and だれもいない stand for the whole; pressing one person makes it a choice of persons."""
    item = item_of(context, key)
    now = visit.picks.get(str(key), ())
    if option == "nobody":
        return _picked(visit, str(key), ("nobody",))
    if option == "all":
        return _picked(visit, str(key), members_of(visit, context, item))
    chosen = [pick for pick in now if pick not in ("nobody", option)]
    if option not in now:
        chosen.append(option)
    order = members_of(visit, context, item) or tuple(o.id for o in item.options)
    return _picked(visit, str(key), tuple(sorted(chosen, key=order.index)))


def members_of(visit: Visit, context: Context, item: Item) -> tuple[str, ...]:
    """The persons among whom an item chooses."""
    if not item.among:
        return ()
    return Reading(context.definitions, situation(visit, context)).members(item.among)[0]


def _press_people(visit: Visit, context: Context, key: Key, option: str) -> Visit:
    """A relation tile adds a person."""
    now = visit.picks.get(str(key), ())
    if not relation_allowed(visit, now, option) or len(now) >= 7:
        return visit
    item = context.definitions.items["person.relation_to_filer"]
    if option not in {o.id for o in item.options}:
        return visit
    person = f"p{visit.next_person}"
    relation = Fact(option, FactSource.CITIZEN)
    visit = replace(
        visit,
        facts={**visit.facts, Key(person, item.id): relation},
        next_person=visit.next_person + 1,
    )
    return _picked(visit, str(key), (*now, person))


def _remove_person(visit: Visit, context: Context, person: str) -> Visit:
    """Take a person away with all that is known of them; only on the page of the household."""
    for key in page_keys(visit, context):
        now = visit.picks.get(str(key), ())
        if item_of(context, key).type == "people" and person in now:
            facts = {k: fact for k, fact in visit.facts.items() if k.person != person}
            picked = _picked(visit, str(key), tuple(p for p in now if p != person))
            return replace(picked, facts=facts)
    return visit


def relation_allowed(visit: Visit, persons: tuple[str, ...], relation: str) -> bool:
    """One wife or husband, one father, one mother; children and others as many as there are."""
    present = {
        str(visit.facts[Key(p, "person.relation_to_filer")].value)
        for p in persons
        if Key(p, "person.relation_to_filer") in visit.facts
    }
    return not (
        (relation in RELATIONS_ONCE and relation in present)
        or present.intersection(OTHERS.get(relation, ()))
    )


# --- 次へ ---


def save(visit: Visit, context: Context) -> tuple[Mapping[Key, Fact], Fault | None]:
    """What the page answers, or what is not right yet (`detail` names the box)."""
    changes: dict[Key, Fact] = {}
    for key in page_keys(visit, context):
        item = item_of(context, key)
        value = _value(visit, context, item, key)
        if isinstance(value, Fault):
            return {}, value
        old = visit.facts.get(key)
        if old is None or old.value != value:
            changes[key] = Fact(value, FactSource.CITIZEN)
        if item.reading:
            changes |= _reading(visit, item, key)
    return changes, None


def _reading(visit: Visit, item: Item, key: Key) -> dict[Key, Fact]:
    """The kana that was typed to find the kanji is the フリガナ."""
    other = Key(key.person, item.reading)
    kana = entry.reading_of(visit.drafts.get(str(key), Draft()))
    return {other: Fact(kana, FactSource.CITIZEN)} if kana else {}


def _value(visit: Visit, context: Context, item: Item, key: Key) -> Value | Fault:
    if item.type == "date":
        return _date_value(visit, context, item, key)
    if item.type == "address":
        return _address_value(visit, context, key)
    if item.type in TEXT_TYPES:
        return _text_value(visit, item, key)
    pick = visit.picks.get(str(key), ())
    if item.type == "people":
        return pick
    if not pick:
        return Fault("nothing_chosen", str(key))
    if item.type in ("members", "choices"):
        return () if pick == ("nobody",) else pick
    return pick[0] == "yes" if item.type == "yes_no" else pick[0]


def _text_value(visit: Visit, item: Item, key: Key) -> Value | Fault:
    text = visit.drafts.get(str(key), Draft()).text.strip("　 ")
    if not text:
        return "" if item.optional else Fault("nothing_typed", str(key))
    check = item.check or ("kana" if item.type == "kana" else item.type)
    if check in TEXT_CHECKS and (fault := TEXT_CHECKS[check](text)):
        return Fault(fault, str(key))
    if item.type == "kana":
        return katakana(text)
    if item.type == "number":
        number = int(text)
        low, high = item.at_least or 0, item.at_most or 99
        return number if low <= number <= high else Fault("number_out_of_range", f"{low}-{high}")
    return digits(text) if item.type in ("phone", "code") else text


def typed_date(visit: Visit, key: Key) -> date | None:
    """The date in the boxes, where they hold one that exists."""
    chosen = (visit.picks.get(f"{key}#era") or ("reiwa",))[0]
    texts = [visit.drafts.get(f"{key}#{part}", Draft()).text for part in DATE_PARTS]
    if not all(texts):
        return None
    year, month, day = map(int, texts)
    return era.to_date(chosen, year, month, day)


def _date_value(visit: Visit, context: Context, item: Item, key: Key) -> Value | Fault:
    for part in DATE_PARTS:
        if not visit.drafts.get(f"{key}#{part}", Draft()).text:
            return Fault("date_incomplete", f"{key}#{part}")
    found = typed_date(visit, key)
    if found is None:
        return Fault("date_not_real", f"{key}#day")
    if item.check and (fault := DATE_CHECKS[item.check](found, context.day)):
        return Fault(fault, f"{key}#year")
    return found


def _address_value(visit: Visit, context: Context, key: Key) -> Value | Fault:
    if is_typed(visit, key):
        text = visit.drafts.get(f"{key}#typed", Draft()).text.strip("　 ")
        return text or Fault("nothing_typed", f"{key}#typed")
    code = visit.drafts.get(f"{key}#postal", Draft()).text
    if len(code) != 7:
        return Fault("postal_code_length", f"{key}#postal")
    towns = towns_of(visit, context, key)
    if not towns:
        return Fault("postal_code_unknown", f"{key}#postal")
    pick = visit.picks.get(str(key), ())
    if not pick:
        return Fault("nothing_chosen", str(key))
    return towns[int(pick[0].removeprefix("town."))]
