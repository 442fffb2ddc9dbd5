"""Makes signed QR codes from a file of facts: what the phone page will do one day."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from kiosk.wire import code
from kiosk.wire.seal import read_signing

DOTS_PER_MODULE = 8


def read_facts(path: Path) -> tuple[str, date, dict[str, str]]:
    """(municipality, last day, facts by key) of a TOML file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    facts = {name: _text(value) for name, value in data["facts"].items()}
    return data["municipality"], data["expires"], facts


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ",".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def write_code(key: Path, facts: Path, out: Path) -> None:
    """Write the code as a picture, or as its text where `out` ends in .txt."""
    municipality, expires, found = read_facts(facts)
    text = code.make(read_signing(key), municipality, expires, found)
    if out.suffix == ".txt":
        out.write_text(text)
        return
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, box_size=DOTS_PER_MODULE, border=4)
    made.add_data(text)
    made.make(fit=True)
    with out.open("wb") as file:
        made.make_image().save(file)
