"""What this room tells the conductor; what it tells the log stands in kiosk.audit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """Published: a worker of this class died, or was not there, while a request was open.

    The request will never be answered. What it did outside (a try, a print) is unknown.
    """

    device: str
