"""The tour: scripted visits on the real screens with real workers and real TLS.

Writes pictures of every screen, the receipts, the opened applications and `summary.json`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.ui import script
from kiosk.ui.script import Script
from tests.stage import Stage, StageError

VISITS = Path(__file__).parent / "visits"
SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
DEFAULT = ("certificate.toml", "family.toml", "rare-name.toml")
WHOLE_VISIT_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Playing:
    """One visit in one language and orientation."""

    path: Path
    script: Script
    language: str
    orientation: str

    @property
    def name(self) -> str:
        return f"{self.path.stem}-{self.language}-{self.orientation}"


def playings(paths: list[Path]) -> list[Playing]:
    """Every visit in each of its languages and orientations."""
    found = []
    for path in paths:
        read = script.read(path)
        found += [
            Playing(path, read, language, orientation)
            for language in read.languages
            for orientation in read.orientations
        ]
    return found


def play(stage: Stage, playing: Playing, out: Path) -> dict[str, Any]:
    """One visit from start to start; its figures and what the municipality received."""
    width, height = SIZES[playing.orientation]
    settings = stage.settings(width=width, height=height)
    if "agent" not in stage.processes:
        stage.start_agent(settings)
    report = stage.folder / f"{playing.name}.json"
    played = stage.folder / playing.path.name
    played.write_text(playing.path.read_text().replace("{codes}", str(codes(stage))))
    process = stage.start(
        "kiosk",
        [
            "kiosk", "run", "--settings", str(settings), "--script", str(played),
            "--pictures", str(out / playing.name), "--report", str(report),
            "--world", stage.world["control"], "--language", playing.language,
        ],
        QT_QPA_PLATFORM="offscreen",
    )  # fmt: skip
    before = stage.count()
    pids = _pids(stage)
    process.wait(WHOLE_VISIT_SECONDS)
    if not report.exists():
        log = (stage.folder / "kiosk.log").read_text(errors="replace")
        raise StageError(f"{playing.name}: the kiosk ended without a report:\n{log[-3000:]}")
    figures: dict[str, Any] = json.loads(report.read_text())
    stage.stop("kiosk")
    wanted = before + playing.script.applications
    figures |= {"visit": playing.name, "orientation": playing.orientation, "pids": pids}
    figures["applications"] = stage.wait_for_count(wanted) - before
    figures["problem"] = figures["problem"] or judge(playing.script, figures)
    if figures["number"]:
        found = stage.opened(figures["number"])
        path = out / playing.name / "applications.json"
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1))
        _receipt(stage, out / playing.name)
    return figures


def codes(stage: Stage) -> Path:
    """A folder with the text of each signed code of tests/visits/codes, made on first use."""
    folder = stage.folder / "codes"
    if not folder.exists():
        folder.mkdir()
        key = str(stage.folder / "keys" / "codes.key.pem")
        for facts in sorted((VISITS / "codes").glob("*.toml")):
            out = str(folder / f"{facts.stem}.txt")
            stage.command("code", "--key", key, "--facts", str(facts), "--out", out)
    return folder


def judge(played: Script, figures: dict[str, Any]) -> str:
    """What the script demands of the figures and did not get."""
    problems = []
    if played.most_questions is not None and figures["questions"] > played.most_questions:
        problems.append(f"{figures['questions']} questions")
    most = played.most_touches_after_reading
    if most is not None and figures["touches_after_reading"] > most:
        problems.append(f"{figures['touches_after_reading']} touches after reading")
    if figures["cut_off"]:
        problems.append(f"cut off: {figures['cut_off']}")
    if figures["asked_twice"]:
        problems.append(f"asked twice: {figures['asked_twice']}")
    if figures["applications"] != played.applications:
        problems.append(f"{figures['applications']} applications arrived")
    return "; ".join(problems)


def _pids(stage: Stage) -> dict[str, int]:
    """Ids of all processes of the visit, the workers as the kiosk tells them."""
    path = stage.folder / "data" / "pids.json"
    end = time.monotonic() + 20
    kiosk = stage.processes["kiosk"].pid
    pids: dict[str, int] = {}
    while time.monotonic() < end and stage.processes["kiosk"].poll() is None:
        try:
            pids = json.loads(path.read_text())
        except (OSError, ValueError):
            pids = {}
        if pids.get("ui") == kiosk:
            break
        time.sleep(0.05)
    others = {name: stage.processes[name].pid for name in ("agent", "central", "world")}
    return {**pids, **others}


def _receipt(stage: Stage, out: Path) -> None:
    """The newest paper that the simulated printer drew."""
    papers = sorted((stage.folder / "world").rglob("*.png"), key=lambda path: path.stat().st_mtime)
    if papers:
        shutil.copy(papers[-1], out / "receipt.png")


def _test_print(stage: Stage, out: Path) -> None:
    """A technician's test print, as the simulated printer drew it."""
    process = stage.start("test-print", ["drivers.printer.test_print", stage.world["printer"]])
    if process.wait(60) == 0:
        _receipt(stage, out)
        (out / "receipt.png").rename(out / "test-print.png")


def tour(out: Path, paths: list[Path]) -> int:
    """Play all visits; 0 where each did what its script demands."""
    began = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    visits: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="madoguchi-tour-") as folder:
        with Stage(Path(folder)) as stage:
            stage.start_central()
            stage.start_world()
            for playing in playings(paths):
                visits.append(play(stage, playing, out))
                print(_line(visits[-1]), flush=True)
            _test_print(stage, out)
        # Everything has ended: central's database is read once more, by a process of its own.
        count = Stage.count(stage)
    summary = {
        "visits": visits,
        "central_count": count,
        "seconds": round(time.monotonic() - began, 1),
    }
    (out / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1))
    for visit in visits:
        receipt = out / visit["visit"] / "receipt.png"
        if receipt.exists() and not (out / "receipt.png").exists():
            shutil.copy(receipt, out / "receipt.png")
    return 1 if any(visit["problem"] for visit in visits) else 0


def _line(figures: dict[str, Any]) -> str:
    return (
        f"{figures['visit']:28} {figures['questions']:3} questions {figures['touches']:4} touches"
        f" {figures['screens']:3} screens {figures['seconds']:6.1f} s"
        f" {figures['applications']} applications {figures['problem']}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev run", description=__doc__)
    parser.add_argument("--tour", type=Path, required=True, metavar="DIR")
    parser.add_argument("--visit", type=Path, action="append", metavar="FILE")
    given = parser.parse_args()
    paths = given.visit or [VISITS / name for name in DEFAULT]
    try:
        return tour(given.tour.resolve(), [path.resolve() for path in paths])
    except (script.ScriptError, StageError) as error:
        print(f"tour: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
