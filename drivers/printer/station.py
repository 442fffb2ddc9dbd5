"""The printer's place in the simulated world: a roll, a cover, a tray.

open-cover · close-cover · paper-out · paper-in · take · fault NAME [N] · silence · clear
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from drivers.printer.simulator import FAULTS, SimulatedPrinter
from drivers.world import Station, VerbError, WorldOptions

_TAKING: Final = 20.0
"""Seconds `take` waits for paper."""


class PrinterStation:
    """A `drivers.world.Station`."""

    name = "printer"

    def __init__(self, options: WorldOptions) -> None:
        # Lifelike is 150 mm/s; a world with its own latency is for tests and does not wait.
        self.printer = SimulatedPrinter(options.state, 150.0 if options.latency is None else 0.0)
        self.patience = _TAKING

    @property
    def endpoint(self) -> str:
        return f"tcp://127.0.0.1:{self.printer.port}"

    def start(self) -> None:
        self.printer.start()

    def stop(self) -> None:
        self.printer.stop()

    def state(self) -> dict[str, object]:
        printer = self.printer
        with printer.change:
            return {
                **printer.sensors(),
                "faults": dict(printer.faults),
                "papers": list(printer.papers),
                "taken": printer.taken,
                "received": printer.received,
            }

    def verb(self, words: Sequence[str]) -> dict[str, object]:
        """Do what the words say; VerbError when they say nothing known."""
        printer = self.printer
        with printer.change:
            match list(words):
                case ["open-cover" | "close-cover" as verb]:
                    printer.cover = verb == "open-cover"
                    printer.faults.pop("cover_open", None)
                case ["paper-out" | "paper-in" as verb]:
                    printer.paper = verb == "paper-in"
                case ["take"]:
                    return self._take()
                case ["silence"]:
                    printer.faults["no_answer"] = 0
                case ["clear"] | ["fault", "clear"]:
                    printer.faults.clear()
                    printer.cover, printer.paper, printer.jammed = False, True, False
                case ["fault", name, *number] if name in FAULTS and len(number) <= 1:
                    if number and not number[0].isdecimal():
                        raise VerbError("a fault takes a number of mm, bytes or mm/s")
                    printer.faults[name] = int(number[0]) if number else FAULTS[name]
                case ["fault", *_]:
                    raise VerbError(f"faults: {', '.join(FAULTS)}")
                case _:
                    raise VerbError((__doc__ or "").split("\n\n")[1].strip())
            printer.changed()
        return {}

    def _take(self) -> dict[str, object]:
        """Wait for a paper in the tray and take the oldest."""
        printer = self.printer
        if not printer.change.wait_for(lambda: len(printer.papers) > printer.taken, self.patience):
            raise VerbError("no paper came out")
        paper = printer.papers[printer.taken]
        printer.taken += 1
        return {"paper": paper, "text": paper.replace(".png", ".txt")}


def open_station(options: WorldOptions) -> Station:
    """Called by the world."""
    return PrinterStation(options)
