"""Looks for personal values in everything that a run leaves behind or shows to other processes."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PERSONAL = re.compile(
    r"full_name|date_of_birth|address|phone|employer|bank_account\.(bank_name|branch_name|number)"
)
SHORTEST, SHORTEST_DIGITS = 2, 7
SHORTEST_FORM = 6
NO_TEXT = {".png"}


def values_of(opened: list[dict[str, Any]]) -> set[str]:
    """Every personal value in what the desk opened, whole and in its parts."""
    found: set[str] = set()
    for one in opened:
        for answer in one["application"]["answers"]:
            if PERSONAL.search(answer["path"]) and answer["value"] is not None:
                texts = [str(answer["value"]), answer["text"]]
                found.update(texts, *(re.split(r"[\s　]+", text) for text in texts))
    return {value for value in found if _is_telling(value)}


def _is_telling(value: str) -> bool:
    """Long enough not to stand anywhere by chance."""
    return len(value) >= (SHORTEST_DIGITS if value.isascii() else SHORTEST)


def forms_of(value: str) -> dict[str, bytes]:
    """A value as it may be written somewhere."""
    plain = value.encode()
    forms = {
        "UTF-8": plain,
        "UTF-16 LE": value.encode("utf-16-le"),
        "UTF-16 BE": value.encode("utf-16-be"),
        "JSON": json.dumps(value)[1:-1].encode(),
        "Shift_JIS": value.encode("cp932", errors="ignore"),
    }
    for before in range(3):
        # Only the letters of base 64 that are wholly this value's.
        letters = base64.b64encode(bytes(before) + plain)
        inner = letters[(before * 4 + 2) // 3 : (before + len(plain)) * 4 // 3]
        forms[f"base64 +{before}"] = inner
    return {name: form for name, form in forms.items() if len(form) >= SHORTEST_FORM}


class Scan:
    """Values in all their forms, and where they were found."""

    def __init__(self, values: Iterable[str]) -> None:
        self.forms = {
            form: f"{name} of value {number}"
            for number, value in enumerate(sorted(values), start=1)
            for name, form in forms_of(value).items()
        }

    def bytes(self, content: bytes) -> list[str]:
        return [name for form, name in self.forms.items() if form in content]

    def folder(self, folder: Path, *without: str) -> list[str]:
        """Every file but pictures and those that hold the script; names of files too."""
        found = []
        for path in sorted(folder.rglob("*")):
            found += [f"name of {path.name}: {n}" for n in self.bytes(os.fsencode(path.name))]
            if path.is_file() and path.suffix not in NO_TEXT and not path.name.startswith(without):
                found += [f"{path.name}: {name}" for name in self.bytes(path.read_bytes())]
        return found


def shown() -> set[bytes]:
    """Arguments and environments of every process below this one, as the machine shows them."""
    found = set()
    for process in descendants(os.getpid()):
        for name in ("cmdline", "environ"):
            with contextlib.suppress(OSError):
                found.add(Path(f"/proc/{process}/{name}").read_bytes())
    return found


def descendants(process: int) -> Iterator[int]:
    """Ids of all processes that this one started, and those of theirs."""
    for task in Path(f"/proc/{process}/task").glob("*"):
        children = ""
        with contextlib.suppress(OSError):
            children = (task / "children").read_text()
        for child in map(int, children.split()):
            yield child
            yield from descendants(child)
