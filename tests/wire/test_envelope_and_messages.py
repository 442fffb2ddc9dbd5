"""Headers, items and results: what is taken is exactly what we write."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.wire import messages
from kiosk.wire.envelope import STEP, EnvelopeError, Header, size_class
from kiosk.wire.ids import uuid7
from kiosk.wire.messages import ItemResult
from tests.helpers.sealing import header, sealed

FIELDS = sorted(asdict(header()))
NUMBERS = [name for name, value in asdict(header()).items() if isinstance(value, int)]
TEXTS = [name for name in FIELDS if name not in NUMBERS]


def test_a_header_survives_json() -> None:
    clear = header(7, counter_group="窓口　3")
    assert Header.from_json(json.loads(clear.to_bytes())) == clear


@pytest.mark.parametrize("name", FIELDS)
def test_a_header_lacks_nothing(name: str) -> None:
    data = asdict(header())
    del data[name]
    with pytest.raises(EnvelopeError, match="missing or unknown"):
        Header.from_json(data)


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("wrong", [None, 1.0, True, [], {}])
def test_a_header_takes_no_other_types(name: str, wrong: object) -> None:
    with pytest.raises(EnvelopeError, match=f"field {name} has the wrong type"):
        Header.from_json({**asdict(header()), name: wrong})


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("wrong", [0, -1, 1 << 63])
def test_numbers_of_a_header_have_bounds(name: str, wrong: int) -> None:
    with pytest.raises(EnvelopeError, match=f"field {name} is out of bounds"):
        Header.from_json({**asdict(header()), name: wrong})


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("wrong", ["x" * 65, "a\0b", "a\nb", "\ud800"])
def test_texts_of_a_header_are_short_and_plain(name: str, wrong: str) -> None:
    with pytest.raises(EnvelopeError, match=f"field {name} is no short text"):
        Header.from_json({**asdict(header()), name: wrong})


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"unknown": 1}, "missing or unknown"),
        ({"version": 2}, "unknown version"),
        ({"part": 2, "parts": 1}, "part is out of bounds"),
    ],
)
def test_a_header_makes_sense(changed: dict[str, int], reason: str) -> None:
    with pytest.raises(EnvelopeError, match=reason):
        Header.from_json({**asdict(header()), **changed})


@pytest.mark.parametrize("data", [None, [], "header", 1])
def test_a_header_is_a_mapping(data: Any) -> None:
    with pytest.raises(EnvelopeError, match="missing or unknown"):
        Header.from_json(data)


def test_an_envelope_does_not_show_its_content() -> None:
    assert repr(sealed(3)) == "Envelope(id-3)"


@given(st.integers(0, 1 << 20))
def test_size_classes_count_steps(length: int) -> None:
    steps = size_class(length)
    assert (steps - 1) * STEP < length <= steps * STEP or length == steps == 0


# --- messages ---


def test_an_item_survives_json() -> None:
    envelope = sealed(2)
    data = json.loads(json.dumps(messages.encode_batch([envelope])))
    assert [messages.decode_envelope(item) for item in data["items"]] == [envelope]


@pytest.mark.parametrize("data", [None, [], {}, {"header": {}}])
def test_an_item_lacks_nothing(data: object) -> None:
    with pytest.raises(EnvelopeError, match="an item has missing or unknown fields"):
        messages.decode_envelope(data)


@pytest.mark.parametrize("name", ["blob", "digest", "signature"])
@pytest.mark.parametrize("wrong", ["*", "窓", 1, None, []])
def test_an_item_is_written_in_letters(name: str, wrong: object) -> None:
    with pytest.raises(EnvelopeError, match="base64 or hexadecimal"):
        messages.decode_envelope({**messages.encode_envelope(sealed()), name: wrong})


@given(
    st.lists(
        st.builds(
            ItemResult,
            st.text(),
            st.sampled_from(messages.OUTCOMES),
            st.from_regex(r"\A([a-z_]{1,40})?\Z"),
        )
    )
)
def test_results_survive_json(results: list[ItemResult]) -> None:
    data = json.loads(json.dumps(messages.encode_results(results)))
    assert messages.decode_results(data) == results


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (None, "no list"),
        ({}, "no list"),
        ({"results": {}}, "no list"),
        ({"results": [1]}, "no known outcome"),
        ({"results": [{"id": "a", "outcome": "lost"}]}, "no known outcome"),
        ({"results": [{"id": "a", "outcome": ["stored"]}]}, "no known outcome"),
        ({"results": [{"outcome": "stored"}]}, "no id"),
        ({"results": [{"id": 1, "outcome": "stored"}]}, "no id"),
    ],
)
def test_other_results_are_refused(data: object, reason: str) -> None:
    with pytest.raises(EnvelopeError, match=reason):
        messages.decode_results(data)


@pytest.mark.parametrize("code", ["山田 太郎", "two words", "x" * 41, 5, None])
def test_a_reason_is_a_name_and_no_text(code: object) -> None:
    data = {"results": [{"id": "a", "outcome": "rejected", "code": code}]}
    assert messages.decode_results(data) == [ItemResult("a", "rejected", "unreadable")]


# --- ids ---


@given(st.integers(0, (1 << 48) - 1), st.binary(min_size=10, max_size=16))
def test_ids_are_of_version_7(milliseconds: int, random: bytes) -> None:
    name = uuid7(milliseconds, random)
    assert int(name[:8] + name[9:13], 16) == milliseconds
    assert name[14] == "7"
    assert name[19] in "89ab"
    assert len(name) == 36


def test_ids_keep_their_randomness() -> None:
    assert len({uuid7(1, bytes([n]) * 10) for n in range(256)}) == 256
    with pytest.raises(ValueError, match="10 random bytes"):
        uuid7(1, bytes(9))
