"""A receipt printer on a TCP port, byte by byte: buffer, head, cutter, sensors, and its troubles.

Written from Epson's command reference for the simulated world; shares nothing with `escpos`.
Real-time commands are obeyed as they arrive, everything else waits in the buffer for the head.
"""

from __future__ import annotations

import contextlib
import random
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from drivers.printer.simulated_head import Head, StoppedError

FAULTS: Final = {
    "cover_open": 0,
    "paper_near_end": 0,
    "paper_out_after": 40,  # mm from now on
    "cutter_jam": 0,
    "head_hot": 0,
    "no_answer": 0,
    "slow": 20,  # mm/s
    "link_drop_after": 2000,  # bytes from now on
    "garbage": 0,
    "reboot_mid_job": 2000,  # bytes from now on
    "id_lost": 0,
}
_BUFFER: Final = 4096


class SimulatedPrinter:
    """Faults by name with a number; `paper` is "in" or "out"."""

    def __init__(self, folder: Path, speed: float = 0.0) -> None:
        """`speed` in mm/s, 0 for at once."""
        self.change = threading.Condition()
        self.faults: dict[str, int] = {}
        self.cover = False
        self.paper = True
        self.jammed = False
        self.speed = speed
        self.papers: list[str] = []
        self.taken = 0
        self.received = 0
        self._folder = folder
        self._buffer = bytearray()
        self._cleared = 0  # counts how often the buffer was emptied
        self._link: socket.socket | None = None
        self._automatic = False
        self._last = b""
        self._begun = b""
        self._stopped = False
        self.unknown: list[bytes] = []
        self._noise = random.Random(9100)  # noqa: S311 - noise, the same in every run
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._threads: list[threading.Thread] = []

    # --- life ------------------------------------------------------------------------------

    def start(self) -> None:
        for work in (self._accept, self._print):
            thread = threading.Thread(target=work, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        with self.change:
            self._stopped = True
            self.change.notify_all()
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._hang_up()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                link, _ = self._server.accept()
                with self.change:
                    if self._link is not None:
                        link.close()
                        continue
                    self._link = link
                    self._automatic = False
                    self._begun = b""
                thread = threading.Thread(target=self._receive, args=(link,), daemon=True)
                thread.start()
                self._threads.append(thread)

    def _hang_up(self) -> None:
        with self.change:
            link, self._link = self._link, None
        if link is not None:
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
            link.close()

    # --- bytes in --------------------------------------------------------------------------

    def _receive(self, link: socket.socket) -> None:
        try:
            while data := link.recv(512):
                if not self._arrive(data):
                    break
        except OSError:
            pass
        with self.change:
            if self._link is link:
                self._link = None
        link.close()

    def _arrive(self, data: bytes) -> bool:
        """Take bytes in; False when the link is to be dropped."""
        for value in data:
            with self.change:
                self.received += 1
                if self._due("link_drop_after"):
                    return False
                if self._due("reboot_mid_job"):
                    self._empty()
                    return False
                while len(self._buffer) >= _BUFFER and not self._stopped:
                    self.change.wait(1)
                self._buffer.append(value)
                self._real_time(value)
                self.change.notify_all()
        return True

    def _due(self, name: str) -> bool:
        if name not in self.faults:
            return False
        self.faults[name] -= 1
        if self.faults[name] > 0:
            return False
        del self.faults[name]
        return True

    def _real_time(self, value: int) -> None:
        """Real-time commands count wherever they come, even inside a picture."""
        self._begun = (self._begun + bytes([value]))[-10:]
        if self._begun[-3:-1] == b"\x10\x04" and 1 <= value <= 4:
            self.answer(bytes([self._state_byte(value)]))
        elif self._begun[-3:] == b"\x10\x05\x02":
            self.jammed = self.jammed and "cutter_jam" in self.faults
            self._empty()
            self.changed()
        elif self._begun == b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08":
            self._empty()
            self.answer(b"7%\x00")

    def _empty(self) -> None:
        self._buffer.clear()
        self._cleared += 1

    # --- sensors ---------------------------------------------------------------------------

    def sensors(self) -> dict[str, bool]:
        return {
            "cover": self.cover or "cover_open" in self.faults,
            "end": not self.paper,
            "near": not self.paper or "paper_near_end" in self.faults,
            "cutter": self.jammed,
            "hot": "head_hot" in self.faults,
        }

    def _state_byte(self, number: int) -> int:
        now = self.sensors()
        bits = {
            1: 0x08 * self._offline(),
            2: 0x04 * now["cover"] | 0x20 * now["end"] | 0x40 * (now["cutter"] or now["hot"]),
            3: 0x08 * now["cutter"] | 0x40 * now["hot"],
            4: 0x0C * now["near"] | 0x60 * now["end"],
        }
        return 0x12 | bits[number]

    def _four_bytes(self) -> bytes:
        now = self.sensors()
        return bytes([
            0x10 | 0x08 * self._offline() | 0x20 * now["cover"],
            0x08 * now["cutter"] | 0x40 * now["hot"],
            0x03 * now["near"] | 0x0C * now["end"],
            0x0F,
        ])  # fmt: skip

    def _offline(self) -> bool:
        now = self.sensors()
        return now["cover"] or now["end"] or now["cutter"] or now["hot"]

    def changed(self) -> None:
        """A sensor may have changed: say so if asked to. Call with `change` held."""
        now = self._four_bytes()
        if self._automatic and now != self._last:
            self._last = now
            self.answer(now)
        self.change.notify_all()

    # --- bytes out -------------------------------------------------------------------------

    def answer(self, data: bytes) -> None:
        if self._link is None or "no_answer" in self.faults:
            return
        if data[:2] == b'7"' and "id_lost" in self.faults:
            return
        if "garbage" in self.faults:
            # Bytes with the high bit set: no answer of this printer looks like that.
            data = bytes(self._noise.choices(range(0x80, 0x100), k=5)) + data
        with contextlib.suppress(OSError):
            self._link.sendall(data)

    # --- the head --------------------------------------------------------------------------

    def _print(self) -> None:
        head = Head(self, self.unknown)
        while True:
            with self.change:
                cleared = self._cleared
            try:
                head.run(self._source(cleared))
            except StoppedError:
                if self._stopped:
                    return
                head.lose_line()

    def _source(self, cleared: int) -> Callable[[], int]:
        def next_byte() -> int:
            with self.change:
                while True:
                    if self._stopped or self._cleared != cleared:
                        raise StoppedError
                    if self._buffer and not self._offline() and "no_answer" not in self.faults:
                        value = self._buffer.pop(0)
                        self.change.notify_all()
                        return value
                    self.change.wait()

        return next_byte

    def move(self, millimetres: float) -> None:
        """The paper moves; waits for that long, and for a new roll when it ends on the way."""
        with self.change:
            speed = float(self.faults["slow"]) if "slow" in self.faults else self.speed
            cleared = self._cleared
            if speed > 0:
                self.change.wait_for(
                    lambda: self._stopped or self._cleared != cleared, millimetres / speed
                )
            if "paper_out_after" in self.faults:
                self.faults["paper_out_after"] -= round(millimetres)
                if self.faults["paper_out_after"] <= 0:
                    del self.faults["paper_out_after"]
                    self.paper = False
                    self.changed()
            self.wait_until_right(cleared)

    def wait_until_right(self, cleared: int | None = None) -> None:
        """Stand still while offline. Call with `change` held."""
        cleared = self._cleared if cleared is None else cleared
        while self._offline() and not self._stopped and self._cleared == cleared:
            self.change.wait()
        if self._stopped or self._cleared != cleared:
            raise StoppedError

    def cut(self, save: Callable[[Path], None]) -> None:
        """The knife; the paper falls into the tray unless the knife is stuck."""
        with self.change:
            if "cutter_jam" in self.faults:
                self.jammed = True
                self.changed()
                self.wait_until_right()
            name = f"paper-{len(self.papers) + 1:03}.png"
            save(self._folder / name)
            self.papers.append(name)
            self.change.notify_all()

    def automatic(self, on: bool) -> None:  # noqa: FBT001 - the command's own parameter
        with self.change:
            self._automatic = on
            self._last = b""
            self.changed()

    def say(self, data: bytes) -> None:
        """An answer from the head's side."""
        with self.change:
            self.answer(data)
