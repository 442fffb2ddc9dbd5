"""The plain loop."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial

import pytest

from kiosk.loop import Cancel, PlainLoop


@pytest.fixture
def loop() -> Iterator[PlainLoop]:
    loop = PlainLoop()
    yield loop
    loop.close()


def test_timers_come_in_order_and_never_at_once(loop: PlainLoop) -> None:
    said: list[str] = []
    loop.after(0.02, lambda: said.append("late"))
    loop.after(0, lambda: said.append("soon"))
    cancel = loop.after(0.01, lambda: said.append("never"))
    assert said == []
    cancel()
    cancel()
    assert loop.run_until(lambda: len(said) == 2, 5)
    assert said == ["soon", "late"]


def test_a_descriptor_is_watched_until_cancelled(loop: PlainLoop) -> None:
    inlet, outlet = os.pipe()
    said: list[bytes] = []
    cancel = loop.watch(inlet, lambda: said.append(os.read(inlet, 10)))
    os.write(outlet, b"one")
    assert loop.run_until(lambda: said == [b"one"], 5)
    cancel()
    cancel()
    os.write(outlet, b"two")
    assert not loop.run_until(lambda: len(said) > 1, 0.02)
    os.close(inlet)
    os.close(outlet)


def test_one_callback_may_cancel_another_of_the_same_turn(loop: PlainLoop) -> None:
    pipes = [os.pipe() for _ in range(2)]
    said: list[int] = []
    cancels: list[Cancel] = []

    def heard(at: int) -> None:
        said.append(at)
        cancels[1 - at]()

    cancels += [loop.watch(pipe[0], partial(heard, at)) for at, pipe in enumerate(pipes)]
    for _, outlet in pipes:
        os.write(outlet, b"x")
    assert loop.run_until(lambda: bool(said), 5)
    assert len(said) == 1
    for cancel in cancels:
        cancel()
    for pipe in pipes:
        os.close(pipe[0])
        os.close(pipe[1])


def test_run_until_stop_and_timeout(loop: PlainLoop) -> None:
    loop.after(0.01, loop.stop)
    loop.run()
    before = loop.now()
    assert not loop.run_until(lambda: False, 0.02)
    assert loop.now() - before >= 0.02
