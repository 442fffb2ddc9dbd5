"""What the kiosk can do now, and whether the counter is open at all."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.domain.events import ReadinessChanged

LEAST_FREE_BYTES = 64 << 20
"""Below this the counter closes politely before it can lose anything."""


@dataclass(slots=True)
class Readiness:
    """Devices as last heard, and the disk as last measured."""

    folder: Path
    least_free: int = LEAST_FREE_BYTES
    ready: dict[str, bool] = field(
        default_factory=lambda: {"card": False, "camera": False, "printer": False}
    )

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
