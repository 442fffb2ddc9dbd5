"""`step`: every decision of a visit, as one pure function over events.

The conductor alone holds the visit and performs the effects. Answers that belong to another visit
are dropped here, so nobody ever sees another person's facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.domain import events as ev
from kiosk.domain import identify, travel
from kiosk.domain.answering import key_pressed, option_pressed
from kiosk.domain.effects import (
    CallStaff,
    Effect,
    EndVisit,
    Print,
    StopScan,
)
from kiosk.domain.submission import receipt
from kiosk.domain.visit import Context, Fault, Overlay, Received, Stage, Visit

Result = tuple[Visit, tuple[Effect, ...]]
QUESTION_STAGES = (Stage.QUESTIONS, Stage.BIRTH_FOR_CARD)
EMPTY_STAGES = (Stage.START, Stage.THANKS)
BUSY_STAGES = (Stage.SENDING,)
"""While these last nobody is timed out."""


def step(visit: Visit, event: ev.Event, context: Context) -> Result:
    """The visit after an event, and what is to be done outside."""
    if getattr(event, "visit", visit.id) != visit.id:
        return visit, ()
    handler = HANDLERS.get(type(event))
    if handler is None:
        return visit, ()
    if not isinstance(event, ev.TimePassed):
        visit = replace(visit, idle=0.0)
    return handler(visit, event, context)


# --- leaving ---


def end(visit: Visit, outcome: str) -> Result:
    """Leave. What follows is a new visit: the conductor drops this one."""
    return visit, (EndVisit(visit.id, outcome),)


def _quit_pressed(visit: Visit, event: ev.QuitPressed, context: Context) -> Result:
    del event, context
    if visit.stage is Stage.ACCEPTED:
        return end(visit, "done")
    if visit.stage in (*EMPTY_STAGES, *BUSY_STAGES):
        return visit, ()
    return replace(visit, overlay=Overlay.QUIT), ()


def _quit_confirmed(visit: Visit, event: ev.QuitConfirmed, context: Context) -> Result:
    del event, context
    if visit.overlay not in (Overlay.QUIT, Overlay.IDLE):
        return visit, ()
    return end(visit, "quit")


def _stayed(visit: Visit, event: ev.Stayed, context: Context) -> Result:
    del event, context
    return replace(visit, overlay=Overlay.NONE), ()


def _staff_called(visit: Visit, event: ev.StaffCalled, context: Context) -> Result:
    del event, context
    if visit.stage is Stage.THANKS:
        return visit, ()
    called = replace(visit, overlay=Overlay.STAFF, staff_called=True)
    return called, (() if visit.staff_called else (CallStaff(visit.id),))


def _time_passed(visit: Visit, event: ev.TimePassed, context: Context) -> Result:
    """Idle: a countdown that can be answered without end; a finished visit closes by itself."""
    visit = replace(visit, idle=event.idle)
    if visit.stage is Stage.THANKS:
        return end(visit, "thanks") if event.idle >= context.thanks else (visit, ())
    if visit.stage is Stage.ACCEPTED:
        quiet = visit.received is not None and visit.received.printing != "printing"
        return end(visit, "done") if quiet and event.idle >= context.done_end else (visit, ())
    if visit.stage in BUSY_STAGES or visit.reading:
        return visit, ()
    if visit.stage is Stage.START and not visit.purpose and visit.language == "ja":
        calm = visit.overlay is Overlay.NONE or event.idle < context.idle_warning
        return (visit, ()) if calm else (replace(visit, overlay=Overlay.NONE), ())
    if event.idle >= context.idle_end:
        return end(visit, "idle")
    if event.idle >= context.idle_warning:
        return replace(visit, overlay=Overlay.IDLE), ()
    return visit, ()


# --- language ---


def _language_pressed(visit: Visit, event: ev.LanguagePressed, context: Context) -> Result:
    del event, context
    return replace(visit, overlay=Overlay.LANGUAGE), ()


def _language_chosen(visit: Visit, event: ev.LanguageChosen, context: Context) -> Result:
    if event.language not in context.languages:
        return visit, ()
    return replace(visit, language=event.language, overlay=Overlay.NONE), ()


# --- choosing what to do ---


def _purpose_chosen(visit: Visit, event: ev.PurposeChosen, context: Context) -> Result:
    if event.purpose not in context.purposes or visit.stage not in (Stage.START, Stage.PURPOSE):
        return visit, ()
    return travel.begin(visit, event.purpose, context)


def _cardless(visit: Visit, event: ev.CardlessChosen, context: Context) -> Result:
    del event
    if visit.stage not in (Stage.START, Stage.CARD, Stage.PIN, Stage.PIN_REFUSED, Stage.CODE):
        return visit, ()
    effects = (*identify.forget_digits(visit), *_stop_scan(visit))
    visit = replace(visit, secret_length=0, reading=False, fault=None)
    return travel.after_identify(visit, context, effects)


def _stop_scan(visit: Visit) -> tuple[Effect, ...]:
    return (StopScan(visit.id),) if visit.stage is Stage.CODE else ()


# --- on a page ---


def _key_pressed(visit: Visit, event: ev.KeyPressed, context: Context) -> Result:
    if visit.overlay is not Overlay.NONE:
        return visit, ()
    if visit.stage in (Stage.PIN, Stage.SECURITY_CODE):
        return identify.digit_pressed(visit, event.key)
    if visit.stage in QUESTION_STAGES or visit.editing:
        return key_pressed(visit, context, event.key), ()
    return visit, ()


def _field_focused(visit: Visit, event: ev.FieldFocused, context: Context) -> Result:
    del context
    return replace(visit, focus=event.field), ()


def _option_pressed(visit: Visit, event: ev.OptionPressed, context: Context) -> Result:
    """Options of a whole-screen page are actions; on a question they are answers."""
    actions: dict[str, Callable[[], Result]] = {
        "stay": lambda: _stayed(visit, ev.Stayed(), context),
        "quit": lambda: _quit_confirmed(visit, ev.QuitConfirmed(), context),
        "cardless": lambda: _cardless(visit, ev.CardlessChosen(), context),
        "code": lambda: _code_chosen(visit, ev.CodeChosen(), context),
        "number_b": lambda: identify.choose_number_b(visit, context),
        "home": lambda: end(visit, "thanks") if visit.stage is Stage.THANKS else (visit, ()),
    }
    on_page = visit.stage in QUESTION_STAGES or visit.editing
    if event.option in actions and (visit.overlay is not Overlay.NONE or not on_page):
        return actions[event.option]()
    if visit.overlay is not Overlay.NONE:
        return visit, ()
    if visit.stage is Stage.PURPOSE:
        return _purpose_chosen(visit, ev.PurposeChosen(event.option), context)
    if on_page:
        return option_pressed(visit, context, event.option), ()
    return visit, ()


def _proposal_toggled(visit: Visit, event: ev.ProposalToggled, context: Context) -> Result:
    return travel.toggle(visit, event.procedure, context), ()


def _change_pressed(visit: Visit, event: ev.ChangePressed, context: Context) -> Result:
    """変更 on a row; 外す on a person of the household page."""
    if visit.stage in QUESTION_STAGES or visit.editing:
        return option_pressed(visit, context, f"remove.{event.row}"), ()
    return travel.change(visit, event.row, context), ()


def _back_pressed(visit: Visit, event: ev.BackPressed, context: Context) -> Result:
    del event
    if visit.overlay is not Overlay.NONE:
        return replace(visit, overlay=Overlay.NONE), ()
    return travel.back(visit, context)


def _next_pressed(visit: Visit, event: ev.NextPressed, context: Context) -> Result:
    del event
    if visit.overlay is not Overlay.NONE:
        return visit, ()
    if visit.stage is Stage.ACCEPTED:
        quiet = visit.received is not None and visit.received.printing != "printing"
        return end(visit, "done") if quiet else (visit, ())
    if visit.stage is Stage.THANKS:
        return end(visit, "thanks")
    if visit.stage in (Stage.PIN, Stage.SECURITY_CODE):
        return identify.read(visit)
    if visit.stage is Stage.BIRTH_FOR_CARD:
        return identify.birth_given(visit, context)
    return travel.forward(visit, context)


def _code_chosen(visit: Visit, event: ev.CodeChosen, context: Context) -> Result:
    del event, context
    return identify.scan(visit)


def _number_b_chosen(visit: Visit, event: ev.NumberBChosen, context: Context) -> Result:
    del event
    return identify.choose_number_b(visit, context)


def _pin_skipped(visit: Visit, event: ev.PinSkipped, context: Context) -> Result:
    del event, context
    return identify.skip_pin(visit)


def _facts_disputed(visit: Visit, event: ev.FactsDisputed, context: Context) -> Result:
    del event, context
    if visit.stage is not Stage.FACTS:
        return visit, ()
    return replace(visit, fault=Fault("facts_disputed")), ()


# --- answers from outside ---


def _submitted(visit: Visit, event: ev.Submitted, context: Context) -> Result:
    if visit.stage is not Stage.SENDING:
        return visit, ()
    paper = receipt(visit, context, event.number, event.received_at)
    received = Received(event.number, event.received_at, paper)
    visit = replace(visit, stage=Stage.ACCEPTED, received=received, overlay=Overlay.NONE)
    return visit, (Print(visit.id, paper),)


def _submit_refused(visit: Visit, event: ev.SubmitRefused, context: Context) -> Result:
    del context
    if visit.stage is not Stage.SENDING:
        return visit, ()
    return replace(visit, stage=Stage.CHECK, fault=Fault(event.fault)), ()


def _print_finished(visit: Visit, event: ev.PrintFinished, context: Context) -> Result:
    del context
    if visit.received is None:
        return visit, ()
    received = replace(visit.received, printing=event.outcome, print_fault=event.fault)
    effects: tuple[Effect, ...] = ()
    if event.outcome != "printed" and not visit.staff_called:
        effects = (CallStaff(visit.id),)
        visit = replace(visit, staff_called=True)
    return replace(visit, received=received), effects


def _reprint(visit: Visit, event: ev.ReprintPressed, context: Context) -> Result:
    """The same number again, marked 再発行."""
    del event, context
    if visit.received is None or visit.received.printing == "printing":
        return visit, ()
    paper = replace(visit.received.receipt, copy=visit.received.receipt.copy + 1)
    received = replace(visit.received, receipt=paper, printing="printing", print_fault="")
    return replace(visit, received=received), (Print(visit.id, paper),)


def _delivered(visit: Visit, event: ev.Delivered, context: Context) -> Result:
    del event, context
    if visit.received is None:
        return visit, ()
    return replace(visit, received=replace(visit.received, delivered=True)), ()


def _readiness_changed(visit: Visit, event: ev.ReadinessChanged, context: Context) -> Result:
    del context
    return replace(visit, readiness=event), ()


HANDLERS: dict[type, Callable[[Visit, Any, Context], Result]] = {
    ev.PurposeChosen: _purpose_chosen,
    ev.CardlessChosen: _cardless,
    ev.CodeChosen: _code_chosen,
    ev.PinSkipped: _pin_skipped,
    ev.NumberBChosen: _number_b_chosen,
    ev.BackPressed: _back_pressed,
    ev.NextPressed: _next_pressed,
    ev.QuitPressed: _quit_pressed,
    ev.QuitConfirmed: _quit_confirmed,
    ev.Stayed: _stayed,
    ev.StaffCalled: _staff_called,
    ev.LanguagePressed: _language_pressed,
    ev.LanguageChosen: _language_chosen,
    ev.FieldFocused: _field_focused,
    ev.KeyPressed: _key_pressed,
    ev.OptionPressed: _option_pressed,
    ev.ProposalToggled: _proposal_toggled,
    ev.ChangePressed: _change_pressed,
    ev.FactsDisputed: _facts_disputed,
    ev.ReprintPressed: _reprint,
    ev.TimePassed: _time_passed,
    ev.CardChanged: identify.card_changed,
    ev.SecretChanged: identify.secret_changed,
    ev.CardRead: identify.card_read,
    ev.CardFailed: identify.card_failed,
    ev.CodeOpened: identify.code_opened,
    ev.CodeRefused: identify.code_refused,
    ev.Submitted: _submitted,
    ev.SubmitRefused: _submit_refused,
    ev.PrintFinished: _print_finished,
    ev.Delivered: _delivered,
    ev.ReadinessChanged: _readiness_changed,
}
