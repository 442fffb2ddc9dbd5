"""The card's place in the simulated world: verbs that move cards and make faults.

insert NAME · remove · fault NAME [N] · fault clear · latency BASE [BYTE [VERIFY]] (ms) · cards ·
reset
"""

from __future__ import annotations

from collections.abc import Sequence

from drivers.card import simulated_files
from drivers.card.simulated_reader import Latency, SimulatedReader
from drivers.card.simulated_wire import SimulatedWire, VpcdCard
from drivers.world import Station, VerbError, WorldOptions


class CardStation:
    """A `drivers.world.Station`."""

    name = "card"

    def __init__(self, options: WorldOptions) -> None:
        latency = Latency()
        if options.latency is not None:
            latency = Latency(options.latency, options.latency / 100, options.latency * 4)
        self.reader = SimulatedReader(latency)
        self._wire = SimulatedWire(self.reader)
        self._vpcd: VpcdCard | None = None
        if options.vpcd:
            host, _, port = options.vpcd.rpartition(":")
            self._vpcd = VpcdCard(self.reader, host, int(port))

    @property
    def endpoint(self) -> str:
        return f"apdu+tcp://127.0.0.1:{self._wire.port}"

    def start(self) -> None:
        self._wire.start()

    def stop(self) -> None:
        self.reader.stop()
        self._wire.stop()
        if self._vpcd is not None:
            self._vpcd.stop()

    def state(self) -> dict[str, object]:
        return self.reader.report()

    def verb(self, words: Sequence[str]) -> dict[str, object]:
        """Do what the words say; VerbError when they say nothing known."""
        try:
            match list(words):
                case ["insert", name]:
                    self.reader.insert(name)
                case ["remove"]:
                    self.reader.remove()
                case ["fault", "clear"]:
                    self.reader.clear()
                case ["fault", name]:
                    self.reader.fault(name)
                case ["fault", name, number]:
                    self.reader.fault(name, int(number))
                case ["latency", *numbers] if 1 <= len(numbers) <= 3:
                    given = [float(one) for one in numbers]
                    self.reader.latency = Latency(*given, *[0.0] * (3 - len(given)))
                case ["cards"]:
                    return {"cards": list(simulated_files.names())}
                case ["reset"]:
                    self.reader.reset()
                case _:
                    raise VerbError(" · ".join((__doc__ or "").split("\n\n")[1:]).strip())
        except (KeyError, ValueError, OSError) as error:
            raise VerbError(f"{type(error).__name__}: {error}") from None
        return {}


def open_station(options: WorldOptions) -> Station:
    """Called by the world."""
    return CardStation(options)
