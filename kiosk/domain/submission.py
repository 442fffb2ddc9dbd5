"""From a visit to what is sent (`Application`) and what the citizen takes home (`Receipt`)."""

from __future__ import annotations

from datetime import date, datetime

from forms import condition, dates
from forms.journey import Part, Plan, Reading
from forms.look import State
from forms.model import DateEntry, DocumentEntry
from forms.vocabulary import Key, Value
from kiosk.domain.application import Answer, Application
from kiosk.domain.receipt import Receipt, Stop
from kiosk.domain.visit import Context, Visit, journey, situation
from kiosk.domain.wording import Wording, shown


def applications(visit: Visit, context: Context) -> tuple[Application, ...]:
    """One application per procedure of the visit; nothing that was not asked for it is in it."""
    plan = journey(visit, context)
    return tuple(
        _application(visit, context, plan, part, number)
        for number, part in enumerate(plan.parts, start=1)
    )


def _application(
    visit: Visit, context: Context, plan: Plan, part: Part, number: int
) -> Application:
    definitions = context.definitions
    procedure = definitions.procedures[part.procedure]
    wording = Wording(definitions, visit.facts, "ja")
    return Application(
        id=context.new_ids[number - 1],
        visit=visit.id,
        part=number,
        parts=len(plan.parts),
        municipality=definitions.municipality.code,
        procedure=procedure.id,
        title=procedure.title,
        form=procedure.form,
        kind=procedure.kind,
        definition_version=procedure.version,
        definition_hash=definitions.hashes[procedure.id],
        legal_basis=procedure.legal_basis,
        filed_on=context.day,
        language=visit.language,
        identity=visit.identity,
        answers=tuple(_answer(wording, plan, key) for key in part.keys),
        dates=tuple((entry.label, day) for entry, day in deadlines(context, plan, part.procedure)),
        fees=tuple(_fees(context, plan, part.procedure)),
        documents=tuple(entry.text for entry in _documents(visit, context, part.procedure)),
    )


def _answer(wording: Wording, plan: Plan, key: Key) -> Answer:
    item = wording.definitions.items[key.fact]
    look = plan.looks.get(key)
    known = look is not None and look.state is State.KNOWN
    value = look.value if look is not None and known else None
    return Answer(
        path=f"{key.person}/{key.fact}" if key.person else key.fact,
        label=item.label,
        text=wording.text(item, value),
        value=_json(value),
        source=look.source.value if look is not None and known else "",
        person=wording.name(key.person) if key.person else "",
        gif=item.gif,
    )


def _json(value: Value | None) -> str | int | bool | tuple[str, ...] | None:
    return value.isoformat() if isinstance(value, date) else value


def deadlines(context: Context, plan: Plan, procedure: str) -> list[tuple[DateEntry, date]]:
    """The days that a procedure counts, where their start is known."""
    definitions = context.definitions
    found = []
    for entry in definitions.procedures[procedure].dates:
        _, item = definitions.resolve(procedure, entry.from_)
        start = shown(plan, Key("", item))
        if isinstance(start, date):
            found.append((entry, dates.count(entry, start, definitions.calendar)))
    return found


def _fees(context: Context, plan: Plan, procedure: str) -> list[tuple[str, str, int]]:
    """(label, register code, yen) of a procedure."""
    found = []
    for fee in context.definitions.procedures[procedure].fee:
        times = shown(plan, Key("", f"{procedure}.{fee.times}")) if fee.times else 1
        found.append((fee.label, fee.register_code, fee.amount * int(str(times or 1))))
    return found


def _documents(visit: Visit, context: Context, procedure: str) -> list[DocumentEntry]:
    """What must be brought: a document whose condition is not known to fail."""
    reading = Reading(context.definitions, situation(visit, context))
    return [
        entry
        for entry in context.definitions.procedures[procedure].document
        if not entry.when or condition.holds(reading, procedure, entry.when) is not False
    ]


def receipt(visit: Visit, context: Context, number: str, received_at: datetime) -> Receipt:
    """The receipt of the whole visit: one number, the route, what to bring, what to pay."""
    plan = journey(visit, context)
    definitions = context.definitions
    city = definitions.municipality
    documents: dict[str, tuple[str, str]] = {}
    fees: list[tuple[str, str, int]] = []
    for part in plan.parts:
        for document in _documents(visit, context, part.procedure):
            translated = definitions.text(
                visit.language, part.procedure, f"document.{document.id}.text", document.text
            )
            documents.setdefault(document.id, (document.text, translated))
        fees += _fees(context, plan, part.procedure)
    return Receipt(
        number=number,
        office=city.office,
        office_translated=city.office if visit.language == "ja" else city.office_en,
        received_at=received_at,
        stops=route(visit, context, plan),
        documents=tuple(documents.values()),
        fees=tuple(fees),
        kiosk=context.kiosk,
        language=visit.language,
    )


def route(visit: Visit, context: Context, plan: Plan) -> tuple[Stop, ...]:
    """The counters in the order of the procedures, each once."""
    definitions = context.definitions
    counters = {entry.id: entry for entry in definitions.municipality.counter}
    what: dict[str, list[tuple[str, str]]] = {}
    for part in plan.parts:
        procedure = definitions.procedures[part.procedure]
        japanese = procedure.ticket_label or procedure.title
        title = definitions.text(visit.language, procedure.id, "title", japanese)
        what.setdefault(procedure.counter, []).append((japanese, title))
    return tuple(
        Stop(
            plate=counters[name].plate,
            place=counters[name].place,
            place_translated=counters[name].place
            if visit.language == "ja"
            else counters[name].place_en,
            what=tuple(japanese for japanese, _ in titles),
            what_translated=tuple(title for _, title in titles),
        )
        for name, titles in what.items()
    )


def counter_group(visit: Visit, context: Context) -> str:
    """What may stand outside the seal: the neutral words on the first counter's plate."""
    stops = route(visit, context, journey(visit, context))
    return f"窓口 {stops[0].plate}" if stops else ""
