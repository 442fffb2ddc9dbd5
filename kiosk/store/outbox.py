"""Applications: stored once, sent until central has them, never dropped by software."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from kiosk.audit import ApplicationsStored, ReceiptPrinted
from kiosk.domain import reception_number
from kiosk.store import audit_chain
from kiosk.store.database import connect, transaction
from kiosk.wire.envelope import SUITE, VERSION, Envelope, Header
from kiosk.wire.messages import ItemResult
from kiosk.wire.seal import Sealer

RESERVE_BYTES = 1 << 20
"""A file that is given up when the disk is full, so that deliveries can still be noted."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which kiosk this is; `prefix` stands before its reception numbers."""

    municipality: str
    kiosk: str
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One application to store: its id and the bytes to seal."""

    id: str
    content: bytes

    def __repr__(self) -> str:
        return f"Item({self.id})"


@dataclass(frozen=True, slots=True)
class Stored:
    """Durably stored. `again`: the visit had been stored before, under this number."""

    number: str
    received_at: datetime
    again: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was stored. `fault`: store_full or store_failed; `cause` is SQLite's name of it."""

    fault: str
    cause: str


@dataclass(frozen=True, slots=True)
class Counts:
    queued: int
    delivered: int
    held: int


class Outbox:
    """The applications of one kiosk. One connection, used by one thread."""

    def __init__(self, path: Path, place: Place) -> None:
        self._path = path
        self._place = place
        self._connection = connect(path)
        self._reserve = path.with_suffix(".reserve")
        self._keep_reserve()

    def close(self) -> None:
        self._connection.close()

    def _keep_reserve(self) -> None:
        """Hold some space back for the day when the disk is full."""
        if self._reserve.exists():
            return
        try:
            with self._reserve.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, RESERVE_BYTES)
        except OSError:
            self._reserve.unlink(missing_ok=True)

    # --- the kiosk's side ---

    def submit(
        self,
        visit: str,
        items: Sequence[Item],
        sealer: Sealer,
        counter_group: str,
        now: datetime,
        reached: Callable[[str], None] = lambda _: None,
    ) -> Stored | Refused:
        """All applications of a visit, their number and audit row in one transaction.

        A visit that is stored already answers with its number: asking again makes no second copy.
        `reached` is told each named point (for tests that kill the process there).
        """
        try:
            with transaction(self._connection):
                before = self._reception(visit)
                if before is not None:
                    return before
                stored = self._take_number(visit, now)
                for part, item in enumerate(items, start=1):
                    envelope = self._seal(
                        visit, item, (part, len(items)), sealer, counter_group, stored
                    )
                    self._insert(envelope)
                reached("sealed")
                audit_chain.append(
                    self._connection, ApplicationsStored(visit, stored.number, len(items)), now
                )
        except sqlite3.Error as error:
            return self._refused(error)
        reached("committed")
        return stored

    def _refused(self, error: sqlite3.Error) -> Refused:
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        full = name == "SQLITE_FULL"
        if full:
            self._reserve.unlink(missing_ok=True)
        return Refused("store_full" if full else "store_failed", name)

    def _reception(self, visit: str) -> Stored | None:
        row = self._connection.execute(
            "SELECT number, received_at FROM reception WHERE visit = ?", (visit,)
        ).fetchone()
        return Stored(row[0], datetime.fromisoformat(row[1]), again=True) if row else None

    def _take_number(self, visit: str, now: datetime) -> Stored:
        cursor = self._connection.execute(
            "INSERT INTO reception (visit, number, received_at) VALUES (?, ?, ?)",
            (visit, f"taking {visit}", now.isoformat()),
        )
        serial = cursor.lastrowid
        assert serial is not None
        number = reception_number.text(self._place.prefix, serial)
        self._connection.execute(
            "UPDATE reception SET number = ? WHERE serial = ?", (number, serial)
        )
        return Stored(number, now)

    def _next_sequence(self) -> int:
        row = self._connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = 'application'"
        ).fetchone()
        return (row[0] if row else 0) + 1

    def _seal(
        self,
        visit: str,
        item: Item,
        place: tuple[int, int],
        sealer: Sealer,
        counter_group: str,
        stored: Stored,
    ) -> Envelope:
        sequence = self._next_sequence()

        def header(size_class: int) -> Header:
            return Header(
                version=VERSION,
                municipality=self._place.municipality,
                kiosk=self._place.kiosk,
                sequence=sequence,
                id=item.id,
                visit=visit,
                part=place[0],
                parts=place[1],
                number=stored.number,
                counter_group=counter_group,
                received_at=stored.received_at.isoformat(),
                key_id=sealer.key_id,
                suite=SUITE,
                size_class=size_class,
            )

        return sealer.seal(header, item.content)

    def _insert(self, envelope: Envelope) -> None:
        header = envelope.header
        self._connection.execute(
            "INSERT INTO application (sequence, id, visit, part, header, blob, digest, signature)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                header.sequence,
                header.id,
                header.visit,
                header.part,
                json.dumps(asdict(header)),
                envelope.blob,
                envelope.digest,
                envelope.signature,
            ),
        )

    def note_printing(self, visit: str, outcome: str, copy: int, now: datetime) -> None:
        """Record what became of the paper. `outcome` printed, not_printed, unknown."""
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE reception SET printing = ?, copies = ? WHERE visit = ?",
                (outcome, copy, visit),
            )
            audit_chain.append(self._connection, ReceiptPrinted(visit, outcome, copy), now)

    def unprinted(self) -> list[str]:
        """Numbers whose paper is not known to have come out, oldest first: staff may reprint them."""
        rows = self._connection.execute(
            "SELECT number FROM reception WHERE printing <> 'printed' ORDER BY serial"
        )
        return [row[0] for row in rows]

    def is_delivered(self, visit: str) -> bool:
        """Whether central has every application of a visit."""
        row = self._connection.execute(
            "SELECT count(*), sum(state = 'delivered') FROM application WHERE visit = ?", (visit,)
        ).fetchone()
        return bool(row[0]) and row[0] == row[1]

    # --- the agent's side ---

    def waiting(self, limit: int, most_bytes: int, now: float) -> list[Envelope]:
        """The oldest envelopes that may be tried now, within a count and a size."""
        found: list[Envelope] = []
        size = 0
        for row in self._connection.execute(
            "SELECT header, blob, digest, signature FROM application"
            " WHERE state = 'queued' AND not_before <= ? ORDER BY sequence LIMIT ?",
            (now, limit),
        ).fetchall():
            size += len(row[1]) * 4 // 3 + 1024
            if found and size > most_bytes:
                break
            found.append(Envelope(Header.from_json(json.loads(row[0])), row[1], row[2], row[3]))
        return found

    def note_results(self, results: Sequence[ItemResult], later: float) -> None:
        """What central said of each: delivered leaves a tombstone, held stays whole and visible,
        retry waits until `later` (the agent's clock)."""
        with transaction(self._connection):
            for result in results:
                if result.outcome in ("stored", "duplicate"):
                    self._connection.execute(
                        "UPDATE application SET state = 'delivered', blob = NULL, reason = ''"
                        " WHERE id = ? AND state <> 'delivered'",
                        (result.id,),
                    )
                elif result.outcome in ("conflict", "rejected"):
                    self._connection.execute(
                        "UPDATE application SET state = 'held', reason = ?"
                        " WHERE id = ? AND state = 'queued'",
                        (f"{result.outcome}: {result.code}", result.id),
                    )
                else:
                    self._connection.execute(
                        "UPDATE application SET attempts = attempts + 1, not_before = ?"
                        " WHERE id = ? AND state = 'queued'",
                        (later, result.id),
                    )

    def forget_waits(self) -> None:
        """A new agent counts from its own start and tries everything at once."""
        with transaction(self._connection):
            self._connection.execute("UPDATE application SET not_before = 0 WHERE not_before > 0")

    def counts(self) -> Counts:
        rows = dict(
            self._connection.execute("SELECT state, count(*) FROM application GROUP BY state")
        )
        return Counts(rows.get("queued", 0), rows.get("delivered", 0), rows.get("held", 0))

    def held(self) -> list[tuple[str, str]]:
        """(id, reason) of every application that central refused."""
        return list(
            self._connection.execute(
                "SELECT id, reason FROM application WHERE state = 'held' ORDER BY sequence"
            )
        )

    def scrub(self) -> list[str]:
        """What is rotten: ids whose blob is not the one stored, and `audit <row>`; SQLite sees little."""
        wrong = [
            row[0]
            for row in self._connection.execute(
                "SELECT id, blob, digest FROM application WHERE blob IS NOT NULL ORDER BY sequence"
            )
            if hashlib.sha256(row[1]).digest() != row[2]
        ]
        broken = audit_chain.verify(self._connection)
        return wrong if broken is None else [*wrong, f"audit {broken}"]
