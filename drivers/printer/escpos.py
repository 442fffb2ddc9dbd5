"""Rows become ESC/POS bytes. Sources: Epson ESC/POS reference, TM-T88/T20/m30 manuals.

The Japanese layer is ours: python-escpos 3.1 has no kanji mode and sends GB18030. Only JIS X 0208
is safe as the printer's own text; other letters are defined for the job (FS 2), or their row is
painted. Every job begins with ESC @, which forgets the definitions of the job before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from drivers.printer import glyphs
from drivers.printer.layout import Profile, Row, Text
from drivers.printer.lines import cells, graphemes

ESC: Final = b"\x1b"
FS: Final = b"\x1c"
GS: Final = b"\x1d"
DLE: Final = b"\x10"

RESET: Final = ESC + b"@"
AUTOMATIC_STATUS: Final = GS + b"a\xff"
MARK: Final = GS + b"r\x01"
"""Answered by one byte when everything before it has been processed."""
CLEAR: Final = DLE + b"\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 fn 8: empty the buffers at once, answered by 37h 25h NUL."""
RECOVER: Final = DLE + b"\x05\x02"
"""DLE ENQ 2: leave a cutter fault behind, with empty buffers."""
BAND: Final = 14
"""Dots high per GS v 0: about 1 KB at 576 dots, so that several fit into a printer's buffer."""
PIECE: Final = 1200
"""Bytes per piece of a job; one command alone may be longer."""

# JIS X 0208 has one wave dash, one minus and so on; texts come with their twins.
_TWINS: Final = str.maketrans("～－∥￠￡￢―", "〜−‖¢£¬—")
_FIRST_GAIJI: Final = 0xEC40
_MOST_GAIJI: Final = 94


@dataclass(frozen=True, slots=True)
class Job:
    """Bytes in pieces of about `PIECE` that end between two commands."""

    pieces: tuple[bytes, ...]


def status_request(number: int) -> bytes:
    """DLE EOT n, n = 1 printer, 2 offline cause, 3 error cause, 4 paper."""
    return DLE + b"\x04" + bytes([number])


def process_id_request(process_id: bytes) -> bytes:
    """GS ( H fn 48: answer 37h 22h id NUL when all before it is printed; four printable bytes."""
    if len(process_id) != 4 or not all(0x20 <= value <= 0x7E for value in process_id):
        raise ValueError("a process id is four printable bytes")
    return GS + b"(H\x06\x000\x30" + process_id


def encode(rows: Sequence[Row], profile: Profile) -> Job:
    """The whole job from reset to cut, without its process id."""
    dpi = bytes([profile.dpi])
    # Motion in dots, Shift_JIS, kanji mode without gaps, ASCII as in the USA (no ¥ for \).
    head = RESET + GS + b"P" + dpi + dpi + FS + b"C\x01" + FS + b"&" + FS + b"S\x00\x00"
    head += ESC + b"R\x00" + ESC + b"a\x00"
    extra = _Gaiji(min(profile.gaiji, _MOST_GAIJI))
    body: list[bytes] = []
    painted: list[Row] = []
    for row in rows:
        data = _written(row, extra) if row.written else None
        if data is None:
            painted.append(row)
            continue
        body += _raster(painted, profile.width)
        painted.clear()
        body.append(data)
    body += _raster(painted, profile.width)
    return Job(tuple(_packed([head, *extra.definitions, *body, cut(profile)])))


def cut(profile: Profile) -> bytes:
    """GS V 66: feed to the cutter, cut all but one point, so that the paper does not fall.

    Without a cutter the paper is fed to where it is torn off.
    """
    return GS + b"VB\x00" if profile.cut else ESC + b"d\x05"


def _packed(parts: Iterable[bytes]) -> list[bytes]:
    """Commands joined into pieces of at most `PIECE` bytes."""
    pieces = [b""]
    for part in parts:
        if pieces[-1] and len(pieces[-1]) + len(part) > PIECE:
            pieces.append(b"")
        pieces[-1] += part
    return pieces


def _raster(rows: Sequence[Row], width: int) -> list[bytes]:
    """GS v 0 in bands; each moves the paper by exactly its height."""
    if not rows:
        return []
    picture = glyphs.paint(rows, width)
    step = picture.width // 8
    bands = []
    for top in range(0, picture.height, BAND):
        high = min(BAND, picture.height - top)
        data = picture.data[top * step : (top + high) * step]
        head = GS + b"v0\x00" + step.to_bytes(2, "little") + high.to_bytes(2, "little")
        bands.append(head + defused(data))
    return bands


def defused(data: bytes) -> bytes:
    """Dots without any real-time command in them, at the price of one dot each.

    A printer obeys DLE EOT, DLE ENQ and DLE DC4 wherever they come, also inside a picture: one of
    them empties the buffers.
    """
    for second in (b"\x04", b"\x05", b"\x14"):
        data = data.replace(DLE + second, b"\x11" + second)
    # A picture must not begin one either: its last byte meets the next command.
    return data[:-1] + b"\x11" if data.endswith(DLE) else data


@dataclass(slots=True)
class _Gaiji:
    """Letters defined for this job, at most `limit`."""

    limit: int
    codes: dict[tuple[str, bool], bytes] = field(default_factory=dict)
    definitions: list[bytes] = field(default_factory=list)

    def code(self, grapheme: str, *, bold: bool) -> bytes | None:
        """Shift_JIS code of the letter, defined when it is first asked for; None when full."""
        key = (grapheme, bold)
        if key not in self.codes:
            if len(self.codes) >= self.limit:
                return None
            number = len(self.codes)
            # EC40–EC7E, then EC80–EC9E: 7F is no second byte in Shift_JIS.
            code = (_FIRST_GAIJI + number + (number >= 0x3F)).to_bytes(2, "big")
            self.codes[key] = code
            # Emphasis thickens defined letters as well, so the regular weight is sent.
            dots = defused(glyphs.gaiji(grapheme, bold=False))
            self.definitions.append(FS + b"2" + code + dots)
        return self.codes[key]


def _written(row: Row, extra: _Gaiji) -> bytes | None:
    """A row as the printer's own letters; None when one of them must be painted."""
    data = ESC + b"3" + bytes([row.height])
    for item in row.items:
        assert isinstance(item, Text)
        letters = _letters(item, extra)
        if letters is None:
            return None
        wide, high = item.face.half // 12, item.face.height // 24
        data += ESC + b"$" + item.x.to_bytes(2, "little")
        data += GS + b"!" + bytes([(wide - 1) << 4 | (high - 1)])
        data += ESC + b"E" + bytes([item.bold]) + GS + b"B" + bytes([item.inverse])
        data += letters
    return data + GS + b"B\x00\n"


def _letters(item: Text, extra: _Gaiji) -> bytes | None:
    data = b""
    for one in graphemes(item.text):
        code = plain(one)
        if code is None and cells(one) == 2:
            code = extra.code(one, bold=item.bold)
        if code is None:
            return None
        data += code
    return data


def plain(grapheme: str) -> bytes | None:
    """Bytes of a letter that every Japanese printer has: ASCII, half-width kana, JIS X 0208."""
    if len(grapheme) != 1:
        return None
    if " " <= grapheme <= "~":
        return grapheme.encode("ascii")
    if "｡" <= grapheme <= "ﾟ":
        return grapheme.encode("shift_jis")
    twin = grapheme.translate(_TWINS)
    try:
        code = twin.encode("iso2022_jp")
    except UnicodeEncodeError:
        return None
    # ESC $ B: JIS X 0208. iso2022_jp also holds ¥ and ‾ of JIS X 0201, which ASCII printers lack.
    return twin.encode("shift_jis") if code.startswith(b"\x1b$B") else None
