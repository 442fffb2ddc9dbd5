"""Lines of paper: nothing is too wide, nothing is lost, nothing stands where it may not."""

from __future__ import annotations

import dataclasses
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drivers.printer import document as paper
from drivers.printer.layout import Bar, Item, Matrix, Profile, Text, layout
from drivers.printer.lines import MARK, cells, graphemes, lines

WORDS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("あいう漢字、。（）「」ーっ 　ABC09é○髙𠮷葛\U000e0100\u0301\u200b\n\tｱ"),
    ),
    max_size=60,
)


def ink(text: str) -> str:
    """What must be seen: letters without blanks and controls."""
    return "".join(one for one in "".join(graphemes(text)) if not one.isspace())


@given(WORDS, st.integers(2, 50))
@example("あ" * 30, 7)
@example("supercalifragilistic", 3)
@example("（（（（（（（（", 4)
@example("あ。。。。。。。", 4)
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    found = lines(text, width)
    assert max(cells(one) for one in found) <= width
    assert "".join(ink(one) for one in found) == ink(text)


@given(WORDS)
def test_graphemes_keep_every_character_but_controls(text: str) -> None:
    kept = "".join(graphemes(text))
    visible = [
        one for one in text if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    ]
    assert [one for one in kept if one != " "] == [one for one in visible if one != " "]
    assert MARK not in kept


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("受付は届出の受理ではありません。", 30, ["受付は届出の受理ではありませ", "ん。"]),
        ("あいう（えお）", 8, ["あいう", "（えお）"]),
        ("Go when 123 is called.", 10, ["Go when", "123 is", "called."]),
        (
            "番号が\u200b呼ばれたら\u200bお越しください",
            14,
            ["番号が", "呼ばれたら", "お越しください"],
        ),
        ("あ\nい", 8, ["あ", "い"]),
        ("あ\r\nい", 8, ["あ", "い"]),
        ("いろは　にほへ", 6, ["いろは", "にほへ"]),
        ("", 8, [""]),
        ("a\tb\u2028c", 8, ["a b c"]),
        ("marked \u200bwords、それから", 14, ["marked words、", "それから"]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: int, wanted: list[str]) -> None:
    assert lines(text, width) == wanted


@pytest.mark.parametrize(
    ("letter", "width"),
    [
        ("a", 1),
        ("あ", 2),
        ("ｱ", 1),
        ("○", 2),
        ("é", 1),
        ("я", 2),
        ("𠮷", 2),
        ("葛\U000e0100", 2),
        ("円", 2),
    ],
)
def test_widths_are_those_of_the_font(letter: str, width: int) -> None:
    assert cells(letter) == width
    assert len(graphemes(letter)) == 1


SHORT = st.text(st.sampled_from("あ漢字AB1 、。髙葛\U000e0100\u200b"), max_size=40)
ELEMENTS = st.one_of(
    st.builds(paper.Banner, SHORT, SHORT),
    st.builds(
        paper.Line,
        SHORT,
        st.sampled_from(["small", "normal", "large"]),
        st.booleans(),
        st.sampled_from(["left", "centre", "right"]),
    ),
    st.builds(paper.BigNumber, st.text("0123456789-A", max_size=30)),
    st.builds(
        paper.Stops,
        st.lists(
            st.builds(
                paper.Stop,
                st.text("0123456789A", max_size=8),
                st.lists(SHORT, max_size=3).map(tuple),
            ),
            max_size=3,
        ).map(tuple),
    ),
    st.builds(paper.Box, SHORT),
    st.builds(paper.Pair, SHORT, SHORT),
    st.builds(paper.Code, st.text("ABC0", max_size=200), st.lists(SHORT, max_size=2).map(tuple)),
    st.builds(paper.Rule, st.booleans()),
)
PROFILES = st.builds(
    Profile, width=st.sampled_from([384, 512, 576]), mode=st.sampled_from(["dots", "text"])
)


def right_edge(item: Item) -> int:
    if isinstance(item, Bar):
        return item.x + item.width
    if isinstance(item, Matrix):
        return item.x + item.scale * len(item.rows)
    return item.x + cells(item.text) * item.face.half


def bottom(item: Item) -> int:
    if isinstance(item, Bar):
        return item.y + item.height
    if isinstance(item, Matrix):
        return item.y + item.scale * len(item.rows)
    return item.y + item.face.height


def texts_of(value: Any) -> list[str]:
    """Every text of an element, in the order of its fields."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts_of(one)]
    if dataclasses.is_dataclass(value):
        return [
            text for one in dataclasses.fields(value) for text in texts_of(getattr(value, one.name))
        ]
    return []


@given(st.lists(ELEMENTS, max_size=4).map(tuple), PROFILES)
def test_every_element_stays_on_the_paper(
    elements: tuple[paper.Element, ...], profile: Profile
) -> None:
    for row in layout(paper.Document(elements), profile):
        for item in row.items:
            assert item.x >= 0
            assert right_edge(item) <= profile.width
            assert bottom(item) <= row.height


@given(ELEMENTS, PROFILES)
def test_every_text_of_an_element_is_set(element: paper.Element, profile: Profile) -> None:
    rows = layout(paper.Document((element,)), profile)
    items = [item for row in rows for item in row.items]
    seen = sorted(
        "".join(ink(item.text) for item in items if isinstance(item, Text) and item.text != "□")
    )
    given_texts = texts_of(element)
    if isinstance(element, paper.Line):
        given_texts = [element.text]
    if isinstance(element, paper.Code) and any(isinstance(item, Matrix) for item in items):
        given_texts = list(element.lines)
    assert seen == sorted("".join(ink(text) for text in given_texts))


@given(st.lists(ELEMENTS, max_size=4).map(tuple))
def test_no_letter_is_smaller_than_ten_points(elements: tuple[paper.Element, ...]) -> None:
    for row in layout(paper.Document(elements), Profile()):
        assert all(item.face.height >= 20 for item in row.items if isinstance(item, Text))
        plain = [item for item in row.items if isinstance(item, Text) and not item.inverse]
        assert all(item.face.height >= 28 for item in plain)


def test_the_number_is_216_dots_high_and_the_plate_68() -> None:
    document = paper.Document(
        (
            paper.BigNumber("123"),
            paper.Stops((paper.Stop("7", ("a",)), paper.Stop("12", ("b",)))),
        )
    )
    number, first, last = layout(document, Profile())
    assert isinstance(number.items[0], Text)
    assert number.items[0].face.height == 216
    plate = first.items[0]
    assert isinstance(plate, Bar)
    assert (plate.width, plate.height) == (68, 68)
    bar = first.items[-1]
    assert isinstance(bar, Bar)
    assert (bar.width, bar.y + bar.height) == (10, first.height)
    assert not any(isinstance(item, Bar) and item.width == 10 for item in last.items)


def test_a_code_too_long_for_a_camera_is_set_as_words() -> None:
    for text in ("x" * 1900, "x" * 9000):
        rows = layout(paper.Document((paper.Code(text, ()),)), Profile(width=384))
        assert not any(isinstance(item, Matrix) for row in rows for item in row.items)


def test_what_is_too_long_for_its_place_gets_lines_of_its_own() -> None:
    elements: tuple[paper.Element, ...] = (
        paper.Banner("市役所", "とても長い言葉がここに立つのでとなりに場所がない"),
        paper.Stops((paper.Stop("123456789", ("a",)),)),
    )
    for mode in ("dots", "text"):
        profile = Profile(mode="text" if mode == "text" else "dots")
        rows = layout(paper.Document(elements), profile)
        assert len(rows) >= 3
        assert not any(
            isinstance(item, Text) and item.inverse for row in rows for item in row.items
        )


def test_a_long_name_of_the_office_goes_on_below_the_banner() -> None:
    rows = layout(paper.Document((paper.Banner("長い名前の市役所" * 4, "受付票"),)), Profile())
    assert len(rows) > 1
    assert [len(row.items) for row in rows] == [3, *[1] * (len(rows) - 1)]


def test_only_the_first_line_of_a_box_has_the_box() -> None:
    first, second = layout(paper.Document((paper.Box("とても長い説明" * 4),)), Profile())[:2]
    assert [type(item) for item in first.items] == [Text, Bar, Bar, Bar, Bar]
    assert [type(item) for item in second.items] == [Text]


def test_lines_go_below_a_code_that_leaves_no_room_beside_it() -> None:
    rows = layout(paper.Document((paper.Code("x" * 200, ("below",)),)), Profile(width=384))
    assert [type(row.items[0]) for row in rows] == [Matrix, Text]


def test_a_value_that_leaves_no_room_for_its_label_stands_below_it() -> None:
    document = paper.Document((paper.Pair("手数料", "1" * 60),))
    texts = [
        item.text
        for row in layout(document, Profile())
        for item in row.items
        if isinstance(item, Text)
    ]
    assert texts[0] == "手数料"
    assert "".join(texts[1:]) == "1" * 60
