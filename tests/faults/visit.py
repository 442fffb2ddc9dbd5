"""Whole visits on a stage, for tests that break things meanwhile."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.stage import Stage, StageError
from tests.tour import VISITS

VISIT_SECONDS = 90.0
STEP = "[[step]]"


def script(stage: Stage, source: str = "certificate.toml") -> Path:
    """A visit of the tour without its pictures, as far as it can be played on this stage, up to the
    words of thanks."""
    head, *steps = (VISITS / source).read_text().split(STEP)
    if 'screen = "start"' in steps[-1]:
        # The way back to the first screen takes its time.
        steps.pop()
    kept = [step for step in steps if "picture" not in step]
    if not stage.world.get("printer"):
        kept = [step for step in kept if '"printer ' not in step]
    path = stage.folder / f"short-{source}"
    path.write_text(STEP.join([head, *kept]))
    return path


def start(stage: Stage, played: Path, **extra: str) -> subprocess.Popen[str]:
    """Start the kiosk with a script; its report will be `report.json` in the stage's folder."""
    (stage.folder / "report.json").unlink(missing_ok=True)
    return stage.start(
        "kiosk",
        [
            "kiosk", "run", "--settings", str(stage.folder / "kiosk.toml"), "--script", str(played),
            "--pictures", str(stage.folder / "pictures"), "--world", stage.world["control"],
            "--report", str(stage.folder / "report.json"),
        ],
        QT_QPA_PLATFORM="offscreen",
        **extra,
    )  # fmt: skip


def whole(stage: Stage, played: Path) -> str:
    """Play a visit to its end; the number that the screen showed."""
    start(stage, played).wait(VISIT_SECONDS)
    stage.stop("kiosk")
    report: dict[str, Any] = json.loads((stage.folder / "report.json").read_text())
    if report["problem"]:
        raise StageError(report["problem"])
    return str(report["number"])


def until(ready: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Look until it is so; False when time is up."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
