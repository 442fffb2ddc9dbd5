"""The agent: what is said of each item, how long it waits, and that nothing is ever dropped."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kiosk.audit import ApplicationsSent, AuditEvent, SendingFailed
from kiosk.central.app import take
from kiosk.central.store import CentralStore, engine
from kiosk.store.database import connect
from kiosk.store.outbox import Counts, Outbox
from kiosk.sync.agent import (
    CAP_SECONDS,
    POLL_SECONDS,
    Agent,
    AlreadyRunning,
    Backoff,
    lock,
)
from kiosk.sync.client import Answer, Failure
from kiosk.wire.messages import encode_results
from tests.helpers.sealing import KEYS, NOW, PLACE, outbox, submit

Reply = Callable[[list[Any]], Answer | Failure]


@dataclass
class Central:
    """A transport that answers at once; `sizes` are the batches it saw."""

    reply: Reply
    sizes: list[int] = field(default_factory=list)

    async def post(self, path: str, data: Mapping[str, Any]) -> Answer | Failure:
        assert path == "/v1/applications:batch"
        self.sizes.append(len(data["items"]))
        return self.reply(data["items"])

    async def close(self) -> None: ...


@dataclass
class Rig:
    """An agent on a real outbox, with a clock of its own."""

    box: Outbox
    central: Central
    recorded: list[AuditEvent] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    time: float = 0.0

    def __post_init__(self) -> None:
        self.agent = Agent(
            self.box, self.central, self.recorded.append, lambda: self.time,
            Backoff(lambda: 1.0), reached=self.reached.append,
        )  # fmt: skip

    def once(self) -> float:
        return asyncio.run(self.agent.once())


@pytest.fixture
def box(tmp_path: Path):  # type: ignore[no-untyped-def]  # a generator, as fixtures are
    with closing(outbox(tmp_path)) as opened:
        yield opened


def rig(box: Outbox, reply: Reply, visits: int = 1) -> Rig:
    for number in range(1, visits + 1):
        submit(box, f"v{number}", b"content")
    return Rig(box, Central(reply))


def name(item: Any) -> str:
    return str(item["header"]["id"])


def each(outcome: str, code: str = "") -> Reply:
    return lambda items: Answer(
        200, {"results": [{"id": name(i), "outcome": outcome, "code": code} for i in items]}
    )


def fails(answer: Answer | Failure) -> Reply:
    return lambda _: answer


def untouched(box: Outbox) -> bool:
    """Whether no try has been noted of any item."""
    rows = box._connection.execute("SELECT state, attempts, not_before FROM application")
    return all(row == ("queued", 0, 0) for row in rows)


# --- one batch ---


def test_nothing_to_send(box: Outbox) -> None:
    idle = rig(box, fails(Failure("connect")), visits=0)
    assert idle.once() == POLL_SECONDS
    assert idle.central.sizes == []


@pytest.mark.parametrize("outcome", ["stored", "duplicate"])
def test_delivered(box: Outbox, outcome: str) -> None:
    found = rig(box, each(outcome), visits=3)
    assert found.once() == 0.0
    assert box.counts() == Counts(0, 3, 0)
    assert found.recorded == [ApplicationsSent(3, 0, 0)]
    assert found.reached == ["sent"]


@pytest.mark.parametrize("outcome", ["conflict", "rejected"])
def test_held_with_its_reason(box: Outbox, outcome: str) -> None:
    found = rig(box, each(outcome, "signature"))
    assert found.once() == 0.0
    assert box.held() == [("v1.1", f"{outcome}: signature")]
    assert found.recorded == [ApplicationsSent(0, 1, 0)]
    assert found.once() == POLL_SECONDS


def test_told_to_try_later(box: Outbox) -> None:
    found = rig(box, each("retry"))
    assert found.once() == POLL_SECONDS
    assert found.recorded == [ApplicationsSent(0, 0, 1)]
    assert found.once() == POLL_SECONDS
    found.time = 5.0
    found.once()
    assert found.central.sizes == [1, 1]


def test_items_nobody_spoke_of_wait(box: Outbox) -> None:
    found = rig(box, lambda items: each("stored")(items[:1]), visits=2)
    assert found.once() == 0.0
    assert box.counts() == Counts(1, 1, 0)
    assert found.recorded == [ApplicationsSent(1, 0, 1)]


@pytest.mark.parametrize(
    "data",
    [
        None, {}, {"results": []}, {"results": [{"id": "v1.1", "outcome": "eaten"}]},
        {"results": [{"id": "other", "outcome": "stored"}]},
    ],
)  # fmt: skip
def test_an_answer_that_is_none_marks_nothing(box: Outbox, data: object) -> None:
    found = rig(box, fails(Answer(200, data)))
    assert found.once() == 1.0
    assert untouched(box)
    assert found.recorded == [SendingFailed("format", 1)]


@pytest.mark.parametrize("cause", ["connect", "tls", "timeout", "too_large", "broken", "format"])
def test_a_failed_transport_marks_nothing(box: Outbox, cause: str) -> None:
    found = rig(box, fails(Failure(cause)), visits=2)
    waits = [found.once() for _ in range(11)]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert untouched(box)
    assert found.reached == []
    assert found.recorded[0] == SendingFailed(cause, 1)
    found.central.reply = each("stored")
    assert found.once() == 0.0
    assert found.agent.backoff.attempts == 0


def test_waits_are_spread_below_their_bound() -> None:
    backoff = Backoff(lambda: 0.25)
    assert [backoff.wait() for _ in range(3)] == [0.25, 0.5, 1.0]
    for _ in range(2000):
        assert backoff.wait() <= CAP_SECONDS


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("asked", "wait"), [(None, 1.0), (0.0, 1.0), (40.0, 40.0), (9e4, 300.0)])
def test_a_server_that_asks_for_patience_gets_it(
    box: Outbox, status: int, asked: float | None, wait: float
) -> None:
    found = rig(box, fails(Answer(status, None, asked)), visits=3)
    assert found.once() == wait
    assert found.agent.batch == 50
    assert untouched(box)
    assert found.recorded == [SendingFailed(f"status_{status}", round(wait))]


@pytest.mark.parametrize("status", [400, 404, 413, 500, 502])
def test_a_refused_batch_is_halved_and_one_goes_behind(box: Outbox, status: int) -> None:
    found = rig(box, fails(Answer(status, None)), visits=8)
    for _ in range(3):
        found.once()
    assert untouched(box)
    assert found.once() == POLL_SECONDS
    assert found.central.sizes == [8, 4, 2, 1]
    assert found.recorded[-1] == SendingFailed(f"status_{status}", 0)
    assert not untouched(box)
    found.once()
    assert found.central.sizes[-1] == 7
    assert box.counts() == Counts(8, 0, 0)


def test_one_item_that_breaks_the_server_stops_nobody_else(box: Outbox) -> None:
    def reply(items: list[Any]) -> Answer:
        if any(name(item) == "v7.1" for item in items):
            return Answer(500, None)
        answer = each("stored")(items)
        assert isinstance(answer, Answer)
        return answer

    found = rig(box, reply, visits=50)
    for _ in range(40):
        found.once()
    assert box.counts() == Counts(1, 49, 0)
    found.time = 1000.0
    found.central.reply = each("stored")
    found.once()
    assert box.counts() == Counts(0, 50, 0)


def test_one_bad_item_is_held_and_49_are_delivered_in_the_same_pass(
    box: Outbox, tmp_path: Path
) -> None:
    """The real central, which checks signatures."""
    store = CentralStore(engine(f"sqlite:///{tmp_path / 'central.db'}"), lambda: NOW)
    known = {PLACE.kiosk: KEYS.signing.public_key()}

    def reply(items: list[Any]) -> Answer:
        return Answer(200, encode_results(take(store, known, items)))

    found = rig(box, reply, visits=50)
    box._connection.execute("UPDATE application SET signature = zeroblob(64) WHERE id = 'v7.1'")
    assert found.once() == 0.0
    assert box.counts() == Counts(0, 49, 1)
    assert box.held() == [("v7.1", "rejected: signature")]
    assert store.count() == 49
    store.close()


def test_a_busy_database_is_waited_for(box: Outbox, tmp_path: Path) -> None:
    found = rig(box, each("stored"))
    box._connection.execute("PRAGMA busy_timeout = 10")
    with closing(connect(tmp_path / "kiosk.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert found.once() == 1.0
        other.execute("ROLLBACK")
    assert found.recorded == [SendingFailed("store", 1)]
    assert found.once() == 0.0
    assert box.counts() == Counts(0, 1, 0)


def test_a_new_agent_forgets_the_waits_of_the_old_one(box: Outbox) -> None:
    old = rig(box, each("retry"))
    old.time = 1_000_000.0
    old.once()
    new = Rig(box, Central(each("stored")))
    assert new.once() == 0.0
    assert box.counts() == Counts(0, 1, 0)


# --- until told to stop ---


def test_everything_is_sent_until_the_stop(box: Outbox) -> None:
    found = rig(box, each("stored"), visits=60)

    async def play() -> None:
        stop = asyncio.Event()
        found.agent.record = lambda _: stop.set() if box.counts().queued == 0 else None
        await asyncio.wait_for(found.agent.run(stop), 20)

    asyncio.run(play())
    assert found.central.sizes == [50, 10]
    assert box.counts() == Counts(0, 60, 0)


class Hanging:
    """Never answers."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def post(self, path: str, data: Mapping[str, Any]) -> Answer | Failure:
        del path, data
        self.asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def close(self) -> None: ...


def test_a_stop_does_not_wait_for_an_answer(box: Outbox) -> None:
    async def play() -> None:
        found = rig(box, each("stored"))
        hanging = Hanging()
        found.agent.transport = hanging
        stop = asyncio.Event()
        running = asyncio.ensure_future(found.agent.run(stop))
        await hanging.asked.wait()
        stop.set()
        await asyncio.wait_for(running, 5)

    asyncio.run(play())
    assert untouched(box)


def test_a_mistake_of_ours_ends_the_agent_loudly(box: Outbox) -> None:
    def reply(items: Sequence[Any]) -> Answer:
        raise ZeroDivisionError(len(items))

    found = rig(box, reply)

    async def play() -> None:
        await found.agent.run(asyncio.Event())

    with pytest.raises(ZeroDivisionError):
        asyncio.run(play())


def test_there_is_one_uploader(tmp_path: Path) -> None:
    path = tmp_path / "agent.lock"
    handle = lock(path)
    with pytest.raises(AlreadyRunning, match=r"agent\.lock"):
        lock(path)
    os.close(handle)
    os.close(lock(path))
