"""Opens the database as it must be opened, or refuses. `journal_mode=TRUNCATE`, `synchronous=EXTRA`:
no loss in any kill or power cut that was tried, no shared memory that dies on a full disk."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MIGRATIONS = Path(__file__).parent / "migrations"
WANTED = {
    "journal_mode": "truncate",
    "synchronous": 3,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
}
BUSY_SECONDS = 5.0


class DatabaseError(Exception):
    """The database cannot be used; nothing in it was changed."""


class Unavailable(Exception):  # noqa: N818  a fact about the machine, no programmer's mistake
    """Busy, full or a disk error: nothing was changed, and it may be tried again. `cause` is
    SQLite's name of it."""

    def __init__(self, error: sqlite3.OperationalError) -> None:
        self.cause = error_name(error)
        super().__init__(self.cause)


def error_name(error: Exception) -> str:
    """SQLite's name of an error; it never holds a value."""
    return getattr(error, "sqlite_errorname", type(error).__name__)


def connect(path: Path) -> sqlite3.Connection:
    """Open, set, check and migrate; raises DatabaseError."""
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise DatabaseError(f"{path.name}: {error_name(error)}") from error
    # A rotten text must not hide the healthy rows beside it.
    connection.text_factory = lambda text: text.decode(errors="replace")
    try:
        _set(connection, path)
        _migrate(connection, path)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # The second one: SQLite's own words about a rotten schema, which quote it.
        connection.close()
        raise DatabaseError(f"{path.name}: {error_name(error)}") from error
    except DatabaseError:
        connection.close()
        raise
    return connection


def _set(connection: sqlite3.Connection, path: Path) -> None:
    for name, value in WANTED.items():
        connection.execute(f"PRAGMA {name} = {value}")
    for name, value in WANTED.items():
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != value:
            raise DatabaseError(f"{path.name}: {name} is {found}, not {value}")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up, after a copy of what is there; a newer schema than ours is refused."""
    steps = sorted(MIGRATIONS.glob("*.sql"))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(steps):
        raise DatabaseError(f"{path.name}: made by a newer version ({version})")
    if version == len(steps):
        return
    if version:
        _copy(connection, path.with_name(f"{path.name}.before-{version + 1:04}"))
    with transaction(connection):
        # Another process may have been faster while we waited for the lock.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, step in enumerate(steps[version:], start=version + 1):
            for statement in statements(step.read_text()):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    """A whole copy or none: a half one of a start that was cut off, or of another process, is no
    obstacle."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(part),))
    part.replace(path)


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript would commit before it begins."""
    rest = ""
    for line in script.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            yield rest
            rest = ""
    if rest.strip():
        raise DatabaseError("a migration ends in the middle of a statement")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; the write lock is taken at the beginning."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def available() -> Iterator[None]:
    """Turns SQLite's passing troubles into Unavailable."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise Unavailable(error) from error
