"""A simulated identity card, command by command, as liberal as a real one.

It shares no code and no constant with the driver it tests: what the driver believes about cards is
not asked here. It answers forbidden commands like a real card would, with data, and notes each in
`tripwire`: tests demand that the note stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from drivers.card.simulated_files import Content, Image, Key

_NUMBER_FILES = {"text/0001", "text/0003", "visual/0001", "visual/0002", "visual/0005"}


class Quirk(Enum):
    """Ways in which real cards differ from the book; several may hold at once."""

    FIRST_COMMAND_6F00 = auto()
    ALWAYS_6F00 = auto()
    CHAINS_61 = auto()
    WRONG_LE_6C = auto()
    END_WARNING_6282 = auto()
    SELECT_CLOSES = auto()
    SHORT_READS = auto()
    GARBAGE = auto()


@dataclass
class SimulatedCard:
    """One card with its memory. Power and security status are lost at `power_off` only.

    `commands` counts the commands since power-up, `log` their headers (never data).
    """

    image: Image
    tripwire: list[str] = field(default_factory=list)
    quirks: set[Quirk] = field(default_factory=set)
    powered: bool = False
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._application = ""
        self._file = ""
        self._open: set[str] = set()
        self._rest = b""
        self._first = True

    def power_on(self) -> bytes:
        """Power up; returns the ATR. A second power-up without a power-off keeps the status."""
        if not self.powered:
            self.powered = True
            self._application = self._file = ""
            self._first = True
        return self.image.atr

    def power_off(self) -> None:
        """The only thing that closes what a PIN has opened."""
        self.powered = False
        self._open.clear()

    @property
    def verified(self) -> frozenset[str]:
        """Keys that are open now."""
        return frozenset(self._open)

    def command(self, apdu: bytes) -> bytes:
        """Answer one command APDU with data and status word."""
        if not self.powered or len(apdu) < 4:
            return b"\x67\x00"
        self.log.append(apdu[:4].hex())
        odd = Quirk.ALWAYS_6F00 in self.quirks
        odd = odd or (self._first and Quirk.FIRST_COMMAND_6F00 in self.quirks)
        self._first = False
        if odd:
            return b"\x6f\x00"
        if Quirk.GARBAGE in self.quirks and apdu[1] == 0xB0:
            return b"\xff\x20\x05zzzzz\x90\x00"
        match apdu[1]:
            case 0xA4:
                return self._select(apdu)
            case 0x20:
                return self._verify(apdu)
            case 0xB0:
                return self._read_binary(apdu)
            case 0xB2:
                return self._read_record(apdu)
            case 0xC0:
                return self._cut(self._rest, apdu[4] or 256 if len(apdu) > 4 else 256)
            case 0x2A | 0x88 | 0x84 | 0xCA:
                self.tripwire.append(f"command {apdu[1]:02X}")
                return b"\x69\x85"
            case _:
                return b"\x6d\x00"

    # --- commands ------------------------------------------------------------------------------

    def _select(self, apdu: bytes) -> bytes:
        body = _body(apdu)
        if apdu[2] == 0x04:
            # A prefix is enough for a card.
            for name, aid in self.image.applications.items():
                if body and aid.startswith(body):
                    self._application, self._file = name, ""
                    if Quirk.SELECT_CLOSES in self.quirks:
                        self._open.clear()
                    if name == "visual":
                        self.tripwire.append("select visual")
                    return b"\x90\x00"
            return self.image.unknown_application
        if apdu[2] in {0x00, 0x02} and len(body) == 2:
            return self._choose(int.from_bytes(body))
        return b"\x6a\x86"

    def _choose(self, number: int) -> bytes:
        path = f"{self._application}/{number:04X}"
        if path not in self.image.files:
            return b"\x6a\x82"
        self._file = path
        if path in _NUMBER_FILES or path == "text/0014":
            self.tripwire.append(f"select {path}")
        return b"\x90\x00"

    def _short(self, low: int) -> bytes:
        """Short file identifier: choose the file on the way."""
        return self._choose(low & 0x1F) if low & 0x1F else b"\x90\x00"

    def _verify(self, apdu: bytes) -> bytes:
        if apdu[3] & 0x1F and (status := self._short(apdu[3])) != b"\x90\x00":
            return status
        key = self.image.files.get(self._file)
        if not isinstance(key, Key):
            return b"\x69\x86"
        secret = _body(apdu)
        if len(apdu) == 4:
            return b"\x90\x00" if self._file in self._open else _tries(key.left)
        if key.left == 1:
            self.tripwire.append(f"verify at one try left {self._file}")
        if self._file == "text/0014":
            self.tripwire.append("verify with the individual number")
        if key.left == 0:
            return b"\x69\x84"
        if secret == key.secret:
            key.left = key.limit
            self._open.add(self._file)
            return b"\x90\x00"
        key.left -= 1
        self._open.discard(self._file)
        return _tries(key.left)

    def _read_binary(self, apdu: bytes) -> bytes:
        offset = apdu[2] << 8 | apdu[3]
        if apdu[2] & 0x80:
            if (status := self._short(apdu[2])) != b"\x90\x00":
                return status
            offset = apdu[3]
        content = self.image.files.get(self._file)
        if content is None:
            return b"\x69\x86"
        if not isinstance(content, Content) or content.record:
            return b"\x69\x81"
        if content.keys and not self._open & content.keys:
            return b"\x69\x82"
        if self._file in _NUMBER_FILES:
            self.tripwire.append(f"read {self._file}")
        if offset >= len(content.data):
            return b"\x6b\x00"
        wanted = _expected(apdu)
        rest = content.data[offset:]
        if Quirk.WRONG_LE_6C in self.quirks and wanted > len(rest):
            return b"\x6c" + bytes((len(rest) & 0xFF,))
        if Quirk.SHORT_READS in self.quirks:
            wanted = min(wanted, 40)
        data = rest[:wanted]
        if Quirk.CHAINS_61 in self.quirks and len(data) > 60:
            self._rest = data[50:]
            return data[:50] + b"\x61" + bytes((min(len(self._rest), 255),))
        warned = Quirk.END_WARNING_6282 in self.quirks and wanted > len(rest)
        return data + (b"\x62\x82" if warned else b"\x90\x00")

    def _read_record(self, apdu: bytes) -> bytes:
        if apdu[3] >> 3 and (status := self._choose(apdu[3] >> 3)) != b"\x90\x00":
            return status
        content = self.image.files.get(self._file)
        if not isinstance(content, Content) or not content.record:
            return b"\x69\x81"
        return content.data + b"\x90\x00" if apdu[2] == 1 else b"\x6a\x83"

    def _cut(self, data: bytes, wanted: int) -> bytes:
        self._rest = data[wanted:]
        if self._rest:
            return data[:wanted] + b"\x61" + bytes((min(len(self._rest), 255),))
        return data + b"\x90\x00" if data else b"\x69\x85"


def _body(apdu: bytes) -> bytes:
    """Data of a short or extended command; whatever is there where the length lies."""
    if len(apdu) <= 5:
        return b""
    if apdu[4] == 0 and len(apdu) > 7:
        return apdu[7 : 7 + int.from_bytes(apdu[5:7])]
    return apdu[5 : 5 + apdu[4]]


def _expected(apdu: bytes) -> int:
    if len(apdu) >= 7:
        return int.from_bytes(apdu[5:7]) or 65536
    return (apdu[4] if len(apdu) > 4 else 0) or 256


def _tries(left: int | None) -> bytes:
    return bytes((0x63, 0xC0 | left)) if left is not None else b"\x63\x00"
