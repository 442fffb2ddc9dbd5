"""Who is it: the card by PIN or by number B, a QR code made beforehand, or nobody known yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forms.vocabulary import FILER, Fact, FactSource, Key, Value
from kiosk.domain import events as ev
from kiosk.domain.answering import enter, save
from kiosk.domain.effects import (
    Effect,
    EraseDigits,
    ReadByNumberB,
    ReadByPin,
    SendDigit,
    StartScan,
    StopScan,
)
from kiosk.domain.visit import Context, Fault, Stage, Visit

Result = tuple[Visit, tuple[Effect, ...]]
PIN_CELLS = 4
LAST_TRY = 1
BIRTH = Key(FILER, "person.date_of_birth")
TOUCHING_STAGES = (Stage.PIN, Stage.SECURITY_CODE, Stage.BIRTH_FOR_CARD, Stage.PIN_REFUSED)
NEEDING_STAGES = (Stage.PIN, Stage.SECURITY_CODE, Stage.BIRTH_FOR_CARD)
"""Without the card these make no sense; the others go on without it."""


def forget_digits(visit: Visit) -> tuple[Effect, ...]:
    """Digits that reached the card worker are wiped there."""
    if visit.stage not in TOUCHING_STAGES or not visit.card.presence:
        return ()
    return (EraseDigits(visit.id, visit.card.presence, everything=True),)


# --- the card comes and goes ---


def card_changed(visit: Visit, event: ev.CardChanged, context: Context) -> Result:
    """A card put on the start or card screen is looked at; elsewhere only its absence matters."""
    swapped = visit.card.presence != event.presence
    visit = replace(visit, card=event)
    if visit.stage in NEEDING_STAGES and swapped:
        back = Stage.CARD if visit.purpose or event.state == "present" else Stage.START
        gone = event.state != "present"
        fault = Fault("card_removed") if gone else None
        visit = replace(visit, stage=back, secret_length=0, reading=False, fault=fault)
    if visit.stage in (Stage.START, Stage.CARD) and event.state == "present":
        return _look_at(visit, context)
    if visit.stage is Stage.CARD and event.state in ("unresponsive", "collision", "no_reader"):
        return replace(visit, fault=Fault(f"card_{event.state}")), ()
    return visit, ()


def _look_at(visit: Visit, context: Context) -> Result:
    """Say politely what cannot be used; ask for the PIN only while two tries are left."""
    card = visit.card
    if not visit.readiness.open:
        return visit, ()
    if card.kind != "my_number":
        return replace(visit, stage=Stage.CARD, fault=Fault(f"wrong_card_{card.kind}")), ()
    if card.expires_on is not None and card.expires_on < context.day:
        return replace(visit, stage=Stage.CARD, fault=Fault("card_expired")), ()
    if card.tries_left is not None and card.tries_left <= LAST_TRY:
        fault = Fault("pin_last_try" if card.tries_left == LAST_TRY else "pin_blocked")
        return replace(visit, stage=Stage.PIN_REFUSED, fault=fault), ()
    return replace(visit, stage=Stage.PIN, secret_length=0, reading=False, fault=None), ()


# --- PIN and number B ---


def digit_pressed(visit: Visit, key: str) -> Result:
    """A digit goes straight to the card worker; the visit only learns how many there are."""
    presence = visit.card.presence
    if visit.reading:
        return visit, ()
    visit = replace(visit, fault=None)
    if key in ("backspace", "clear"):
        return visit, (EraseDigits(visit.id, presence, everything=key == "clear"),)
    if len(key) == 1 and key.isascii() and key.isdigit() and visit.secret_length < PIN_CELLS:
        return visit, (SendDigit(visit.id, presence, key),)
    return visit, ()


def secret_changed(visit: Visit, event: ev.SecretChanged, context: Context) -> Result:
    del context
    return replace(visit, secret_length=event.length), ()


def read(visit: Visit) -> Result:
    """次へ with four digits: read the card, once."""
    if visit.secret_length != PIN_CELLS or visit.reading:
        return visit, ()
    presence = visit.card.presence
    reading = replace(visit, reading=True, fault=None)
    if visit.stage is Stage.PIN:
        return reading, (ReadByPin(visit.id, presence),)
    born = visit.facts[BIRTH].value
    assert isinstance(born, date)
    return reading, (ReadByNumberB(visit.id, presence, born),)


def skip_pin(visit: Visit) -> Result:
    """暗証番号を使わずに進む: the other ways are shown."""
    if visit.stage is not Stage.PIN:
        return visit, ()
    effects = forget_digits(visit)
    return replace(visit, stage=Stage.PIN_REFUSED, secret_length=0, fault=None), effects


def choose_number_b(visit: Visit, context: Context) -> Result:
    """The birth date and the security code printed on the card, in place of the PIN."""
    if visit.stage is not Stage.PIN_REFUSED or visit.card.state != "present":
        return visit, ()
    return enter(replace(visit, stage=Stage.BIRTH_FOR_CARD, fault=None), context), ()


def birth_given(visit: Visit, context: Context) -> Result:
    changes, fault = save(visit, context)
    if fault:
        return replace(visit, fault=fault), ()
    facts = {**visit.facts, **changes}
    return replace(visit, facts=facts, stage=Stage.SECURITY_CODE, secret_length=0, fault=None), ()


# --- what was read ---


def card_read(visit: Visit, event: ev.CardRead, context: Context) -> Result:
    """Family and given name are split at the full-width space; a name without one stays whole."""
    del context
    if not visit.reading:
        return visit, ()
    family, _, given = event.full_name.partition("　")
    values: dict[str, Value] = {
        "person.family_name": family,
        "person.given_name": given,
        "person.date_of_birth": event.date_of_birth,
        "person.sex": event.sex if event.sex in ("1", "2") else "9",
        "person.registered_address": event.address,
    }
    facts = {**visit.facts, **_of_filer(values, FactSource.CARD)}
    identity = "pin" if visit.stage is Stage.PIN else "number_b"
    return replace(
        visit, stage=Stage.FACTS, facts=facts, identity=identity, reading=False, fault=None
    ), ()


def _of_filer(values: dict[str, Value], source: FactSource) -> dict[Key, Fact]:
    return {Key(FILER, name): Fact(value, source) for name, value in values.items()}


def card_failed(visit: Visit, event: ev.CardFailed, context: Context) -> Result:
    """Wrong PIN: say how many tries are left; at one, do not ask again."""
    del context
    if visit.stage not in TOUCHING_STAGES:
        return visit, ()
    visit = replace(
        visit,
        secret_length=0,
        reading=False,
        card=replace(visit.card, tries_left=event.tries_left)
        if event.tries_left is not None and visit.stage is Stage.PIN
        else visit.card,
    )
    fault = Fault(event.fault, str(event.tries_left or ""))
    if event.fault == "pin_incorrect" and event.tries_left == LAST_TRY:
        fault = Fault("pin_last_try")
    if event.fault in ("card_removed", "card_changed", "unresponsive", "bad_data", "access_denied"):
        return replace(visit, stage=Stage.CARD, fault=fault), ()
    stays = event.fault in ("pin_incorrect", "wrong_length", "security_code_needed")
    if stays and fault.id != "pin_last_try":
        return replace(visit, fault=fault), ()
    return replace(visit, stage=Stage.PIN_REFUSED, fault=fault), ()


# --- QR code ---


def scan(visit: Visit) -> Result:
    """Look for a code until one is found or the citizen goes on another way."""
    allowed = (Stage.START, Stage.CARD, Stage.PIN, Stage.PIN_REFUSED)
    if visit.stage not in allowed or not visit.readiness.camera:
        return visit, ()
    effects = (*forget_digits(visit), StartScan(visit.id))
    return replace(visit, stage=Stage.CODE, secret_length=0, reading=False, fault=None), effects


def code_opened(visit: Visit, event: ev.CodeOpened, context: Context) -> Result:
    """Take over what the code holds; it never beats what was typed or read from a card."""
    if visit.stage is not Stage.CODE:
        return visit, ()
    facts = dict(visit.facts)
    persons = {2}
    for name, text in event.facts:
        key = Key.parse(name)
        item = context.definitions.items.get(key.fact)
        if item is None or item.protect == "never_stored":
            continue
        value = read_value(item.type, text)
        if value is not None and key not in facts:
            facts[key] = Fact(value, FactSource.QR)
            persons.add(int(key.person[1:]) + 1 if key.person[1:].isdigit() else 2)
    visit = replace(visit, facts=facts, stage=Stage.FACTS, fault=None, next_person=max(persons))
    return visit, (StopScan(visit.id),)


def read_value(kind: str, text: str) -> Value | None:
    """A fact as a code carries it: text, ISO date, yes/no, ids joined by commas; None: not that."""
    if kind == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    if kind == "yes_no":
        return {"yes": True, "no": False}.get(text)
    if kind == "number":
        return int(text) if text.isdigit() else None
    if kind in ("members", "people", "choices"):
        return tuple(part for part in text.split(",") if part)
    return text


def code_refused(visit: Visit, event: ev.CodeRefused, context: Context) -> Result:
    del context
    if visit.stage is not Stage.CODE:
        return visit, ()
    return replace(visit, fault=Fault(event.fault)), ()
