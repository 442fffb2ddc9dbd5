"""What a simulated card holds, made from a description in TOML (`cards/*.toml`, all invented)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any


@dataclass
class Content:
    """A readable file: open to all when `keys` is empty, else after one of these was verified."""

    data: bytes
    keys: frozenset[str] = frozenset()
    record: bool = False


@dataclass
class Key:
    """A reference: PIN or number. `left` is the tries left, None for no limit."""

    secret: bytes
    left: Any
    limit: int


@dataclass
class Image:
    """Everything burnt into one card. Files by `application/ID`."""

    name: str
    kind: str
    atr: bytes
    applications: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, Content | Key] = field(default_factory=dict)
    unknown_application: bytes = b"\x6a\x82"


_ATR = {
    "my_number": "3B888001000005E0B381A1007F",
    "driving_licence": "3B888001000000009181C100D8",
    "residence": "3B8880010000000091B1C10098",
    "felica": "3B8F8001804F0CA00000030611003B0000000042",
    "phone": "3B80800101",
    "unknown": "3B8B80010031C06477E30300828290001C",
}


def names() -> tuple[str, ...]:
    """The cards there are."""
    folder = files("drivers.card") / "cards"
    return tuple(
        sorted(one.name.removesuffix(".toml") for one in folder.iterdir() if one.is_file())
    )


def load(name: str) -> Image:
    """The card of that name. KeyError when there is none."""
    if name not in names():
        raise KeyError(name)
    return build(
        name, tomllib.loads((files("drivers.card") / "cards" / f"{name}.toml").read_text("utf-8"))
    )


def build(name: str, text: dict[str, Any]) -> Image:
    """A card from its description."""
    kind = text["kind"]
    image = Image(name, kind, bytes.fromhex(text.get("atr", _ATR[kind])))
    if kind == "my_number":
        _my_number(image, text)
    elif kind == "phone":
        image.applications["jpki"] = bytes.fromhex("D392F000260100000001")
        image.files["jpki/0006"] = Content(text["label"].encode("ascii").ljust(32) + bytes(128))
    elif kind == "driving_licence":
        image.applications["licence"] = bytes.fromhex("A0000002310100000000000000000000")
    elif kind == "residence":
        image.applications["residence"] = bytes.fromhex("D392F0004F0200000000000000000000")
    elif kind == "felica":
        image.unknown_application = b"\x6a\x81"
    return image


def _my_number(image: Image, text: dict[str, Any]) -> None:
    person, pin, number_b = text["person"], text.get("pin"), text["number_b"]
    expires: date = text["expires_on"]
    image.applications.update(
        common=bytes.fromhex("D3921000310001010100"),
        text=bytes.fromhex("D3921000310001010408"),
        visual=bytes.fromhex("D3921000310001010402"),
        jpki=bytes.fromhex("D392F000260100000001"),
    )
    # An invented number whose check digit is wrong on purpose.
    number = text.get("individual_number", "000000000000").encode("ascii")
    serial = text.get("serial", "990000000000001").encode("ascii")
    record = b"\x01\x1c" + serial + b"99999" + f"{expires:%Y%m%d}".encode("ascii")
    by_pin, by_a, by_b = "text/0011", "text/0014", "text/0015"
    image.files.update(
        {
            "common/0001": Content(record, record=True),
            "jpki/0006": Content(b"JPKIAPICCTOKEN2".ljust(32) + bytes(128)),
            "jpki/000A": Content(b"\x30\x03\x02\x01\x00"),
            "text/0001": Content(b"\xff\x10\x0c" + number + b"\xff\xff", frozenset({by_pin, by_a})),
            "text/0002": Content(four_items(person, text), frozenset({by_pin, by_b})),
            "text/0003": Content(b"\xff\x30\x02\xaa\xbb", frozenset({by_pin, by_a, by_b})),
            "text/0004": Content(b"\x7f\x21\x02\x00\x00"),
            by_a: Key(number, 10, 10),
            by_b: Key(number_b["digits"].encode("ascii"), number_b.get("tries", 10), 10),
            "visual/0001": Content(b"\xff\x10\x02\x00\x00"),
            "visual/0002": Content(b"\xff\x20\x02\x00\x00"),
            "visual/0003": Content(b"\xdf\x34\x0599999"),
            "visual/0005": Content(b"\xff\x40\x02\x00\x00"),
        }
    )
    if pin is not None:
        image.files[by_pin] = Key(pin["digits"].encode("ascii"), pin.get("tries", 3), 3)


def four_items(person: dict[str, Any], text: dict[str, Any]) -> bytes:
    """Text file 0002, with a short or a long header and filler, exactly `file_size` if asked."""
    born: date = person["date_of_birth"]
    values = (
        person["name"].encode("utf-8"),
        person["address"].encode("utf-8"),
        f"{born:%Y%m%d}".encode("ascii"),
        person["sex"].encode("ascii"),
    )
    parts = [bytes((0xDF, 0x22 + at)) + _length(value) + value for at, value in enumerate(values)]
    inner = 11 + sum(len(part) for part in parts)
    long_form = text.get("header", "long") == "long"
    head = b"\xff\x20" + (b"\x82" + inner.to_bytes(2) if long_form else _length(b"x" * inner))
    at, offsets = len(head) + 11, b""
    for part in parts:
        offsets += at.to_bytes(2)
        at += len(part)
    data = head + b"\xdf\x21\x08" + offsets + b"".join(parts)
    filler = int(text.get("file_size", len(data) + text.get("filler", 9))) - len(data)
    return data + b"\xff" * max(0, filler)


def _length(value: bytes) -> bytes:
    size = len(value)
    if size < 0x80:
        return bytes((size,))
    return b"\x81" + bytes((size,)) if size < 0x100 else b"\x82" + size.to_bytes(2)
