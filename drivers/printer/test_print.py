"""`python -m drivers.printer.test_print ENDPOINT`: a technician's test print.

Prints rare letters, every size, a code; says what became of it. Exit status 0 printed, 1 not, 2
wrong use. The endpoint is written as in the settings; nobody else may hold the printer meanwhile.
"""

from __future__ import annotations

import sys
import time

from drivers.port import EndpointError
from drivers.printer import port
from drivers.printer.device import open_device
from drivers.printer.document import (
    Banner,
    BigNumber,
    Box,
    Code,
    Document,
    Line,
    Pair,
    Rule,
    Stop,
    Stops,
)

DOCUMENT = Document(
    (
        Banner("窓口 Madoguchi", "試験印字"),
        Line("文字と大きさ", size="large", bold=True),
        Line("𠮷田　髙橋　山﨑　濵田　德永"),
        Line("葛\U000e0100城市と葛城市（異体字）", bold=True),
        Line("小 small 28 dots あいうえお アイウエオ ｱｲｳｴｵ", size="small"),
        Line("中 normal 0123456789 ～ － ¥ \\ ~"),
        Line("右寄せ right", align="right"),
        Rule(),
        BigNumber("0123"),
        Rule(dashed=True),
        Stops(
            (
                Stop("7", ("2階 市民課", "転入届")),
                Stop("12", ("2階 こども家庭課", "児童手当、子ども医療")),
            )
        ),
        Rule(dashed=True),
        Box("四角が一つ見える"),
        Pair("手数料", "300円"),
        Code("https://example.jp/test", ("QRコードを読めるか", "カメラで確かめる")),
    )
)
_PATIENCE = 60.0


def main(arguments: list[str]) -> int:
    """Print the test and wait for its end."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    heard: list[object] = []
    try:
        device = open_device(arguments[0], heard.append, demo=True)
    except EndpointError as error:
        print(f"test_print: {error}", file=sys.stderr)
        return 2
    try:
        device.handle(port.Print("", "test", DOCUMENT))
        end = time.monotonic() + _PATIENCE
        while device.pending and time.monotonic() < end:
            time.sleep(device.interval)
            device.poll()
    finally:
        device.close()
    for message in heard:
        print(message)
    return 0 if any(isinstance(message, port.Printed) for message in heard) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
