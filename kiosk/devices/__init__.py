"""The only room that talks to device workers: starts, addresses, times and restarts them.

What the rest of the kiosk may say and hear is handed on here, so that nobody else knows `drivers`.
"""

from drivers.camera import port as camera
from drivers.card import port as card
from drivers.printer import document as paper
from drivers.printer import port as printer
from kiosk.devices.events import WorkerLost

__all__ = ["WorkerLost", "camera", "card", "paper", "printer"]
