"""Between the words of devices and the events of a visit."""

from __future__ import annotations

from kiosk.devices import camera, card, printer
from kiosk.domain import events as ev

CARD_STATES = {
    card.ServiceDown: "no_reader",
    card.NoReader: "no_reader",
    card.NoCard: "empty",
    card.Identifying: "busy",
    card.Unresponsive: "unresponsive",
    card.Busy: "busy",
    card.Collision: "collision",
}


def card_event(message: object) -> ev.Event | None:
    """A card worker's message as an event; None where it means nothing to a visit."""
    if isinstance(message, card.CardStatusChanged):
        status = message.status
        if isinstance(status, card.CardPresent):
            return ev.CardChanged(
                "present", status.presence, status.kind.value, status.tries_left, status.expires_on
            )
        return ev.CardChanged(CARD_STATES[type(status)])
    if isinstance(message, card.SecretChanged):
        return ev.SecretChanged(message.visit, message.length)
    if isinstance(message, card.CardRead):
        return ev.CardRead(
            message.visit, message.full_name, message.address, message.date_of_birth, message.sex
        )
    if isinstance(message, card.CardFailed):
        return ev.CardFailed(message.visit, message.fault.value, message.tries_left)
    return None


PRINTER_FAULTS = {
    printer.PaperOut: "paper_out",
    printer.CoverOpen: "cover_open",
    printer.CutterFault: "cutter",
    printer.HeadHot: "head_hot",
    printer.PrinterFault: "printer_fault",
    printer.Offline: "printer_offline",
}


def printer_event(message: object) -> ev.PrintFinished | None:
    """What became of a print job."""
    if isinstance(message, printer.Printed):
        return ev.PrintFinished(message.visit, "printed")
    if isinstance(message, printer.NotPrinted):
        fault = PRINTER_FAULTS.get(type(message.status), "printer_fault")
        return ev.PrintFinished(message.visit, "not_printed", fault)
    if isinstance(message, printer.PrintUnknown):
        return ev.PrintFinished(message.visit, "unknown", "printer_offline")
    return None


def readiness(message: object) -> tuple[str, bool] | None:
    """(device, whether it can be used), from a status message; None for any other message."""
    if isinstance(message, card.CardStatusChanged):
        return "card", not isinstance(message.status, card.ServiceDown | card.NoReader)
    if isinstance(message, camera.CameraStatusChanged):
        return "camera", not isinstance(message.status, camera.NoCamera)
    if isinstance(message, printer.PrinterStatusChanged):
        return "printer", isinstance(message.status, printer.Ready | printer.PaperLow)
    return None
