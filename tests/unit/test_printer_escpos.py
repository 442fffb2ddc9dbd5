"""Bytes for the printer: only what every Japanese printer has, and no order inside a picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.port import EndpointError
from drivers.printer import escpos, glyphs, profiles
from drivers.printer.document import Banner, Code, Document, Line, Rule
from drivers.printer.endpoint import parse
from drivers.printer.layout import Face, Profile, layout


def job(*elements: Line | Rule | Banner | Code, profile: Profile) -> bytes:
    rows = layout(Document(elements), profile)
    return b"".join(escpos.encode(rows, profile).pieces)


TEXT = Profile(mode="text")


@pytest.mark.parametrize(
    ("letter", "wanted"),
    [
        ("A", b"A"),
        ("~", b"~"),
        ("ｱ", b"\xb1"),
        ("漢", b"\x8a\xbf"),
        ("～", b"\x81\x60"),
        ("〜", b"\x81\x60"),
        ("－", b"\x81\x7c"),
        ("¥", None),
        ("髙", None),
        ("﨑", None),
        ("𠮷", None),
        ("葛\U000e0100", None),
        ("①", None),
        ("é", None),
    ],
)
def test_only_jis_x_0208_is_the_printers_own(letter: str, wanted: bytes | None) -> None:
    assert escpos.plain(letter) == wanted


def test_rare_letters_are_defined_once_for_the_job() -> None:
    data = job(Line("髙橋髙橋"), Line("葛\U000e0100城"), profile=TEXT)
    assert data.count(b"\x1c2\xec") == 2
    assert data.count(b"\xec\x40") == 3, "one definition, two uses"
    assert data.startswith(b"\x1b@")
    assert data.endswith(b"\x1dVB\x00")


def test_without_definable_letters_the_line_is_painted() -> None:
    data = job(Line("髙橋"), Line("田中"), profile=Profile(mode="text", gaiji=0))
    assert b"\x1c2" not in data
    assert b"\x1dv0" in data
    assert "田中".encode("shift_jis") in data


def test_a_half_width_letter_the_printer_lacks_is_painted() -> None:
    data = job(Line("10 ¥"), profile=TEXT)
    assert b"\x1dv0" in data


def test_definitions_go_around_the_hole_of_shift_jis() -> None:
    letters = [chr(code) for code in range(0x3400, 0x3400 + 94)]
    data = job(*[Line("".join(letters[at : at + 20])) for at in range(0, 94, 20)], profile=TEXT)
    assert b"\x1c2\xec\x7e" in data
    assert b"\x1c2\xec\x7f" not in data
    assert b"\x1c2\xec\x9e" in data


def test_text_is_banner_and_sizes_too() -> None:
    data = job(Banner("左", "右"), Line("大", size="large", bold=True), profile=TEXT)
    assert b"\x1dB\x01" in data
    assert b"\x1d!\x11" in data
    assert b"\x1bE\x01" in data


def test_a_printer_without_a_knife_feeds() -> None:
    data = job(Rule(), profile=Profile(cut=False))
    assert data.endswith(b"\x1bd\x05")


def test_pieces_end_between_commands_and_stay_small() -> None:
    rows = layout(Document(tuple(Line("あいうえお" * 8) for _ in range(30))), Profile())
    pieces = escpos.encode(rows, Profile()).pieces
    assert len(pieces) > 3
    assert 3 * max(len(piece) for piece in pieces) < 4000, "three fit into the smallest buffer"
    assert all(piece[:1] in {b"\x1b", b"\x1d"} for piece in pieces)


@given(st.binary(max_size=300), st.binary(max_size=3))
def test_no_order_hides_in_dots(data: bytes, after: bytes) -> None:
    safe = escpos.defused(data)
    assert len(safe) == len(data)
    for order in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
        assert order not in safe
        assert order not in safe[-1:] + after[:1] or safe[-1:] != b"\x10"
    assert sum(a != b for a, b in zip(data, safe, strict=True)) <= data.count(b"\x10")


def test_real_time_questions() -> None:
    assert [escpos.status_request(number) for number in (1, 2, 3, 4)] == [
        b"\x10\x04\x01",
        b"\x10\x04\x02",
        b"\x10\x04\x03",
        b"\x10\x04\x04",
    ]


@pytest.mark.parametrize("bad", [b"ABC", b"ABCDE", b"AB\x00C"])
def test_a_process_id_is_four_printable_bytes(bad: bytes) -> None:
    assert escpos.process_id_request(b"AB12") == b"\x1d(H\x06\x0000AB12"
    with pytest.raises(ValueError, match="four"):
        escpos.process_id_request(bad)


def test_a_variant_of_a_name_differs_from_the_usual_letter() -> None:
    usual, variant = glyphs.gaiji("葛", bold=False), glyphs.gaiji("葛\U000e0100", bold=False)
    assert usual != variant
    assert len(usual) == len(variant) == 72
    assert glyphs.gaiji("葛\U000e01ef", bold=False) == usual, "an unknown variant is the usual one"
    assert any(glyphs.gaiji("가", bold=False)), "a letter no font has is a frame, not a hole"


def test_profiles_of_python_escpos() -> None:
    assert profiles.named("").width == 576
    assert (profiles.named("TM-T88V").width, profiles.named("TM-T88V").dpi) == (512, 180)
    assert not profiles.named("NT-5890K").cut
    for name in ("none such", "default"):
        with pytest.raises(EndpointError):
            profiles.named(name)


@pytest.mark.parametrize(
    ("endpoint", "profile"),
    [
        ("tcp://host:9100", Profile()),
        ("tcp://[::1]:9100?mode=text&gaiji=15", Profile(mode="text", gaiji=15)),
        ("usb:/dev/usb/lp0?profile=TM-T88V", Profile(width=512, dpi=180)),
        ("serial:/dev/ttyS0?baud=9600&flow=rtscts", Profile(mode="text")),
        ("serial:/dev/ttyS0?baud=115200", Profile()),
        ("serial:/dev/ttyS0?mode=dots", Profile()),
        (
            "file:/tmp/x?process_id=0&cut=0&width=512",
            Profile(width=512, process_id=False, cut=False),
        ),
    ],
)
def test_endpoints(endpoint: str, profile: Profile) -> None:
    assert parse(endpoint).profile == profile


@pytest.mark.parametrize(
    "endpoint",
    [
        "tcp://host", "tcp://host:0", "tcp://host:9100/x", "usb:lp0", "ftp:/x", "", "file:relative",
        "tcp://h:1?mode=loud", "tcp://h:1?width=10", "tcp://h:1?width=x", "tcp://h:1?gaiji=95",
        "tcp://h:1?baud=9600", "serial:/x?flow=maybe", "serial:/x?baud=fast", "tcp://h:1?dpi=1",
    ],
)  # fmt: skip
def test_endpoints_refused(endpoint: str) -> None:
    with pytest.raises(EndpointError):
        parse(endpoint)


def test_a_stroke_is_where_the_letter_says() -> None:
    from drivers.printer.layout import Bar, Row, Text  # noqa: PLC0415

    picture = glyphs.paint(
        [Row(40, (Bar(8, 4, 8, 2),)), Row(30, (Text(0, 0, "一", Face(14, 28)),))], 16
    )
    assert (picture.width, picture.height) == (16, 70)
    assert [picture.data[2 * y + 1] for y in range(8)] == [0, 0, 0, 0, 255, 255, 0, 0]
    assert any(picture.data[2 * 40 :])
