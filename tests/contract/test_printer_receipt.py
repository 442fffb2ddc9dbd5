"""The receipt of a visit on paper: all that was given, and no fact that was not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from drivers.printer import port
from drivers.printer.document import Box, Document, Pair
from drivers.printer.station import PrinterStation
from drivers.world import WorldOptions
from kiosk import texts
from kiosk.conductor.paper import receipt_document
from kiosk.domain.receipt import Receipt, Stop
from tests.helpers.worker_rig import WorkerRig


def receipt(language: str) -> Receipt:
    english = language == "en"
    return Receipt(
        number="0123",
        office="青空市役所",
        office_translated="Aozora City Hall" if english else "青空市役所",
        received_at=datetime(2026, 4, 3, 10, 44),  # noqa: DTZ001 - local time on paper
        stops=(
            Stop("7", "2階 市民課", "Floor 2, Residents" if english else "2階 市民課",
                 ("転入届",), ("Moving in",) if english else ("転入届",)),
            Stop("12", "2階 こども家庭課", "Floor 2, Children" if english else "2階 こども家庭課",
                 ("児童手当",), ("Child allowance",) if english else ("児童手当",)),
        ),
        documents=(("転出証明書", "Moving-out certificate" if english else "転出証明書"),),
        fees=(("Copy of record" if english else "住民票の写し", "1", 300),),
        kiosk="MN-03",
        language=language,
    )  # fmt: skip


@pytest.fixture
def station(tmp_path: Path) -> Iterator[PrinterStation]:
    station = PrinterStation(WorldOptions(tmp_path, latency=0))
    station.start()
    yield station
    station.stop()


def given_texts(document: Document) -> str:
    found: list[str] = []
    for element in document.elements:
        found += [getattr(element, name, "") for name in ("text", "left", "right")]
        if isinstance(element, Box):
            found.append("□")
        if isinstance(element, Pair):
            found.append(element.left + element.right)
    return re.sub(r"\s|\u200b", "", "".join(found))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_paper_says_what_was_given_and_nothing_else(
    station: PrinterStation, tmp_path: Path, language: str
) -> None:
    document = receipt_document(receipt(language), texts.load())
    rig = WorkerRig("printer", station.endpoint + "?mode=text")
    rig.send(port.Print("v", "j", document))
    rig.wait_kind(port.Printed)
    assert rig.close() == 0
    lines = (tmp_path / "paper-001.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 8
    known = given_texts(document)
    for line in lines:
        for part in re.split(r"\s+|□", line):
            assert part in known, f"nobody gave {part}"
    flat = re.sub(r"\s", "", "".join(lines))
    for word in (texts.load().text("receipt.title", language), "300円", "MN-03"):
        assert re.sub(r"\s", "", word) in flat


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_painted_receipt_has_its_number_large(
    station: PrinterStation, tmp_path: Path, language: str
) -> None:
    document = receipt_document(receipt(language), texts.load())
    rig = WorkerRig("printer", station.endpoint)
    rig.send(port.Print("v", "j", document))
    rig.wait_kind(port.Printed)
    assert rig.close() == 0
    with Image.open(tmp_path / "paper-001.png") as paper:
        grey = paper.convert("L")
        rows = [grey.crop((140, y, 608, y + 1)).getextrema()[0] == 0 for y in range(grey.height)]
    heights = [len(run) for run in "".join("#" if row else " " for row in rows).split()]
    assert 150 <= max(heights) <= 216, "digits of an em of 216 dots"
