"""What every card reader must do: in process, over apdu+tcp, and through a real pcscd."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from drivers.card.port import (
    CardFailed,
    CardFault,
    CardKind,
    CardPresent,
    CardRead,
    ForgetSecret,
    Identifying,
    NoCard,
    PinDigit,
    PinErase,
    ReadByNumberB,
    ReadByPin,
    SecretChanged,
    Unresponsive,
)
from tests.helpers import card_rigs as rigs
from tests.helpers.card_rigs import DirectRig, PcscRig, ProcessRig, Rig

KENICHI_BORN = date(1988, 9, 14)


@pytest.fixture(scope="module", params=["direct", "tcp", "pcsc"])
def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Rig]:
    folder = tmp_path_factory.mktemp("rig")
    rig: DirectRig | ProcessRig
    if request.param == "direct":
        rig = DirectRig(folder)
    elif request.param == "tcp":
        rig = ProcessRig(folder)
    else:
        rig = PcscRig(folder)
    try:
        yield rig
    finally:
        rig.close()


@pytest.fixture
def rig(shared: Rig) -> Iterator[Rig]:
    """A fresh worker and fresh cards; afterwards no command may have touched what is forbidden."""
    shared.say("reset")
    shared.restart()
    shared.heard.clear()
    rigs.wait_status(shared, NoCard)
    yield shared
    assert rigs.closed(shared, "verified"), "the card was left open"
    assert shared.report()["tripwire"] == []


def test_reads_the_four_items_and_ends(rig: Rig) -> None:
    present = rigs.put(rig, "kenichi")
    assert (present.kind, present.tries_left) == (CardKind.MY_NUMBER, 3)
    assert present.expires_on == date(2031, 9, 14)
    read = rigs.read_by_pin(rig, present.presence)
    assert isinstance(read, CardRead)
    assert (read.visit, read.presence) == ("v1", present.presence)
    assert read.full_name == "髙橋\u3000健一"
    assert read.address == "あさひ県青空市本町一丁目４番７号\u3000みどりハイツ２０３"
    assert (read.date_of_birth, read.sex) == (KENICHI_BORN, "1")
    assert (read.authenticity, read.warnings) == ("not_verified", ())
    assert rig.status_of_end() == 0
    assert rigs.closed(rig, "powered")


def test_a_restarted_worker_sees_the_same_card_under_another_presence(rig: Rig) -> None:
    first = rigs.put(rig, "kenichi")
    rigs.read_by_pin(rig, first.presence)
    rig.restart()
    again = rigs.wait_status(rig, CardPresent)
    assert again.presence != first.presence
    rig.send(ReadByPin("v1", first.presence))
    failed = rigs.wait_kind(rig, CardFailed)
    assert failed.fault is CardFault.CARD_CHANGED


@pytest.mark.parametrize(
    ("card", "name", "sex"),
    [
        ("long_address", "長谷川\u3000太郎", "1"),
        ("rare_name", "\U00020bb7田\u3000葛\U000e0100子", "2"),
        ("mononym", "SUHARDJO", "0"),
        ("longest_name", None, "9"),
    ],
)
def test_reads_cards_of_every_shape(rig: Rig, card: str, name: str | None, sex: str) -> None:
    present = rigs.put(rig, card)
    read = rigs.read_by_pin(rig, present.presence)
    assert isinstance(read, CardRead)
    assert read.sex == sex
    assert name is None or read.full_name == name
    assert len(read.full_name) > 80 or name is not None
    assert card != "long_address" or len(read.address.encode()) > 256


@pytest.mark.parametrize(
    "quirk",
    [
        "first_command_6f00",
        "chains_61",
        "wrong_le_6c",
        "end_warning_6282",
        "select_closes",
        "short_reads",
    ],
)
@pytest.mark.parametrize("card", ["long_address", "mononym"])
def test_reads_cards_with_quirks(rig: Rig, quirk: str, card: str) -> None:
    rig.say("fault", quirk)
    present = rigs.put(rig, card)
    assert isinstance(rigs.read_by_pin(rig, present.presence), CardRead)


def test_number_b_reads_without_the_pin(rig: Rig) -> None:
    present = rigs.put(rig, "kenichi_locked")
    assert present.tries_left == 0
    read = rigs.read_by_number_b(rig, present.presence, "2468", KENICHI_BORN)
    assert isinstance(read, CardRead)
    assert read.full_name == "髙橋\u3000健一"


def test_number_b_wrong_and_locked(rig: Rig) -> None:
    present = rigs.put(rig, "kenichi_number_b_locked")
    failed = rigs.read_by_number_b(rig, present.presence, "2468", KENICHI_BORN)
    assert failed == CardFailed("v1", present.presence, CardFault.NUMBER_B_BLOCKED, 0)
    present = rigs.put(rig, "kenichi")
    failed = rigs.read_by_number_b(rig, present.presence, "0000", KENICHI_BORN)
    assert failed == CardFailed("v1", present.presence, CardFault.NUMBER_B_INCORRECT, 9)


def test_number_b_wants_its_code(rig: Rig) -> None:
    present = rigs.put(rig, "kenichi")
    failed = rigs.read_by_number_b(rig, present.presence, "", KENICHI_BORN)
    assert isinstance(failed, CardFailed)
    assert failed.fault is CardFault.SECURITY_CODE_NEEDED


def test_a_wrong_pin_costs_one_try_and_the_last_is_never_used(rig: Rig) -> None:
    present = rigs.put(rig, "kenichi")
    for left in (2, 1):
        failed = rigs.read_by_pin(rig, present.presence, "9999")
        assert failed == CardFailed("v1", present.presence, CardFault.PIN_INCORRECT, left)
    for _ in range(3):
        failed = rigs.read_by_pin(rig, present.presence, "1234")
        assert failed == CardFailed("v1", present.presence, CardFault.PIN_LAST_TRY, 1)
    assert rig.report()["tries"]["kenichi"]["text/0011"] == 1


def test_tries_are_counted_by_the_card_not_by_the_worker(rig: Rig) -> None:
    present = rigs.put(rig, "kenichi")
    rigs.read_by_pin(rig, present.presence, "9999")
    rig.restart()
    assert rigs.wait_status(rig, CardPresent).tries_left == 2


def test_last_try_and_locked_are_seen_before_a_digit(rig: Rig) -> None:
    assert rigs.put(rig, "kenichi_one_try").tries_left == 1
    present = rigs.put(rig, "kenichi_locked")
    failed = rigs.read_by_pin(rig, present.presence)
    assert failed == CardFailed("v1", present.presence, CardFault.PIN_BLOCKED, 0)


def test_expired_card_is_refused_before_its_pin_is_used(rig: Rig) -> None:
    present = rigs.put(rig, "expired")
    assert present.expires_on == date(2020, 2, 3)
    failed = rigs.read_by_pin(rig, present.presence, "9999")
    assert failed == CardFailed("v1", present.presence, CardFault.EXPIRED, None)
    assert rig.report()["tries"]["expired"]["text/0011"] == 3


@pytest.mark.parametrize(
    ("card", "kind"),
    [
        ("licence", CardKind.DRIVING_LICENCE),
        ("residence", CardKind.RESIDENCE),
        ("suica", CardKind.FELICA),
        ("phone", CardKind.PHONE),
        ("phone_ios", CardKind.PHONE),
        ("unknown", CardKind.OTHER),
        ("no_pin", CardKind.OTHER),
    ],
)
def test_other_cards_are_recognised_and_refused(rig: Rig, card: str, kind: CardKind) -> None:
    present = rigs.put(rig, card)
    assert (present.kind, present.tries_left, present.expires_on) == (kind, None, None)
    failed = rigs.read_by_pin(rig, present.presence)
    assert failed == CardFailed("v1", present.presence, CardFault.NOT_MY_NUMBER_CARD, None)


def test_digits_are_counted_erased_and_forgotten(rig: Rig) -> None:
    presence = rigs.put(rig, "kenichi").presence

    def length() -> int:
        return rigs.wait_kind(rig, SecretChanged).length

    for digit, expected in zip("12345", (1, 2, 3, 4, 4), strict=True):
        rig.send(PinDigit("v1", presence, digit))
        assert length() == expected
    rig.send(PinErase("v1", presence, everything=False))
    assert length() == 3
    rig.send(PinErase("v1", presence, everything=True))
    assert length() == 0
    rig.send(PinDigit("v1", presence, "1"))
    assert length() == 1
    rig.send(ForgetSecret("v1"))
    assert length() == 0
    rig.send(PinErase("v1", presence, everything=False))
    assert length() == 0


def test_digits_of_another_visit_start_from_nothing(rig: Rig) -> None:
    presence = rigs.put(rig, "kenichi").presence
    rigs.press(rig, presence, "123")
    rig.send(PinDigit("v2", presence, "4"))
    told = rigs.wait_for(rig, lambda one: isinstance(one, SecretChanged) and one.visit == "v2")
    assert told.length == 1
    rig.send(ReadByPin("v2", presence))
    failed = rigs.wait_kind(rig, CardFailed)
    assert (failed.visit, failed.fault) == ("v2", CardFault.WRONG_LENGTH)


def test_lifting_the_card_drops_the_digits(rig: Rig) -> None:
    first = rigs.put(rig, "kenichi")
    rigs.press(rig, first.presence, "12")
    rig.say("remove")
    rigs.wait_status(rig, NoCard)
    rig.send(PinDigit("v1", first.presence, "3"))
    failed = rigs.wait_kind(rig, CardFailed)
    assert failed.fault is CardFault.CARD_REMOVED
    second = rigs.put(rig, "kenichi")
    assert second.presence != first.presence
    short = rigs.read_by_pin(rig, second.presence, "34")
    assert isinstance(short, CardFailed)
    assert short.fault is CardFault.WRONG_LENGTH


def test_a_request_for_a_card_that_was_swapped_is_refused(rig: Rig) -> None:
    first = rigs.put(rig, "kenichi")
    rig.say("remove")
    rigs.wait_status(rig, NoCard)
    second = rigs.put(rig, "hanako")
    rig.send(PinDigit("v1", first.presence, "1"))
    assert rigs.wait_kind(rig, CardFailed).fault is CardFault.CARD_CHANGED
    rig.send(ReadByNumberB("v1", first.presence, KENICHI_BORN))
    assert rigs.wait_kind(rig, CardFailed).fault is CardFault.CARD_CHANGED
    read = rigs.read_by_pin(rig, second.presence)
    assert isinstance(read, CardRead)
    assert read.full_name == "佐藤\u3000花子"


@pytest.mark.parametrize("when", ["torn_before", "torn_after"])
@pytest.mark.parametrize("number", range(1, 10))
def test_removal_around_any_command_gives_no_data(rig: Rig, when: str, number: int) -> None:
    present = rigs.put(rig, "kenichi")
    rig.say("fault", when, str(number))
    failed = rigs.read_by_pin(rig, present.presence)
    assert isinstance(failed, CardFailed)
    assert failed.fault in {CardFault.CARD_REMOVED, CardFault.CARD_CHANGED}
    rig.say("fault", "clear")
    left = rig.report()["tries"]["kenichi"]["text/0011"]
    assert left == 3
    again = rigs.put(rig, "kenichi")
    assert again.presence != present.presence
    assert isinstance(rigs.read_by_pin(rig, again.presence), CardRead)


@pytest.mark.parametrize("number", range(1, 10))
def test_a_card_swapped_inside_a_read_gives_no_data(rig: Rig, number: int) -> None:
    present = rigs.put(rig, "kenichi")
    rig.say("fault", "swapped_before", str(number))
    failed = rigs.read_by_pin(rig, present.presence)
    assert isinstance(failed, CardFailed)
    assert failed.fault in {CardFault.CARD_REMOVED, CardFault.CARD_CHANGED}
    # No entry: the other card was not even asked how many tries it has.
    tries = rig.report()["tries"].get("hanako", {"text/0011": 3})
    assert tries["text/0011"] == 3
    rig.say("fault", "clear")
    rig.say("remove")
    other = rigs.put(rig, "hanako")
    assert other.presence != present.presence
    read = rigs.read_by_pin(rig, other.presence)
    assert isinstance(read, CardRead)
    assert read.full_name == "佐藤\u3000花子"


@pytest.mark.parametrize("number", ["2", "5"])
def test_removal_while_identifying(rig: Rig, number: str) -> None:
    rig.say("fault", "torn_before", number)
    rig.say("insert", "kenichi")
    rigs.wait_status(rig, NoCard)
    rig.say("fault", "clear")
    assert rigs.put(rig, "kenichi").kind is CardKind.MY_NUMBER


def test_a_card_that_answers_nonsense(rig: Rig) -> None:
    rig.say("fault", "always_6f00")
    rig.say("insert", "kenichi")
    rigs.wait_status(rig, Identifying)
    rigs.wait_status(rig, Unresponsive)
    rig.say("remove")
    rig.say("fault", "clear")
    present = rigs.put(rig, "kenichi")
    rig.say("fault", "garbage")
    failed = rigs.read_by_pin(rig, present.presence)
    assert failed == CardFailed("v1", present.presence, CardFault.BAD_DATA, None)
