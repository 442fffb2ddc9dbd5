"""What the kiosk can do now, and whether the counter is open at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.events import ReadinessChanged


@dataclass(slots=True)
class Readiness:
    """Devices as last heard, and the disk as last measured.

    Below `least_free` bytes the counter closes politely before it can lose anything.
    """

    folder: Path
    least_free: int
    ready: dict[str, bool]

    def now(self) -> ReadinessChanged:
        """Measure the disk and tell what can be done."""
        space = os.statvfs(self.folder)
        full = space.f_bavail * space.f_frsize < self.least_free
        return ReadinessChanged(
            self.ready["card"],
            self.ready["camera"],
            self.ready["printer"],
            open=not full,
            reason="disk" if full else "",
        )
