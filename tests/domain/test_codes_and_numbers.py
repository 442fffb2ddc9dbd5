"""Reception numbers, and what stands in a QR code."""

from __future__ import annotations

import base64
import json
import zlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import qr_payload, reception_number
from kiosk.domain.qr_payload import Contents, PayloadFault

FACTS = st.dictionaries(st.text(max_size=20), st.text(max_size=20), max_size=8)


def test_numbers_have_three_digits_from_the_first_one_on() -> None:
    assert reception_number.text("", 1) == "101"
    assert reception_number.text("A", 900) == "A1000"
    with pytest.raises(ValueError, match="begin with 1"):
        reception_number.text("", 0)


@given(st.integers(min_value=1, max_value=10**6), st.integers(min_value=1, max_value=10**6))
def test_no_number_twice(first: int, second: int) -> None:
    same = reception_number.text("A", first) == reception_number.text("A", second)
    assert same is (first == second)


@given(FACTS, st.dates())
def test_a_code_holds_what_was_put_in(facts: dict[str, str], expires: date) -> None:
    contents = Contents("999999", expires, tuple(facts.items()))
    text = qr_payload.join(qr_payload.pack(contents), bytes(64))
    assert text.isascii()
    assert text == text.upper()
    parts = qr_payload.split(text)
    assert not isinstance(parts, PayloadFault)
    assert qr_payload.unpack(parts[0]) == contents
    assert "facts)" in repr(contents)


@given(st.text(max_size=300))
def test_no_text_is_a_crash(text: str) -> None:
    for attempt in (text, qr_payload.PREFIX + text, qr_payload.PREFIX + text.upper()):
        parts = qr_payload.split(attempt)
        if not isinstance(parts, PayloadFault):
            qr_payload.unpack(parts[0])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("https://example.jp", "code_foreign"),
        ("MDG1." + "A" * 3000, "code_damaged"),
        ("MDG1.10", "code_damaged"),
        ("MDG1.AAAA", "code_damaged"),
    ],
)
def test_other_texts_say_why_not(text: str, fault: str) -> None:
    assert qr_payload.split(text) == PayloadFault(fault)


def packed(data: object) -> bytes:
    return zlib.compress(json.dumps(data).encode())


@pytest.mark.parametrize(
    "body",
    [
        b"no zlib",
        packed([]),
        packed({"m": "999999", "e": "2026-01-01"}),
        packed({"m": "999999", "e": "2026-13-01", "f": {}}),
        packed({"m": "999999", "e": "2026-01-01", "f": []}),
        packed({"m": "999999", "e": "2026-01-01", "f": {"a": 1}}),
        zlib.compress(bytes(1 << 22)),
    ],
)
def test_other_contents_are_damaged(body: bytes) -> None:
    assert qr_payload.unpack(body) == PayloadFault("code_damaged")


def test_the_alphabet_is_the_alphanumeric_mode_of_qr() -> None:
    text = qr_payload.join(bytes(range(256)), bytes(64))
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert base64.b32decode(text.removeprefix("MDG1.") + "=" * (-(len(text) - 5) % 8))
