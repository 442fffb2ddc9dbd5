"""What stands in a QR code made beforehand: `MDG1.` and base 32, so ASCII and alphanumeric mode only."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import date

PREFIX = "MDG1."
SIGNATURE_BYTES = 64
MOST_CHARACTERS = 2000
MOST_BYTES = 16384


@dataclass(frozen=True, slots=True)
class Contents:
    """Facts by key text (`p1/person.family_name`), for one municipality, until a day."""

    municipality: str
    expires: date
    facts: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return f"Contents({len(self.facts)} facts)"


@dataclass(frozen=True, slots=True)
class PayloadFault:
    """Why a code cannot be used: code_foreign, code_damaged, code_other_city, code_expired."""

    id: str


def pack(contents: Contents) -> bytes:
    """Facts as compressed JSON: the bytes that are signed."""
    data = {
        "m": contents.municipality,
        "e": contents.expires.isoformat(),
        "f": dict(contents.facts),
    }
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpack(body: bytes) -> Contents | PayloadFault:
    """The inverse of `pack`, strict and bounded."""
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(body, MOST_BYTES)
        data = json.loads(content)
        facts = data["f"]
        if unpacker.unconsumed_tail or not isinstance(facts, dict):
            return PayloadFault("code_damaged")
        if not all(isinstance(value, str) for value in facts.values()):
            return PayloadFault("code_damaged")
        return Contents(str(data["m"]), date.fromisoformat(data["e"]), tuple(facts.items()))
    except (zlib.error, ValueError, KeyError, TypeError):
        return PayloadFault("code_damaged")


def join(body: bytes, signature: bytes) -> str:
    """Body and signature as the text of a code."""
    return PREFIX + base64.b32encode(signature + body).decode().rstrip("=")


def split(text: str) -> tuple[bytes, bytes] | PayloadFault:
    """Body and signature of a code's text."""
    if not text.startswith(PREFIX):
        return PayloadFault("code_foreign")
    if len(text) > MOST_CHARACTERS:
        return PayloadFault("code_damaged")
    letters = text.removeprefix(PREFIX)
    try:
        content = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        return PayloadFault("code_damaged")
    if len(content) <= SIGNATURE_BYTES:
        return PayloadFault("code_damaged")
    return content[SIGNATURE_BYTES:], content[:SIGNATURE_BYTES]
