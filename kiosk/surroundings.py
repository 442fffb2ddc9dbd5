"""What the environment may ask of a process of ours, for tests only: to stop dead at a named point."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

NAMED_POINTS = ("sealed", "committed", "sent", "server committed", "printing", "printed")
VARIABLE = "MADOGUCHI_KILL_AT"


def reached_from_environment() -> Callable[[str], None]:
    """A function to call at each named point. With MADOGUCHI_KILL_AT=<point> the process kills
    itself there, as a power cut would; without it nothing happens."""
    point = os.environ.get(VARIABLE, "")
    if point not in NAMED_POINTS:
        return lambda _: None

    def reached(name: str) -> None:
        if name == point:
            os.kill(os.getpid(), signal.SIGKILL)

    return reached
