"""`./dev run` on a machine with a display: central, agent, world, dock and the kiosk, until the kiosk ends."""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.stage import Stage, StageError
from tests.tour import codes


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev run", description=__doc__)
    parser.add_argument("--landscape", action="store_true", help="a lying panel")
    given = parser.parse_args()
    width, height = (960, 540) if given.landscape else (540, 960)
    with tempfile.TemporaryDirectory(prefix="madoguchi-") as folder, Stage(Path(folder)) as stage:
        stage.start_central()
        stage.start_world()
        today = datetime.now(UTC).date().isoformat()
        settings = stage.settings(width=width, height=height, day=today)
        stage.start_agent(settings)
        made = codes(stage)
        stage.start("dock", ["kiosk.dock", stage.world["control"]])
        kiosk = stage.start("kiosk", ["kiosk", "run", "--settings", str(settings)])
        print(
            f"The kiosk runs. Codes to show to its camera: {made}. Close its window to end everything."
        )
        return kiosk.wait()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except StageError as error:
        print(f"dev: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(0)
