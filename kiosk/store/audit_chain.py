"""Audit rows chained by SHA-256: taking out, changing or moving a row is seen and named."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sqlite3
from datetime import datetime

from kiosk.audit import AuditEvent

START = bytes(32)
SLICE = 500


def append(connection: sqlite3.Connection, event: AuditEvent, at: datetime) -> None:
    """Add a row in the caller's transaction."""
    fields = json.dumps(dataclasses.asdict(event), sort_keys=True)
    moment = at.isoformat()
    name = type(event).__name__
    _, before = head(connection)
    # Not the newest row's: where that one was taken out, the gap stays to be seen.
    sequence = _given(connection) + 1
    connection.execute(
        "INSERT INTO audit (sequence, at, event, fields, hash) VALUES (?, ?, ?, ?, ?)",
        (sequence, moment, name, fields, _hash(before, sequence, moment, name, fields)),
    )


def _given(connection: sqlite3.Connection) -> int:
    """The highest sequence that was ever given."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").fetchone()
    return int(row[0]) if row else 0


def head(connection: sqlite3.Connection) -> tuple[int, bytes]:
    """Sequence and hash of the newest row: what a heartbeat anchors outside."""
    row = connection.execute(
        "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return (row[0], row[1]) if row else (0, START)


def verify(connection: sqlite3.Connection) -> int | None:
    """The sequence of the first row that does not follow from the one before, or None.

    It reads slice by slice, so that nobody waits for it.
    """
    before, expected = START, 1
    while rows := connection.execute(
        "SELECT sequence, at, event, fields, hash FROM audit WHERE sequence >= ?"
        " ORDER BY sequence LIMIT ?",
        (expected, SLICE),
    ).fetchall():
        for sequence, at, event, fields, found in rows:
            if sequence != expected or found != _hash(before, sequence, at, event, fields):
                return expected
            before, expected = found, expected + 1
    return expected if expected <= _given(connection) else None


def _hash(before: bytes, sequence: int, at: str, event: str, fields: str) -> bytes:
    content = json.dumps([sequence, at, event, fields]).encode()
    return hashlib.sha256(before + content).digest()
