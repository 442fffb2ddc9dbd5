"""No personal value is left behind: not in logs, databases, receipts, arguments or temporary files."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e import canaries
from tests.e2e.canaries import Scan, forms_of, values_of
from tests.faults import visit
from tests.stage import Stage

FAMILY = {"09012345678": "08098761234", '"1234567"': '"9081726"'}
RARE = {"card insert kenichi": "card insert rare_name"}
SCRIPTS = "short-"
LEAST_VALUES = 30


def play(stage: Stage, source: str, changes: dict[str, str]) -> set[bytes]:
    """One visit; arguments and environments of all processes that were seen meanwhile."""
    script = visit.script(stage, source)
    text = script.read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    script.write_text(text)
    process = visit.start(stage, script, TMPDIR=str(stage.folder / "tmp"))
    seen: set[bytes] = set()
    while process.poll() is None:
        seen |= canaries.shown()
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    assert process.stdout is not None
    (stage.folder / f"{source}.stdout").write_text(process.stdout.read())
    assert stage.stop("kiosk") == 0, (stage.folder / "report.json").read_text()
    return seen


@pytest.mark.timeout(100)
def test_no_value_is_left_behind(tmp_path: Path) -> None:
    """Visit 2; visit 1 with a wrong PIN; visit 1 with an open cover while central is down."""
    with Stage(tmp_path / "stage", fast=True) as stage:
        (stage.folder / "tmp").mkdir()
        temporary = str(stage.folder / "tmp")
        stage.start_central(TMPDIR=temporary)
        stage.start_world()
        stage.world["printer"] += "?mode=text"
        stage.start_agent(stage.settings(), TMPDIR=temporary)
        seen = play(stage, "family-more.toml", FAMILY)
        seen |= play(stage, "wrong-pin.toml", {})
        stage.stop("central")
        seen |= play(stage, "cover-open.toml", RARE)
        stage.start_central(stage.central_port, TMPDIR=temporary)
        assert stage.wait_for_count(6) == 6
        values = values_of(stage.opened())
        assert len(values) >= LEAST_VALUES, len(values)
        assert {"08098761234", "9081726", "𠮷田"} <= values
        scan = Scan(values)
        assert scan.bytes(b"\0".join(seen)) == []
        assert scan.folder(stage.folder, SCRIPTS) == []
        receipts = sorted((stage.folder / "world").glob("paper-*.txt"))
        assert receipts
        assert all("受付番号" in path.read_text(encoding="utf-8") for path in receipts)
    assert scan.folder(stage.folder, SCRIPTS) == []
    # The scan is not blind: in the scripts, where the values are typed, it finds them.
    assert scan.folder(stage.folder)


# --- the scan itself ---

VALUE = "𠮷田　葛󠄀子"
ENCODABLE = "髙橋　健一"


def planted() -> Iterator[tuple[str, bytes]]:
    for value in (VALUE, ENCODABLE):
        yield from forms_of(value).items()


def test_forms_are_what_they_say() -> None:
    forms = forms_of(ENCODABLE)
    assert forms["Shift_JIS"].decode("cp932") == ENCODABLE
    assert forms["JSON"] == b"\\u9ad9\\u6a4b\\u3000\\u5065\\u4e00"
    assert set(forms) == {
        "UTF-8", "UTF-16 LE", "UTF-16 BE", "JSON", "Shift_JIS",
        "base64 +0", "base64 +1", "base64 +2",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "form"), list(planted()))
def test_the_scan_finds_what_is_planted_in_files(name: str, form: bytes, tmp_path: Path) -> None:
    scan = Scan([VALUE, ENCODABLE])
    places = ["kiosk.log", "kiosk.db-journal", "paper-001.txt", "tmp/pip-x1", "report.json"]
    (tmp_path / "tmp").mkdir()
    for place in places:
        (tmp_path / place).write_bytes(b"before" + form + b"after")
        (found,) = scan.folder(tmp_path)
        assert place.rpartition("/")[2] in found
        assert name in found
        (tmp_path / place).write_bytes(b"before, after")
        assert scan.folder(tmp_path) == []
    with closing(sqlite3.connect(tmp_path / "kiosk.db")) as database:
        database.execute("CREATE TABLE found (x BLOB)")
        database.execute("INSERT INTO found VALUES (?)", (form,))
        database.commit()
    assert any("kiosk.db" in found for found in scan.folder(tmp_path))


def test_the_scan_finds_names_of_files(tmp_path: Path) -> None:
    (tmp_path / f"receipt-{ENCODABLE}.txt").touch()
    assert Scan([ENCODABLE]).folder(tmp_path)


@pytest.mark.parametrize(("name", "form"), [one for one in planted() if b"\0" not in one[1]])
def test_the_scan_finds_arguments_and_environments(name: str, form: bytes) -> None:
    """No argument can hold a zero byte, so UTF-16 is out of question here."""
    scan = Scan([VALUE, ENCODABLE])
    waiting = [sys.executable.encode(), b"-c", b"print(flush=True); input()"]
    for arguments, environment in (([*waiting, form], {}), (waiting, {b"SECRET": form})):
        process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )
        assert process.stdout is not None
        process.stdout.readline()
        found = scan.bytes(b"\0".join(canaries.shown()))
        process.communicate(b"\n")
        assert any(name in one for one in found)
        assert scan.bytes(b"\0".join(canaries.shown())) == []
