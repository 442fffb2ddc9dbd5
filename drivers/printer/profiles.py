"""Printer profiles: the table that python-escpos ships, read as data.

The library itself is not imported: importing it sets up logging, writes a pickle to a temporary
folder and takes 200 ms, and its Japanese output and status reading are not fit for use (3.1).
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from drivers.port import EndpointError
from drivers.printer.layout import Profile


def named(name: str) -> Profile:
    """The profile of a model; the usual 576 dots for no name. EndpointError for an unknown one."""
    if not name:
        return Profile()
    found = importlib.util.find_spec("escpos")
    if found is None or found.origin is None:
        raise EndpointError("python-escpos is not installed: give width= instead of profile=")
    text = (Path(found.origin).parent / "capabilities.json").read_text(encoding="utf-8")
    model = json.loads(text)["profiles"].get(name)
    width = model["media"]["width"].get("pixels") if model else None
    if not isinstance(width, int):
        raise EndpointError("the profile is unknown or does not know its width")
    features = model["features"]
    # 512 dots on 80 mm paper are Epson's 180 dpi heads; the others print 203.
    return Profile(
        width=width // 8 * 8,
        dpi=180 if width == 512 else 203,
        cut=bool(features.get("paperFullCut") or features.get("paperPartCut")),
    )
