"""Pictures of every sample: `python -m tests.ui.gallery OUT [name …]`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import shiboken6
from PySide6.QtGui import QGuiApplication

from kiosk.domain.events import Intent
from kiosk.ui.shell import create_shell
from tests.ui.samples import CATALOGUE, LANGUAGES, samples

SIZES = {"": (1080, 1920), "-land": (1920, 1080)}


def main(out: Path, wanted: list[str]) -> None:
    """Draw the samples, or those named, in both orientations and languages."""
    out.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication([])
    sent: list[Intent] = []
    engine, window, shell = create_shell(app, sent.append, CATALOGUE, motion=False)
    window.show()
    for turn, (width, height) in SIZES.items():
        window.resize(width, height)
        for language in LANGUAGES:
            for name, state in samples(language).items():
                if wanted and name not in wanted:
                    continue
                begun = time.perf_counter()
                shell.show(state)
                app.processEvents()
                picture = window.grabWindow()
                taken = (time.perf_counter() - begun) * 1000
                suffix = "" if language == "ja" else f"-{language}"
                picture.save(str(out / f"{name}{suffix}{turn}.png"))
                sys.stdout.write(f"{name}{suffix}{turn} {taken:.0f} ms\n")
    shiboken6.delete(engine)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
