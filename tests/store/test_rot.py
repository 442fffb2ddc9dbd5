"""Rot and tampering: every altered row is named; no flipped bit passes."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.audit import VisitBegan
from kiosk.store import audit_chain
from kiosk.store.database import DatabaseError, connect, transaction
from kiosk.store.outbox import Counts
from kiosk.wire.messages import ItemResult
from tests.helpers.sealing import KEYS, NOW, outbox, submit

PUBLIC = KEYS.signing.public_key()
ROWS = 6


def chain(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    with transaction(connection):
        for number in range(1, ROWS + 1):
            audit_chain.append(connection, VisitBegan(f"visit-{number}"), NOW)
    return connection


def test_an_empty_chain_and_a_whole_one_follow(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "empty.db")) as connection:
        assert audit_chain.head(connection) == (0, audit_chain.START)
        assert audit_chain.verify(connection) is None
    with closing(chain(tmp_path / "kiosk.db")) as connection:
        assert audit_chain.head(connection)[0] == ROWS
        assert audit_chain.verify(connection) is None


def test_a_chain_longer_than_a_slice_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_chain, "SLICE", 2)
    with closing(chain(tmp_path / "kiosk.db")) as connection:
        assert audit_chain.verify(connection) is None
        connection.execute("DELETE FROM audit WHERE sequence = 5")
        assert audit_chain.verify(connection) == 5


@pytest.mark.parametrize("row", range(1, ROWS + 1))
@pytest.mark.parametrize(
    "tamper",
    [
        "DELETE FROM audit WHERE sequence = ?",
        "UPDATE audit SET fields = '{}' WHERE sequence = ?",
        "UPDATE audit SET event = 'VisitEnded' WHERE sequence = ?",
        "UPDATE audit SET at = '2026-01-01T00:00:00+09:00' WHERE sequence = ?",
        "UPDATE audit SET hash = zeroblob(32) WHERE sequence = ?",
        "UPDATE audit SET sequence = sequence + 100 WHERE sequence = ?",
    ],
)
def test_every_tampered_row_is_named(tmp_path: Path, row: int, tamper: str) -> None:
    with closing(chain(tmp_path / "kiosk.db")) as connection:
        connection.execute(tamper, (row,))
        assert audit_chain.verify(connection) == row
        # Rows that come later do not heal it.
        with transaction(connection):
            audit_chain.append(connection, VisitBegan("later"), NOW)
        assert audit_chain.verify(connection) == row


@pytest.mark.parametrize("row", range(1, ROWS))
def test_swapped_rows_are_named(tmp_path: Path, row: int) -> None:
    with closing(chain(tmp_path / "kiosk.db")) as connection:
        connection.execute("UPDATE audit SET sequence = 99 WHERE sequence = ?", (row,))
        connection.execute("UPDATE audit SET sequence = ? WHERE sequence = ?", (row, row + 1))
        connection.execute("UPDATE audit SET sequence = ? WHERE sequence = 99", (row + 1,))
        assert audit_chain.verify(connection) == row


# --- rows of applications and receptions ---


def filled(folder: Path) -> Path:
    """Three visits with four applications, one of them delivered."""
    noise = b"".join(KEYS.signing.sign(bytes([n])) for n in range(64))
    with closing(outbox(folder)) as box:
        submit(box, "v1", b"1")
        submit(box, "v2", b"2" + noise, b"3" + noise)
        submit(box, "v3", b"4" + noise)
        box.note_results([ItemResult("v1.1", "stored")], 0.0)
        box.note_printing("v1", "printed", 1, NOW)
    return folder / "kiosk.db"


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        ("UPDATE application SET blob = zeroblob(9) WHERE sequence = 2", "application 2"),
        ("UPDATE application SET digest = zeroblob(32) WHERE sequence = 1", "application 1"),
        ("UPDATE application SET signature = zeroblob(64) WHERE sequence = 3", "application 3"),
        ("UPDATE application SET visit = 'v1' WHERE sequence = 3", "application 3"),
        ("UPDATE application SET part = 2 WHERE sequence = 4", "application 4"),
        ("UPDATE application SET id = 'other' WHERE sequence = 4", "application 4"),
        ("UPDATE application SET header = '{' WHERE sequence = 4", "application 4"),
        ("UPDATE application SET header = CAST(x'ff' AS TEXT) WHERE sequence = 4", "application 4"),
        ("UPDATE reception SET number = 'A999' WHERE serial = 2", "reception 2"),
        ("UPDATE reception SET visit = 'v9' WHERE serial = 3", "reception 3"),
        (
            "UPDATE reception SET received_at = '2020-01-01T00:00:00' WHERE serial = 1",
            "reception 1",
        ),
        ("DELETE FROM audit WHERE sequence = 4", "audit 4"),
    ],
)
def test_every_altered_row_is_named(tmp_path: Path, tamper: str, named: str) -> None:
    path = filled(tmp_path)
    with closing(outbox(tmp_path)) as box:
        assert box.scrub(PUBLIC) == []
    with closing(sqlite3.connect(path)) as other:
        other.execute(tamper)
        other.commit()
    with closing(outbox(tmp_path)) as box:
        assert named in box.scrub(PUBLIC)


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE application SET header = '{' WHERE sequence = 1",
        "UPDATE application SET header = CAST(x'ff' AS TEXT) WHERE sequence = 1",
        "UPDATE application SET header = (SELECT header FROM application WHERE sequence = 2)"
        " WHERE sequence = 1",
        "UPDATE application SET id = 'other' WHERE sequence = 1",
    ],
)
def test_a_rotten_row_is_held_and_stops_nobody_else(tmp_path: Path, tamper: str) -> None:
    with closing(outbox(tmp_path)) as box:
        submit(box, "v1", b"1")
        submit(box, "v2", b"2")
        with closing(sqlite3.connect(tmp_path / "kiosk.db")) as other:
            other.execute(tamper)
            other.commit()
        found = box.waiting(9, 1 << 20, 0.0)
        assert [envelope.header.id for envelope in found] == ["v2.1"]
        assert box.counts() == Counts(1, 0, 1)
        assert box.held()[0][1] == "rotten"


def flip(path: Path, place: int, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))


def everything(path: Path) -> list[object]:
    """What must not change unseen: all but the agent's own notes of tries and waits."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(query).fetchall()
            for query in (
                "SELECT serial, visit, number, received_at FROM reception",
                "SELECT sequence, id, visit, part, header, blob, digest, signature, state"
                " FROM application",
                "SELECT sequence, at, event, fields, hash FROM audit",
            )
        ]


def test_no_flipped_bit_passes(tmp_path: Path) -> None:
    """Each trial: opening refuses, the scrub names it, or nothing that matters has changed."""
    path = filled(tmp_path)
    before = everything(path)
    size = path.stat().st_size
    chance = random.Random(8)
    counts = {"refused": 0, "named": 0, "harmless": 0}
    for _ in range(400):
        place, bit = chance.randrange(size), chance.randrange(8)
        flip(path, place, bit)
        counts[_what_is_seen(tmp_path, lambda: everything(path), before)] += 1
        flip(path, place, bit)
    assert everything(path) == before
    assert counts["named"] > 50, counts
    assert counts["refused"] > 0, counts


def _what_is_seen(folder: Path, now: Callable[[], list[object]], before: list[object]) -> str:
    path = folder / "kiosk.db"
    whole = path.read_bytes()
    try:
        with closing(outbox(folder)) as box:
            found = box.scrub(PUBLIC)
    except (DatabaseError, sqlite3.DatabaseError):
        return "refused"
    finally:
        path.write_bytes(whole)
    if found:
        return "named"
    assert now() == before
    return "harmless"


def test_another_kiosks_rows_are_named(tmp_path: Path) -> None:
    filled(tmp_path)
    other = replace(KEYS, signing=type(KEYS)().signing).signing.public_key()
    with closing(outbox(tmp_path)) as box:
        assert box.scrub(other) == [f"application {n}" for n in range(1, 5)]
