"""Messages travel as they are or not at all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import codec
from drivers.card import port
from drivers.codec import Codec, CodecError


class Colour(Enum):
    RED = "red"


class Level(IntEnum):
    ONE = 1


@dataclass(frozen=True, slots=True)
class Inner:
    number: int


@dataclass(frozen=True, slots=True)
class Other:
    text: str


@dataclass(frozen=True, slots=True)
class Everything:
    text: str
    whole: int
    real: float
    flag: bool
    maybe: str | None
    raw: bytes
    day: date
    colour: Colour
    level: Level
    inner: Inner
    either: Inner | Other | None
    many: tuple[Inner, ...]
    pair: tuple[int, str]
    word: Literal["a", "b"]
    mixed: int | bool | float | str


@dataclass(frozen=True, slots=True)
class Careful:
    digit: str

    def __post_init__(self) -> None:
        if self.digit != "1":
            raise ValueError(f"secret {self.digit}")


CODEC = Codec([Everything, Careful])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
everything = st.builds(
    Everything,
    text=texts,
    whole=st.integers(),
    real=st.floats(allow_nan=False, allow_infinity=False),
    flag=st.booleans(),
    maybe=st.none() | texts,
    raw=st.binary(max_size=50),
    day=st.dates(),
    colour=st.sampled_from(Colour),
    level=st.sampled_from(Level),
    inner=st.builds(Inner, st.integers()),
    either=st.none() | st.builds(Inner, st.integers()) | st.builds(Other, texts),
    many=st.lists(st.builds(Inner, st.integers()), max_size=4).map(tuple),
    pair=st.tuples(st.integers(), texts),
    word=st.sampled_from(["a", "b"]),
    mixed=st.integers() | st.booleans() | texts | st.floats(allow_nan=False, allow_infinity=False),
)
SAMPLE = Everything(
    "x", 1, 1.5, flag=True, maybe=None, raw=b"\x00", day=date(2026, 1, 2), colour=Colour.RED,
    level=Level.ONE, inner=Inner(1), either=Other("o"), many=(Inner(2),), pair=(1, "p"), word="a",
    mixed=2.0,
)  # fmt: skip


@given(everything)
def test_what_is_sent_is_what_arrives(message: Everything) -> None:
    back = CODEC.decode(CODEC.encode(message))
    assert back == message
    assert isinstance(back, Everything)
    assert type(back.mixed) is type(message.mixed)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_a_codec_error(data: bytes) -> None:
    try:
        message = CODEC.decode(data)
    except CodecError:
        return
    assert CODEC.decode(CODEC.encode(message)) == message


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
)


@given(st.sampled_from(list(Everything.__slots__)), json_values)
def test_any_value_in_a_field_is_its_kind_or_an_error(field: str, value: Any) -> None:
    changed = {**json.loads(CODEC.encode(SAMPLE)), field: value}
    try:
        message = CODEC.decode(json.dumps(changed).encode())
    except CodecError:
        return
    # Equal as JSON in the one form the codec writes.
    assert json.loads(CODEC.encode(message)) == changed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 1),
        ("whole", True),
        ("whole", 1.0),
        ("real", 1),
        ("flag", 1),
        ("raw", "not base64!"),
        ("raw", 5),
        ("day", "20260102"),
        ("day", "2026-13-01"),
        ("day", 5),
        ("colour", "blue"),
        ("colour", []),
        ("level", "1"),
        ("inner", 1),
        ("inner", {"type": "Other", "text": "x"}),
        ("either", {"type": "Colour"}),
        ("many", {}),
        ("pair", [1]),
        ("pair", [1, "a", "b"]),
        ("word", "c"),
        ("word", 1),
        ("mixed", None),
    ],
)
def test_a_value_of_another_kind_names_the_field(field: str, value: object) -> None:
    changed = {**json.loads(CODEC.encode(SAMPLE)), field: value}
    with pytest.raises(CodecError) as caught:
        CODEC.decode(json.dumps(changed).encode())
    assert str(caught.value) == f"Everything.{field}"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("raw", "text"),
        ("day", "2026-01-02"),
        ("colour", "red"),
        ("inner", Other("x")),
        ("many", [Inner(1)]),
        ("pair", (1,)),
        ("real", float("nan")),
        ("real", float("inf")),
        ("word", "c"),
        ("whole", True),
    ],
)
def test_a_wrong_value_is_not_sent(field: str, value: object) -> None:
    values = {name: getattr(SAMPLE, name) for name in Everything.__slots__} | {field: value}
    with pytest.raises(CodecError, match=rf"^Everything\.{field}$"):
        CODEC.encode(Everything(**values))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"5",
        b"{}",
        b'{"type":5}',
        b'{"type":"Inner","number":1}',
        b'{"type":"Nobody"}',
        b'{"type":"Careful","type":"Careful","digit":"1"}',
        b"\xff",
        b"[" * 100_000,
        b'{"type":"Careful","digit":NaN}',
        b'"' + b"x" * codec.DATAGRAM_LIMIT + b'"',
    ],
)
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        CODEC.decode(data)


def test_fields_must_be_exactly_those() -> None:
    with pytest.raises(CodecError, match=r"^Careful\.digit$"):
        CODEC.decode(b'{"type":"Careful"}')
    with pytest.raises(CodecError, match=r"^Careful\.1 unknown"):
        CODEC.decode(b'{"type":"Careful","digit":"1","pin":"9999"}')


def test_a_messages_own_check_is_heard_without_its_text() -> None:
    with pytest.raises(CodecError) as caught:
        CODEC.decode(b'{"type":"Careful","digit":"8"}')
    assert "8" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_only_registered_types_and_sizes_are_sent() -> None:
    with pytest.raises(CodecError, match=r"^Inner$"):
        CODEC.encode(Inner(1))
    big = Codec([Other])
    with pytest.raises(CodecError, match=r"^Other\.size$"):
        big.encode(Other("x" * codec.DATAGRAM_LIMIT))
    with pytest.raises(CodecError, match=r"^Other\.text$"):
        big.encode(Other("\ud800"))
    most = Other("x" * (codec.DATAGRAM_LIMIT - len(big.encode(Other("")))))
    assert big.decode(big.encode(most)) == most


@dataclass
class Soft:
    text: str


@dataclass(frozen=True)
class Mapped:
    value: dict[str, str]


@dataclass(frozen=True)
class Unclear:
    value: str | date


@dataclass(frozen=True)
class Floating:
    value: Literal[b"x"]


@pytest.mark.parametrize("wanted", [Soft, int, Mapped, Unclear, Floating])
def test_what_cannot_travel_is_seen_when_the_codec_is_made(wanted: type) -> None:
    with pytest.raises(TypeError):
        Codec([wanted])


def test_two_types_of_one_name_are_refused() -> None:
    bare = type("Inner", (), {"__annotations__": {"number": int}})
    twin: type = dataclass(frozen=True)(bare)
    with pytest.raises(TypeError):
        Codec([Inner, twin])


def test_ports_are_found_by_class() -> None:
    presence = port.PinErase("v", "p", everything=True)
    assert codec.to_worker("card").decode(codec.to_worker("card").encode(presence)) == presence
    ready = b'{"type":"WorkerReady","device":"card"}'
    assert codec.from_worker("card").encode(codec.from_worker("card").decode(ready)) == ready
    with pytest.raises(CodecError):
        codec.to_worker("lamp")


@pytest.mark.parametrize("digit", ["", "12", "a", "１", "٣"])
def test_a_pin_digit_is_one_digit_and_hides_itself(digit: str) -> None:
    with pytest.raises(ValueError, match="one digit"):
        port.PinDigit("v", "p", digit)
    assert "7" not in repr(port.PinDigit("v", "p", "7"))
    assert "7" not in str(port.PinDigit("v", "p", "7"))
