"""Scripted visits through the whole house: real screens, workers, TLS, central, desk, paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.ui import script
from tests.stage import Stage
from tests.tour import VISITS, Playing, play

GOLDEN = VISITS / "golden"
CHANGING = ("id", "visit", "definition_hash")
"""What differs from run to run (ids) or with every edit of a definition (its hash)."""
PLAYED = [
    ("certificate.toml", "en", "landscape"),
    ("family.toml", "ja", "portrait"),
    ("family-more.toml", "ja", "portrait"),
    ("cardless.toml", "ja", "portrait"),
    ("wrong-pin.toml", "ja", "portrait"),
    ("one-try.toml", "ja", "portrait"),
    ("locked.toml", "ja", "portrait"),
    ("other-cards.toml", "ja", "portrait"),
    ("torn-card.toml", "ja", "portrait"),
    ("changes.toml", "ja", "portrait"),
    ("paper-out.toml", "ja", "portrait"),
    ("cover-open.toml", "ja", "portrait"),
    ("offline.toml", "ja", "portrait"),
    ("code.toml", "ja", "portrait"),
    ("code-refused.toml", "ja", "portrait"),
]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with Stage(tmp_path_factory.mktemp("stage"), fast=True) as opened:
        opened.start_central()
        opened.start_world()
        yield opened


@pytest.fixture(autouse=True)
def calm_world(stage: Stage) -> None:
    """Every visit begins with an empty reader, whole cards, and a printer that is ready."""
    from drivers import world  # noqa: PLC0415  beside its one use

    for words in (["card", "reset"], ["printer", "clear"], ["camera", "hide"]):
        if words[0] in stage.world:
            world.send(stage.world["control"], words)


@pytest.mark.parametrize(("name", "language", "orientation"), PLAYED, ids=[p[0] for p in PLAYED])
def test_visit(stage: Stage, tmp_path: Path, name: str, language: str, orientation: str) -> None:
    played = script.read(VISITS / name)
    playing = Playing(VISITS / name, played, language, orientation)
    figures = play(stage, playing, tmp_path)
    assert figures["problem"] == ""
    assert figures["asked_twice"] == []
    assert figures["applications"] == played.applications
    if played.golden:
        opened = json.loads((tmp_path / playing.name / "applications.json").read_text())
        assert [plain(one["application"]) for one in opened] == golden(played.golden)


def plain(application: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in application.items() if name not in CHANGING}


def golden(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((GOLDEN / name).read_text())
    return found


# What the forms ask for (once-only.csv, fields marked R), and where the family's golden file holds it.
REQUIRED = {
    "moving_in_notification": [
        "p1/person.full_name", "p1/person.full_name_kana", "p1/person.date_of_birth", "p1/person.registered_address",
        "contact.daytime_phone", "filing.capacity", "filing.identity_verification", "filing.signature", "filing.date",
        "move.kind", "move.date", "move.new_address", "household.previous_householder", "household.householder",
        *[f"{p}/person.{f}" for p in ("p1", "p2", "p3", "p4")
          for f in ("full_name", "full_name_kana", "date_of_birth", "sex", "relationship")],
        "household.card_holders",
    ],
    "resident_record_copy": [
        "p1/person.full_name", "p1/person.date_of_birth", "p1/person.registered_address", "contact.daytime_phone",
        "filing.capacity", "filing.identity_verification", "filing.date", "resident_record_copy.copies",
        "resident_record_copy.whose", "resident_record_copy.preset",
    ],
    "seal_registration": [
        "p1/person.full_name", "p1/person.full_name_kana", "p1/person.date_of_birth", "p1/person.registered_address",
        "contact.daytime_phone", "filing.capacity", "filing.identity_verification", "filing.signature", "filing.date",
        "seal_registration.registrant",
    ],
    "child_allowance_claim": [
        "p1/person.full_name", "p1/person.full_name_kana", "p1/person.date_of_birth", "p1/person.sex",
        "p1/person.registered_address", "contact.daytime_phone", "filing.capacity", "filing.identity_verification",
        "filing.signature", "filing.date", "filing.individual_number_check",
        *[f"{p}/person.{f}" for p in ("p3", "p4")
          for f in ("full_name", "full_name_kana", "date_of_birth", "relationship")],
        "bank_account.use_registered", "p2/person.full_name", "p2/person.date_of_birth", "p2/person.job_kind",
        "p1/person.job_kind", "child_allowance.raised_children", "child_allowance_claim.consent",
    ],
}  # fmt: skip


def test_the_golden_file_holds_every_required_field_with_a_value_and_a_source() -> None:
    found = {one["procedure"]: one for one in golden("family.json")}
    assert set(found) == set(REQUIRED)
    for procedure, paths in REQUIRED.items():
        answers = {answer["path"]: answer for answer in found[procedure]["answers"]}
        for path in paths:
            assert answers[path]["value"] is not None, path
            assert answers[path]["source"], path
