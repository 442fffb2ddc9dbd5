"""Opens sealed applications for the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.domain.application import to_json
from kiosk.wire.envelope import Envelope
from kiosk.wire.seal import SealError, open_application


def opened(
    private: ec.EllipticCurvePrivateKey, envelopes: Iterable[Envelope]
) -> Iterator[dict[str, Any]]:
    """Each application as JSON data beside its clear header; what cannot be opened says why."""
    for envelope in envelopes:
        shown: dict[str, Any] = {"header": asdict(envelope.header)}
        try:
            application = open_application(private, envelope.header, envelope.blob)
        except SealError as error:
            yield {**shown, "problem": str(error)}
            continue
        yield {**shown, "application": to_json(application)}
