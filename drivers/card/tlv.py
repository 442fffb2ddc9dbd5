"""BER-TLV as identity cards write it, read strictly (ISO/IEC 7816-4, 5.2.2).

Non-minimal lengths (`82 00 65`) are valid BER and stand on production cards, so they are read.
Indefinite and longer lengths than two bytes never occur in the files we may read: refused.
"""

from __future__ import annotations

from dataclasses import dataclass


class TlvError(Exception):
    """The bytes are not what the standard allows; the text names the rule, never the bytes."""


class TruncatedTlvError(TlvError):
    """The bytes end inside a header or a value; more of them may help."""


@dataclass(frozen=True, slots=True)
class Header:
    """Tag and length of one data object. `size` is the header's own length in bytes."""

    tag: int
    size: int
    length: int


@dataclass(frozen=True, slots=True)
class Tlv:
    """One data object. `offset` is where its tag starts in the bytes given to `parse`."""

    tag: int
    value: bytes
    offset: int


def header(data: bytes) -> Header:
    """Read the tag (one or two bytes) and the length at the start of `data`."""
    if not data:
        raise TruncatedTlvError("no tag")
    tag, at = data[0], 1
    if tag & 0x1F == 0x1F:
        if len(data) < 2:
            raise TruncatedTlvError("tag cut short")
        if data[1] & 0x80:
            raise TlvError("tag longer than two bytes")
        tag, at = tag << 8 | data[1], 2
    if len(data) <= at:
        raise TruncatedTlvError("no length")
    first = data[at]
    if first < 0x80:
        return Header(tag, at + 1, first)
    count = first & 0x7F
    if count not in {1, 2}:
        raise TlvError("length is indefinite or longer than two bytes")
    if len(data) < at + 1 + count:
        raise TruncatedTlvError("length cut short")
    return Header(tag, at + 1 + count, int.from_bytes(data[at + 1 : at + 1 + count]))


def first(data: bytes) -> tuple[Tlv, int]:
    """The first data object and the number of bytes it takes with its header."""
    head = header(data)
    end = head.size + head.length
    if len(data) < end:
        raise TruncatedTlvError("value cut short")
    return Tlv(head.tag, bytes(data[head.size : end]), 0), end


def parse(data: bytes) -> tuple[Tlv, ...]:
    """Every data object in `data`, which must hold nothing else, filler included."""
    found: list[Tlv] = []
    at = 0
    while at < len(data):
        item, size = first(data[at:])
        found.append(Tlv(item.tag, item.value, at))
        at += size
    return tuple(found)
