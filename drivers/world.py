"""The simulated world outside the kiosk: one process behind ordinary endpoints.

`python -m drivers.world --state DIR` prints one JSON line when everything listens:
`{"ready": true, "card": "apdu+tcp://…", …, "control": "DIR/world.sock"}`, and lives until SIGTERM.
`python -m drivers.world send SOCKET card insert hanako` says a verb and prints its answer.

Control socket: one JSON line `{"verb": ["card", "insert", "hanako"]}` in, one JSON line out when it
is done: `{"ok": true, "result": {…}}` or `{"ok": false, "error": "…"}`. `["state"]` tells all.

A device class joins with a module `drivers.<class>.station` that offers `open_station(options)`.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import importlib
import importlib.util
import json
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

_CLASSES: Final = ("card", "camera", "printer", "network")


class VerbError(Exception):
    """A verb that cannot be done; the text goes back to who said it."""


@dataclass(frozen=True, slots=True)
class WorldOptions:
    """What stations may know. `state` is a folder for what they leave behind (printed paper).

    `latency` milliseconds per operation, None for lifelike; `vpcd` HOST:PORT of a virtual reader.
    """

    state: Path
    latency: float | None = None
    vpcd: str = ""


class Station(Protocol):
    """One device's outside. Verbs may come from any thread, one at a time."""

    @property
    def name(self) -> str:
        """First word of its verbs and its key in the ready line."""

    @property
    def endpoint(self) -> str:
        """What the worker is given; valid after `start`."""

    def start(self) -> None:
        """Listen."""

    def stop(self) -> None:
        """Close everything, end every thread."""

    def state(self) -> dict[str, object]:
        """What is so now; plain JSON values."""

    def verb(self, words: Sequence[str]) -> dict[str, object]:
        """Do it and return when it is done; VerbError otherwise."""


class World:
    """The stations and the control socket."""

    def __init__(self, options: WorldOptions, classes: Sequence[str] = _CLASSES) -> None:
        """Open the station of every class that has one."""
        self._path = options.state / "world.sock"
        self._lock = threading.Lock()
        self._server: socket.socket | None = None
        self.stations: dict[str, Station] = {}
        for name in classes:
            if _has_station(name):
                module: Any = importlib.import_module(f"drivers.{name}.station")
                self.stations[name] = module.open_station(options)

    def start(self) -> dict[str, object]:
        """Start every station and listen; returns the ready line."""
        for station in self.stations.values():
            station.start()
        self._path.unlink(missing_ok=True)
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(self._path))
        self._server.listen()
        threading.Thread(target=self._accept, args=(self._server,), daemon=True).start()
        endpoints = {name: station.endpoint for name, station in self.stations.items()}
        return {"ready": True, **endpoints, "control": str(self._path)}

    def stop(self) -> None:
        """Stop listening and every station."""
        if self._server is not None:
            with contextlib.suppress(OSError):
                self._server.shutdown(socket.SHUT_RDWR)
            self._server.close()
            self._path.unlink(missing_ok=True)
        for station in self.stations.values():
            station.stop()

    def say(self, words: Sequence[str]) -> dict[str, object]:
        """One verb, done under a lock; the first word is the station."""
        with self._lock:
            if list(words) == ["state"]:
                return {name: station.state() for name, station in self.stations.items()}
            if not words or words[0] not in self.stations:
                raise VerbError(f"stations: {', '.join(self.stations)}; or: state")
            return self.stations[words[0]].verb(words[1:])

    def _accept(self, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                link, _ = server.accept()
                threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def _serve(self, link: socket.socket) -> None:
        with link, contextlib.suppress(OSError), link.makefile("rw", encoding="utf-8") as lines:
            for line in lines:
                lines.write(json.dumps(self._answer(line), ensure_ascii=False) + "\n")
                lines.flush()

    def _answer(self, line: str) -> dict[str, object]:
        try:
            request = json.loads(line)
            return {"ok": True, "result": self.say([str(word) for word in request["verb"]])}
        except VerbError as error:
            return {"ok": False, "error": str(error)}
        except (ValueError, TypeError, KeyError) as error:
            return {"ok": False, "error": f"not a verb: {type(error).__name__}"}


def send(control: str, words: Sequence[str]) -> dict[str, Any]:
    """Say one verb to a world; its result when it is done. VerbError when it says no."""
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(control)
        with link.makefile("rw", encoding="utf-8") as lines:
            lines.write(json.dumps({"verb": list(words)}) + "\n")
            lines.flush()
            answer = json.loads(lines.readline())
    if not answer["ok"]:
        raise VerbError(answer["error"])
    result: dict[str, Any] = answer["result"]
    return result


def _has_station(name: str) -> bool:
    package = importlib.util.find_spec(f"drivers.{name}")
    return package is not None and importlib.util.find_spec(f"drivers.{name}.station") is not None


def main(arguments: Sequence[str]) -> int:
    """0 done, 1 the world said no, 2 wrong use."""
    if arguments and arguments[0] == "send":
        if len(arguments) < 3:
            print("usage: drivers.world send SOCKET WORD …", file=sys.stderr)
            return 2
        try:
            print(json.dumps(send(arguments[1], arguments[2:]), ensure_ascii=False))
        except (VerbError, OSError) as error:
            print(f"drivers.world: {error}", file=sys.stderr)
            return 1
        return 0
    return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="drivers.world", description=__doc__)
    parser.add_argument("--state", type=Path, required=True, help="folder for socket and paper")
    parser.add_argument("--demo-latency", type=float, help="ms per operation; 0 for tests")
    parser.add_argument("--vpcd", default="", help="HOST:PORT of a vpcd to bring the card to")
    parser.add_argument("--die-with-parent", action="store_true")
    given = parser.parse_args(arguments)
    if given.die_with_parent:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
    given.state.mkdir(parents=True, exist_ok=True)
    # Blocked before any thread starts, so that sigwait below is the one place they end up in.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    world = World(WorldOptions(given.state, given.demo_latency, given.vpcd))
    print(json.dumps(world.start()), flush=True)
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    world.stop()
    return 0


if __name__ == "__main__":
    # One module object: the stations import `drivers.world`, not `__main__`.
    sys.exit(importlib.import_module("drivers.world").main(sys.argv[1:]))
