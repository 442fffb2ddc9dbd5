"""The fault runs in their short form; `./dev faults` runs the long ones."""

from __future__ import annotations

import random
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.faults import loop, points, visit
from tests.faults.papers import Reader, glyphs
from tests.stage import Stage


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


@pytest.mark.timeout(60)
def test_a_kill_at_every_named_point_and_a_visit_without_central(tmp_path: Path) -> None:
    """One installation for all, since starting one takes longer than a kill."""
    with Stage(tmp_path / "stage", fast=True) as stage:
        house = points.open_house(stage)
        for point in house.points():
            figures = points.play(house, point, 1)
            assert figures.clean, (point, figures)
            assert figures.kills == 1
        before = len(house.kept())
        stage.stop("central", signal.SIGKILL)
        number = visit.whole(stage, house.script)
        assert len(house.kept()) == before
        stage.start_central(stage.central_port)
        assert visit.until(lambda: len(house.kept()) > before)
        assert [kept[2] for kept in house.kept()].count(number) == 1


def paper(path: Path, number: str) -> None:
    """A paper with a small line and a large number."""
    drawn = Image.new("1", (400, 200), 1)
    pen = ImageDraw.Draw(drawn)
    pen.text((10, 10), "counter 9", font=ImageFont.load_default(16))
    for place, digit in enumerate(number):
        pen.text((10 + place * 60, 60), digit, font=ImageFont.load_default(80))
    drawn.save(path)


def test_numbers_are_read_off_papers(tmp_path: Path) -> None:
    one, two, blank = (tmp_path / f"{name}.png" for name in ("one", "two", "blank"))
    paper(one, "102")
    paper(two, "213")
    Image.new("1", (400, 200), 1).save(blank)
    reader = Reader()
    reader.learn(one, "102")
    assert [reader.read(path) for path in (one, two, blank)] == ["102", "21.", ""]
    assert glyphs(one) != glyphs(two)
    for wrong in ("103", "1020"):
        with pytest.raises(ValueError, match=r"one\.png"):
            reader.learn(one, wrong)


def test_the_judge_of_points_sees_each_fault(tmp_path: Path) -> None:
    """A house whose central is written by hand."""
    stage = Stage(tmp_path)
    house = points.House(stage, tmp_path)
    with closing(sqlite3.connect(tmp_path / "central.db")) as database:
        database.execute("CREATE TABLE application (id, visit, number)")
        database.executemany(
            "INSERT INTO application VALUES (?, ?, ?)",
            [("a", "v1", "101"), ("b", "v2", "102"), ("b", "v2", "102"), ("c", "v3", "102")],
        )
        database.commit()
    (tmp_path / "world").mkdir()
    for name, number in (("1", "102"), ("2", "203"), ("3", "203")):
        paper(tmp_path / "world" / f"paper-{name}.png", number)
    house.reader.learn(tmp_path / "world" / "paper-1.png", "102")
    figures = points.Figures(expected=3, shown=["101", "101"])
    house.judge(figures, 0, 0)
    assert (figures.lost, figures.twice, figures.reused) == (1, 2, 3)
    assert not figures.clean
