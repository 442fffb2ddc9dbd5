"""Central's tables. The duplicate key and the effect are one transaction, and keys are kept for ever.

SQLAlchemy Core: SQLite by default, PostgreSQL by URL.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from kiosk.wire.envelope import Envelope, Header
from kiosk.wire.messages import ItemResult

BUSY_MILLISECONDS = 5000
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
    # Error texts of the library would hold the values of a row.
    made = sa.create_engine(url, hide_parameters=True)
    if made.dialect.name == "sqlite":
        sa.event.listen(made, "connect", _set_sqlite)
        sa.event.listen(made, "begin", _begin_sqlite)
    with made.connect().execution_options(reads=True) as connection:
        there = sa.inspect(connection).has_table(APPLICATION.name)
    if not there:
        METADATA.create_all(made)
    return made


def _set_sqlite(connection: sqlite3.Connection, record: object) -> None:
    del record
    # The driver would begin too late, and let each inner savepoint commit by itself.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_MILLISECONDS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Whoever writes takes the lock at once: a reader that turns writer would be refused at once."""
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


class StoreBusy(Exception):  # noqa: N818  a fact about the machine, no programmer's mistake
    """The database cannot take anything now; nothing was kept."""


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

    def close(self) -> None:
        """Give all connections back."""
        self._database.dispose()

    def receive(self, envelopes: list[Envelope]) -> list[ItemResult]:
        """Keep each envelope once. The answer is given after the durable commit; raises StoreBusy."""
        try:
            with self._database.begin() as connection:
                results = [self._keep(connection, envelope) for envelope in envelopes]
        except sa.exc.OperationalError as error:
            raise StoreBusy from error
        self._reached("server committed")
        return results

    def _keep(self, connection: Connection, envelope: Envelope) -> ItemResult:
        known = self._known(connection, envelope)
        if known is not None:
            return known
        try:
            with connection.begin_nested():
                connection.execute(sa.insert(APPLICATION).values(**self._row(envelope)))
        except sa.exc.IntegrityError:
            # The same item may have come on another connection in between. If it did not: two
            # devices with one identity, or a sequence that was rolled back. Never overwritten.
            known = self._known(connection, envelope)
            return known or ItemResult(envelope.header.id, "conflict", "sequence")
        return ItemResult(envelope.header.id, "stored")

    def _known(self, connection: Connection, envelope: Envelope) -> ItemResult | None:
        """What is to be said of an id that is kept already; None where it is new."""
        name = envelope.header.id
        found = connection.execute(
            sa.select(APPLICATION.c.digest, APPLICATION.c.header).where(APPLICATION.c.id == name)
        ).first()
        if found is None:
            return None
        same = (found.digest, found.header) == (envelope.digest, _text(envelope.header))
        return ItemResult(name, "duplicate") if same else ItemResult(name, "conflict", "id")

    def _row(self, envelope: Envelope) -> dict[str, object]:
        header = envelope.header
        return {
            "id": header.id,
            "municipality": header.municipality,
            "kiosk": header.kiosk,
            "sequence": header.sequence,
            "visit": header.visit,
            "number": header.number,
            "header": _text(header),
            "blob": envelope.blob,
            "digest": envelope.digest,
            "signature": envelope.signature,
            "received_at": self._now().isoformat(),
        }

    def _reading(self) -> Connection:
        return self._database.connect().execution_options(reads=True)

    def count(self) -> int:
        """How many applications are kept."""
        with self._reading() as connection:
            return int(connection.execute(sa.select(sa.func.count(APPLICATION.c.id))).scalar_one())

    def envelopes(self, municipality: str = "", number: str = "") -> Iterator[Envelope]:
        """Envelopes for a desk, oldest first."""
        query = sa.select(APPLICATION).order_by(APPLICATION.c.kiosk, APPLICATION.c.sequence)
        if municipality:
            query = query.where(APPLICATION.c.municipality == municipality)
        if number:
            query = query.where(APPLICATION.c.number == number)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield Envelope(
                Header.from_json(json.loads(row.header)), row.blob, row.digest, row.signature
            )


def _text(header: Header) -> str:
    """The one spelling in which headers are kept and compared."""
    return header.to_bytes().decode()
