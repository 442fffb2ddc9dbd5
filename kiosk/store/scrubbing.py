"""Looks for rot: SQLite notices hardly any flipped bit, so every row is held against its signature."""

from __future__ import annotations

import hashlib
import json
import sqlite3

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.store import audit_chain
from kiosk.wire.envelope import EnvelopeError, Header
from kiosk.wire.seal import signed_bytes

SLICE = 50


def readable(sequence: int, name: str, header: str) -> Header:
    """The header of a row, if it is this row's; raises EnvelopeError."""
    try:
        clear = Header.from_json(json.loads(header))
    except (ValueError, RecursionError) as error:
        raise EnvelopeError("a stored header is rotten") from error
    if clear.sequence != sequence or clear.id != name:
        raise EnvelopeError("a stored header is another row's")
    return clear


def scrub(connection: sqlite3.Connection, verifying: Ed25519PublicKey) -> list[str]:
    """`file` (SQLite's own check), `application <sequence>`, `reception <serial>`, `audit <row>`.

    Rows are read slice by slice; only SQLite's own check keeps the other process waiting.
    """
    wrong: list[str] = []
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        wrong.append("file")
    wrong += _applications(connection, verifying)
    wrong += _receptions(connection)
    broken = audit_chain.verify(connection)
    return wrong if broken is None else [*wrong, f"audit {broken}"]


def _applications(connection: sqlite3.Connection, verifying: Ed25519PublicKey) -> list[str]:
    wrong = []
    last = 0
    while rows := connection.execute(
        "SELECT sequence, id, header, visit, part, blob, digest, signature FROM application"
        " WHERE sequence > ? ORDER BY sequence LIMIT ?",
        (last, SLICE),
    ).fetchall():
        wrong += [f"application {row[0]}" for row in rows if not _whole(row, verifying)]
        last = rows[-1][0]
    return wrong


def _whole(
    row: tuple[int, str, str, str, int, bytes | None, bytes, bytes], key: Ed25519PublicKey
) -> bool:
    """Whether a row is as it was sealed. A tombstone still has its signature, over the digest."""
    sequence, name, header, visit, part, blob, digest, signature = row
    try:
        clear = readable(sequence, name, header)
        key.verify(signature, signed_bytes(clear, digest))
    except (EnvelopeError, InvalidSignature):
        return False
    if (clear.visit, clear.part) != (visit, part):
        return False
    return blob is None or hashlib.sha256(blob).digest() == digest


def _receptions(connection: sqlite3.Connection) -> list[str]:
    """Numbers that are not the ones in the sealed headers: the paper would call the wrong person."""
    rows = connection.execute(
        "SELECT serial, number, received_at,"
        " (SELECT header FROM application WHERE visit = reception.visit ORDER BY part LIMIT 1)"
        " FROM reception ORDER BY serial"
    ).fetchall()
    wrong = []
    for serial, number, received_at, header in rows:
        try:
            clear = json.loads(header or "null")
            same = (clear["number"], clear["received_at"]) == (number, received_at)
        except (ValueError, TypeError, KeyError, RecursionError):
            same = False
        if not same:
            wrong.append(f"reception {serial}")
    return wrong
