"""Nothing of the individual number, the portrait or the card's face can be asked for."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drivers.card import apdu, simulated_files
from drivers.card.apdu import BadAnswerError, ForbiddenCommandError, GuardedCard, StatusError
from drivers.card.simulator import Quirk, SimulatedCard

TEXT = bytes.fromhex("D3921000310001010408")
VISUAL = bytes.fromhex("D3921000310001010402")
NUMBER = b"000000000000"
PIN = b"1234"


def powered(name: str = "kenichi") -> SimulatedCard:
    card = SimulatedCard(simulated_files.load(name))
    card.power_on()
    return card


def guarded(card: SimulatedCard) -> GuardedCard:
    return GuardedCard(lambda command: card.command(bytes(command)))


def select(aid: bytes) -> bytes:
    return b"\x00\xa4\x04\x0c" + bytes((len(aid),)) + aid


def file(number: int) -> bytes:
    return b"\x00\xa4\x02\x0c\x02" + number.to_bytes(2)


VERIFY_PIN = b"\x00\x20\x00\x80\x04" + PIN
QUERY = b"\x00\x20\x00\x80"
READ = b"\x00\xb0\x00\x00\x00"
FORBIDDEN = [
    [select(TEXT), file(0x11), QUERY, VERIFY_PIN, file(0x01), READ],
    [select(TEXT), file(0x11), QUERY, VERIFY_PIN, b"\x00\xb0\x81\x00\x00"],
    [select(TEXT), file(0x11), QUERY, VERIFY_PIN, file(0x03), READ],
    [select(TEXT[:9])],
    [select(VISUAL), file(0x02), READ],
    [select(VISUAL), file(0x05), READ],
    [select(TEXT), file(0x14), b"\x00\x20\x00\x80\x0c" + NUMBER],
    [select(TEXT), b"\x00\x20\x00\x94\x0c" + NUMBER],
    [select(TEXT), b"\x00\x20\x00\x91\x04" + PIN, b"\x00\xb0\x81\x00\x00"],
    [b"\x00\x84\x00\x00\x08"],
    [select(TEXT), b"\x00\xa4\x00\x0c\x02\x00\x01"],
]

aids = st.sampled_from([TEXT, VISUAL, TEXT[:9], apdu.JPKI, apdu.COMMON, b"\xd3"])
files = st.integers(0, 0x20).map(lambda number: number.to_bytes(2))
bodies = aids | files | st.sampled_from([PIN, NUMBER, b"63091420312468"]) | st.binary(max_size=20)
shaped = st.builds(
    lambda cla, ins, p1, p2, body, tail: (
        bytes((cla, ins, p1, p2)) + (bytes((len(body),)) + body if body else b"") + tail
    ),
    st.sampled_from([0, 0, 0, 0, 0x01, 0x10, 0x0C, 0x80]),
    st.sampled_from([0xA4, 0xA4, 0x20, 0xB0, 0xB0, 0xB1, 0xB2, 0xC0, 0xCA, 0x84, 0x88, 0x2A]),
    st.sampled_from([0, 1, 2, 4, 0x80, 0x81, 0x82, 0x83, 0x85, 0x91]),
    st.sampled_from([0, 4, 0x0C, 0x80, 0x81, 0x91, 0x94, 0x95, 0x0D]),
    bodies,
    st.sampled_from([b"", b"\x00", b"\x00\x00\x00", b"\x05"]),
)
honest = st.sampled_from([
    select(TEXT), select(apdu.JPKI), select(apdu.COMMON), file(0x11), file(0x02), file(0x15),
    file(0x06), file(0x01), QUERY, VERIFY_PIN, READ, b"\x00\xb2\x01\x04\x00",
    b"\x00\xc0\x00\x00\x00",
])  # fmt: skip
commands = st.lists(shaped | honest | st.binary(max_size=30), max_size=30)


def drive(card: SimulatedCard, sequence: list[bytes]) -> None:
    guard = guarded(card)
    for command in sequence:
        with contextlib.suppress(ForbiddenCommandError):
            guard.transmit(command)


@settings(max_examples=400)
@given(commands, st.sets(st.sampled_from(Quirk)), st.sampled_from(["kenichi", "kenichi_one_try"]))
@example(FORBIDDEN[0], set(), "kenichi")
def test_no_command_of_any_shape_reaches_what_is_forbidden(
    sequence: list[bytes], quirks: set[Quirk], name: str
) -> None:
    card = powered(name)
    card.quirks = quirks
    drive(card, sequence)
    assert card.tripwire == []


@pytest.mark.parametrize("sequence", FORBIDDEN)
def test_the_tripwire_sees_each_forbidden_way_without_the_guard(sequence: list[bytes]) -> None:
    bare, behind = powered(), powered()
    for command in sequence:
        bare.command(command)
    assert bare.tripwire or sequence == [select(TEXT[:9])]
    # The property above is worth something only if the same way is open without the guard.
    if not bare.tripwire:
        assert bare.command(file(0x11)) == b"\x90\x00"
    drive(behind, sequence)
    assert behind.tripwire == []


@pytest.mark.parametrize("sequence", FORBIDDEN)
def test_each_forbidden_way_ends_in_an_error(sequence: list[bytes]) -> None:
    guard = guarded(powered())

    def run() -> None:
        for command in sequence:
            guard.transmit(command)

    with pytest.raises(ForbiddenCommandError):
        run()


def chosen(number: int, name: str = "kenichi") -> tuple[SimulatedCard, GuardedCard]:
    card = powered(name)
    guard = guarded(card)
    guard.transmit(select(TEXT))
    guard.transmit(file(number))
    return card, guard


def test_verify_needs_a_query_each_time() -> None:
    card, guard = chosen(0x11)
    with pytest.raises(ForbiddenCommandError):
        guard.transmit(VERIFY_PIN)
    guard.transmit(QUERY)
    assert guard.transmit(b"\x00\x20\x00\x80\x049999").status == 0x63C2
    with pytest.raises(ForbiddenCommandError):
        guard.transmit(VERIFY_PIN)
    guard.transmit(QUERY)
    assert guard.transmit(VERIFY_PIN).status == 0x9000
    assert card.tripwire == []


@pytest.mark.parametrize("name", ["kenichi_one_try", "kenichi_locked"])
def test_verify_is_not_sent_with_one_try_or_none(name: str) -> None:
    _, guard = chosen(0x11, name)
    guard.transmit(QUERY)
    with pytest.raises(ForbiddenCommandError):
        guard.transmit(VERIFY_PIN)


def test_a_refused_command_is_told_without_its_data() -> None:
    with pytest.raises(ForbiddenCommandError) as caught:
        guarded(powered()).transmit(VERIFY_PIN)
    assert PIN.hex() not in str(caught.value)


def test_a_reference_without_a_limit_may_be_verified() -> None:
    card, guard = chosen(0x11)
    key = card.image.files["text/0011"]
    assert isinstance(key, simulated_files.Key)
    key.left = None
    assert guard.transmit(QUERY).status == 0x6300
    assert guard.transmit(VERIFY_PIN).status == 0x9000


@pytest.mark.parametrize(
    "command",
    [
        b"",
        b"\x00\xa4\x04",
        b"\x00\xa4\x04\x0c",
        b"\x00\x20\x00\x80\x05" + PIN,
        b"\x00\x20\x00\x80\x03123",
        b"\x00\x20\x00\x80\x04abcd",
        b"\x00\x20\x00\x91",
        READ,
        READ + b"\x00",
        b"\x00\xc0\x00\x00\x00",
    ],
)
def test_malformed_and_misplaced_commands_are_refused(command: bytes) -> None:
    _, guard = chosen(0x11)
    guard.transmit(QUERY)
    with pytest.raises(ForbiddenCommandError):
        guard.transmit(command)


def test_a_refused_or_unanswered_select_leaves_nothing_allowed() -> None:
    answers: list[bytes] = [b"\x90\x00", b"\x90\x00", b"\x6a\x82"]
    guard = GuardedCard(lambda _: answers.pop(0))
    guard.transmit(select(TEXT))
    guard.transmit(file(0x02))
    guard.transmit(file(0x11))
    with pytest.raises(ForbiddenCommandError):
        guard.transmit(READ)
    answers += [b"\x90\x00", b"\x90\x00", b""]
    guard.transmit(select(TEXT))
    guard.transmit(file(0x02))
    with pytest.raises(BadAnswerError):
        guard.transmit(select(apdu.COMMON))
    with pytest.raises(ForbiddenCommandError):
        guard.transmit(file(0x02))


def test_the_record_is_read_only_as_record_one() -> None:
    guard = guarded(powered())
    guard.transmit(select(apdu.COMMON))
    guard.transmit(file(1))
    assert guard.transmit(b"\x00\xb2\x01\x04\x00").status == 0x9000
    for command in (b"\x00\xb2\x02\x04\x00", b"\x00\xb2\x01\x0c\x00", READ):
        with pytest.raises(ForbiddenCommandError):
            guard.transmit(command)


def test_an_answer_that_never_ends_is_bad() -> None:
    guard = GuardedCard(lambda _: b"x\x61\x10")
    with pytest.raises(BadAnswerError):
        guard.exchange(select(TEXT))


def test_a_verify_is_never_sent_twice() -> None:
    sent: list[int] = []

    def raw(command: bytes | bytearray) -> bytes:
        sent.append(command[1])
        return {0xA4: b"\x90\x00", 0x20: b"\x63\xc3" if len(command) == 4 else b"\x6c\x04"}[
            command[1]
        ]

    guard = GuardedCard(raw)
    for command in (select(TEXT), file(0x11), QUERY, VERIFY_PIN):
        guard.exchange(command)
    assert sent.count(0x20) == 2


@pytest.mark.parametrize(
    ("status", "tries"),
    [(0x63C3, 3), (0x63C0, 0), (0x6983, 0), (0x6984, 0), (0x9000, None), (0x6300, None)],
)
def test_tries_of_a_status(status: int, tries: int | None) -> None:
    assert apdu.Answer(b"", status).tries == tries


def read(respond: Callable[[bytes], apdu.Answer]) -> bytes:
    plan = apdu.read_whole()
    command = next(plan)
    while True:
        try:
            command = plan.send(respond(bytes(command)))
        except StopIteration as end:
            data: bytes = end.value
            return data


@given(st.integers(0, 1200), st.booleans(), st.integers(1, 256))
def test_a_file_is_read_to_its_own_end(size: int, exact: bool, step: int) -> None:
    content = b"\xff\x20\x82" + size.to_bytes(2) + bytes(size) + (b"" if exact else b"\xff" * 300)

    def respond(command: bytes) -> apdu.Answer:
        offset, wanted = int.from_bytes(command[2:4]), command[4] or 256
        data = content[offset : offset + max(6, min(wanted, step))]
        return apdu.Answer(data, 0x9000)

    assert read(respond).startswith(content[: size + 5])


def test_a_file_that_ends_early_lies_or_refuses() -> None:
    with pytest.raises(BadAnswerError):
        read(lambda command: apdu.Answer(b"\xff\x20\x50" if command[3] == 0 else b"", 0x9000))
    with pytest.raises(BadAnswerError):
        read(lambda _: apdu.Answer(b"\xff\x20\x82\x20\x00", 0x9000))
    with pytest.raises(StatusError) as caught:
        read(lambda _: apdu.Answer(b"", 0x6B00))
    assert caught.value.status == 0x6B00
