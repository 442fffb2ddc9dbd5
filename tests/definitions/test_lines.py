"""Lines of a TOML file, and files that are broken."""

from __future__ import annotations

import pytest

from forms import lines


def test_lines_of_entries_and_keys() -> None:
    source, problems = lines.read(
        "f.toml",
        b'id = "a"\n\n[[need]]\nfacts = [\n  "x",\n  "y",\n]\nof = "filer"\n\n[[need]]\nfacts = []\n[head]\nk = 1\n',
    )
    assert problems == []
    assert source.line(("id",)) == 1
    assert source.line(("need", 0)) == 3
    assert source.line(("need", 0, "facts", 1)) == 4
    assert source.line(("need", 0, "of")) == 8
    assert source.line(("need", 1, "facts")) == 11
    assert source.line(("head", "k")) == 13
    assert source.line(("nothing",)) == 0
    assert source.line(()) == 0


def test_a_bracket_in_a_text_is_no_bracket() -> None:
    source, _ = lines.read("f.toml", b'a = "[[{"  # [\nb = """\n[[x]]\n"""\nc = 1\n')
    assert source.line(("c",)) == 5
    assert source.data["c"] == 1


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("[[need]\nof = 1\n", 1, "brackets do not match"),
        ("a = 1\na = 2\n", 2, "stands twice"),
        ("a = 1\nnonsense\n", 2, "not a line of TOML"),
        ("a = 1\nb = {\n", 2, "cannot be read"),
        ("x = 1\n[[a]]\nk = 1\n[a\n", 4, "brackets do not match"),
        ("[a]\nb = 1\n[a]\n", 3, "cannot stand here"),
        ("a = 1\nb = [\n\n\n", 2, "cannot be read"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_is_read(content: str, line: int, message: str) -> None:
    _, problems = lines.read("f.toml", content.encode())
    assert problems
    assert problems[0].line == line
    assert message in problems[0].message


def test_after_a_broken_line_the_rest_is_there() -> None:
    source, problems = lines.read("f.toml", b'a = "x\nb = 2\n[[need]\nof = "y"\n')
    assert len(problems) == 2
    assert source.data["b"] == 2
    assert source.data["need"] == [{"of": "y"}]


def test_shift_jis_is_named() -> None:
    source, problems = lines.read("f.toml", 'a = "住民票"\n'.encode("cp932"))
    assert problems[0].code == "not_utf8"
    assert "Shift_JIS" in problems[0].message
    assert source.data == {}


def test_other_bytes_are_named_without_a_guess() -> None:
    _, problems = lines.read("f.toml", b"a = 1\nb = \x81\xff\n")
    assert problems[0].line == 2
    assert "Shift_JIS" not in problems[0].message


def test_a_byte_order_mark_is_no_mistake() -> None:
    source, problems = lines.read("f.toml", b"\xef\xbb\xbfa = 1\n")
    assert problems == []
    assert source.data == {"a": 1}
