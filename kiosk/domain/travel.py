"""The way through a visit: forward, back, to one answer and straight back. Recomputed, not remembered."""

from __future__ import annotations

from dataclasses import replace

from forms.journey import Page, Plan, Reading
from forms.vocabulary import FILER, Fact, FactSource, Key
from kiosk.domain.answering import enter, fields_of, save
from kiosk.domain.effects import Effect, StopScan, Submit
from kiosk.domain.identify import forget_digits
from kiosk.domain.submission import applications, counter_group
from kiosk.domain.visit import Context, Stage, Visit, journey, situation

Result = tuple[Visit, tuple[Effect, ...]]
PROCEDURES_ROW = "procedures"


def begin(visit: Visit, purpose: str, context: Context) -> Result:
    """A purpose is chosen; the tile answers what it says (move.kind)."""
    facts = dict(visit.facts)
    event = context.definitions.events.get(purpose)
    for entry in event.sets if event else ():
        facts[Key("", entry.fact)] = Fact(entry.value, FactSource.CITIZEN)
    visit = replace(visit, purpose=purpose, facts=facts, accepted=None, declined=frozenset())
    if identified(visit) or visit.stage is Stage.PURPOSE:
        return onward(visit, context), ()
    visit = replace(visit, stage=Stage.CARD, fault=None)
    if visit.card.state != "present":
        return visit, ()
    from kiosk.domain.identify import card_changed  # noqa: PLC0415  a card lies there already

    return card_changed(visit, visit.card, context)


def identified(visit: Visit) -> bool:
    """Whether a card or code told who is here."""
    fact = visit.facts.get(Key(FILER, "person.date_of_birth"))
    return fact is not None and fact.source in (FactSource.CARD, FactSource.QR)


def after_identify(visit: Visit, context: Context, effects: tuple[Effect, ...] = ()) -> Result:
    """On to the purpose, or to the first question."""
    if not visit.purpose:
        return replace(visit, stage=Stage.PURPOSE, fault=None), effects
    return onward(visit, context), effects


def onward(visit: Visit, context: Context) -> Visit:
    """To whatever is open next: a question, the proposals, the check screen."""
    visit = _settle(visit, context)
    plan = journey(visit, context)
    visit = replace(visit, editing=(), fault=None)
    following = _following(visit, plan)
    if following is not None:
        visit = replace(visit, stage=Stage.QUESTIONS, page=following.id)
        visit = replace(visit, revisit=tuple(p for p in visit.revisit if p != following.id))
        return enter(visit, context)
    if plan.proposals is not None and visit.accepted is None:
        return replace(visit, stage=Stage.PROPOSALS, page="")
    return replace(visit, stage=Stage.CHECK, page="")


def _following(visit: Visit, plan: Plan) -> Page | None:
    """The first open page, or before it one that was left by Back."""
    ids = [page.id for page in plan.pages]
    here = ids.index(visit.page) if visit.page in ids else -1
    for index, page in enumerate(plan.pages):
        if page.open or (page.id in visit.revisit and index > here):
            return page
    return None


def _settle(visit: Visit, context: Context) -> Visit:
    """Procedures that an answer no longer raises leave the visit; their answers stay unused."""
    if visit.accepted is None or visit.purpose not in context.definitions.events:
        return visit
    proposals = journey(visit, context).proposals
    if proposals is None:
        return visit
    offered = [proposal.procedure for proposal in proposals]
    kept = tuple(name for name in offered if name not in visit.declined)
    return replace(visit, accepted=kept)


def forward(visit: Visit, context: Context) -> Result:
    """次へ on every screen that asks, shows or checks."""
    if visit.editing or visit.stage is Stage.QUESTIONS:
        return _answer(visit, context), ()
    if visit.stage is Stage.FACTS:
        if visit.card.state == "present" and visit.identity != "none":
            return visit, ()
        return after_identify(visit, context)
    if visit.stage is Stage.PROPOSALS:
        return _accept(visit, context), ()
    if visit.stage is Stage.CHECK:
        return _submit(visit, context)
    return visit, ()


def _answer(visit: Visit, context: Context) -> Visit:
    changes, fault = save(visit, context)
    if fault:
        focus = fault.detail if fault.detail in fields_of(visit, context) else visit.focus
        return replace(visit, fault=fault, focus=focus)
    facts = {**visit.facts, **changes}
    for key in changes:
        facts = _without_whole(facts, context, key)
    visit = replace(visit, facts=facts)
    if not visit.editing:
        return onward(visit, context)
    visit = replace(visit, editing=visit.editing[1:])
    if visit.editing:
        return enter(visit, context)
    return _after_editing(visit, context)


def _without_whole(facts: dict[Key, Fact], context: Context, part: Key) -> dict[Key, Fact]:
    """A changed part (番地) takes the place of the whole that was read (住所)."""
    wholes = [item.id for item in context.definitions.items.values() if part.fact in item.parts]
    return {
        key: fact
        for key, fact in facts.items()
        if not (key.person == part.person and key.fact in wholes)
    }


def _after_editing(visit: Visit, context: Context) -> Visit:
    """Straight back, unless the new answer raises new questions."""
    stage = visit.edit_return
    visit = replace(visit, edit_return=None, fault=None)
    if stage is Stage.CHECK:
        return onward(replace(visit, page=""), context)
    return replace(visit, stage=stage or Stage.CHECK)


def _accept(visit: Visit, context: Context) -> Visit:
    proposals = journey(visit, context).proposals or ()
    taken = tuple(p.procedure for p in proposals if p.procedure not in visit.declined)
    return onward(replace(visit, accepted=taken, fault=None), context)


def toggle(visit: Visit, procedure: str, context: Context) -> Visit:
    """Take or leave a proposal; what the law requires stays."""
    if visit.stage is not Stage.PROPOSALS:
        return visit
    proposals = {p.procedure: p for p in journey(visit, context).proposals or ()}
    found = proposals.get(procedure)
    if found is None or found.required:
        return visit
    return replace(visit, declined=visit.declined ^ {procedure}, fault=None)


def _submit(visit: Visit, context: Context) -> Result:
    plan = journey(visit, context)
    if plan.next is not None or not plan.parts:
        return onward(visit, context), ()
    submit = Submit(visit.id, applications(visit, context), counter_group(visit, context))
    return replace(visit, stage=Stage.SENDING, fault=None), (submit,)


# --- one answer again ---


def change(visit: Visit, row: str, context: Context) -> Visit:
    """変更: the page of this answer alone, and straight back afterwards."""
    if visit.stage not in (Stage.CHECK, Stage.FACTS):
        return visit
    if row == PROCEDURES_ROW:
        return replace(visit, stage=Stage.PROPOSALS, accepted=None, fault=None)
    pages = pages_for(visit, context, Key.parse(row))
    if not pages:
        return visit
    visit = replace(visit, editing=pages, edit_return=visit.stage, fault=None)
    return enter(visit, context)


def pages_for(visit: Visit, context: Context, key: Key) -> tuple[tuple[Key, ...], ...]:
    """The pages that ask for a fact, or for its parts."""
    definitions = context.definitions
    item = definitions.items.get(key.fact)
    if item is None or item.type == "staff" or item.derive == "today":
        return ()
    facts = item.parts or (item.id,)
    pages: list[tuple[Key, ...]] = []
    reading = Reading(definitions, situation(visit, context))
    for fact in facts:
        together = next((page.ask for page in definitions.pages if fact in page.ask), [fact])
        page = tuple(_full_key(reading, key, name) for name in together)
        if page not in pages:
            pages.append(page)
    return tuple(pages)


def _full_key(reading: Reading, key: Key, fact: str) -> Key:
    item = reading.definitions.items[fact]
    return Key(key.person if item.of_person else "", fact, key.anchor if item.relative_to else "")


# --- back ---


def back(visit: Visit, context: Context) -> Result:
    """One screen back. Nothing that was answered is lost."""
    if visit.editing:
        return replace(
            visit, editing=(), stage=visit.edit_return or visit.stage, edit_return=None, fault=None
        ), ()
    before = {
        Stage.CARD: Stage.START,
        Stage.PURPOSE: Stage.FACTS if identified(visit) else Stage.START,
        Stage.PIN: Stage.START,
        Stage.PIN_REFUSED: Stage.START,
        Stage.BIRTH_FOR_CARD: Stage.PIN_REFUSED,
        Stage.SECURITY_CODE: Stage.BIRTH_FOR_CARD,
        Stage.FACTS: Stage.CARD if visit.purpose else Stage.START,
        Stage.CODE: Stage.CARD if visit.purpose else Stage.START,
    }
    if visit.stage in before:
        return _to_earlier_stage(visit, before[visit.stage], context)
    if visit.stage in (Stage.QUESTIONS, Stage.PROPOSALS, Stage.CHECK):
        return _to_earlier_page(visit, context), ()
    return visit, ()


def _to_earlier_stage(visit: Visit, stage: Stage, context: Context) -> Result:
    effects: tuple[Effect, ...] = forget_digits(visit)
    if visit.stage is Stage.CODE:
        effects = (*effects, StopScan(visit.id))
    visit = replace(visit, stage=stage, secret_length=0, reading=False, fault=None)
    if stage is Stage.START:
        visit = replace(visit, purpose="")
    if stage is Stage.BIRTH_FOR_CARD:
        visit = enter(visit, context)
    return visit, effects


def _to_earlier_page(visit: Visit, context: Context) -> Visit:
    plan = journey(visit, context)
    ids = [page.id for page in plan.pages]
    here = _index(visit, plan, ids)
    if here == plan.event_pages and visit.stage is not Stage.PROPOSALS and plan.proposals:
        left = (visit.page, *visit.revisit) if here < len(ids) else visit.revisit
        return replace(visit, stage=Stage.PROPOSALS, page="", revisit=left, fault=None)
    if here == 0:
        stage = Stage.FACTS if identified(visit) else Stage.CARD
        return replace(visit, stage=stage, revisit=(*ids[:1], *visit.revisit), fault=None)
    left = (visit.page, *visit.revisit) if visit.page in ids else visit.revisit
    visit = replace(visit, stage=Stage.QUESTIONS, page=ids[here - 1], revisit=left)
    return enter(visit, context)


def _index(visit: Visit, plan: Plan, ids: list[str]) -> int:
    """Where the visit stands among the pages; the proposals stand after the event's own."""
    if visit.stage is Stage.PROPOSALS:
        return plan.event_pages
    if visit.stage is Stage.QUESTIONS and visit.page in ids:
        return ids.index(visit.page)
    return len(ids)
