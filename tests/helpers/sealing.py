"""Sealed envelopes and open stores for tests, with throw-away keys."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.store.outbox import Item, Outbox, Place, Refused, Stored
from kiosk.wire import seal
from kiosk.wire.envelope import SUITE, VERSION, Envelope, Header

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
PLACE = Place("999999", "MN-03", "A")
COUNTER = "窓口 3"


@dataclass(frozen=True, slots=True)
class Keys:
    """A municipality and a kiosk."""

    municipality: ec.EllipticCurvePrivateKey = field(default_factory=seal.new_municipality_key)
    signing: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def sealer(self) -> seal.Sealer:
        return seal.Sealer(self.municipality.public_key(), self.signing)


KEYS = Keys()


def header(number: int = 1, **other: object) -> Header:
    """The header of the number-th application of a kiosk."""
    made = Header(
        version=VERSION,
        municipality=PLACE.municipality,
        kiosk=PLACE.kiosk,
        sequence=number,
        id=f"id-{number}",
        visit=f"visit-{number}",
        part=1,
        parts=1,
        number=f"A{100 + number}",
        counter_group=COUNTER,
        received_at=NOW.isoformat(),
        key_id=KEYS.sealer.key_id,
        suite=SUITE,
        size_class=1,
    )
    return replace(made, **other)  # type: ignore[arg-type]  # fields by name


def sealed(number: int = 1, content: bytes = b"content", **other: object) -> Envelope:
    """A sealed and signed envelope."""
    clear = header(number, **other)
    return KEYS.sealer.seal(lambda size: replace(clear, size_class=size), content)


def signed(clear: Header, blob: bytes) -> Envelope:
    """A signed envelope around bytes that nobody sealed: quick, for those who do not open it."""
    digest = hashlib.sha256(blob).digest()
    return Envelope(clear, blob, digest, KEYS.signing.sign(seal.signed_bytes(clear, digest)))


def outbox(folder: Path) -> Outbox:
    return Outbox(folder / "kiosk.db", PLACE)


def submit(box: Outbox, visit: str, *contents: bytes) -> Stored | Refused:
    """A visit with one application for each content; ids are `<visit>.<part>`."""
    items = [Item(f"{visit}.{part}", content) for part, content in enumerate(contents, start=1)]
    return box.submit(visit, items, KEYS.sealer, COUNTER, NOW)
