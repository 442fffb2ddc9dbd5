"""Central's tables. The duplicate key and the effect are one transaction, and keys are kept for ever.

SQLAlchemy Core: SQLite by default, PostgreSQL by URL.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from kiosk.wire.envelope import Envelope, Header
from kiosk.wire.messages import ItemResult

METADATA = sa.MetaData()
APPLICATION = sa.Table(
    "application",
    METADATA,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("municipality", sa.String(6), nullable=False),
    sa.Column("kiosk", sa.String(40), nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("visit", sa.String(36), nullable=False),
    sa.Column("number", sa.String(20), nullable=False),
    sa.Column("header", sa.Text, nullable=False),
    sa.Column("blob", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("signature", sa.LargeBinary, nullable=False),
    sa.Column("received_at", sa.String(40), nullable=False),
    sa.UniqueConstraint("kiosk", "sequence"),
    sa.Index("application_number", "municipality", "number"),
)


def engine(url: str) -> Engine:
    """Open the database and make its tables where there are none."""
    made = sa.create_engine(url)
    if made.dialect.name == "sqlite":
        sa.event.listen(made, "connect", _set_sqlite)
    METADATA.create_all(made)
    return made


def _set_sqlite(connection: sqlite3.Connection, record: object) -> None:
    del record
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class CentralStore:
    """Sealed applications of all municipalities."""

    def __init__(
        self,
        database: Engine,
        now: Callable[[], datetime],
        reached: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._database = database
        self._now = now
        self._reached = reached

    def receive(self, envelopes: list[Envelope]) -> list[ItemResult]:
        """Keep each envelope once. The answer is given after the durable commit."""
        with self._database.begin() as connection:
            results = [self._keep(connection, envelope) for envelope in envelopes]
        self._reached("server committed")
        return results

    def _keep(self, connection: Connection, envelope: Envelope) -> ItemResult:
        header = envelope.header
        found = connection.execute(
            sa.select(APPLICATION.c.digest, APPLICATION.c.kiosk).where(
                APPLICATION.c.id == header.id
            )
        ).first()
        if found is not None:
            same = found.digest == envelope.digest and found.kiosk == header.kiosk
            return ItemResult(header.id, "duplicate" if same else "conflict", "" if same else "id")
        try:
            with connection.begin_nested():
                connection.execute(sa.insert(APPLICATION).values(**self._row(envelope)))
        except sa.exc.IntegrityError:
            # Two devices with one identity, or a sequence that was rolled back: never overwritten.
            return ItemResult(header.id, "conflict", "sequence")
        return ItemResult(header.id, "stored")

    def _row(self, envelope: Envelope) -> dict[str, object]:
        header = envelope.header
        return {
            "id": header.id,
            "municipality": header.municipality,
            "kiosk": header.kiosk,
            "sequence": header.sequence,
            "visit": header.visit,
            "number": header.number,
            "header": json.dumps(asdict(header)),
            "blob": envelope.blob,
            "digest": envelope.digest,
            "signature": envelope.signature,
            "received_at": self._now().isoformat(),
        }

    def count(self) -> int:
        """How many applications are kept."""
        with self._database.connect() as connection:
            return int(connection.execute(sa.select(sa.func.count(APPLICATION.c.id))).scalar_one())

    def envelopes(self, municipality: str = "", number: str = "") -> Iterator[Envelope]:
        """Envelopes for a desk, oldest first."""
        query = sa.select(APPLICATION).order_by(APPLICATION.c.kiosk, APPLICATION.c.sequence)
        if municipality:
            query = query.where(APPLICATION.c.municipality == municipality)
        if number:
            query = query.where(APPLICATION.c.number == number)
        with self._database.connect() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield Envelope(
                Header.from_json(json.loads(row.header)), row.blob, row.digest, row.signature
            )
