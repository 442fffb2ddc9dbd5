"""Every expected fault leads to its texts: for the citizen (and the way out), for staff, for technicians."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drivers.card.port import CardFault, CardKind
from forms.validation import DATE_CHECKS, TEXT_CHECKS
from kiosk.conductor.translate import CARD_STATES, PRINTER_FAULTS
from kiosk.texts import load

CATALOGUE = load()
ROOT = Path(__file__).resolve().parents[2]


def fault_ids() -> list[str]:
    """All that the domain, the checks, the devices and the store can say."""
    sources = [*(ROOT / "kiosk" / "domain").glob("*.py"), ROOT / "forms" / "validation.py"]
    text = "\n".join(path.read_text() for path in sources)
    found = set(re.findall(r'(?:Payload)?Fault\("([a-z_]+)"', text))
    found |= {fault.value for fault in CardFault}
    found |= {f"wrong_card_{kind.value}" for kind in CardKind if kind is not CardKind.MY_NUMBER}
    found |= {f"card_{state}" for state in ("unresponsive", "collision", "no_reader")} & {
        f"card_{state}" for state in CARD_STATES.values()
    }
    found |= set(PRINTER_FAULTS.values()) | {"store_full", "store_failed"}
    return sorted(found)


@pytest.mark.parametrize("name", fault_ids())
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_fault_has_all_its_texts(name: str, language: str) -> None:
    for whom in ("citizen", "way_out", "staff", "technician"):
        assert CATALOGUE.text(f"fault.{name}.{whom}", language, detail="2")


@pytest.mark.parametrize("name", [*fault_ids()])
def test_no_citizen_reads_words_of_machines(name: str) -> None:
    text = CATALOGUE.text(f"fault.{name}.citizen", "ja", detail="2")
    assert not re.search("エラー|不正|無効", text)


def test_every_check_names_a_fault_that_has_texts() -> None:
    bad = {check(text) for check in TEXT_CHECKS.values() for text in ("", "x", "0", "\0")} - {""}
    assert bad
    for name in bad:
        assert CATALOGUE.has(f"fault.{name}.citizen")
    assert DATE_CHECKS
