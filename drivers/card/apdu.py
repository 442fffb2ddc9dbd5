"""Commands to the card, and the one function through which every command goes (ISO/IEC 7816-4).

Short forms only, portable across readers. `GuardedCard.transmit` lets through what a table allows
and nothing else: which file of which application may be selected, read or verified. Individual
number (個人番号), portrait and everything of the application that pictures the card's face cannot
be reached, whatever is built above it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final, TypeVar

from drivers.card import tlv

TEXT: Final = bytes.fromhex("D3921000310001010408")
"""Application that helps fill in forms (券面事項入力補助AP)."""
COMMON: Final = bytes.fromhex("D3921000310001010100")
"""Application common to the card (共通カードAP): the date of expiry."""
JPKI: Final = bytes.fromhex("D392F000260100000001")
"""Public certification (公的個人認証AP): only its label, which tells cards from phones."""
LICENCE: Final = bytes.fromhex("A0000002310100000000000000000000")
RESIDENCE: Final = bytes.fromhex("D392F0004F0200000000000000000000")

FOUR_ITEMS: Final = 0x0002
PIN: Final = 0x0011
NUMBER_B: Final = 0x0015
COMMON_RECORD: Final = 0x0001
LABEL: Final = 0x0006

_SELECT: Final = 0xA4
_VERIFY: Final = 0x20
_READ_BINARY: Final = 0xB0
_READ_RECORD: Final = 0xB2
_GET_RESPONSE: Final = 0xC0

# The whole of what may happen on a card: (application, file) and the one thing done with it.
_ALLOWED: Final[dict[tuple[bytes, int], int]] = {
    (TEXT, FOUR_ITEMS): _READ_BINARY,
    (TEXT, PIN): _VERIFY,
    (TEXT, NUMBER_B): _VERIFY,
    (JPKI, LABEL): _READ_BINARY,
    (COMMON, COMMON_RECORD): _READ_RECORD,
}
_APPLICATIONS: Final = frozenset({TEXT, COMMON, JPKI, LICENCE, RESIDENCE})
_SECRET_LENGTHS: Final = {PIN: 4, NUMBER_B: 14}

_FILE_LIMIT: Final = 4096
"""Bytes; four times the longest name and address a resident record can hold."""
_CHAIN_LIMIT: Final = 32

Command = bytes | bytearray
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """Data and status word of one command."""

    data: bytes
    status: int

    @property
    def done(self) -> bool:
        """9000, or 6282: the end of the file came before the requested length."""
        return self.status in {0x9000, 0x6282}

    @property
    def tries(self) -> int | None:
        """x of 63Cx, 0 for a blocked reference (6983, 6984), None when the card tells none."""
        if self.status & 0xFFF0 == 0x63C0:
            return self.status & 0x0F
        return 0 if self.status in {0x6983, 0x6984} else None


Plan = Generator[Command, Answer, T]
"""Commands out, answers in, a result at the end: no I/O of its own."""


class ForbiddenCommandError(Exception):
    """A command outside the table: a programmer's mistake. Its data is never repeated."""

    def __init__(self, command: Command) -> None:
        super().__init__(f"command {bytes(command[:4]).hex()} is not allowed here")


class BadAnswerError(Exception):
    """The card answered with fewer bytes than a status word, or with data that cannot be."""


# --- building ----------------------------------------------------------------------------------


def select_application(aid: bytes) -> Command:
    """SELECT by the full AID, no answer wanted. A card would take a prefix too: never sent."""
    return bytes((0x00, _SELECT, 0x04, 0x0C, len(aid))) + aid


def select_file(file: int) -> Command:
    """SELECT of an elementary file below the current application."""
    return bytes((0x00, _SELECT, 0x02, 0x0C, 0x02)) + file.to_bytes(2)


def tries_left() -> Command:
    """VERIFY without data: tells the tries left of the current file and costs none."""
    return bytes((0x00, _VERIFY, 0x00, 0x80))


def verify(secret: bytearray) -> bytearray:
    """VERIFY of the current file; the caller wipes what it gets."""
    command = bytearray((0x00, _VERIFY, 0x00, 0x80, len(secret)))
    command += secret
    return command


def read_binary(offset: int, length: int) -> Command:
    """READ BINARY of 1–256 bytes of the current file."""
    return bytes((0x00, _READ_BINARY)) + offset.to_bytes(2) + bytes((length & 0xFF,))


def read_first_record() -> Command:
    """READ RECORD 1 of the current file."""
    return bytes((0x00, _READ_RECORD, 0x01, 0x04, 0x00))


def read_whole() -> Plan[bytes]:
    """The current file up to the end its outer BER length gives, in reads of 256 bytes at most."""
    data = b""
    wanted = 256
    while len(data) < wanted:
        answer = yield read_binary(len(data), min(256, wanted - len(data)))
        if not answer.done:
            raise StatusError(answer.status)
        if not answer.data:
            raise BadAnswerError("the file ends before its own length")
        data += answer.data
        head = tlv.header(data)
        wanted = head.size + head.length
        if wanted > _FILE_LIMIT:
            raise BadAnswerError("the file says it is larger than any card's")
    return data


class StatusError(Exception):
    """A status word that ends a plan."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status:04X}")
        self.status = status


# --- sending -----------------------------------------------------------------------------------


class GuardedCard:
    """A powered card behind the table. One instance lives from power-up to power-down."""

    def __init__(self, raw: Callable[[Command], bytes]) -> None:
        """`raw` sends one command and returns data and status word; only `transmit` calls it."""
        self._raw = raw
        self._application: bytes | None = None
        self._file: int | None = None
        self._may_verify = False
        self._more = False

    def exchange(self, command: Command) -> Answer:
        """One command with what the wire adds: 6Cxx asks again, 61xx fetches the rest.

        Only reads are sent again: a VERIFY that was answered oddly may have cost a try.
        """
        answer = self.transmit(command)
        if answer.status >> 8 == 0x6C and command[1] in {_READ_BINARY, _READ_RECORD}:
            answer = self.transmit(bytes(command[:4]) + bytes((answer.status & 0xFF,)))
        data = answer.data
        for _ in range(_CHAIN_LIMIT):
            if answer.status >> 8 != 0x61:
                return Answer(data, answer.status)
            answer = self.transmit(bytes((0x00, _GET_RESPONSE, 0, 0, answer.status & 0xFF)))
            data += answer.data
        raise BadAnswerError("the card never stops answering")

    def transmit(self, command: Command) -> Answer:
        """The only way to the card: what the table does not allow is ForbiddenCommandError.

        What is selected is forgotten before a SELECT is sent and known again only when the card
        agreed, so a lost answer leaves nothing allowed.
        """
        chosen = self._check(command)
        verifies = command[1] == _VERIFY and len(command) > 4
        if verifies or command[1] == _SELECT:
            self._may_verify = False
        if command[1] == _SELECT:
            self._file = None
            if chosen[1] is None:
                self._application = None
        response = self._raw(command)
        if len(response) < 2:
            raise BadAnswerError("shorter than a status word")
        answer = Answer(bytes(response[:-2]), int.from_bytes(response[-2:]))
        self._more = answer.status >> 8 == 0x61
        if command[1] == _SELECT and (answer.done or self._more):
            self._application, self._file = chosen
        if command[1] == _VERIFY and not verifies:
            # No limit (6300) or two tries at least: the last try is the citizen's, never ours.
            self._may_verify = answer.status == 0x6300 or (answer.tries or 0) >= 2
        return answer

    def _check(self, command: Command) -> tuple[bytes | None, int | None]:
        """Selection that holds after `command`, which is allowed; else ForbiddenCommandError."""
        selected = (self._application, self._file)
        if len(command) < 4 or command[0] != 0x00:
            raise ForbiddenCommandError(command)
        if command[1] == _SELECT:
            return self._check_select(command)
        if command[1] == _GET_RESPONSE:
            fine = self._more and command[2:4] == b"\x00\x00" and len(command) == 5
        elif self._file is None or self._allowed() != command[1]:
            fine = False
        elif command[1] == _VERIFY:
            fine = self._verify_fits(command, self._file)
        elif command[1] == _READ_RECORD:
            fine = command[2:4] == b"\x01\x04" and len(command) == 5
        else:
            # The high bit of P1 would name another file by its short identifier.
            fine = command[2] < 0x80 and len(command) == 5
        if not fine:
            raise ForbiddenCommandError(command)
        return selected

    def _allowed(self) -> int:
        """The one command that the selected file may be sent."""
        assert self._application is not None
        assert self._file is not None
        return _ALLOWED[self._application, self._file]

    def _check_select(self, command: Command) -> tuple[bytes | None, int | None]:
        mode, rest = bytes(command[2:4]), bytes(command[5:])
        if len(command) < 5 or command[4] != len(rest):
            raise ForbiddenCommandError(command)
        if mode == b"\x04\x0c" and rest in _APPLICATIONS:
            return rest, None
        if mode == b"\x02\x0c" and len(rest) == 2 and self._application is not None:
            file = int.from_bytes(rest)
            if (self._application, file) in _ALLOWED:
                return self._application, file
        raise ForbiddenCommandError(command)

    def _verify_fits(self, command: Command, file: int) -> bool:
        if command[2:4] != b"\x00\x80":
            return False
        if len(command) == 4:
            return True
        secret = command[5:]
        wanted = _SECRET_LENGTHS[file]
        return (
            self._may_verify
            and command[4] == len(secret) == wanted
            and all(0x30 <= digit <= 0x39 for digit in secret)
        )
