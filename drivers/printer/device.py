"""The printer class as the worker opens it: endpoint in, device out."""

from __future__ import annotations

from collections.abc import Callable

from drivers.port import Device
from drivers.printer.endpoint import parse
from drivers.printer.machine import ReceiptPrinter


def open_device(endpoint: str, send: Callable[[object], None], *, demo: bool) -> Device:  # noqa: ARG001 - a simulated printer is an ordinary tcp endpoint
    """A receipt printer behind one of the endpoints of `endpoint.parse` (EndpointError)."""
    return ReceiptPrinter(parse(endpoint), send)
