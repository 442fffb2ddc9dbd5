"""The envelope: what stays readable outside the seal, and nothing else.

Clear, because central, calls and counts need it: municipality, kiosk, sequence, visit, part,
reception number, counter group, times, key id, suite, size class, signature. Sealed: everything
else, the procedure's id included.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any
from unicodedata import category

VERSION = 1
SUITE = "DHKEM-P256+HKDF-SHA256+AES256GCM"
STEP = 512
"""Sealed texts are padded to multiples of this many bytes: their length hides the answers."""


LARGEST = (1 << 63) - 1
LETTERS = 64
MOST_LETTERS = {"municipality": 6, "kiosk": 40, "id": 36, "visit": 36, "number": 20}


class EnvelopeError(ValueError):
    """Not an envelope of ours; the message names the field, never a value."""


@dataclass(frozen=True, slots=True)
class Header:
    """The clear part. `sequence` counts per kiosk; `received_at` is ISO time with zone; `part`
    counts from 1 to `parts`."""

    version: int
    municipality: str
    kiosk: str
    sequence: int
    id: str
    visit: str
    part: int
    parts: int
    number: str
    counter_group: str
    received_at: str
    key_id: str
    suite: str
    size_class: int

    def to_bytes(self) -> bytes:
        """The one spelling of a header that is signed and bound into the seal."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode()

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Header:
        """Strict: every field, of its type, and no other."""
        wanted = {field.name: int if field.type == "int" else str for field in fields(Header)}
        if not isinstance(data, Mapping) or set(data) != set(wanted):
            raise EnvelopeError("header has missing or unknown fields")
        for name, kind in wanted.items():
            if type(data[name]) is not kind:
                raise EnvelopeError(f"header field {name} has the wrong type")
            if kind is int and not 1 <= data[name] <= LARGEST:
                raise EnvelopeError(f"header field {name} is out of bounds")
            if kind is str and not _is_text(data[name], MOST_LETTERS.get(name, LETTERS)):
                raise EnvelopeError(f"header field {name} is no short text")
        if data["version"] != VERSION:
            raise EnvelopeError("header has an unknown version")
        if data["part"] > data["parts"]:
            raise EnvelopeError("header field part is out of bounds")
        return Header(**data)


def _is_text(text: str, most: int) -> bool:
    """Something that any database takes: short, no control letters, no halves of letters."""
    return len(text) <= most and not any(category(letter)[0] == "C" for letter in text)


@dataclass(frozen=True, slots=True)
class Envelope:
    """One sealed application on its way. `signature`: Ed25519 of the kiosk over header and digest."""

    header: Header
    blob: bytes
    digest: bytes
    signature: bytes

    def __repr__(self) -> str:
        return f"Envelope({self.header.id})"


def size_class(length: int) -> int:
    """The number of padding steps that a plaintext of this many bytes takes."""
    return (length + STEP - 1) // STEP
