"""QR codes made beforehand: signed by the city's own service, checked before anything is believed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk.domain import qr_payload
from kiosk.domain.qr_payload import Contents, PayloadFault


def make(key: Ed25519PrivateKey, municipality: str, expires: date, facts: Mapping[str, str]) -> str:
    """The text of a code."""
    body = qr_payload.pack(Contents(municipality, expires, tuple(facts.items())))
    return qr_payload.join(body, key.sign(body))


def read(
    key: Ed25519PublicKey, text: str, municipality: str, today: date
) -> Contents | PayloadFault:
    """The facts of a code, or why it cannot be used."""
    parts = qr_payload.split(text)
    if isinstance(parts, PayloadFault):
        return parts
    body, signature = parts
    try:
        key.verify(signature, body)
    except InvalidSignature:
        return PayloadFault("code_damaged")
    contents = qr_payload.unpack(body)
    if isinstance(contents, PayloadFault):
        return contents
    if contents.municipality != municipality:
        return PayloadFault("code_other_city")
    if contents.expires < today:
        return PayloadFault("code_expired")
    return contents
