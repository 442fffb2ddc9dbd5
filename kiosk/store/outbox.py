"""Applications: stored once, sent until central has them, never dropped by software."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.audit import ApplicationReleased, ApplicationsStored, ReceiptPrinted
from kiosk.domain import reception_number
from kiosk.store import audit_chain, scrubbing
from kiosk.store.database import Unavailable, available, connect, error_name, transaction
from kiosk.wire.envelope import SUITE, VERSION, Envelope, EnvelopeError, Header
from kiosk.wire.messages import ItemResult
from kiosk.wire.seal import Sealer

RESERVE_BYTES = 1 << 20
"""A file that is given up when the disk is full, so that deliveries can still be noted."""
FULL = "SQLITE_FULL"
RETRY_SECONDS = 5.0
MOST_DOUBLINGS = 6


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

    def _keep_reserve(self) -> bool:
        """Hold some space back for the day when the disk is full; whether it is held."""
        if self._reserve.exists():
            return True
        # Whole or not at all: the other process may look at any moment.
        part = self._reserve.with_name(f"{self._reserve.name}.{os.getpid()}")
        try:
            with part.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, RESERVE_BYTES)
            part.replace(self._reserve)
        except OSError:
            part.unlink(missing_ok=True)
            return False
        return True

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
        Without the reserve nothing new is taken: what is left is for deliveries.
        `reached` is told each named point (for tests that kill the process there).
        """
        if not self._keep_reserve():
            return Refused("store_full", "reserve")
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
            name = error_name(error)
            return Refused("store_full" if name == FULL else "store_failed", name)
        reached("committed")
        return stored

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

    def note_printing(self, visit: str, outcome: str, copy: int, now: datetime) -> bool:
        """Record what became of the paper. `outcome` printed, not_printed, unknown.

        False where it could not be written down now: the paper then counts as not known to be out.
        """

        def note() -> None:
            self._connection.execute(
                "UPDATE reception SET printing = ?, copies = ? WHERE visit = ?",
                (outcome, copy, visit),
            )
            audit_chain.append(self._connection, ReceiptPrinted(visit, outcome, copy), now)

        try:
            self._change(note)
        except Unavailable:
            return False
        return True

    def unprinted(self) -> list[str]:
        """Numbers whose paper is not known to have come out, oldest first: staff may reprint them."""
        rows = self._connection.execute(
            "SELECT number FROM reception WHERE printing <> 'printed' ORDER BY serial"
        )
        return [row[0] for row in rows]

    def is_delivered(self, visit: str) -> bool:
        """Whether central is known to have every application of a visit."""
        try:
            with available():
                row = self._connection.execute(
                    "SELECT count(*), sum(state = 'delivered') FROM application WHERE visit = ?",
                    (visit,),
                ).fetchone()
        except Unavailable:
            return False
        return bool(row[0]) and row[0] == row[1]

    # --- the agent's side: every call may raise Unavailable, and then nothing was changed ---

    def waiting(self, limit: int, most_bytes: int, now: float) -> list[Envelope]:
        """The oldest envelopes that may be tried now, within a count and a size.

        A later part never overtakes an earlier one of its visit that waits for another try. A row
        that cannot be read any more is held, so that it stops nobody else.
        """
        with available():
            rows = self._connection.execute(
                "SELECT sequence, id, header, blob, digest, signature FROM application AS this"
                " WHERE state = 'queued' AND not_before <= ?1 AND NOT EXISTS ("
                "SELECT 1 FROM application WHERE visit = this.visit AND sequence < this.sequence"
                " AND state = 'queued' AND not_before > ?1) ORDER BY sequence LIMIT ?2",
                (now, limit),
            ).fetchall()
        found: list[Envelope] = []
        size = 0
        for sequence, name, header, blob, digest, signature in rows:
            try:
                clear = scrubbing.readable(sequence, name, header)
            except EnvelopeError:
                self._hold_rotten(sequence)
                continue
            size += len(blob) * 4 // 3 + 1024
            if found and size > most_bytes:
                break
            found.append(Envelope(clear, blob, digest, signature))
        return found

    def _hold_rotten(self, sequence: int) -> None:
        def hold() -> None:
            self._connection.execute(
                "UPDATE application SET state = 'held', reason = 'rotten' WHERE sequence = ?",
                (sequence,),
            )

        self._change(hold)

    def note_results(self, results: Sequence[ItemResult], now: float) -> None:
        """What central said of each: delivered leaves a tombstone, held stays whole and visible,
        retry waits longer each time from `now` on (the agent's clock)."""

        def note() -> None:
            for result in results:
                self._note_result(result, now)

        self._change(note)

    def _note_result(self, result: ItemResult, now: float) -> None:
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
                "UPDATE application SET attempts = attempts + 1,"
                " not_before = ? + ? * (1 << min(attempts, ?))"
                " WHERE id = ? AND state = 'queued'",
                (now, RETRY_SECONDS, MOST_DOUBLINGS, result.id),
            )

    def forget_waits(self) -> None:
        """A new agent counts from its own start and tries everything at once."""

        def forget() -> None:
            self._connection.execute("UPDATE application SET not_before = 0 WHERE not_before > 0")

        self._change(forget)

    def _change(self, work: Callable[[], None]) -> None:
        """One transaction that must go on even on a full disk: then the reserve is given up."""
        try:
            with available(), transaction(self._connection):
                work()
        except Unavailable as unavailable:
            if unavailable.cause != FULL or not self._reserve.exists():
                raise
            self._reserve.unlink(missing_ok=True)
            with available(), transaction(self._connection):
                work()

    # --- for staff ---

    def release(self, name: str, now: datetime) -> bool:
        """Let the agent try a held application again; whether there was one."""
        with available(), transaction(self._connection):
            cursor = self._connection.execute(
                "UPDATE application SET state = 'queued', reason = '', attempts = 0, not_before = 0"
                " WHERE id = ? AND state = 'held'",
                (name,),
            )
            if cursor.rowcount:
                audit_chain.append(self._connection, ApplicationReleased(name), now)
        return bool(cursor.rowcount)

    def counts(self) -> Counts:
        rows = dict(
            self._connection.execute("SELECT state, count(*) FROM application GROUP BY state")
        )
        return Counts(rows.get("queued", 0), rows.get("delivered", 0), rows.get("held", 0))

    def undelivered(self) -> list[str]:
        """Ids of everything that central is not known to have, oldest first."""
        rows = self._connection.execute(
            "SELECT id FROM application WHERE state <> 'delivered' ORDER BY sequence"
        )
        return [row[0] for row in rows]

    def held(self) -> list[tuple[str, str]]:
        """(id, reason) of every application that central refused."""
        return list(
            self._connection.execute(
                "SELECT id, reason FROM application WHERE state = 'held' ORDER BY sequence"
            )
        )

    def scrub(self, verifying: Ed25519PublicKey) -> list[str]:
        """What is rotten, by name; empty where all is well. `verifying`: this kiosk's public key."""
        return scrubbing.scrub(self._connection, verifying)
