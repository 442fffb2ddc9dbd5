"""The screens around the questions: start, card, facts, proposals, check, accepted, whole-screen pages."""

from __future__ import annotations

from dataclasses import replace

from forms import era
from forms.vocabulary import FILER, Key
from kiosk.domain.identify import PIN_CELLS
from kiosk.domain.review import Section, review
from kiosk.domain.travel import PROCEDURES_ROW, pages_for
from kiosk.domain.visit import Stage
from kiosk.ui.present import BADGES, Presenting
from kiosk.ui.states import (
    AcceptedScreen,
    CardScreen,
    CheckScreen,
    ChoiceScreen,
    CodeScreen,
    FactsScreen,
    Frame,
    Group,
    LanguageScreen,
    MessageScreen,
    Option,
    PinScreen,
    Proposal,
    ProposalsScreen,
    Row,
    StartScreen,
    Stop,
    Tile,
)

ICONS = {"resident_record_copy": "description", "moving_in": "local_shipping"}
LANGUAGE_NAMES = {"ja": "日本語", "en": "English"}
FACTS_SHOWN = (
    "person.full_name",
    "person.full_name_kana",
    "person.date_of_birth",
    "person.sex",
    "person.registered_address",
)


def start(p: Presenting) -> StartScreen:
    tiles = tuple(
        Tile(purpose, ICONS.get(purpose, "description"), p.purpose_title(purpose))
        for purpose in p.context.purposes
    )
    others = [name for name in p.context.languages if name != p.language]
    ready = p.visit.readiness
    return StartScreen(
        p.frame(
            heading=p.text("start.heading"), help=p.text("start.help"), next_kind="none", back=False
        ),
        tiles,
        tuple((name, LANGUAGE_NAMES[name]) for name in others),
        card=ready.card,
        camera=ready.camera,
    )


def purpose(p: Presenting) -> ChoiceScreen:
    """After the card: what is it about? Pressing a row goes on."""
    options = tuple(Option(name, p.purpose_title(name)) for name in p.context.purposes)
    frame = p.frame(
        heading=p.text("purpose.heading"), next_kind="words", next_label=p.text("purpose.press")
    )
    return ChoiceScreen(frame, options)


def card(p: Presenting) -> CardScreen:
    problem, detail = p.fault()
    frame = p.frame(
        heading=p.text("card.heading"),
        help=p.text("card.help"),
        next_kind="words",
        next_label=p.text("card.waiting" if p.visit.readiness.card else "card.no_reader"),
    )
    reading = p.text("card.looking") if p.visit.card.state == "busy" else ""
    return CardScreen(frame, reading, problem, detail, camera=p.visit.readiness.camera)


def pin(p: Presenting) -> PinScreen:
    return _digits(p, "pin", p.visit.card.tries_left or 0, skip=True)


def security_code(p: Presenting) -> PinScreen:
    return _digits(p, "security_code", 0, skip=False)


def _digits(p: Presenting, name: str, tries: int, *, skip: bool) -> PinScreen:
    """Four digits that nobody sees; why 次へ does not work yet stands on it."""
    left = PIN_CELLS - p.visit.secret_length
    if p.visit.reading:
        label, kind = p.text("card.reading"), "blocked"
    elif left:
        label, kind = p.text("pin.digits_left", count=left), "blocked"
    else:
        label, kind = p.text("action.next"), "primary"
    frame = p.frame(
        heading=p.text(f"{name}.heading"),
        help=p.text(f"{name}.help"),
        next_label=label,
        next_kind=kind,
    )
    return PinScreen(frame, PIN_CELLS, p.visit.secret_length, tries, p.fault()[0], skip=skip)


def pin_refused(p: Presenting) -> MessageScreen:
    """One try left, locked, or not wanted: the ways that remain."""
    problem, detail = p.fault()
    heading = problem or p.text("other_ways.heading")
    options = []
    if p.visit.card.state == "present" and (
        p.visit.fault is None or "number_b" not in p.visit.fault.id
    ):
        options.append(
            Option("number_b", p.text("other_ways.number_b"), p.text("other_ways.number_b_help"))
        )
    if p.visit.readiness.camera:
        options.append(Option("code", p.text("other_ways.code")))
    options.append(
        Option("cardless", p.text("other_ways.cardless"), p.text("other_ways.cardless_help"))
    )
    frame = p.frame(heading=heading, next_kind="none")
    return MessageScreen(
        frame, "lock", tuple(options), primary=False, body=detail, alert=bool(problem)
    )


def code(p: Presenting) -> CodeScreen:
    frame = p.frame(
        heading=p.text("code.heading"),
        help=p.text("code.help"),
        next_kind="words",
        next_label=p.text("code.waiting"),
    )
    return CodeScreen(frame, *p.fault())


def facts(p: Presenting) -> FactsScreen:
    """What is known now, with its source; the card must be taken before it goes on."""
    take = p.visit.card.state == "present" and p.visit.identity != "none"
    disputed = p.visit.fault is not None
    rows = []
    for name in FACTS_SHOWN:
        row = _fact_row(p, name)
        if row is not None:
            rows.append(replace(row, change=disputed))
    others = (
        sum(1 for key in p.visit.facts if key.person != FILER) if p.visit.identity == "none" else 0
    )
    note = p.text("facts.more_from_code") if others else p.text("facts.only_these")
    frame = p.frame(
        heading=p.text("facts.heading"),
        next_label=p.text("facts.take_card_first") if take else p.text("action.next"),
        next_kind="blocked" if take else "primary",
    )
    return FactsScreen(frame, tuple(rows), take, note)


def _fact_row(p: Presenting, name: str) -> Row | None:
    """A fact of the filer, or its parts together; nothing where it is not known."""
    item = p.context.definitions.items[name]
    key = Key(FILER, name)
    label = p.wording.label(key)
    if name == "person.registered_address" and p.visit.purpose == "moving_in":
        label = p.text("facts.previous_address")
    found = [p.visit.facts.get(Key(FILER, part)) for part in (item.parts or ())]
    fact = p.visit.facts.get(key)
    if fact is not None:
        return Row(str(key), label, p.wording.text(item, fact.value), BADGES[fact.source])
    known = [part for part in found if part is not None and part.value != ""]
    if not known:
        return None
    joint = "" if name.endswith("address") else " "
    text = joint.join(str(part.value) for part in known)
    return Row(str(key), label, text, BADGES[known[0].source])


def proposals(p: Presenting) -> ProposalsScreen:
    definitions, plan = p.context.definitions, p.plan
    found = plan.proposals or ()
    cards = tuple(
        Proposal(
            proposed.procedure,
            p.purpose_title(proposed.procedure),
            definitions.text(
                p.language,
                p.visit.purpose,
                f"propose.{proposed.procedure}.because",
                proposed.because,
            ),
            taken=proposed.procedure not in p.visit.declined,
            tag=p.text("proposals.required") if proposed.required else "",
        )
        for proposed in found
    )
    count = sum(card.taken for card in cards)
    frame = p.frame(
        heading=p.text("proposals.heading"),
        help=p.text("proposals.help"),
        next_label=p.text("proposals.go_on", count=count),
    )
    return ProposalsScreen(frame, cards)


def check(p: Presenting) -> CheckScreen:
    sections = review(p.visit, p.context, p.language)
    groups = [Group(section.title, _rows(p, section)) for section in sections]
    if p.visit.purpose in p.context.definitions.events:
        titles = [p.purpose_title(part.procedure) for part in p.plan.parts]
        comma = p.context.definitions.word(p.language, "comma")
        row = Row(
            PROCEDURES_ROW,
            p.text("check.count", count=len(titles)),
            comma.join(titles),
            change=True,
        )
        groups.append(Group(p.context.definitions.word(p.language, "procedures"), (row,)))
    sending = p.text("check.sending") if p.visit.stage is Stage.SENDING else ""
    frame = p.frame(
        heading=p.text("check.heading"),
        help=p.text("check.help"),
        next_label=sending or p.text("check.submit"),
        next_icon="check",
        next_kind="blocked" if sending else "primary",
    )
    return CheckScreen(frame, tuple(groups), p.text("check.submit"), sending, *p.fault())


def _rows(p: Presenting, section: Section) -> tuple[Row, ...]:
    return tuple(
        p.row(key, change=bool(pages_for(p.visit, p.context, key))) for key in section.keys
    )


def accepted(p: Presenting) -> AcceptedScreen:
    received = p.visit.received
    assert received is not None
    found, year = era.year_of(received.received_at.date())
    del found
    day = received.received_at
    translated = p.language != "ja"
    stops = tuple(
        Stop(
            stop.plate,
            stop.place_translated,
            p.context.definitions.word(p.language, "comma").join(
                stop.what_translated if translated else stop.what
            ),
        )
        for stop in received.receipt.stops
    )
    printing = received.printing == "printing"
    failed = received.printing in ("not_printed", "unknown")
    problem = p.text(f"print.{received.printing}") if failed else ""
    detail = p.text("print.number_counts") if failed else ""
    done = p.text("print.noted") if failed else p.text("print.taken")
    return AcceptedScreen(
        p.frame(
            heading=p.text("accepted.heading_no_paper" if failed else "accepted.heading"),
            help="" if failed else p.text("accepted.help"),
            back=False,
            finish=True,
            next_label=p.text("print.printing_short") if printing else done,
            next_icon="check",
            next_kind="blocked" if printing else "primary",
        ),
        received.number,
        f"{year}.{day.month}.{day.day}",
        stops,
        printing=received.printing,
        delivery=p.text("delivery.delivered" if received.delivered else "delivery.sending"),
        problem=problem,
        problem_detail=detail,
        reprint=failed,
    )


# --- whole-screen pages ---


def quit_page(p: Presenting) -> MessageScreen:
    options = (Option("stay", p.text("quit.stay")), Option("quit", p.text("quit.quit")))
    return MessageScreen(_page_frame(p, "quit.heading"), "close", options, body=p.text("quit.body"))


def idle_page(p: Presenting) -> MessageScreen:
    left = max(0.0, p.context.idle_end - p.visit.idle)
    span = p.context.idle_end - p.context.idle_warning
    options = (Option("stay", p.text("idle.stay")), Option("quit", p.text("quit.quit")))
    return MessageScreen(
        _page_frame(p, "idle.heading"),
        "schedule",
        options,
        body=p.text("idle.body"),
        big=str(round(left)),
        big_before=p.text("idle.before"),
        big_after=p.text("idle.after"),
        note=p.text("idle.note"),
        bar=left / span,
        slab=False,
    )


def staff_page(p: Presenting) -> MessageScreen:
    options = (Option("stay", p.text("staff.go_on")),)
    return MessageScreen(
        _page_frame(p, "staff.heading"), "support_agent", options, body=p.text("staff.body")
    )


def language_page(p: Presenting) -> LanguageScreen:
    options = tuple(
        Option(name, LANGUAGE_NAMES[name], chosen=name == p.language)
        for name in p.context.languages
    )
    return LanguageScreen(p.frame(heading=p.text("language.heading"), next_kind="none"), options)


def thanks(p: Presenting) -> MessageScreen:
    return MessageScreen(
        p.frame(heading=p.text("thanks.heading"), back=False, next_kind="none", station=-1),
        "done_all",
        (Option("home", p.text("thanks.home")),),
        body=p.text("thanks.body"),
    )


def closed(p: Presenting) -> MessageScreen:
    """Out of service: where to go, and for technicians why."""
    frame = p.frame(heading=p.text("closed.heading"), back=False, next_kind="none", station=-1)
    reason = p.visit.readiness.reason
    body = p.text("closed.body") + (f"\n（{reason}）" if reason else "")
    return MessageScreen(frame, "home_work", (), body=body, alert=True)


def _page_frame(p: Presenting, heading: str) -> Frame:
    return p.frame(heading=p.text(heading), back=False, next_kind="none")
