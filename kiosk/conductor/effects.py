"""Performs effects: words to workers, work for the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from kiosk import audit
from kiosk.conductor.paper import receipt_document
from kiosk.conductor.storing import StoreThread
from kiosk.devices import camera, card, printer
from kiosk.domain import effects as do
from kiosk.domain import events as ev
from kiosk.domain.application import Application
from kiosk.domain.qr_payload import Contents, PayloadFault
from kiosk.domain.visit import Context, Visit
from kiosk.store.outbox import Item, Stored
from kiosk.texts import Catalogue

Send = Callable[[ev.Event], None]
DeviceName = Literal["card", "camera", "printer"]


class Workers(Protocol):
    """What the conductor asks of kiosk.devices."""

    def send(self, device: DeviceName, message: object) -> None: ...


@dataclass(slots=True)
class Performer:
    """The hands of the conductor. `seal_bytes` spells an application as it is sealed."""

    workers: Workers
    store: StoreThread
    sealer: Any
    seal_bytes: Callable[[Application], bytes]
    read_code: Callable[[str, Context], Contents | PayloadFault]
    catalogue: Catalogue
    record: audit.Record
    clock: Callable[[], datetime]
    reached: Callable[[str], None] = lambda _: None
    fitted: frozenset[str] = frozenset(("card", "camera", "printer"))

    def _tell(self, device: DeviceName, message: object) -> None:
        """A device that is not fitted hears nothing; the screens do not offer it."""
        if device in self.fitted:
            self.workers.send(device, message)

    def perform(self, effect: do.Effect, send: Send) -> None:
        """Do it; answers come back as events."""
        match effect:
            case do.SendDigit():
                self._tell("card", card.PinDigit(effect.visit, effect.presence, effect.digit))
            case do.EraseDigits():
                self._tell("card", card.PinErase(effect.visit, effect.presence, effect.everything))
            case do.ReadByPin():
                self._tell("card", card.ReadByPin(effect.visit, effect.presence))
            case do.ReadByNumberB():
                self._tell(
                    "card", card.ReadByNumberB(effect.visit, effect.presence, effect.date_of_birth)
                )
            case do.StartScan():
                self._tell("camera", camera.StartScan(effect.visit))
            case do.StopScan():
                self._tell("camera", camera.StopScan(effect.visit))
            case do.Submit():
                self._submit(effect, send)
            case do.Print():
                self._print(effect, send)
            case do.CallStaff():
                self.record(audit.StaffCalled(effect.visit))

    def _submit(self, effect: do.Submit, send: Send) -> None:
        items = [Item(a.id, self.seal_bytes(a)) for a in effect.applications]

        def answer(result: Any) -> None:
            if isinstance(result, Stored):
                self.record(audit.ApplicationsStored(effect.visit, result.number, len(items)))
                send(ev.Submitted(effect.visit, result.number, result.received_at))
            else:
                self.record(audit.SubmitFailed(effect.visit, result.fault))
                send(ev.SubmitRefused(effect.visit, result.fault))

        self.store.do(
            lambda outbox: outbox.submit(
                effect.visit, items, self.sealer, effect.counter_group, self.clock(), self.reached
            ),
            answer,
        )

    def _print(self, effect: do.Print, send: Send) -> None:
        document = receipt_document(effect.receipt, self.catalogue)
        job = f"{effect.receipt.number}/{effect.receipt.copy}"
        self.reached("printing")
        if "printer" not in self.fitted:
            finished = ev.PrintFinished(effect.visit, "not_printed", "printer_offline")
            self._note(finished, effect.receipt.copy)
            send(finished)
            return
        self._tell("printer", printer.Print(effect.visit, job, document))

    def note_printing(self, visit: Visit, event: ev.PrintFinished) -> None:
        """Record what became of the paper."""
        if visit.received is None or event.visit != visit.id:
            return
        self._note(event, visit.received.receipt.copy)

    def _note(self, event: ev.PrintFinished, copy: int) -> None:
        now = self.clock()
        self.reached("printed")
        self.record(audit.ReceiptPrinted(event.visit, event.outcome, copy))
        self.store.do(lambda outbox: outbox.note_printing(event.visit, event.outcome, copy, now))

    def ask_delivered(self, visit: str, send: Send) -> None:
        """Ask the store whether central has everything of a visit."""

        def answer(delivered: Any) -> None:
            if delivered:
                send(ev.Delivered(visit))

        self.store.do(lambda outbox: outbox.is_delivered(visit), answer)

    def open_code(self, message: camera.CodeRead, context: Context) -> ev.Event:
        """Check a code's signature, municipality and day before anything in it is believed."""
        contents = self.read_code(message.text, context)
        if isinstance(contents, PayloadFault):
            return ev.CodeRefused(message.visit, contents.id)
        return ev.CodeOpened(message.visit, contents.facts)

    def forget(self, visit: Visit) -> None:
        """Let the devices drop what they may still hold of a visit."""
        self._tell("card", card.ForgetSecret(visit.id))
        self._tell("camera", camera.StopScan(visit.id))
