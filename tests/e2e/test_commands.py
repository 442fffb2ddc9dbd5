"""The command from outside: help, refusals with every reason, exit codes, the closed counter."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from forms import loader
from tests.stage import ROOT, Stage, environment

NOUNS = ("run", "sync", "central", "desk", "forms", "keys", "code", "dock", "world")


def kiosk(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        cwd=ROOT,
        env=environment(QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_has_a_short_help(noun: str) -> None:
    done = kiosk(noun, "--help")
    assert done.returncode == 0
    assert 0 < done.stdout.count("\n") < 40


def test_settings_with_mistakes_are_refused_with_every_reason(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(
        'mode = "demmo"\n[kiosk]\nid = ""\nmunicipality = "12"\n[keys]\n[central]\nurl = "http://x"\n'
    )
    done = kiosk("run", "--settings", str(path))
    assert done.returncode == 2
    for key in (
        "mode",
        "kiosk.id",
        "kiosk.municipality",
        "kiosk.data",
        "keys.municipality",
        "central.url",
    ):
        assert f": {key}: " in done.stderr
    assert "demmo" not in done.stderr
    assert kiosk("run", "--settings", str(tmp_path / "none.toml")).returncode == 2
    path.write_text("nonsense")
    assert "not a TOML file" in kiosk("sync", "--settings", str(path)).stderr


def test_a_production_kiosk_takes_no_simulated_device(tmp_path: Path) -> None:
    with Stage(tmp_path / "stage") as stage:
        stage.start_central()
        stage.start_world()
        path = stage.settings()
        path.write_text(path.read_text().replace('mode = "demo"', 'mode = "production"'))
        done = kiosk("run", "--settings", str(path))
    assert done.returncode == 2
    assert "devices.card: a simulated device" in done.stderr
    assert "kiosk.fixed_day" in done.stderr


def test_definitions_with_mistakes_keep_the_kiosk_from_starting(tmp_path: Path) -> None:
    with Stage(tmp_path / "stage") as stage:
        stage.start_central()
        stage.start_world()
        path = stage.settings()
        path.write_text(
            path.read_text().replace('municipality = "999999"', 'municipality = "000000"')
        )
        done = kiosk("run", "--settings", str(path))
    assert done.returncode == 2
    assert "municipalities/000000/municipality.toml: there is no such file" in done.stderr


def test_forms_check_lists_all_mistakes(tmp_path: Path) -> None:
    root = tmp_path / "forms"
    shutil.copytree(loader.HERE, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    assert kiosk("forms", "check", "--root", str(root)).returncode == 0
    record = root / "procedures/resident_record_copy/definition.toml"
    text = (
        record.read_text()
        .replace('when = "choose_items"', 'when = "chose_items"')
        .replace("amount = 300", 'amount = "300"')
    )
    record.write_text(text)
    done = kiosk("forms", "check", "--root", str(root))
    assert done.returncode == 1
    assert 'did you mean "choose_items"?' in done.stdout
    assert "fee.copy.amount" in done.stdout


def test_without_space_on_the_disk_the_counter_closes_politely(tmp_path: Path) -> None:
    script = tmp_path / "closed.toml"
    script.write_text(
        'title = "closed"\n\n[[step]]\ntext = "ただいま使用できません"\n\n[[step]]\npicture = "closed"\n'
    )
    with Stage(tmp_path / "stage") as stage:
        stage.start_central()
        stage.start_world()
        settings = stage.settings(least_free=1 << 30)
        report = tmp_path / "report.json"
        done = kiosk(
            "run", "--settings", str(settings), "--script", str(script), "--pictures", str(tmp_path / "pictures"),
            "--report", str(report), "--world", stage.world["control"],
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(report.read_text())["problem"] == ""
