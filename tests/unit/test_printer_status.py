"""What a printer says: every byte value, every order, and noise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.printer import port
from drivers.printer.status import (
    Automatic,
    Cleared,
    Confirmed,
    Demultiplexer,
    Processed,
    RealTime,
    StatusBoard,
)


@pytest.mark.parametrize("value", range(256))
def test_a_single_byte_is_told_apart_by_its_fixed_bits(value: int) -> None:
    """Fixed bits from the manual, written out: x = any, counted from bit 7 down to bit 0."""
    bits = f"{value:08b}"
    heard = Demultiplexer().feed(bytes([value]))
    if bits[0] == "0" and bits[3] == "1" and bits[6:] == "10":
        assert heard == [RealTime(value)]
    elif bits[0] == "0" and bits[3] == "0" and value not in {0x35, 0x37, 0x3B, 0x3D, 0x5F}:
        assert heard == [Processed()]
    else:
        assert heard == []


def test_the_four_kinds_in_one_stream() -> None:
    stream = b"\x12\x10\x00\x16\x00\x0f\x00\x37\x22AB12\x00\x37\x25\x00\x37\x99\x00\x35XY\x00"
    heard = Demultiplexer().feed(stream)
    assert heard[:6] == [
        RealTime(0x12),
        RealTime(0x16),
        Automatic(b"\x10\x00\x00\x0f"),
        Processed(),
        Confirmed(b"AB12"),
        Cleared(),
    ]


def test_automatic_status_that_breaks_off_is_dropped_and_the_next_one_heard() -> None:
    parser = Demultiplexer()
    assert parser.feed(b"\x10\x00\x90") == []
    assert parser.feed(b"\x10\x00\x10\x04\x04\x0f") == [Automatic(b"\x10\x04\x04\x0f")]


def test_a_block_that_never_ends_does_not_swallow_what_follows() -> None:
    parser = Demultiplexer()
    parser.feed(b"\x37" + b"A" * 100)
    assert Confirmed(b"AB12") in parser.feed(b"\x00\x37\x22AB12\x00")
    assert parser.feed(b"\x37\x12\x12") == [RealTime(0x12), RealTime(0x12)]
    assert parser.feed(b"\x37\x81") == []


@given(st.binary(max_size=200))
def test_noise_never_ends_the_demultiplexer_nor_the_board(noise: bytes) -> None:
    parser, board = Demultiplexer(), StatusBoard(asked=[1, 2, 3, 4] * 5)
    for heard in parser.feed(noise):
        if isinstance(heard, RealTime | Automatic):
            board.hear(heard)
    assert isinstance(board.status(), port.PrinterStatus)


@given(st.binary(max_size=40), st.integers(0, 40))
def test_it_does_not_matter_where_the_stream_is_cut(stream: bytes, at: int) -> None:
    whole, cut = Demultiplexer(), Demultiplexer()
    assert whole.feed(stream) == cut.feed(stream[:at]) + cut.feed(stream[at:])


@pytest.mark.parametrize(
    ("number", "value", "wanted"),
    [
        (1, 0x1A, port.Ready()),
        (2, 0x12, port.Ready()),
        (2, 0x16, port.CoverOpen()),
        (3, 0x1A, port.CutterFault()),
        (3, 0x32, port.PrinterFault()),
        (3, 0x52, port.HeadHot()),
        (4, 0x1E, port.PaperLow()),
        (4, 0x72, port.PaperOut()),
        (4, 0x7E, port.PaperOut()),
    ],
)
def test_real_time_status(number: int, value: int, wanted: object) -> None:
    board = StatusBoard(asked=[number])
    board.hear(RealTime(value))
    assert board.status() == wanted
    assert board.asked == []


@pytest.mark.parametrize(
    ("four", "wanted"),
    [
        (b"\x10\x00\x00\x0f", port.Ready()),
        (b"\x38\x00\x00\x0f", port.CoverOpen()),
        (b"\x18\x08\x00\x0f", port.CutterFault()),
        (b"\x18\x20\x00\x0f", port.PrinterFault()),
        (b"\x18\x40\x00\x0f", port.HeadHot()),
        (b"\x10\x00\x03\x0f", port.PaperLow()),
        (b"\x18\x00\x0f\x0f", port.PaperOut()),
        (b"\x38\x40\x0f\x0f", port.CoverOpen()),
    ],
)
def test_automatic_status(four: bytes, wanted: object) -> None:
    board = StatusBoard()
    board.hear(Automatic(four))
    assert board.status() == wanted


def test_an_answer_nobody_asked_for_says_nothing() -> None:
    board = StatusBoard()
    board.hear(RealTime(0x16))
    assert board.status() == port.Ready()
