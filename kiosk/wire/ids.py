"""Ids of our own: UUIDv7 (RFC 9562). Clock and randomness come from outside; nothing is ordered by them."""

from __future__ import annotations

import uuid


def uuid7(milliseconds: int, random: bytes) -> str:
    """48 bits of time and 74 of randomness; `random` holds at least 10 bytes."""
    if len(random) < 10:
        raise ValueError("uuid7 needs 10 random bytes")
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (int.from_bytes(random[:2], "big") & 0xFFF) << 64
    value |= 0b10 << 62 | int.from_bytes(random[2:10], "big") & (1 << 62) - 1
    return str(uuid.UUID(int=value))
