"""`python -m tests.helpers.dock_play SOCKET LABEL …`: open the dock, press buttons as they come.

A process of its own: the screens' tests run Qt without widgets, and one process has one Qt. Waits
for each button until it is there and enabled; prints how wide the paper was at the end.
"""

from __future__ import annotations

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from kiosk.dock.window import Dock
from kiosk.ui import immortal


def main(arguments: list[str]) -> int:
    """0 when every button was pressed."""
    control, *labels = arguments
    immortal.protect()
    app = QApplication([])
    dock = Dock(control)
    dock.show()

    def press() -> None:
        for one in dock.findChildren(QPushButton):
            if labels and one.text() == labels[0] and one.isEnabled():
                one.click()
                del labels[0]
                break
        if not labels:
            app.quit()

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(20)
    QTimer.singleShot(20_000, app.quit)
    app.exec()
    dock.shut()
    print(dock.paper_width)
    return 1 if labels else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
