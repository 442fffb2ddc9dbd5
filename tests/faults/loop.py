"""Kills the queue again and again: `python -m tests.faults.loop [--kills 100] [--short] [--seed N]`.

Three rounds of SIGKILLs through the contract of tests.faults.queue_cli: the producer, the consumer,
both. A kill falls after a random number of lines and a random part of a step, or while the process
still starts. What the lines said is held against what is there in the end:

lost        said to be stored, and never worked on
copies      one id twice in the queue, or twice in one consumer's run
stuck       still there after a consumer has said that the queue is empty
after ACK   given out again although its acknowledgement had been noted
errors      content that fails its check, an exit that nobody asked for, words on standard error
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.stage import ROOT, environment

HALF_A_STEP = 0.003
STARTING = 0.35
MOST_LINES = 24
SHORT_KILLS = 5
ENDLESS = 1_000_000
SECONDS = 60.0
ROUNDS = ("producer", "consumer", "both")


@dataclass(slots=True)
class Tally:
    """What was seen from outside."""

    stored: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    kills: int = 0
    copies: int = 0
    stuck: int = 0
    after_ack: int = 0
    errors: int = 0

    @property
    def lost(self) -> int:
        return len(self.stored - self.done)

    @property
    def clean(self) -> bool:
        return not (self.lost or self.copies or self.stuck or self.after_ack or self.errors)

    def heard(self, lines: list[str]) -> None:
        """The lines of one process, from its start to its end."""
        given: Counter[str] = Counter()
        for line in lines:
            word, _, name = line.partition(" ")
            match word:
                case "ENQ":
                    self.stored.add(name)
                case "GOT":
                    given[name] += 1
                    self.after_ack += name in self.acknowledged
                case "BAD":
                    self.errors += 1
                case "DID":
                    self.done.add(name)
                case "ACK":
                    self.acknowledged.add(name)
        self.copies += sum(count - 1 for count in given.values())


class Running:
    """One process of the contract. Its lines are read to the end of the pipe, also after a kill."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.queue_cli", *arguments, "--db", str(folder)],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def read(self, count: int) -> bool:
        """Read so many lines; False where it ended before."""
        assert self.process.stdout is not None
        for _ in range(count):
            line = self.process.stdout.readline()
            if not line:
                return False
            self.lines.append(line.rstrip("\n"))
        return True

    def end(self, tally: Tally, *, kill: bool = False) -> None:
        """Kill it, or wait until it ends by itself, and count what it said."""
        if kill:
            self.process.kill()
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        with self.process.stdout as said, self.process.stderr as complained:
            # Not `communicate`: it would forget what `readline` has read ahead.
            rest, wrong = said.read(), complained.read()
        self.process.wait(SECONDS)
        # A line that the kill cut in two was not said.
        self.lines += rest.split("\n")[:-1]
        tally.heard(self.lines)
        tally.kills += self.process.returncode == -9
        tally.errors += bool(wrong) or self.process.returncode not in ((0, -9) if kill else (0,))


def next_number(tally: Tally) -> int:
    """The producer goes on behind the last line it could say; what it could not say comes again."""
    return max((int(name.rpartition("-")[2]) for name in tally.stored), default=0) + 1


def kill_somewhere(running: Running, tally: Tally, chance: random.Random) -> None:
    """SIGKILL at a random moment: while it starts, or after some lines and a part of a step."""
    if chance.random() < 0.1:
        time.sleep(chance.random() * STARTING)
    elif running.read(1 + chance.randrange(MOST_LINES)):
        time.sleep(chance.random() * HALF_A_STEP)
    running.end(tally, kill=True)


def produce(folder: Path, tally: Tally, count: int) -> Running:
    start = str(next_number(tally))
    return Running(folder, "produce", "--start", start, "--count", str(count))


def kill_producers(folder: Path, tally: Tally, kills: int, chance: random.Random) -> None:
    while tally.kills < kills:
        kill_somewhere(produce(folder, tally, ENDLESS), tally, chance)


def kill_consumers(folder: Path, tally: Tally, kills: int, chance: random.Random) -> None:
    while tally.kills < kills:
        if len(tally.stored - tally.acknowledged) < MOST_LINES:
            produce(folder, tally, MOST_LINES * 20).end(tally)
        kill_somewhere(Running(folder, "consume"), tally, chance)


def kill_both(folder: Path, tally: Tally, kills: int, chance: random.Random) -> None:
    producer = produce(folder, tally, MOST_LINES * 2)
    consumer = Running(folder, "consume")
    while tally.kills < kills:
        which = chance.choice(("producer", "consumer", "both"))
        if which != "consumer":
            kill_somewhere(producer, tally, chance)
        if which != "producer":
            kill_somewhere(consumer, tally, chance)
        if which != "consumer":
            producer = produce(folder, tally, MOST_LINES * 2)
        if which != "producer":
            consumer = Running(folder, "consume")
    producer.end(tally, kill=True)
    consumer.end(tally, kill=True)


KILLERS = {"producer": kill_producers, "consumer": kill_consumers, "both": kill_both}


def play(name: str, folder: Path, kills: int, chance: random.Random) -> Tally:
    """One round; afterwards the queue is drained without kills and must be empty."""
    tally = Tally()
    KILLERS[name](folder, tally, kills, chance)
    before = Running(folder, "left")
    before.end(tally)
    waiting = Counter(line for line in before.lines if line.startswith("LEFT "))
    tally.copies += sum(count - 1 for count in waiting.values())
    Running(folder, "consume").end(tally)
    after = Running(folder, "left")
    after.end(tally)
    tally.stuck += sum(line.startswith("LEFT ") for line in after.lines)
    return tally


def loop(kills: int, seed: int) -> bool:
    """All rounds, as a table; whether all of them are clean."""
    chance = random.Random(seed)
    print(f"seed {seed}")
    print(f"{'killed':10}{'kills':>7}{'stored':>9}{'lost':>7}{'copies':>8}", end="")
    print(f"{'stuck':>7}{'after ACK':>11}{'errors':>8}{'seconds':>9}")
    clean = True
    for name in ROUNDS:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="madoguchi-loop-") as folder:
            tally = play(name, Path(folder) / "queue", kills, chance)
        clean = clean and tally.clean
        print(
            f"{name:10}{tally.kills:7}{len(tally.stored):9}{tally.lost:7}{tally.copies:8}", end=""
        )
        print(f"{tally.stuck:7}{tally.after_ack:11}{tally.errors:8}", end="")
        print(f"{time.monotonic() - began:9.1f}", flush=True)
    return clean


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="in each of the three rounds")
    parser.add_argument("--short", action="store_true", help=f"{SHORT_KILLS} in each")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 16))
    given = parser.parse_args()
    return 0 if loop(SHORT_KILLS if given.short else given.kills, given.seed) else 1


if __name__ == "__main__":
    sys.exit(main())
