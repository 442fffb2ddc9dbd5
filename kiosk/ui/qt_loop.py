"""Qt's loop behind the kiosk's three calls: `now`, `watch`, `after`."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer


class QtLoop:
    """`kiosk.loop` on Qt: one thread, descriptors by QSocketNotifier, time by QTimer."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._anchor = QObject(parent)

    def now(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def watch(self, fd: int, ready: Callable[[], None]) -> Callable[[], None]:
        """Call `ready` each time `fd` can be read, until the returned function is called."""
        notifier = QSocketNotifier(fd, QSocketNotifier.Type.Read, self._anchor)
        live = True

        def on_activated() -> None:
            if live:
                ready()

        def cancel() -> None:
            nonlocal live
            if live:
                live = False
                notifier.setEnabled(False)
                notifier.deleteLater()

        notifier.activated.connect(on_activated)
        return cancel

    def after(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Call once after so many seconds; the returned function takes it back."""
        timer = QTimer(self._anchor)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        live = True

        def on_timeout() -> None:
            if live:
                cancel()
                call()

        def cancel() -> None:
            nonlocal live
            if live:
                live = False
                timer.stop()
                timer.deleteLater()

        timer.timeout.connect(on_timeout)
        timer.start(math.ceil(max(0.0, seconds) * 1000))
        return cancel
