"""What the house asks of every file: sizes, words that must not stand here, texts that are used.

`python -m tests.house` lists every breach and ends with 1 if there is one.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_LINES = {".py": 400, ".qml": 200}
MOST_FUNCTION_LINES = 50
TESTS_MAY_BE_LONGER = 1.75
"""Tests and samples are lists: they may be three quarters longer before they are split."""
HOSTS = re.compile(r"files\.pythonhosted\.org|pypi\.org/simple|--index-url|--find-links")
LEFT_OPEN = re.compile(r"\b(TODO|FIXME|XXX)\b")


def files() -> list[Path]:
    """Every file that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\n") if name and (ROOT / name).is_file()]


def problems() -> Iterator[str]:
    """`path:line: what`."""
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if (
            path.suffix not in {".py", ".qml", ".toml", ".md", ".lock", ""}
            or name == "tests/house.py"
        ):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        yield from _lines(name, path.suffix, text)
        if path.suffix == ".py":
            yield from _functions(name, text)
    yield from _root()


def _lines(name: str, suffix: str, text: str) -> Iterator[str]:
    most = MOST_LINES.get(suffix)
    if most and name.startswith("tests/"):
        most = round(most * TESTS_MAY_BE_LONGER)
    count = text.count("\n")
    if most and count > most:
        yield f"{name}: {count} lines, at most {most}: split it"
    for number, line in enumerate(text.split("\n"), start=1):
        if HOSTS.search(line):
            yield f"{name}:{number}: a package registry's address"
        if suffix == ".py" and LEFT_OPEN.search(line):
            yield f"{name}:{number}: something is left open"


def _functions(name: str, text: str) -> Iterator[str]:
    most = MOST_FUNCTION_LINES
    if name.startswith("tests/"):
        most = round(most * TESTS_MAY_BE_LONGER)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > most:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, at most {most}"


def _root() -> Iterator[str]:
    allowed = {"kiosk", "drivers", "forms", "assets", "tests", "packaging", ".ci"}
    for path in files():
        parts = path.relative_to(ROOT).parts
        if len(parts) > 1 and parts[0] not in allowed:
            yield f"{parts[0]}/: no other root folders"


def main() -> int:
    found = sorted(set(problems()))
    print("\n".join(found) or f"{len(files())} files: the house is in order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
