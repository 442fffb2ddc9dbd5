"""Audit rows chained by SHA-256: taking out, changing or moving a row is seen and named."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sqlite3
from datetime import datetime

from kiosk.audit import AuditEvent

START = bytes(32)


def append(connection: sqlite3.Connection, event: AuditEvent, at: datetime) -> None:
    """Add a row in the caller's transaction."""
    fields = json.dumps(dataclasses.asdict(event), sort_keys=True)
    moment = at.isoformat()
    name = type(event).__name__
    sequence, before = head(connection)
    connection.execute(
        "INSERT INTO audit (sequence, at, event, fields, hash) VALUES (?, ?, ?, ?, ?)",
        (sequence + 1, moment, name, fields, _hash(before, sequence + 1, moment, name, fields)),
    )


def head(connection: sqlite3.Connection) -> tuple[int, bytes]:
    """Sequence and hash of the newest row: what a heartbeat anchors outside."""
    row = connection.execute(
        "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return (row[0], row[1]) if row else (0, START)


def verify(connection: sqlite3.Connection) -> int | None:
    """The sequence of the first row that does not follow from the one before, or None."""
    before, expected = START, 1
    for sequence, at, event, fields, found in connection.execute(
        "SELECT sequence, at, event, fields, hash FROM audit ORDER BY sequence"
    ):
        if sequence != expected or found != _hash(before, sequence, at, event, fields):
            return expected
        before, expected = found, expected + 1
    return None


def _hash(before: bytes, sequence: int, at: str, event: str, fields: str) -> bytes:
    content = json.dumps([sequence, at, event, fields]).encode()
    return hashlib.sha256(before + content).digest()
