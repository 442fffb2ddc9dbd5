"""Reading strictly: half a name must never look like a name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.card import my_number_card as mnc
from drivers.card import simulated_files, tlv
from drivers.card.apdu import Answer, Plan, StatusError
from drivers.card.port import CardFault, CardKind

PERSON: dict[str, Any] = {
    "name": "髙橋　健一",
    "address": "あさひ県青空市本町",
    "date_of_birth": date(1988, 9, 14),
    "sex": "1",
}
GOOD = simulated_files.four_items(PERSON, {"header": "long", "filler": 3})
OK = Answer(b"", 0x9000)
NOT_FOUND = Answer(b"", 0x6A82)


def follow(plan: Plan[Any], *answers: Answer) -> Any:
    """Feed a plan; its result."""
    left = list(answers)
    next(plan)
    try:
        while True:
            plan.send(left.pop(0))
    except StopIteration as end:
        assert not left
        return end.value


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=120)


@given(texts, texts, st.dates(date(1868, 1, 25)), st.sampled_from("01239"),
       st.sampled_from(["long", "short"]), st.integers(0, 300))  # fmt: skip
def test_every_card_is_read_back(
    name: str, address: str, born: date, sex: str, header: str, filler: int
) -> None:
    person = {"name": name, "address": address, "date_of_birth": born, "sex": sex}
    items = mnc.parse_four_items(
        simulated_files.four_items(person, {"header": header, "filler": filler})
    )
    assert (items.full_name, items.address, items.date_of_birth, items.sex) == (
        name, address, born, sex,
    )  # fmt: skip
    assert name not in repr(items) or len(name) < 3


@given(st.integers(0, len(GOOD) - 4), st.integers(1, 255))
def test_a_changed_byte_is_an_error_or_only_changes_a_value(at: int, change: int) -> None:
    torn = bytearray(GOOD)
    torn[at] ^= change
    try:
        items = mnc.parse_four_items(bytes(torn))
    except tlv.TlvError:
        return
    assert items.full_name.strip()
    assert items.address.strip()


@given(st.integers(0, len(GOOD) - 4))
def test_a_cut_file_is_an_error(size: int) -> None:
    with pytest.raises(tlv.TlvError):
        mnc.parse_four_items(GOOD[:size])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\xff\x20\x82", b"\xff\x21\x82"),
        (b"\xdf\x22", b"\xdf\x29"),
        (b"\xdf\x25\x011", b"\xdf\x25\x01x"),
        (b"19880914", b"19881332"),
        (b"19880914", b"1988091x"),
        ("髙".encode(), b"\xff\xff\xff"),
        ("髙".encode(), b"a\nb"),
        ("髙橋　健一".encode(), b" " * 15),
        (b"\xff\xff\xff", b"\xff\xff\x01"),
    ],
)
def test_what_is_not_the_four_items(old: bytes, new: bytes) -> None:
    assert old in GOOD
    with pytest.raises(tlv.TlvError) as caught:
        mnc.parse_four_items(
            GOOD.replace(old, new, 1) if old[:2] != b"\xff\xff" else GOOD[:-3] + new
        )
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize("sex", [b"", b"12"])
def test_sex_is_one_digit(sex: bytes) -> None:
    person = {**PERSON, "sex": sex.decode()}
    with pytest.raises(tlv.TlvError):
        mnc.parse_four_items(simulated_files.four_items(person, {}))


def test_offsets_must_fit() -> None:
    torn = bytearray(GOOD)
    torn[9] += 1
    with pytest.raises(tlv.TlvError, match="offsets"):
        mnc.parse_four_items(bytes(torn))


@pytest.mark.parametrize(
    ("name", "warnings"),
    [
        ("髙橋", ()),
        ("\ue000橋", ("private_use_character",)),
        ("\U000f0001橋", ("private_use_character",)),
        ("〓橋", ("substitute_mark",)),
        ("\ue000\ufffd", ("private_use_character", "substitute_mark")),
    ],
)
def test_stand_ins_are_noticed(name: str, warnings: tuple[str, ...]) -> None:
    data = simulated_files.four_items({**PERSON, "name": name}, {})
    assert mnc.parse_four_items(data).warnings == warnings


@pytest.mark.parametrize(
    ("born", "start"),
    [
        (date(1980, 2, 17), b"550217"),
        (date(1926, 12, 24), b"151224"),
        (date(1926, 12, 25), b"011225"),
        (date(1989, 1, 7), b"640107"),
        (date(1989, 1, 8), b"010108"),
        (date(2019, 4, 30), b"310430"),
        (date(2019, 5, 1), b"010501"),
        (date(1912, 7, 29), b"450729"),
        (date(1912, 7, 30), b"010730"),
    ],
)
def test_number_b_counts_in_eras(born: date, start: bytes) -> None:
    digits = mnc.number_b(born, date(2035, 2, 17), bytearray(b"2285"))
    assert digits == start + b"20352285"


def test_number_b_before_the_eras() -> None:
    with pytest.raises(ValueError, match="no era"):
        mnc.number_b(date(1800, 1, 1), date(2035, 2, 17), bytearray(b"2285"))


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (b"\x01\x1c" + b"0" * 20 + b"20310914", date(2031, 9, 14)),
        (b"\x01\x1c" + b"0" * 20 + b"20319914", None),
        (b"\x01\x1c" + b"0" * 20 + b"2031", None),
        (b"\x02\x1c" + b"0" * 20 + b"20310914", None),
        (b"\x01\x1c" + b"x" * 20 + b"20310914", None),
        (b"", None),
    ],
)
def test_expiry_of_a_record(record: bytes, expected: date | None) -> None:
    assert mnc.expiry(record) == expected


def test_faults_of_statuses() -> None:
    assert mnc.fault_of_status(0x6982) is CardFault.ACCESS_DENIED
    assert mnc.fault_of_status(0x6F00) is CardFault.UNRESPONSIVE
    assert mnc.fault_of_status(0x6B00) is CardFault.BAD_DATA


@pytest.mark.parametrize("answers", [(0x6F00, 0x6F00), (0x6985,)])
def test_a_card_that_answers_oddly_is_unresponsive(answers: tuple[int, ...]) -> None:
    with pytest.raises(mnc.RefusedError) as caught:
        follow(mnc.identify(b""), *(Answer(b"", one) for one in answers))
    assert caught.value.fault is CardFault.UNRESPONSIVE


def test_a_certificate_application_without_a_label_is_no_phone() -> None:
    # text missing, JPKI there, label missing, licence missing, residence there
    identity = follow(mnc.identify(b""), NOT_FOUND, OK, NOT_FOUND, NOT_FOUND, OK)
    assert identity == mnc.Identity(CardKind.RESIDENCE)


def test_a_card_without_a_common_record_has_no_expiry() -> None:
    answers = (OK, NOT_FOUND, NOT_FOUND, OK, OK, Answer(b"", 0x63C3))
    assert follow(mnc.identify(b""), *answers) == mnc.Identity(CardKind.MY_NUMBER, 3)


def refused(*answers: Answer) -> mnc.RefusedError:
    secret = bytearray(b"1234")
    with pytest.raises(mnc.RefusedError) as caught:
        follow(mnc.read_by_pin(b"", secret), OK, NOT_FOUND, *answers)
    return caught.value


@pytest.mark.parametrize(
    ("answers", "fault", "tries"),
    [
        ((NOT_FOUND,), CardFault.PIN_NOT_SET, None),
        ((OK, NOT_FOUND), CardFault.PIN_NOT_SET, None),
        ((OK, Answer(b"", 0x6F00)), CardFault.UNRESPONSIVE, None),
        ((OK, OK, Answer(b"", 0x63C0)), CardFault.PIN_BLOCKED, 0),
        ((OK, OK, Answer(b"", 0x6984)), CardFault.PIN_BLOCKED, 0),
        ((OK, OK, Answer(b"", 0x63C1)), CardFault.PIN_LAST_TRY, 1),
        ((OK, OK, Answer(b"", 0x9000)), CardFault.ACCESS_DENIED, None),
        ((OK, OK, Answer(b"", 0x63C3), Answer(b"", 0x63C2)), CardFault.PIN_INCORRECT, 2),
        ((OK, OK, Answer(b"", 0x63C3), Answer(b"", 0x63C0)), CardFault.PIN_BLOCKED, 0),
        ((OK, OK, Answer(b"", 0x6300), Answer(b"", 0x6300)), CardFault.PIN_INCORRECT, None),
        ((OK, OK, Answer(b"", 0x63C3), Answer(b"", 0x6985)), CardFault.ACCESS_DENIED, None),
    ],
)
def test_refusals(answers: tuple[Answer, ...], fault: CardFault, tries: int | None) -> None:
    error = refused(*answers)
    assert (error.fault, error.tries_left) == (fault, tries)


def test_the_four_items_must_be_selectable() -> None:
    answers = (OK, NOT_FOUND, OK, OK, Answer(b"", 0x63C3), OK, Answer(b"", 0x6982))
    with pytest.raises(StatusError):
        follow(mnc.read_by_pin(b"", bytearray(b"1234")), *answers)


def test_the_verify_command_is_wiped_even_when_the_plan_is_cut_off() -> None:
    plan = mnc.read_by_number_b(b"", bytearray(b"63091420312468"))
    next(plan)
    for answer in (OK, NOT_FOUND, OK, OK):
        plan.send(answer)
    command = plan.send(Answer(b"", 0x63C9))
    assert command.endswith(b"2468")
    plan.close()
    assert set(command) == {0}


def test_another_card_is_noticed_before_a_secret_is_used() -> None:
    with pytest.raises(mnc.RefusedError) as caught:
        follow(mnc.read_by_pin(b"another", bytearray(b"1234")), OK, OK, OK, Answer(b"this", 0x9000))
    assert caught.value.fault is CardFault.CARD_CHANGED
