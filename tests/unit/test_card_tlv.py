"""BER as cards write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.card import tlv

tags = st.one_of(
    st.integers(0, 0xFF).filter(lambda tag: tag & 0x1F != 0x1F),
    st.tuples(st.integers(0, 7), st.integers(0, 0x7F)).map(
        lambda two: (two[0] << 5 | 0x1F) << 8 | two[1]
    ),
)


def written(tag: int, value: bytes, form: int) -> bytes:
    """`form` 0: minimal, 1 or 2: that many length bytes where they suffice."""
    size = len(value)
    if form == 0 and size < 0x80:
        length = bytes((size,))
    elif form <= 1 and size < 0x100:
        length = bytes((0x81, size))
    else:
        length = b"\x82" + size.to_bytes(2)
    return tag.to_bytes(2 if tag > 0xFF else 1) + length + value


items = st.tuples(tags, st.binary(max_size=400), st.integers(0, 2))


@given(st.lists(items, max_size=5))
def test_every_length_form_is_read_back(objects: list[tuple[int, bytes, int]]) -> None:
    data = b"".join(written(*one) for one in objects)
    found = tlv.parse(data)
    assert [(one.tag, one.value) for one in found] == [(tag, value) for tag, value, _ in objects]
    for one, original in zip(found, objects, strict=True):
        assert data[one.offset :].startswith(written(*original))


@given(items, st.data())
def test_a_cut_object_is_truncated_and_nothing_else(
    one: tuple[int, bytes, int], data: st.DataObject
) -> None:
    whole = written(*one)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(tlv.TruncatedTlvError):
        tlv.first(whole[:cut])


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = tlv.parse(data)
    except tlv.TlvError:
        return
    assert sum(len(one.value) for one in found) <= len(data)


@pytest.mark.parametrize(
    "data", [b"\x30\x80", b"\x30\x83\x00\x00\x01x", b"\x30\xff", b"\x1f\x80\x01\x00"]
)
def test_indefinite_and_overlong_headers_are_refused(data: bytes) -> None:
    with pytest.raises(tlv.TlvError) as caught:
        tlv.header(data)
    assert not isinstance(caught.value, tlv.TruncatedTlvError)
