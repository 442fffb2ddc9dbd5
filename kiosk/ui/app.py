"""The Qt application: one window, one loop, until told to stop."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk import audit
from kiosk.domain.events import Intent
from kiosk.loop import Loop
from kiosk.texts import Catalogue
from kiosk.ui.qt_loop import QtLoop
from kiosk.ui.shell import create_shell
from kiosk.ui.states import Screen

CRASHED = 70


@dataclass(frozen=True, slots=True)
class Opening:
    """How the window opens."""

    fullscreen: bool
    width: int
    height: int
    motion: bool
    guard: int = 300  # ms in which a second touch on one spot is ignored; scripts need none


class Running(Protocol):
    """What bootstrap builds behind the screens."""

    def send(self, intent: Intent) -> None: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...


Build = Callable[[Loop, Callable[[Screen], None]], Running]
Attach = Callable[[QQuickWindow, Loop], object]


def run(
    opening: Opening,
    catalogue: Catalogue,
    build: Build,
    record: audit.Record,
    attach: Attach | None = None,
) -> int:
    """Show the kiosk until it is told to stop. Answers the exit status."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication(sys.argv[:1])
    _crash_loudly(record)
    loop = QtLoop()
    running: list[Running] = []

    def send(intent: Intent) -> None:
        running[0].send(intent)

    engine, window, shell = create_shell(
        app, send, catalogue, motion=opening.motion, guard=opening.guard
    )
    window.resize(opening.width, opening.height)
    running.append(build(loop, shell.show))
    _stop_on_signals(loop)
    running[0].start()
    if opening.fullscreen:
        window.showFullScreen()
    else:
        window.show()
    attached = attach(window, loop) if attach else None
    try:
        return app.exec()
    finally:
        running[0].stop()
        del attached
        # The engine goes before what it looks at, or it complains of nulls at the end.
        shiboken6.delete(engine)


def _crash_loudly(record: audit.Record) -> None:
    """A programmer's mistake is recorded without values and ends the process; it starts again clean."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        del kind
        record(audit.crashed(error.with_traceback(trace)))
        os._exit(CRASHED)

    sys.excepthook = hook


def _stop_on_signals(loop: Loop) -> None:
    """SIGTERM and SIGINT end the loop; Python's handler needs the loop to wake up for it."""
    readable, writable = socket.socketpair()
    for end in (readable, writable):
        end.setblocking(False)  # noqa: FBT003  the socket's own signature
    signal.set_wakeup_fd(writable.fileno())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)

    def stop() -> None:
        readable.recv(64)
        QCoreApplication.quit()

    loop.watch(readable.fileno(), stop)
    _KEPT.extend((readable, writable))


_KEPT: list[socket.socket] = []
