"""`python -m kiosk.dock SOCKET [WORD …]`: steer the simulated world.

With words one verb is said and its answer printed (`python -m kiosk.dock world.sock card insert
hanako`); without, a window with buttons opens. SOCKET is `control` in the world's ready line.
Exit status: 0 done, 1 the world said no or is not there, 2 wrong use.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from drivers.world import VerbError, send


def main(arguments: Sequence[str]) -> int:
    """One verb, or the window."""
    if not arguments or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    control, *words = arguments
    try:
        answer = send(control, words or ["state"])
    except (VerbError, OSError) as error:
        print(f"kiosk dock: {error}", file=sys.stderr)
        return 1
    if words:
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    from kiosk.dock.window import run  # noqa: PLC0415  # words need no Qt

    return run(control)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
