"""`kiosk run`: the screens with everything behind them. The only file that joins Qt and the rest."""

from __future__ import annotations

import argparse
import json
import sys

from PySide6.QtCore import QCoreApplication

from kiosk.bootstrap import build_kiosk, definitions_of, recorder
from kiosk.loop import Loop
from kiosk.settings import Settings
from kiosk.texts import load
from kiosk.ui import app, script
from kiosk.ui.presenter import present
from kiosk.ui.robot import Robot
from kiosk.ui.states import Screen


def run_kiosk(settings: Settings, given: argparse.Namespace) -> int:
    """Run until told to stop, or until the script has been played (1: it got stuck)."""
    definitions = definitions_of(settings)
    catalogue = load()
    record = recorder()
    build = build_kiosk(settings, definitions, catalogue, record, present)
    window = settings.screen
    guard = 0 if given.script else 300
    opening = app.Opening(window.fullscreen, window.width, window.height, window.motion, guard)
    if given.script is None:
        return app.run(opening, catalogue, build, record)
    if settings.mode != "demo":
        print('kiosk run: scripts are played only with mode = "demo"', file=sys.stderr)
        return 2
    try:
        played = script.read(given.script)
    except script.ScriptError as error:
        print(f"kiosk run: {error}", file=sys.stderr)
        return 2
    problems: list[str] = []

    def finished(report: dict[str, object]) -> None:
        given.report.write_text(json.dumps(report, ensure_ascii=False, indent=1))
        problems.append(str(report["problem"]))
        QCoreApplication.quit()

    robot = Robot(played, given.pictures, given.world, given.language, finished)

    def watched(loop: Loop, show: object) -> object:
        def show_and_tell(screen: Screen) -> None:
            show(screen)  # type: ignore[operator]  # the shell's show
            robot.saw(screen)

        return build(loop, show_and_tell)

    status = app.run(opening, catalogue, watched, record, robot.attach)  # type: ignore[arg-type]  # same shape as build
    return status or (1 if any(problems) else 0)
