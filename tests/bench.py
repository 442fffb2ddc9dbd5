"""`./dev bench`: figures of this machine, all taken in one run.

Cold start to the first touchable screen, memory of every process, from card tap to filled facts and how much of that is
the card's own transport, one touch to the next screen.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.stage import ROOT, Stage, environment

RUNS = 5
CARD_SCRIPT = """\
title = "card"

[[step]]
screen = "start"

[[step]]
touch = "tile.resident_record_copy"

[[step]]
screen = "card"

[[step]]
world = "card insert kenichi"

[[step]]
screen = "pin"

[[step]]
pin = "1234"

[[step]]
touch = "next"

[[step]]
screen = "facts"

[[step]]
world = "card remove"
"""


def memory(pid: int) -> float:
    """Proportional set size in MiB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def first_screen(stage: Stage, settings: Path) -> float:
    """Seconds from process start to the first touch that a screen took."""
    script = stage.folder / "start.toml"
    script.write_text(
        'title = "start"\n\n[[step]]\nscreen = "start"\n\n[[step]]\ntouch = "tile.resident_record_copy"\n'
    )
    began = time.time()
    return float(str(play(stage, settings, script)["touchable_at"])) - began


def play(stage: Stage, settings: Path, script: Path) -> dict[str, object]:
    """Run the kiosk with a script; its report."""
    report = stage.folder / "report.json"
    report.unlink(missing_ok=True)
    subprocess.run(
        [
            sys.executable, "-m", "kiosk", "run", "--settings", str(settings), "--script", str(script),
            "--pictures", str(stage.folder / "pictures"), "--report", str(report), "--world", stage.world["control"],
        ],
        cwd=ROOT,
        env=environment(QT_QPA_PLATFORM="offscreen"),
        stderr=subprocess.DEVNULL,
        check=True,
    )  # fmt: skip
    found: dict[str, object] = json.loads(report.read_text())
    return found


def row(name: str, values: list[float], unit: str) -> None:
    ordered = sorted(values)
    print(
        f"{name:52} {ordered[0]:9.2f} {statistics.median(ordered):9.2f} {ordered[-1]:9.2f} {unit}"
    )


def card_times(latency: str) -> tuple[list[float], list[float]]:
    """(tap to PIN screen, 次へ to facts) in seconds, with a card of this latency (ms)."""
    taps, reads = [], []
    with tempfile.TemporaryDirectory() as folder, Stage(Path(folder), fast=latency == "0") as stage:
        stage.start_central()
        stage.start_world()
        settings = stage.settings()
        script = stage.folder / "card.toml"
        script.write_text(CARD_SCRIPT)
        for _ in range(RUNS):
            steps = play(stage, settings, script)["step_seconds"]
            assert isinstance(steps, list)
            taps.append(float(steps[4]))
            reads.append(float(steps[7]))
    return taps, reads


def main() -> int:
    print(f"{'':52} {'least':>9} {'median':>9} {'most':>9}")
    with tempfile.TemporaryDirectory() as folder, Stage(Path(folder)) as stage:
        stage.start_central()
        stage.start_world()
        settings = stage.settings()
        row(
            "process start to first touchable screen",
            [first_screen(stage, settings) for _ in range(RUNS)],
            "s",
        )
        stage.start_agent(settings)
        kiosk = stage.start(
            "kiosk", ["kiosk", "run", "--settings", str(settings)], QT_QPA_PLATFORM="offscreen"
        )
        pids = wait_for_pids(stage, kiosk.pid)
        for name, pid in {
            **pids,
            "agent": stage.processes["agent"].pid,
            "central": stage.processes["central"].pid,
        }.items():
            row(f"memory of {name} (proportional set size)", [memory(pid)], "MiB")
    medians = {}
    for latency, name in (("0", "card without latency"), ("", "lifelike card")):
        taps, reads = card_times(latency)
        row(f"card tap to PIN screen, {name}", taps, "s")
        row(f"PIN confirmed to filled facts, {name}", reads, "s")
        medians[latency] = statistics.median(reads)
    row("  of which the card's own transport", [medians[""] - medians["0"]], "s")
    print("lifelike card: 12 ms a command, 0.12 ms a byte, 45 ms more for VERIFY; simulated")
    return 0


def wait_for_pids(stage: Stage, pid: int) -> dict[str, int]:
    """Process ids as the kiosk tells them, when its workers run."""
    path = stage.folder / "data" / "pids.json"
    end = time.monotonic() + 20
    found: dict[str, int] = {}
    while time.monotonic() < end and found.get("ui") != pid:
        try:
            found = json.loads(path.read_text())
        except (OSError, ValueError):
            found = {}
        time.sleep(0.1)
    time.sleep(1.0)
    return found


if __name__ == "__main__":
    sys.exit(main())
