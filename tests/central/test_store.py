"""Central's tables: each id once and for ever, whatever comes how often in which order."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.central import store as tables
from kiosk.central.store import CentralStore, StoreBusy, engine
from kiosk.wire.envelope import Envelope
from kiosk.wire.messages import ItemResult
from tests.helpers.sealing import NOW, header, signed

ENVELOPES = [signed(header(number), bytes([number])) for number in range(1, 9)]


def opened(folder: Path) -> CentralStore:
    return CentralStore(engine(f"sqlite:///{folder / 'central.db'}"), lambda: NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CentralStore]:
    with closing(opened(tmp_path)) as found:
        yield found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 7), max_size=6), max_size=8))
def test_central_is_the_set_of_what_came(batches: list[list[int]]) -> None:
    with closing(CentralStore(engine("sqlite://"), lambda: NOW)) as store:
        seen: set[int] = set()
        for batch in batches:
            results = store.receive([ENVELOPES[number] for number in batch])
            for number, result in zip(batch, results, strict=True):
                outcome = "duplicate" if number in seen else "stored"
                assert result == ItemResult(ENVELOPES[number].header.id, outcome)  # type: ignore[arg-type]  # one of two
                seen.add(number)
        assert list(store.envelopes()) == [ENVELOPES[number] for number in sorted(seen)]
        assert store.count() == len(seen)


def test_it_is_kept_over_restarts(tmp_path: Path) -> None:
    for outcome in ("stored", "duplicate", "duplicate"):
        with closing(opened(tmp_path)) as store:
            assert [r.outcome for r in store.receive(ENVELOPES)] == [outcome] * 8


def test_the_same_id_with_another_content_is_a_conflict(store: CentralStore) -> None:
    first = ENVELOPES[0]
    store.receive([first])
    others = [
        signed(first.header, b"other"),
        signed(replace(first.header, kiosk="MN-04"), first.blob),
        signed(replace(first.header, number="A999"), first.blob),
    ]
    assert store.receive(others) == [ItemResult(first.header.id, "conflict", "id")] * 3
    assert list(store.envelopes()) == [first]


def test_the_same_sequence_with_another_id_is_a_conflict(store: CentralStore) -> None:
    """Two devices with one identity, or a file that was put back: the first stays."""
    clone = signed(header(1, id="another"), b"clone")
    elsewhere = signed(header(1, id="elsewhere", kiosk="MN-04"), b"other kiosk")
    results = store.receive([ENVELOPES[0], clone, ENVELOPES[1], elsewhere])
    assert [(r.outcome, r.code) for r in results] == [
        ("stored", ""), ("conflict", "sequence"), ("stored", ""), ("stored", "")
    ]  # fmt: skip
    assert store.count() == 3


def test_an_id_that_came_on_another_connection_meanwhile_is_a_repeat(
    store: CentralStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As PostgreSQL may tell it: not there when asked, there when written."""
    store.receive([ENVELOPES[0]])
    real = store._known
    answers = iter([None])

    def late(connection: sa.Connection, envelope: Envelope) -> ItemResult | None:
        return next(answers, None) or real(connection, envelope)

    calls: list[object] = []

    def once_blind(connection: sa.Connection, envelope: Envelope) -> ItemResult | None:
        calls.append(envelope)
        return None if len(calls) == 1 else late(connection, envelope)

    monkeypatch.setattr(store, "_known", once_blind)
    assert store.receive([ENVELOPES[0]]) == [ItemResult(ENVELOPES[0].header.id, "duplicate")]
    assert len(calls) == 2


def test_many_at_once_store_each_once(store: CentralStore) -> None:
    results: list[ItemResult] = []
    start = threading.Barrier(4)

    def send() -> None:
        start.wait(10)
        for envelope in ENVELOPES:
            results.extend(store.receive([envelope]))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    outcomes = [result.outcome for result in results]
    assert (outcomes.count("stored"), outcomes.count("duplicate")) == (8, 24)


def test_a_batch_is_one_transaction(store: CentralStore, tmp_path: Path) -> None:
    """What a reader sees in the middle of a batch is nothing of it."""
    seen: list[int] = []

    def now():  # type: ignore[no-untyped-def]  # a clock that looks around
        with closing(opened(tmp_path)) as other:
            seen.append(other.count())
        return NOW

    store._now = now
    store.receive(ENVELOPES)
    assert seen == [0] * 8
    assert store.count() == 8


def test_a_database_that_cannot_take_anything_says_so(
    store: CentralStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "BUSY_MILLISECONDS", 20)
    with closing(opened(tmp_path)) as blocked:
        with store._database.begin(), pytest.raises(StoreBusy) as busy:
            blocked.receive(ENVELOPES)
        assert "id-1" not in str(busy.value.__cause__)
        assert blocked.receive(ENVELOPES[:1]) == [ItemResult("id-1", "stored")]


def test_the_named_point_follows_the_commit(tmp_path: Path) -> None:
    reached: list[tuple[str, int]] = []
    database = engine(f"sqlite:///{tmp_path / 'central.db'}")
    with closing(CentralStore(database, lambda: NOW)) as reader:
        store = CentralStore(database, lambda: NOW, lambda n: reached.append((n, reader.count())))
        store.receive(ENVELOPES[:3])
    assert reached == [("server committed", 3)]


def test_a_desk_asks_by_municipality_and_number(store: CentralStore) -> None:
    other = signed(header(9, municipality="111111", kiosk="X-1"), b"other city")
    store.receive([*ENVELOPES, other])
    assert list(store.envelopes("111111")) == [other]
    assert list(store.envelopes("999999", "A103")) == [ENVELOPES[2]]
    assert list(store.envelopes(number="A999")) == []
