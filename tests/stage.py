"""A whole installation for one run: keys, central, agent, simulated world, kiosk. Real processes,
real TLS, ordinary endpoints; everything lives in one folder and ends with this object."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drivers import world

ROOT = Path(__file__).resolve().parents[1]
KIOSK = "MN-03"
READY_SECONDS = 30.0
FIXED_DAY = "2026-11-20"


class StageError(Exception):
    """A process did not come up or did not do what it should."""


def environment(**extra: str) -> dict[str, str]:
    """A small environment: nothing of the caller's but what a process needs to run."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "HOME", "LANG", "DISPLAY", "XAUTHORITY", "COVERAGE_PROCESS_START")
        if name in os.environ
    }
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
        "QT_QUICK_BACKEND": "software",
        **extra,
    }


@dataclass(slots=True)
class Stage:
    """Processes by name. `folder` holds keys, databases, logs and the world's paper."""

    folder: Path
    processes: dict[str, subprocess.Popen[str]] = field(default_factory=dict)
    world: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    central_port: int = 0
    fast: bool = False

    def __enter__(self) -> Stage:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.command("keys", "demo", str(self.folder / "keys"), "--kiosk", KIOSK)
        return self

    def __exit__(self, *_: object) -> None:
        for name in reversed(list(self.processes)):
            self.stop(name)

    # --- processes ---

    def start(self, name: str, arguments: Sequence[str], **extra: str) -> subprocess.Popen[str]:
        """Start one process; its standard error goes to `<name>.log`."""
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env=environment(**extra),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.processes[name] = process
        return process

    def stop(self, name: str, number: int = signal.SIGTERM) -> int:
        """End one process, by its id."""
        process = self.processes.pop(name)
        if process.poll() is None:
            process.send_signal(number)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        if process.stdout:
            process.stdout.close()
        return process.wait()

    def ready_line(self, name: str) -> dict[str, Any]:
        """The first line of a process, which says that it listens."""
        process = self.processes[name]
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            log = (self.folder / f"{name}.log").read_text(errors="replace")
            raise StageError(f"{name} ended before it was ready:\n{log[-2000:]}")
        found: dict[str, Any] = json.loads(line)
        return found

    def command(self, *arguments: str) -> str:
        """Run one `kiosk` command to its end; its output."""
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", *arguments],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StageError(f"kiosk {arguments[0]}: {done.stdout}{done.stderr}")
        return done.stdout

    # --- the parts ---

    @property
    def database(self) -> str:
        return f"sqlite:///{self.folder / 'central.db'}"

    def start_central(self, port: int = 0, **extra: str) -> None:
        keys = self.folder / "keys"
        self.start(
            "central",
            [
                "kiosk", "central", "serve", "--database", self.database, "--keys", str(keys),
                "--kiosk", f"{KIOSK}={keys / 'kiosk.pub.pem'}", "--port", str(port),
            ],
            **extra,
        )  # fmt: skip
        self.url = self.ready_line("central")["url"]
        self.central_port = int(self.url.rsplit(":", 1)[1])

    def start_world(self) -> None:
        arguments = ["drivers.world", "--state", str(self.folder / "world")]
        if self.fast:
            arguments += ["--demo-latency", "0"]
        self.start("world", arguments)
        self.world = self.ready_line("world")
        if self.url and "network" in self.world:
            # The agent reaches central over a wire that can be cut.
            self.say(f"network to 127.0.0.1 {self.central_port}")
            self.url = f"https://localhost:{self.world['network'].rsplit(':', 1)[1]}"

    def say(self, verb: str) -> None:
        """A verb of the simulated world."""
        world.send(self.world["control"], verb.split())

    def start_agent(self, settings: Path, **extra: str) -> None:
        self.start("agent", ["kiosk", "sync", "--settings", str(settings)], **extra)

    def settings(
        self, *, width: int = 1080, height: int = 1920, day: str = FIXED_DAY, least_free: int = 64
    ) -> Path:
        """Write the kiosk's settings file; `least_free` in MB closes the counter below it."""
        keys = self.folder / "keys"
        text = f"""\
mode = "demo"

[kiosk]
id = "{KIOSK}"
municipality = "999999"
data = "{self.folder / "data"}"
fixed_day = {day}
least_free_megabytes = {least_free}

[devices]
card = "{self.world["card"]}"
camera = "{self.world.get("camera", "")}"
printer = "{self.world.get("printer", "")}"

[keys]
municipality = "{keys / "municipality.pub.pem"}"
signing = "{keys / "kiosk.key.pem"}"
codes = "{keys / "codes.pub.pem"}"

[central]
url = "{self.url}"
authority = "{keys / "ca.pem"}"
certificate = "{keys / "client.pem"}"
key = "{keys / "client.key.pem"}"

[screen]
fullscreen = false
width = {width}
height = {height}
motion = false
"""
        path = self.folder / "kiosk.toml"
        path.write_text(text)
        return path

    def count(self) -> int:
        """How many applications central keeps, as read by a process of its own."""
        return int(self.command("central", "count", "--database", self.database))

    def opened(self, number: str = "") -> list[dict[str, Any]]:
        """The applications as the desk opens them."""
        key = self.folder / "keys" / "municipality.key.pem"
        arguments = ["desk", "open", "--database", self.database, "--key", str(key)]
        found: list[dict[str, Any]] = json.loads(self.command(*arguments, "--number", number))
        return found

    def wait_for_count(self, wanted: int, seconds: float = 20.0) -> int:
        """Wait until central keeps so many applications; the count when it does or time is up."""
        end = time.monotonic() + seconds
        while (found := self.count()) < wanted and time.monotonic() < end:
            time.sleep(0.1)
        return found
