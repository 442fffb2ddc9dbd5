"""The conductor: it alone holds the visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk import audit
from kiosk.conductor import translate
from kiosk.conductor.effects import Performer
from kiosk.conductor.readiness import Readiness
from kiosk.devices import WorkerLost, camera
from kiosk.domain import events as ev
from kiosk.domain.effects import Effect, EndVisit
from kiosk.domain.step import step
from kiosk.domain.visit import Context, Stage, Visit
from kiosk.loop import Loop

TICK_SECONDS = 1.0
DISK_TICKS = 10


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new visit needs from outside: its id and the context that stays fixed for it."""

    new_id: Callable[[], str]
    context: Callable[[], Context]


class Conductor:
    """Feeds events to `step`, hands effects to the performer, shows each new state."""

    def __init__(
        self,
        loop: Loop,
        beginning: Beginning,
        performer: Performer,
        readiness: Readiness,
        show: Callable[[Visit, Context], None],
        record: audit.Record,
    ) -> None:
        self._loop = loop
        self._beginning = beginning
        self._performer = performer
        self._readiness = readiness
        self._show = show
        self._record = record
        self._touched = loop.now()
        self._began = loop.now()
        self._ticks = 0
        self._visit = Visit(beginning.new_id(), readiness=readiness.now())
        self._context = beginning.context()
        self._cancel_tick = loop.after(TICK_SECONDS, self._tick)

    @property
    def visit(self) -> Visit:
        return self._visit

    def start(self) -> None:
        """Show the first screen."""
        self._show(self._visit, self._context)

    def stop(self) -> None:
        self._cancel_tick()

    # --- events come in ---

    def send(self, event: ev.Event) -> None:
        """One event: step, show, perform."""
        if isinstance(event, ev.Intent | ev.CardChanged | ev.PrintFinished | ev.SecretChanged):
            self._touched = self._loop.now()
        visit, effects = step(self._visit, event, self._context)
        changed = visit is not self._visit
        self._visit = visit
        for effect in effects:
            self._do(effect)
        if changed or effects:
            self._show(self._visit, self._context)

    def device_said(self, message: object) -> None:
        """A message of any worker, or `WorkerLost`."""
        if isinstance(message, WorkerLost):
            self._worker_lost(message.device)
            return
        self._note_readiness(message)
        if isinstance(message, camera.CodeRead):
            self.send(self._performer.open_code(message, self._context))
            return
        finished = translate.printer_event(message)
        if finished is not None:
            self._performer.note_printing(self._visit, finished)
        event = finished or translate.card_event(message)
        if event is not None:
            self.send(event)

    def _worker_lost(self, device: str) -> None:
        """A worker died with a request open: the request failed, and what to do is known."""
        if device == "card":
            self.send(ev.CardFailed(self._visit.id, "unresponsive"))
        received = self._visit.received
        if device == "printer" and received is not None and received.printing == "printing":
            finished = ev.PrintFinished(self._visit.id, "unknown", "printer_offline")
            self._performer.note_printing(self._visit, finished)
            self.send(finished)

    def _note_readiness(self, message: object) -> None:
        found = translate.readiness(message)
        if found is None:
            return
        device, ready = found
        status = getattr(message, "status", None)
        self._record(audit.DeviceChanged(device, type(status).__name__))
        if self._readiness.ready[device] != ready:
            self._readiness.ready[device] = ready
            self.send(self._readiness.now())

    # --- time ---

    def _tick(self) -> None:
        self._cancel_tick = self._loop.after(TICK_SECONDS, self._tick)
        self._ticks += 1
        if self._ticks % DISK_TICKS == 0 and self._readiness.now() != self._visit.readiness:
            self.send(self._readiness.now())
        received = self._visit.received
        if received is not None and not received.delivered:
            self._performer.ask_delivered(self._visit.id, self.send)
        self.send(ev.TimePassed(self._loop.now() - self._touched))

    # --- effects go out ---

    def _do(self, effect: Effect) -> None:
        if isinstance(effect, EndVisit):
            self._end(effect.outcome)
            return
        self._performer.perform(effect, self.send)

    def _end(self, outcome: str) -> None:
        """One wipe for every way out: the visit is dropped, and what devices hold of it."""
        old = self._visit
        self._performer.forget(old)
        if old.stage not in (Stage.START, Stage.THANKS) or outcome != "thanks":
            seconds = round(self._loop.now() - self._began)
            self._record(audit.VisitEnded(old.id, outcome, seconds))
        stage = Stage.START if outcome in ("thanks", "idle") else Stage.THANKS
        language = old.language if stage is Stage.THANKS else "ja"
        self._context = self._beginning.context()
        self._began = self._touched = self._loop.now()
        self._visit = Visit(
            self._beginning.new_id(),
            language=language,
            stage=stage,
            readiness=self._readiness.now(),
        )
        self._visit = replace(self._visit, card=replace(old.card, presence=""))
        self._record(audit.VisitBegan(self._visit.id))
