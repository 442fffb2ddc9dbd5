"""Opening: as it must be, or not at all."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.store import database
from kiosk.store.database import DatabaseError, Unavailable, connect, error_name, statements


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Migrations of our own."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001.sql").write_text("-- first\nCREATE TABLE a (x TEXT) STRICT;\n")
    monkeypatch.setattr(database, "MIGRATIONS", folder)
    return folder


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_every_setting_is_as_wanted(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "kiosk.db")) as connection:
        for name, value in database.WANTED.items():
            assert connection.execute(f"PRAGMA {name}").fetchone()[0] == value
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 5000


def test_a_setting_that_does_not_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database.WANTED, "page_count", 7)
    with pytest.raises(DatabaseError, match=r"kiosk.db: page_count is 0, not 7"):
        connect(tmp_path / "kiosk.db")


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(DatabaseError, match=r"kiosk.db: SQLITE_NOTADB"):
        connect(path)
    assert path.read_bytes() == b"no database at all" * 100
    with pytest.raises(DatabaseError, match=r"none.db: SQLITE_CANTOPEN"):
        connect(tmp_path / "no folder" / "none.db")


def test_a_newer_database_is_refused(tmp_path: Path, migrations: Path) -> None:
    path = tmp_path / "kiosk.db"
    (migrations / "0002.sql").write_text("CREATE TABLE b (x TEXT) STRICT;\n")
    connect(path).close()
    (migrations / "0002.sql").unlink()
    with pytest.raises(DatabaseError, match=r"made by a newer version \(2\)"):
        connect(path)
    assert version(path) == 2


def test_an_older_database_is_copied_then_brought_up(tmp_path: Path, migrations: Path) -> None:
    path = tmp_path / "kiosk.db"
    with closing(connect(path)) as connection:
        connection.execute("INSERT INTO a VALUES ('kept')")
    (migrations / "0002.sql").write_text("ALTER TABLE a RENAME TO b;\n")
    # A start that was cut off has left a copy: it is no obstacle.
    copy = tmp_path / "kiosk.db.before-0002"
    copy.write_text("half a copy")
    with closing(connect(path)) as connection:
        assert connection.execute("SELECT x FROM b").fetchall() == [("kept",)]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT x FROM a").fetchall() == [("kept",)]
    assert (version(path), version(copy)) == (2, 1)
    assert len(list(tmp_path.glob("kiosk.db.before-*"))) == 1


@pytest.mark.parametrize("wrong", ["CREATE TABLE c (", "CREATE NONSENSE;"])
def test_a_migration_that_fails_changes_nothing(
    tmp_path: Path, migrations: Path, wrong: str
) -> None:
    path = tmp_path / "kiosk.db"
    connect(path).close()
    (migrations / "0002.sql").write_text(f"CREATE TABLE b (x TEXT) STRICT;\n{wrong}")
    with pytest.raises(DatabaseError):
        connect(path)
    assert version(path) == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("a",)]


def test_a_script_is_taken_statement_by_statement() -> None:
    script = "-- one;\nCREATE TABLE a (\n  x TEXT DEFAULT ';'\n);\nCREATE TABLE b (y);\n"
    assert [s.strip().splitlines()[-1] for s in statements(script)] == [");", "CREATE TABLE b (y);"]


def test_an_error_without_a_name_has_its_type() -> None:
    assert error_name(sqlite3.OperationalError("values")) == "OperationalError"
    assert str(Unavailable(sqlite3.OperationalError("values"))) == "OperationalError"


def _open(path: Path) -> None:
    connect(path).close()


def test_two_processes_open_a_new_file_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    children = [context.Process(target=_open, args=(tmp_path / "kiosk.db",)) for _ in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
        assert child.exitcode == 0
        child.close()
    assert version(tmp_path / "kiosk.db") == 1


def test_a_failed_work_leaves_no_transaction(tmp_path: Path, migrations: Path) -> None:
    with closing(connect(tmp_path / "kiosk.db")) as connection:
        with pytest.raises(sqlite3.IntegrityError), database.transaction(connection):
            connection.executemany("INSERT INTO a VALUES (?)", [("half",), (b"no text",)])
        assert not connection.in_transaction
        with pytest.raises(sqlite3.OperationalError), database.transaction(connection):
            connection.execute("ROLLBACK")
        assert connection.execute("SELECT count(*) FROM a").fetchone() == (0,)
