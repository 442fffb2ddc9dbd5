"""Kills each process at its named points, in whole visits: `python -m tests.faults.points [--times 10]`.

The kiosk dies at sealed, committed, printing and printed, the agent at sent, central at server
committed. Then everything is started again and the next citizen comes. Judged from outside: what the
screens and the paper say is held against what central keeps.

lost      a number that a citizen saw, or a stored visit, that central has not
twice     an application that central keeps twice, or a visit with too many
reused    a number that stands for two visits, or on two papers
"""

from __future__ import annotations

import argparse
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.surroundings import NAMED_POINTS, VARIABLE
from tests.faults import visit
from tests.faults.papers import Reader, glyphs
from tests.stage import Stage, StageError

PROCESS = {"sent": "agent", "server committed": "central"}
"""The process that passes a point; all others are the kiosk's."""
STORES = {"sealed": 0}
"""How many visits a killed kiosk leaves behind; all others 1."""


@dataclass(slots=True)
class Figures:
    """What one point gave."""

    kills: int = 0
    expected: int = 0
    shown: list[str] = field(default_factory=list)
    lost: int = 0
    twice: int = 0
    reused: int = 0

    @property
    def clean(self) -> bool:
        return not (self.lost or self.twice or self.reused)


@dataclass(slots=True)
class House:
    """A stage with everything running but the kiosk, which comes and goes with each visit."""

    stage: Stage
    script: Path
    reader: Reader = field(default_factory=Reader)

    @property
    def has_printer(self) -> bool:
        return bool(self.stage.world.get("printer"))

    def points(self) -> list[str]:
        """Without a printer nothing is ever printed."""
        return [point for point in NAMED_POINTS if self.has_printer or point != "printed"]

    def kept(self) -> list[tuple[str, str, str]]:
        """(id, visit, number) of everything that central keeps."""
        path = self.stage.folder / "central.db"
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            return database.execute("SELECT id, visit, number FROM application").fetchall()

    def papers(self) -> list[Path]:
        """What came out of the printer, oldest first."""
        return sorted((self.stage.folder / "world").rglob("paper-*.png"))

    def kill(self, point: str, figures: Figures) -> None:
        """One kill; afterwards everything runs again and one more citizen has come."""
        name = PROCESS.get(point, "kiosk")
        extra = {VARIABLE: point}
        if name == "kiosk":
            self._wait_for_kill(visit.start(self.stage, self.script, **extra), point)
            self.stage.stop("kiosk")
            figures.expected += STORES.get(point, 1)
        else:
            self._restart(name, extra)
        self._come(figures)
        if name != "kiosk":
            self._wait_for_kill(self.stage.processes[name], point)
            self._restart(name, {})
        if name == "central":
            # A new agent does not sit out the waits that a dead central has earned.
            self._restart("agent", {})
        if not visit.until(self._is_all_sent):
            raise StageError(f"{point}: the kiosk still waits to send")
        figures.kills += 1

    def _is_all_sent(self) -> bool:
        path = self.stage.folder / "data" / "kiosk.db"
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            query = "SELECT count(*) FROM application WHERE state <> 'delivered'"
            return bool(database.execute(query).fetchone()[0] == 0)

    def _come(self, figures: Figures) -> None:
        """One more citizen; the newest paper must say what the screen said."""
        before = len(self.papers())
        number = visit.whole(self.stage, self.script)
        figures.shown.append(number)
        figures.expected += 1
        new = self.papers()[before:]
        if len(new) != self.has_printer:
            raise StageError(f"{len(new)} papers of one visit")
        for path in new:
            self.reader.learn(path, number)

    def _wait_for_kill(self, process: subprocess.Popen[str], point: str) -> None:
        status = process.wait(visit.VISIT_SECONDS)
        if status != -signal.SIGKILL:
            raise StageError(f"{point}: never reached; the process ended with {status}")

    def _restart(self, name: str, extra: dict[str, str]) -> None:
        self.stage.stop(name)
        if name == "central":
            self.stage.start_central(self.stage.central_port, **extra)
        else:
            self.stage.start_agent(self.stage.folder / "kiosk.toml", **extra)

    def judge(self, figures: Figures, before: int, papers_before: int) -> None:
        """Wait until central has what it must have, then compare."""
        wanted = before + figures.expected
        visit.until(lambda: len(self.kept()) >= wanted)
        kept = self.kept()
        visits = {number: {v for _, v, n in kept if n == number} for _, _, number in kept}
        said = {*figures.shown, *map(self.reader.read, self.papers()[papers_before:])}
        figures.lost += max(0, wanted - len(kept))
        figures.lost += sum(not any(re.fullmatch(one, number) for number in visits) for one in said)
        figures.twice += max(0, len(kept) - wanted)
        figures.twice += sum(n - 1 for n in Counter(one for one, _, _ in kept).values())
        figures.reused += sum(len(found) - 1 for found in visits.values())
        figures.reused += sum(n - 1 for n in Counter(map(glyphs, self.papers())).values())
        figures.reused += len(figures.shown) - len(set(figures.shown))


def open_house(stage: Stage) -> House:
    """Start everything but the kiosk."""
    stage.start_central()
    stage.start_world()
    stage.start_agent(stage.settings())
    return House(stage, visit.script(stage))


def play(house: House, point: str, times: int) -> Figures:
    """So many kills at one point."""
    figures = Figures()
    visit.until((house.stage.folder / "central.db").exists)
    before, papers_before = len(house.kept()), len(house.papers())
    for _ in range(times):
        house.kill(point, figures)
    house.judge(figures, before, papers_before)
    return figures


def points(times: int) -> bool:
    """Every point, as a table; whether all are clean."""
    clean = True
    print(
        f"{'point':18}{'kills':>7}{'visits':>8}{'lost':>7}{'twice':>7}{'reused':>8}{'seconds':>9}"
    )
    with (
        tempfile.TemporaryDirectory(prefix="madoguchi-points-") as folder,
        Stage(Path(folder), fast=True) as stage,
    ):
        house = open_house(stage)
        for point in house.points():
            began = time.monotonic()
            found = play(house, point, times)
            clean = clean and found.clean
            print(f"{point:18}{found.kills:7}{found.expected:8}{found.lost:7}", end="")
            print(f"{found.twice:7}{found.reused:8}{time.monotonic() - began:9.1f}", flush=True)
        if not house.has_printer:
            print("printed: not reached, for this world has no printer")
    return clean


def main() -> int:
    parser = argparse.ArgumentParser(prog="points", description=__doc__)
    parser.add_argument("--times", type=int, default=10, help="kills at each point")
    return 0 if points(parser.parse_args().times) else 1


if __name__ == "__main__":
    sys.exit(main())
