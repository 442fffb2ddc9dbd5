"""The fault runs in their short form; `./dev faults` runs the long ones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults import loop


@pytest.mark.parametrize("name", loop.ROUNDS)
def test_kills_lose_nothing_and_double_nothing(name: str, tmp_path: Path) -> None:
    tally = loop.play(name, tmp_path / "queue", loop.SHORT_KILLS, random.Random())
    assert tally.clean, tally
    assert tally.kills >= loop.SHORT_KILLS
    assert tally.stored


def test_the_tally_sees_each_fault() -> None:
    """The judge itself: each wrong history is named."""
    lost = loop.Tally()
    lost.heard(["READY", "ENQ a"])
    assert (lost.lost, lost.clean) == (1, False)
    copies = loop.Tally()
    copies.heard(["ENQ a", "GOT a", "DID a", "GOT a", "DID a"])
    assert (copies.lost, copies.copies, copies.clean) == (0, 1, False)
    again = loop.Tally()
    again.heard(["ENQ a", "GOT a", "DID a", "ACK a"])
    assert again.clean
    again.heard(["GOT a", "DID a"])
    assert (again.after_ack, again.clean) == (1, False)
    bad = loop.Tally()
    bad.heard(["ENQ a", "BAD a", "DID a", "ACK a"])
    assert (bad.errors, bad.clean) == (1, False)
