"""The outbox: stored once, sent until central has it, never dropped."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.store import audit_chain
from kiosk.store.database import Unavailable, connect
from kiosk.store.outbox import RESERVE_BYTES, Counts, Item, Outbox, Refused, Stored
from kiosk.wire import seal
from kiosk.wire.envelope import Envelope, EnvelopeError
from kiosk.wire.messages import ItemResult
from tests.helpers.sealing import COUNTER, KEYS, NOW, PLACE, outbox, submit

MEGABYTE = 1 << 20


@pytest.fixture
def box(tmp_path: Path):  # type: ignore[no-untyped-def]  # a generator, as fixtures are
    with closing(outbox(tmp_path)) as opened:
        yield opened


def numbers(box: Outbox) -> list[str]:
    return [envelope.header.number for envelope in box.waiting(50, MEGABYTE, 0.0)]


def ids(found: list[Envelope]) -> list[str]:
    return [envelope.header.id for envelope in found]


# --- storing ---


def test_a_visit_is_stored_whole_under_one_number(box: Outbox) -> None:
    reached: list[str] = []
    items = [Item("a", b"first"), Item("b", b"second")]
    stored = box.submit("v", items, KEYS.sealer, COUNTER, NOW, reached.append)
    assert stored == Stored("A101", NOW)
    assert reached == ["sealed", "committed"]
    found = box.waiting(50, MEGABYTE, 0.0)
    headers = [envelope.header for envelope in found]
    assert [(h.id, h.part, h.parts, h.sequence) for h in headers] == [
        ("a", 1, 2, 1),
        ("b", 2, 2, 2),
    ]
    assert {(h.visit, h.number, h.counter_group) for h in headers} == {("v", "A101", COUNTER)}
    opened = [seal.open_bytes(KEYS.municipality, e.header, e.blob) for e in found]
    assert opened == [b"first", b"second"]
    assert repr(items) == "[Item(a), Item(b)]"


def test_asking_again_makes_no_second_copy(box: Outbox, tmp_path: Path) -> None:
    first = submit(box, "v", b"content")
    again = submit(box, "v", b"content")
    assert isinstance(first, Stored)
    assert again == Stored(first.number, first.received_at, again=True)
    with closing(outbox(tmp_path)) as other:
        assert submit(other, "v", b"content") == again
    assert box.counts() == Counts(1, 0, 0)


def test_numbers_are_never_given_again(box: Outbox, tmp_path: Path) -> None:
    assert submit(box, "v1", b"1") == Stored("A101", NOW)
    assert submit(box, "v2", b"2") == Stored("A102", NOW)
    with closing(sqlite3.connect(tmp_path / "kiosk.db")) as other:
        other.execute("DELETE FROM application")
        other.execute("DELETE FROM reception")
        other.commit()
    assert submit(box, "v3", b"3") == Stored("A103", NOW)
    assert [e.header.sequence for e in box.waiting(9, MEGABYTE, 0.0)] == [3]


def test_a_known_id_under_another_visit_stores_nothing(box: Outbox) -> None:
    box.submit("v1", [Item("a", b"1")], KEYS.sealer, COUNTER, NOW)
    refused = box.submit("v2", [Item("b", b"2"), Item("a", b"3")], KEYS.sealer, COUNTER, NOW)
    assert refused == Refused("store_failed", "SQLITE_CONSTRAINT_UNIQUE")
    assert ids(box.waiting(9, MEGABYTE, 0.0)) == ["a"]
    assert submit(box, "v3", b"4") == Stored("A102", NOW)


def test_what_central_would_refuse_is_never_acknowledged(box: Outbox) -> None:
    with pytest.raises(EnvelopeError, match="counter_group"):
        box.submit("v", [Item("a", b"1")], KEYS.sealer, "x" * 65, NOW)
    assert box.counts() == Counts(0, 0, 0)
    assert submit(box, "w", b"1") == Stored("A101", NOW)


# --- paper ---


def test_what_became_of_the_paper_is_kept(box: Outbox, tmp_path: Path) -> None:
    submit(box, "v1", b"1")
    submit(box, "v2", b"2")
    assert box.unprinted() == ["A101", "A102"]
    assert box.note_printing("v1", "unknown", 1, NOW)
    assert box.unprinted() == ["A101", "A102"]
    assert box.note_printing("v1", "printed", 2, NOW + timedelta(minutes=1))
    with closing(outbox(tmp_path)) as other:
        assert other.unprinted() == ["A102"]


# --- sending ---


def test_the_oldest_come_first_within_count_and_size(box: Outbox) -> None:
    for number in range(1, 6):
        submit(box, f"v{number}", bytes([number]) * 600)
    assert ids(box.waiting(2, MEGABYTE, 0.0)) == ["v1.1", "v2.1"]
    size = len(box.waiting(1, MEGABYTE, 0.0)[0].blob) * 4 // 3 + 1024
    assert ids(box.waiting(50, size * 3, 0.0)) == ["v1.1", "v2.1", "v3.1"]
    assert ids(box.waiting(50, 1, 0.0)) == ["v1.1"]


def test_each_result_has_its_effect(box: Outbox, tmp_path: Path) -> None:
    for number in range(1, 6):
        submit(box, f"v{number}", b"content")
    outcomes = [
        ItemResult("v1.1", "stored"),
        ItemResult("v2.1", "duplicate"),
        ItemResult("v3.1", "conflict", "id"),
        ItemResult("v4.1", "rejected", "signature"),
        ItemResult("v5.1", "retry", "later"),
        ItemResult("unknown", "stored"),
    ]
    box.note_results(outcomes, 100.0)
    assert box.counts() == Counts(1, 2, 2)
    assert box.held() == [("v3.1", "conflict: id"), ("v4.1", "rejected: signature")]
    assert box.undelivered() == ["v3.1", "v4.1", "v5.1"]
    assert [box.is_delivered(f"v{number}") for number in range(6)] == [
        False, True, True, False, False, False
    ]  # fmt: skip
    with closing(sqlite3.connect(tmp_path / "kiosk.db")) as other:
        rows = other.execute("SELECT id FROM application WHERE blob IS NULL ORDER BY id")
        assert rows.fetchall() == [("v1.1",), ("v2.1",)]


def test_a_delivered_application_is_never_taken_back(box: Outbox) -> None:
    submit(box, "v", b"content")
    box.note_results([ItemResult("v.1", "stored")], 0.0)
    for outcome in ("rejected", "conflict", "retry", "duplicate"):
        box.note_results([ItemResult("v.1", outcome)], 0.0)
    assert box.counts() == Counts(0, 1, 0)
    assert box.is_delivered("v")


def test_a_held_application_that_central_has_after_all_is_delivered(box: Outbox) -> None:
    submit(box, "v", b"content")
    box.note_results([ItemResult("v.1", "rejected")], 0.0)
    box.note_results([ItemResult("v.1", "duplicate")], 0.0)
    assert box.counts() == Counts(0, 1, 0)


def test_a_visit_is_delivered_when_all_of_it_is(box: Outbox) -> None:
    submit(box, "v", b"1", b"2")
    box.note_results([ItemResult("v.1", "stored")], 0.0)
    assert not box.is_delivered("v")
    box.note_results([ItemResult("v.2", "stored")], 0.0)
    assert box.is_delivered("v")


def test_waits_double_up_to_a_bound_and_a_new_agent_forgets_them(box: Outbox) -> None:
    submit(box, "v", b"content")
    waits = []
    for _ in range(9):
        box.note_results([ItemResult("v.1", "retry")], 1000.0)
        waits.append(next(s for s in range(1, 1000) if box.waiting(1, 1, 1000.0 + s)))
    assert waits == [5, 10, 20, 40, 80, 160, 320, 320, 320]
    assert box.waiting(1, 1, 0.0) == []
    box.forget_waits()
    assert ids(box.waiting(1, 1, 0.0)) == ["v.1"]


def test_a_retry_stands_behind_others_and_its_visit_keeps_its_order(box: Outbox) -> None:
    submit(box, "v1", b"1", b"2", b"3")
    submit(box, "v2", b"4")
    box.note_results([ItemResult("v1.2", "retry")], 0.0)
    assert ids(box.waiting(9, MEGABYTE, 0.0)) == ["v1.1", "v2.1"]
    assert ids(box.waiting(9, MEGABYTE, 5.0)) == ["v1.1", "v1.2", "v1.3", "v2.1"]


def test_a_held_part_holds_up_nobody(box: Outbox) -> None:
    submit(box, "v", b"1", b"2")
    box.note_results([ItemResult("v.1", "rejected")], 0.0)
    assert ids(box.waiting(9, MEGABYTE, 0.0)) == ["v.2"]


def test_staff_can_release_what_is_held(box: Outbox) -> None:
    submit(box, "v", b"1")
    assert not box.release("v.1", NOW)
    box.note_results([ItemResult("v.1", "rejected", "signature")], 0.0)
    assert box.release("v.1", NOW)
    assert not box.release("v.1", NOW)
    assert ids(box.waiting(9, MEGABYTE, 0.0)) == ["v.1"]
    assert box.held() == []
    assert box.scrub(KEYS.signing.public_key()) == []


# --- full disks ---


def fill(box: Outbox) -> None:
    """Let the database grow no further than it is."""
    pages = box._connection.execute("PRAGMA page_count").fetchone()[0]
    box._connection.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_database_takes_nothing_and_still_notes_deliveries(
    box: Outbox, tmp_path: Path
) -> None:
    submit(box, "v1", b"1")
    fill(box)
    # What cannot be packed needs pages of its own.
    noise = b"".join(seal.pack(bytes([n])) + KEYS.signing.sign(bytes([n])) for n in range(200))
    refused = box.submit("v3", [Item("y", noise)], KEYS.sealer, COUNTER, NOW)
    assert refused == Refused("store_full", "SQLITE_FULL")
    assert (tmp_path / "kiosk.reserve").exists()
    assert not box._connection.in_transaction
    box.note_results([ItemResult("v1.1", "stored")], 0.0)
    assert box.is_delivered("v1")


def test_without_its_reserve_the_kiosk_takes_nothing_new(
    box: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(box, "v1", b"1")
    (tmp_path / "kiosk.reserve").unlink()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.posix_fallocate", full)
        assert submit(box, "v2", b"2") == Refused("store_full", "reserve")
        box.note_results([ItemResult("v1.1", "stored")], 0.0)
    assert [path.name for path in tmp_path.glob("*reserve*")] == []
    assert isinstance(submit(box, "v2", b"2"), Stored)
    assert (tmp_path / "kiosk.reserve").stat().st_size == RESERVE_BYTES


class Full:
    """A connection on a disk that is full until the reserve is gone."""

    def __init__(self, real: sqlite3.Connection, reserve: Path, failure: str = "full") -> None:
        self.real, self.reserve, self.failure = real, reserve, failure

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        if statement == "COMMIT" and (self.failure != "full" or self.reserve.exists()):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = f"SQLITE_{self.failure.upper()}"
            raise error
        return self.real.execute(statement, *values)  # type: ignore[arg-type]  # as given

    @property
    def in_transaction(self) -> bool:
        return self.real.in_transaction


def test_the_reserve_is_given_up_for_deliveries(box: Outbox, tmp_path: Path) -> None:
    submit(box, "v1", b"1")
    real, reserve = box._connection, tmp_path / "kiosk.reserve"
    box._connection = Full(real, reserve)  # type: ignore[assignment]  # stands in for a full disk
    assert submit(box, "v2", b"2") == Refused("store_full", "SQLITE_FULL")
    assert reserve.exists()
    box.note_results([ItemResult("v1.1", "stored")], 0.0)
    assert not reserve.exists()
    box._connection = real
    assert box.is_delivered("v1")


def test_other_troubles_pass_or_are_said(box: Outbox, tmp_path: Path) -> None:
    submit(box, "v1", b"1")
    real, reserve = box._connection, tmp_path / "kiosk.reserve"
    box._connection = Full(real, reserve, "ioerr")  # type: ignore[assignment]  # stands in for a bad disk
    with pytest.raises(Unavailable, match="SQLITE_IOERR"):
        box.note_results([ItemResult("v1.1", "stored")], 0.0)
    assert not box.note_printing("v1", "printed", 1, NOW)
    assert reserve.exists()
    reserve.unlink()
    box._connection = Full(real, tmp_path, "full")  # type: ignore[assignment]  # full for good
    with pytest.raises(Unavailable, match="SQLITE_FULL"):
        box.forget_waits()
    box._connection = real
    assert box.counts() == Counts(1, 0, 0)
    assert box.unprinted() == ["A101"]


def _write_until_refused(folder: Path, queue: multiprocessing.SimpleQueue[object]) -> None:
    """In a child: no file may grow beyond 2 MB."""
    import resource  # noqa: PLC0415  of the child only

    resource.setrlimit(resource.RLIMIT_FSIZE, (2 << 20, 2 << 20))
    with closing(outbox(folder)) as box:
        noise = b"".join(KEYS.signing.sign(bytes([n])) for n in range(256)) * 4
        stored = 0
        while isinstance(answer := submit(box, f"v{stored}", noise + bytes([stored])), Stored):
            stored += 1
        box.note_results([ItemResult("v0.1", "stored")], 0.0)
        queue.put((stored, answer, box.is_delivered("v0"), box.counts().queued))


def test_a_file_that_may_not_grow_loses_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    queue = context.SimpleQueue()
    child = context.Process(target=_write_until_refused, args=(tmp_path, queue))
    child.start()
    stored, answer, delivered, queued = queue.get()
    child.join(20)
    queue.close()
    assert child.exitcode == 0
    child.close()
    assert stored > 5
    assert answer.fault in ("store_full", "store_failed")
    assert delivered
    assert queued == stored - 1
    with closing(outbox(tmp_path)) as box:
        assert box.counts() == Counts(stored - 1, 1, 0)


# --- the other process ---


def test_a_busy_database_harms_nobody(box: Outbox, tmp_path: Path) -> None:
    """Another process holds the file for longer than we are willing to wait."""
    submit(box, "v", b"1")
    box._connection.execute("PRAGMA busy_timeout = 10")
    with closing(connect(tmp_path / "kiosk.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert submit(box, "w", b"2") == Refused("store_failed", "SQLITE_BUSY")
        assert not box.note_printing("v", "printed", 1, NOW)
        assert not box.is_delivered("v")
        for call in (
            lambda: box.waiting(9, MEGABYTE, 0.0),
            lambda: box.note_results([ItemResult("v.1", "stored")], 0.0),
            box.forget_waits,
            lambda: box.release("v.1", NOW),
        ):
            with pytest.raises(Unavailable, match="SQLITE_BUSY"):
                call()
        other.execute("ROLLBACK")
    assert numbers(box) == ["A101"]
    assert isinstance(submit(box, "w", b"2"), Stored)


def _open_and_store(folder: Path, name: str, count: int) -> None:
    with closing(outbox(folder)) as box:
        for number in range(count):
            answer = submit(box, f"{name}{number}", b"content")
            assert isinstance(answer, Stored), answer


def test_two_processes_at_once(tmp_path: Path) -> None:
    """Neither file nor tables exist yet; both want them, and both write."""
    context = multiprocessing.get_context("spawn")
    children = [
        context.Process(target=_open_and_store, args=(tmp_path, name, 20)) for name in ("a", "b")
    ]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
        assert child.exitcode == 0
        child.close()
    with closing(outbox(tmp_path)) as box:
        found = numbers(box)
        assert sorted(found) == [f"A{n}" for n in range(101, 141)]
        assert audit_chain.verify(box._connection) is None


def test_the_place_stands_in_every_header(box: Outbox) -> None:
    submit(box, "v", b"1")
    clear = box.waiting(1, MEGABYTE, 0.0)[0].header
    assert (clear.municipality, clear.kiosk) == (PLACE.municipality, PLACE.kiosk)
