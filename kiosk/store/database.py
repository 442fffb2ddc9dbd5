"""Opens the database as it must be opened, or refuses. `journal_mode=TRUNCATE`, `synchronous=EXTRA`:
no loss in any kill or power cut that was tried, no shared memory that dies on a full disk."""

from __future__ import annotations

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


def connect(path: Path) -> sqlite3.Connection:
    """Open, set, check and migrate; raises DatabaseError."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _set(connection, path)
        _migrate(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise DatabaseError(f"{path.name}: {error.sqlite_errorname}") from error
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
        connection.execute("VACUUM INTO ?", (f"{path}.before-{version + 1:04}",))
    with transaction(connection):
        # Another process may have been faster while we waited for the lock.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, step in enumerate(steps[version:], start=version + 1):
            for statement in statements(step.read_text()):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript would commit before it begins."""
    rest = ""
    for line in script.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            yield rest
            rest = ""


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
