"""The card class as the worker opens it: endpoint in, device out."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from drivers.card.reader import CardReader
from drivers.card.slot import Slot
from drivers.port import Device, EndpointError


def open_device(endpoint: str, send: Callable[[object], None], *, demo: bool) -> Device:
    """A reader behind `pcsc:[?reader=PATTERN]` or, in demo, `apdu+tcp://HOST:PORT`.

    Both take `settle=SECONDS`. The vendor library is loaded only for `pcsc:`.
    """
    parts = urlsplit(endpoint)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    try:
        settle = float(options.pop("settle", "0.15"))
    except ValueError:
        raise EndpointError("settle is no number of seconds") from None
    slot: Slot
    if parts.scheme == "pcsc":
        from drivers.card.pcsc import PcscSlot  # noqa: PLC0415  # loads the vendor library

        slot = PcscSlot(options.pop("reader", ""), demo=demo)
    elif parts.scheme == "apdu+tcp":
        if not demo:
            raise EndpointError("a simulated card reader needs demo mode")
        if parts.hostname is None or parts.port is None:
            raise EndpointError("apdu+tcp needs host and port")
        from drivers.card.apdu_tcp import TcpSlot  # noqa: PLC0415  # demo only

        slot = TcpSlot(parts.hostname, parts.port)
    else:
        raise EndpointError("no card endpoint: pcsc: or apdu+tcp://host:port")
    if options:
        raise EndpointError(f"unknown option: {', '.join(sorted(options))}")
    return CardReader(slot, send, settle=settle)
