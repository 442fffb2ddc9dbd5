"""Where things stand in a TOML file: the parser of the standard library tells no positions."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from forms.errors import Problem

HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*(\]{0,2})\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([A-Za-z0-9_-]+|\"[^\"]*\")\s*=")
STRING = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*')

Place = tuple[str | int, ...]


@dataclass(slots=True)
class Source:
    """One file: its data (what could be read of it) and the line of each entry and key."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """The line of `("question", 0, "when")`, or of the nearest thing around it; 0: unknown."""
        while place:
            if place in self.lines:
                return self.lines[place]
            place = place[:-1]
        return 0


def read(name: str, content: bytes) -> tuple[Source, list[Problem]]:
    """Parse one file; a broken line is reported, left out, and the rest is read all the same."""
    source = Source(name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return source, [
            Problem(
                name,
                line,
                "",
                "not_utf8",
                f"the file is not UTF-8{_looks_like(content)}; save it as UTF-8",
            )
        ]
    problems: list[Problem] = []
    rows = text.split("\n")
    while True:
        try:
            source.data = tomllib.loads("\n".join(rows))
        except tomllib.TOMLDecodeError as error:
            line = _line_of(error, rows)
            problems.append(
                Problem(name, line, "", "syntax", _syntax_message(rows[line - 1], error))
            )
            rows[line - 1] = _repair(rows[line - 1])
        else:
            break
    source.lines = index(rows)
    return source, problems


def _looks_like(content: bytes) -> str:
    try:
        content.decode("cp932")
    except UnicodeDecodeError:
        return ""
    return " (it looks like Shift_JIS)"


def _line_of(error: tomllib.TOMLDecodeError, rows: list[str]) -> int:
    """The line named by the parser; at the end of the file the last line that holds anything."""
    found = re.search(r"at line (\d+)", str(error))
    line = int(found[1]) if found else len(rows)
    line = min(line, len(rows))
    while line > 1 and not rows[line - 1].strip():
        line -= 1
    return line


def _syntax_message(row: str, error: tomllib.TOMLDecodeError) -> str:
    header = HEADER.match(row)
    if header and len(header[1]) != len(header[3]):
        return f"the brackets do not match; write [[{header[2]}]]"
    if row.lstrip().startswith("["):
        return "this header cannot stand here; write [[kind]] on a line of its own, once per entry"
    if "overwrite" in str(error):
        return "this key stands twice in the same entry; keep one of them"
    if "=" not in row:
        return 'not a line of TOML; write key = "value"'
    return 'the value cannot be read; texts stand in "…", lists in […], dates as 2026-04-01'


def _repair(row: str) -> str:
    header = HEADER.match(row)
    if header and len(header[1]) != len(header[3]):
        return f"[[{header[2]}]]"
    return ""


def index(rows: list[str]) -> dict[Place, int]:
    """Lines of entries and keys: `("question", 0)`, `("question", 0, "when")`, `("id",)`."""
    lines: dict[Place, int] = {}
    counts: dict[str, int] = {}
    here: Place = ()
    depth = 0
    blanked = STRING.sub(lambda m: "\n" * m[0].count("\n") + '""', "\n".join(rows)).split("\n")
    for number, (row, plain) in enumerate(zip(rows, blanked, strict=True), start=1):
        if depth == 0:
            header, key = HEADER.match(plain), KEY.match(row)
            if header and header[1] == "[[":
                here = (header[2], counts.setdefault(header[2], 0))
                counts[header[2]] += 1
                lines[here] = number
                continue
            if header:
                here = (header[2],)
                lines[here] = number
                continue
            if key:
                lines[(*here, key[1].strip('"'))] = number
        depth = max(
            0, depth + sum(plain.count(c) for c in "[{") - sum(plain.count(c) for c in "]}")
        )
    return lines
