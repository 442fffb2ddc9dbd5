"""The My Number card (個人番号カード): what is asked of it and how its answers are read. No I/O.

A plan yields commands and is sent answers; it ends with a result, with `RefusedError` for what a
citizen can meet, or with an error of `apdu` and `tlv` for data that cannot be.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from drivers.card import apdu, tlv
from drivers.card.apdu import Answer, Plan
from drivers.card.port import CardFault, CardKind

_WRONG_CARD: Final = frozenset({0x6A81, 0x6A82, 0x6A86, 0x6D00, 0x6E00, 0x6881, 0x6999})
_ERAS: Final = (
    # First day and the Gregorian year before year 1.
    (date(2019, 5, 1), 2018),
    (date(1989, 1, 8), 1988),
    (date(1926, 12, 25), 1925),
    (date(1912, 7, 30), 1911),
    (date(1868, 1, 25), 1867),
)
_FELICA_MARK: Final = bytes.fromhex("A00000030611")
"""PC/SC part 3: a storage card after the standard FeliCa, as the reader writes its ATR."""


class RefusedError(Exception):
    """The card or our own rules say no; `tries_left` where known."""

    def __init__(self, fault: CardFault, tries_left: int | None = None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.tries_left = tries_left


@dataclass(frozen=True, slots=True)
class Identity:
    """What a card is, found without any secret.

    `record` is the common record, only to see that the same card still lies there; it holds a
    serial number and never leaves the worker.
    """

    kind: CardKind
    tries_left: int | None = None
    expires_on: date | None = None
    record: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class FourItems:
    """氏名, 住所, 生年月日, 性別 as text EF 0002 holds them; no repr: it would be a person."""

    full_name: str
    address: str
    date_of_birth: date
    sex: str
    warnings: tuple[str, ...]


# --- plans -------------------------------------------------------------------------------------


def identify(atr: bytes) -> Plan[Identity]:
    """Kind, tries left of the PIN and expiry of whatever lies there. No secret is used."""
    answer = yield apdu.select_application(apdu.TEXT)
    if answer.status == 0x6F00:
        # Some cards answer their first command after power-up this way, and the second well.
        answer = yield apdu.select_application(apdu.TEXT)
    if answer.status == 0x6F00:
        raise RefusedError(CardFault.UNRESPONSIVE)
    has_text = answer.done
    if not has_text and answer.status not in _WRONG_CARD:
        raise RefusedError(CardFault.UNRESPONSIVE)
    if (yield from _is_phone()):
        return Identity(CardKind.PHONE)
    if not has_text:
        return Identity((yield from _other_kind(atr)))
    record = yield from _common_record()
    tries = (yield from _tries(apdu.PIN)).tries
    return Identity(CardKind.MY_NUMBER, tries, expiry(record), record)


def read_by_pin(same: bytes, pin: bytearray) -> Plan[FourItems]:
    """The four items, opened by the PIN. `same` is the record seen when the card was identified."""
    yield from _same_card(same)
    answer = yield from _tries(apdu.PIN)
    yield from _open(answer, pin, CardFault.PIN_INCORRECT, CardFault.PIN_BLOCKED)
    return (yield from _four_items())


def read_by_number_b(same: bytes, secret: bytearray) -> Plan[FourItems]:
    """The four items, opened by 照合番号B (14 digits from `number_b`)."""
    yield from _same_card(same)
    answer = yield from _tries(apdu.NUMBER_B)
    yield from _open(answer, secret, CardFault.NUMBER_B_INCORRECT, CardFault.NUMBER_B_BLOCKED)
    return (yield from _four_items())


def _is_phone() -> Plan[bool]:
    answer = yield apdu.select_application(apdu.JPKI)
    if not answer.done:
        return False
    answer = yield apdu.select_file(apdu.LABEL)
    if not answer.done:
        return False
    answer = yield apdu.read_binary(0, 32)
    return answer.data.startswith((b"JPKIAPGPSETOKEN", b"JPKIAPIOSTOKEN"))


def _other_kind(atr: bytes) -> Plan[CardKind]:
    for aid, kind in (
        (apdu.LICENCE, CardKind.DRIVING_LICENCE),
        (apdu.RESIDENCE, CardKind.RESIDENCE),
    ):
        answer = yield apdu.select_application(aid)
        if answer.done:
            return kind
    # A FeliCa card has no applications to select; the reader says so in the ATR it makes up.
    return CardKind.FELICA if _FELICA_MARK in atr else CardKind.OTHER


def _common_record() -> Plan[bytes]:
    """The record, or nothing where the card has none: then it says no expiry."""
    answer = yield apdu.select_application(apdu.COMMON)
    if answer.done:
        answer = yield apdu.select_file(apdu.COMMON_RECORD)
    if answer.done:
        answer = yield apdu.read_first_record()
    return answer.data if answer.done else b""


def _same_card(record: bytes) -> Plan[None]:
    # The throw-away SELECT: the first command of a session may be answered 6F00.
    yield apdu.select_application(apdu.TEXT)
    if (yield from _common_record()) != record:
        raise RefusedError(CardFault.CARD_CHANGED)


def _tries(file: int) -> Plan[Answer]:
    answer = yield apdu.select_application(apdu.TEXT)
    if answer.done:
        answer = yield apdu.select_file(file)
    if not answer.done:
        missing = answer.status == 0x6A82
        raise RefusedError(CardFault.PIN_NOT_SET if missing else CardFault.UNRESPONSIVE)
    return (yield apdu.tries_left())


def _open(
    before: Answer, secret: bytearray, incorrect: CardFault, blocked: CardFault
) -> Plan[None]:
    """One VERIFY, never two, and none when one try is left."""
    if before.tries == 0:
        raise RefusedError(blocked, 0)
    if before.tries == 1:
        raise RefusedError(CardFault.PIN_LAST_TRY, 1)
    if before.tries is None and before.status != 0x6300:
        # 9000 would mean that somebody else opened this card and never cut its power.
        raise RefusedError(CardFault.ACCESS_DENIED)
    command = apdu.verify(secret)
    try:
        answer = yield command
    finally:
        command[:] = bytes(len(command))
    if answer.status == 0x9000:
        return
    if answer.tries is None and answer.status != 0x6300:
        raise RefusedError(CardFault.ACCESS_DENIED)
    raise RefusedError(blocked if answer.tries == 0 else incorrect, answer.tries)


def _four_items() -> Plan[FourItems]:
    answer = yield apdu.select_file(apdu.FOUR_ITEMS)
    if not answer.done:
        raise apdu.StatusError(answer.status)
    data = yield from apdu.read_whole()
    return parse_four_items(data)


# --- reading -----------------------------------------------------------------------------------


def fault_of_status(status: int) -> CardFault:
    """What an unexpected status word means to a citizen."""
    known = {0x6982: CardFault.ACCESS_DENIED, 0x6F00: CardFault.UNRESPONSIVE}
    return known.get(status, CardFault.BAD_DATA)


def expiry(record: bytes) -> date | None:
    """Last valid day from the common record: 01 1C, serial(15), municipality(5), YYYYMMDD.

    None where the record is missing or is something else: an unknown expiry is not an error.
    """
    if len(record) < 30 or record[:2] != b"\x01\x1c" or not record[2:30].isdigit():
        return None
    return _date(record[22:30])


def parse_four_items(data: bytes) -> FourItems:
    """Text EF 0002: FF20 { DF21 offsets, DF22 name, DF23 address, DF24 birth, DF25 sex }, filler.

    Any deviation is an error: half a name must never look like a name.
    """
    outer, size = tlv.first(data)
    if outer.tag != 0xFF20 or data[size:].strip(b"\x00\xff"):
        raise tlv.TlvError("not the file of the four items")
    items = tlv.parse(outer.value)
    if tuple(item.tag for item in items) != (0xDF21, 0xDF22, 0xDF23, 0xDF24, 0xDF25):
        raise tlv.TlvError("the four items are not complete")
    start = size - len(outer.value)
    offsets = b"".join((start + item.offset).to_bytes(2) for item in items[1:])
    if items[0].value != offsets:
        raise tlv.TlvError("the table of offsets does not fit the items")
    name, address = _text(items[1].value), _text(items[2].value)
    birth = _date(items[3].value)
    sex = items[4].value
    if birth is None or len(sex) != 1 or not sex.isdigit():
        raise tlv.TlvError("birth date or sex cannot be read")
    return FourItems(name, address, birth, sex.decode("ascii"), _warnings(name + address))


def number_b(date_of_birth: date, expires_on: date, security_code: bytearray) -> bytearray:
    """照合番号B: YYMMDD in the Japanese era year, Gregorian year of expiry, code on the face.

    `security_code` is 4 digits; the result is 14 and is wiped by the caller. ValueError for a
    birth before the eras known here.
    """
    for first_day, zero in _ERAS:
        if date_of_birth >= first_day:
            era_year = date_of_birth.year - zero
            open_part = f"{era_year:02}{date_of_birth:%m%d}{expires_on.year:04}"
            return bytearray(open_part, "ascii") + security_code
    raise ValueError("no era")


def _text(value: bytes) -> str:
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        # `from None`: the original error carries the bytes of the name.
        raise tlv.TlvError("a text is not UTF-8") from None
    if not text.strip() or any(ord(letter) < 0x20 for letter in text):
        raise tlv.TlvError("a text is empty or holds control characters")
    return text


def _date(value: bytes) -> date | None:
    if len(value) != 8 or not value.isdigit():
        return None
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        return None


def _warnings(text: str) -> tuple[str, ...]:
    """Signs that the chip holds a stand-in for a character it cannot write (外字)."""
    found = []
    if any(0xE000 <= ord(one) <= 0xF8FF or ord(one) >= 0xF0000 for one in text):
        found.append("private_use_character")
    if any(one in "\u3013\ufffd\u25a0\u25a1" for one in text):
        found.append("substitute_mark")
    return tuple(found)
