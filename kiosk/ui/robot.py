"""Plays a scripted visit on the real screens: finds controls by name, presses them as fingers do.

It waits for screens and texts, never for time, and counts from outside.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from forms import era
from kiosk.domain.entry import CHANGES, PLAIN
from kiosk.loop import Loop
from kiosk.ui import find
from kiosk.ui.counting import Counter
from kiosk.ui.script import Script, Step
from kiosk.ui.states import Screen

POLL_SECONDS = 0.005
PICTURE_QUALITY = 80
"""PNG loses nothing; this is how little time is spent on making it small."""
NAMED_KEYS = {"ー": "long", "　": "space", " ": "space"}


class StuckError(Exception):
    """A step cannot be done (yet); after its time the script has failed."""


@dataclass(slots=True)
class Robot:
    """One script on one window. `finished` gets the report at the end."""

    script: Script
    folder: Path
    world: str
    language: str
    finished: Callable[[dict[str, Any]], None]
    counter: Counter = field(default_factory=Counter)
    _window: QQuickWindow | None = None
    _loop: Loop | None = None
    _next: int = 0
    _began: float = 0.0
    _since: float = 0.0
    _pending: list[str] = field(default_factory=list)
    _step_seconds: list[float] = field(default_factory=list)
    _touchable_at: float = 0.0
    _cut_off: dict[str, None] = field(default_factory=dict)
    _pictures: int = 0
    _pictured: int = -1

    def attach(self, window: QQuickWindow, loop: Loop) -> Robot:
        """Begin on a window."""
        self._window, self._loop = window, loop
        self._began = self._since = time.monotonic()
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.language != "ja":
            first = [Step(screen="start"), Step(touch=f"language.{self.language}")]
            self.script = self.script.model_copy(update={"step": [*first, *self.script.step]})
        loop.after(POLL_SECONDS, self._turn)
        return self

    def saw(self, screen: Screen) -> None:
        self.counter.saw(screen)

    def _turn(self) -> None:
        """Do what can be done now; one touch a turn, as the screens move under it."""
        assert self._loop is not None
        step = self.script.step[self._next]
        try:
            self._do(step)
        except StuckError as stuck:
            if time.monotonic() - self._since > step.seconds:
                self._end(str(stuck))
                return
        else:
            if not self._pending:
                self._step_seconds.append(round(time.monotonic() - self._since, 4))
                self._next += 1
            self._since = time.monotonic()
        if self._next == len(self.script.step):
            self._end("")
            return
        self._loop.after(POLL_SECONDS, self._turn)

    def _do(self, step: Step) -> None:
        if self._pending:
            self._press(self._pending[0])
            self._pending.pop(0)
            return
        value = getattr(step, step.kind)
        actions: dict[str, Callable[[Any], None]] = {
            "screen": self._wait_for_screen,
            "touch": self._touch,
            "pin": lambda digits: self._queue([f"key.{digit}" for digit in digits]),
            "keys": lambda text: self._queue(keys_for(text)),
            "write": self._write,
            "date": self._date,
            "town": lambda digits: self._queue([f"key.{digit}" for digit in digits]),
            "world": self._tell_world,
            "picture": self._picture,
            "submit": self._submit,
            "text": lambda text: self._wait_for_text(text, present=True),
            "gone": lambda text: self._wait_for_text(text, present=False),
        }
        actions[step.kind](value)

    def _queue(self, names: list[str]) -> None:
        self._pending = names

    # --- seeing ---

    def _controls(self) -> list[find.Control]:
        assert self._window is not None
        return find.controls(self._window)

    def _wait_for_screen(self, name: str) -> None:
        assert self._window is not None
        shown = find.screen(self._window)
        if shown != name:
            raise StuckError(f"step {self._next + 1}: screen {name} expected, {shown} shown")

    def _wait_for_text(self, text: str, *, present: bool) -> None:
        assert self._window is not None
        texts = [str(item.property("text") or "") for item in find.items(self._window)]
        if any(text in found.replace("\u200b", "") for found in texts) is not present:
            raise StuckError(
                f"step {self._next + 1}: text {text} {'missing' if present else 'still there'}"
            )

    def _picture(self, name: str) -> None:
        assert self._window is not None
        self._pictures += 1
        path = self.folder / f"{self._pictures:02}-{name}.png"
        if not self._window.grabWindow().save(str(path), quality=PICTURE_QUALITY):
            raise StuckError(f"picture {name} could not be written")

    # --- pressing ---

    def _note_cut_off(self) -> None:
        """Texts that do not fit where they stand, and controls that lie on one another."""
        assert self._window is not None
        shown = find.screen(self._window)
        for item in find.items(self._window):
            if item.property("truncated") is True:
                text = str(item.property("text") or item.property("label"))
                self._cut_off.setdefault(f"{shown}: {text}")
        controls = self._controls()
        for at, one in enumerate(controls):
            for other in controls[at + 1 :]:
                if one.rect.adjusted(1, 1, -1, -1).intersects(other.rect):
                    self._cut_off.setdefault(f"{shown}: {one.name} covers {other.name}")

    def _touch(self, name: str) -> None:
        """Press; before 次へ a picture of the page as it was filled."""
        assert self._window is not None
        self._find(name)
        self._note_cut_off()
        if name == "next" and self._pictured != self._next:
            self._pictured = self._next
            self._picture(find.screen(self._window))
        self._press(name)

    def _submit(self, wanted: bool) -> None:  # noqa: FBT001  the step's value
        """Every page of the check screen, then 申請; done when another screen is shown."""
        assert self._window is not None
        del wanted
        if find.screen(self._window) != "check":
            return
        self._find("next")
        self._picture("check")
        self._press("next")
        raise StuckError(f"step {self._next + 1}: still on the check screen")

    def _find(self, name: str) -> find.Control:
        found = next((c for c in self._controls() if c.name == name), None)
        if found is None or not found.enabled:
            state = "not there" if found is None else "blocked"
            raise StuckError(f"step {self._next + 1}: {name} is {state}")
        return found

    def _press(self, name: str) -> None:
        assert self._window is not None
        if name.startswith("?"):
            self._press_if_there(name[1:])
            return
        control = self._find(name)
        centre = control.rect.center()
        at = QPoint(round(centre.x()), round(centre.y()))
        QTest.mouseClick(
            self._window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
        )
        QCoreApplication.processEvents()
        self.counter.touched(name)
        self._touchable_at = self._touchable_at or time.time()

    def _press_if_there(self, name: str) -> None:
        if any(c.name == name and c.enabled for c in self._controls()):
            self._press(name)

    def _write(self, writing: Any) -> None:
        self._queue([*keys_for(writing.reading), f"?option.candidate.{writing.as_}"])

    def _date(self, day: Any) -> None:
        """Era, then the digits of each box; the boxes are pressed as they are named."""
        names = [c.name for c in self._controls() if c.name.startswith("field.")]
        boxes = {
            part: next((n for n in names if n.endswith(f"#{part}")), "")
            for part in ("year", "month", "day")
        }
        if not all(boxes.values()):
            raise StuckError(f"step {self._next + 1}: no boxes for a date")
        found, year = era.year_of(day)
        presses = [f"?option.{found.id}"]
        for part, number in (("year", year), ("month", day.month), ("day", day.day)):
            presses += [boxes[part], *(f"key.{digit}" for digit in str(number))]
        self._queue(presses)

    # --- the world ---

    def _tell_world(self, verb: str) -> None:
        """A verb is done when it is answered."""
        with socket.socket(socket.AF_UNIX) as channel:
            channel.settimeout(10)
            channel.connect(self.world)
            channel.sendall(json.dumps({"verb": verb.split()}).encode() + b"\n")
            answer = json.loads(channel.makefile().readline())
        if not answer.get("ok"):
            self._end(f"step {self._next + 1}: the world refused {verb}")

    def _end(self, problem: str) -> None:
        report = {
            "title": self.script.title,
            "language": self.language,
            "problem": problem,
            "seconds": round(time.monotonic() - self._began, 2),
            "touchable_at": self._touchable_at,
            "cut_off": list(self._cut_off),
            "step_seconds": self._step_seconds,
            **self.counter.report(),
        }
        if problem:
            self._picture("stuck")
        self.finished(report)


def keys_for(text: str) -> list[str]:
    """The keys that type a text on a panel: ガ is カ and the dakuten key."""
    names = []
    for letter in text:
        base = PLAIN.get(letter, letter)
        names.append(f"key.{NAMED_KEYS.get(base, base)}")
        names += [f"key.{change}" for change, table in CHANGES.items() if table.get(base) == letter]
    return names
