"""The desk: opens what is its own, and says of the rest why not."""

from __future__ import annotations

from dataclasses import asdict, replace

from kiosk.desk.open import opened
from kiosk.domain.application import to_json
from kiosk.wire.seal import application_bytes, new_municipality_key
from tests.helpers.sealing import KEYS, sealed
from tests.wire.test_seal import APPLICATION


def test_each_is_opened_or_says_why_not() -> None:
    good = sealed(1, content=application_bytes(APPLICATION))
    torn = replace(good, blob=good.blob[:-1])
    foreign = sealed(2, content=b"no application")
    found = list(opened(KEYS.municipality, [torn, good, foreign]))
    assert [one["header"] for one in found] == [asdict(e.header) for e in (torn, good, foreign)]
    assert "changed on the way" in found[0]["problem"]
    assert found[1]["application"] == to_json(APPLICATION)
    assert "no application" in found[2]["problem"]
    (other,) = opened(new_municipality_key(), [good])
    assert "another key" in other["problem"]
    assert "application" not in other
