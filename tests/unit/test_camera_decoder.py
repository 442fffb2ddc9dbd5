"""From codes in frames to codes that were read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.camera.capture import Frame, fitted
from drivers.camera.decoder import Code, Decoder, middle, text_of

FRAME: Frame = np.zeros((720, 1280), np.uint8)
A, B = Code("qr", b"A"), Code("qr", b"B")


class Engine:
    """Finds what it is told to."""

    def __init__(self) -> None:
        self.finds: list[Code] = []
        self.frames: list[Frame] = []

    def __call__(self, frame: Frame) -> list[Code]:
        self.frames.append(frame)
        return self.finds


@pytest.fixture
def first() -> Engine:
    return Engine()


@pytest.fixture
def second() -> Engine:
    return Engine()


@pytest.fixture
def decoder(first: Engine, second: Engine) -> Decoder:
    return Decoder(first, second)


def test_a_code_is_told_when_it_was_seen_twice(decoder: Decoder, first: Engine) -> None:
    first.finds = [A]
    assert decoder.look(FRAME, 0.0) == []
    assert decoder.look(FRAME, 0.1) == [A]


def test_and_not_again_while_it_is_held_there_nor_3_s_after(
    decoder: Decoder, first: Engine
) -> None:
    first.finds = [A]
    for at in range(100):
        found = decoder.look(FRAME, at / 10)
        assert found == ([A] if at == 1 else [])
    first.finds = []
    decoder.look(FRAME, 12.0)
    first.finds = [A]
    assert decoder.look(FRAME, 13.0) == []
    assert decoder.look(FRAME, 13.1) == [A]


def test_two_different_reads_are_no_read(decoder: Decoder, first: Engine) -> None:
    first.finds = [A]
    assert decoder.look(FRAME, 0.0) == []
    first.finds = [B]
    assert decoder.look(FRAME, 0.1) == []
    first.finds = [A, A, B]
    assert decoder.look(FRAME, 0.2) == [A, B]


def test_a_read_long_ago_does_not_count(decoder: Decoder, first: Engine) -> None:
    first.finds = [A]
    decoder.look(FRAME, 0.0)
    assert decoder.look(FRAME, 5.0) == []


def test_the_second_engine_gets_the_middle_of_every_tenth_empty_frame(
    decoder: Decoder, first: Engine, second: Engine
) -> None:
    second.finds = [A]
    told = [decoder.look(FRAME, at / 10) for at in range(20)]
    assert [frame.shape for frame in second.frames] == [(360, 640)] * 2
    assert told == [[]] * 19 + [[A]]


def test_another_visit_starts_anew(decoder: Decoder, first: Engine) -> None:
    first.finds = [A]
    decoder.look(FRAME, 0.0)
    decoder.look(FRAME, 0.1)
    decoder.forget()
    assert decoder.look(FRAME, 0.2) == []
    assert decoder.look(FRAME, 0.3) == [A]


@given(st.binary(max_size=50))
def test_text_is_ascii_or_empty(data: bytes) -> None:
    text = text_of(Code("qr", data))
    assert text == (data.decode("ascii") if all(one < 0x80 for one in data) else "")


def test_text_has_a_longest_length_and_no_repr() -> None:
    assert len(text_of(Code("qr", b"x" * 4096))) == 4096
    assert text_of(Code("qr", b"x" * 4097)) == ""
    assert "secret" not in repr(Code("qr", b"secret"))


@pytest.mark.parametrize(("high", "wide"), [(720, 1280), (1080, 1920), (2160, 3840), (480, 640)])
def test_frames_are_fitted(high: int, wide: int) -> None:
    frame = fitted(np.zeros((high, wide), np.uint8))
    assert frame.shape[0] <= 720
    assert frame.shape[1] <= 1280
    assert middle(frame).size <= frame.size // 3
