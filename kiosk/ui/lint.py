"""qmllint with the real types of our view-models; any warning is a mistake (`python -m kiosk.ui.lint`)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import PySide6

UI = Path(__file__).resolve().parent
MODULE = "Kiosk.Vm"
EXPORTED = (
    "viewmodels/items.py",
    "viewmodels/frame.py",
    "viewmodels/starting.py",
    "viewmodels/asking.py",
    "viewmodels/ending.py",
    "viewmodels/shell.py",
    "painting.py",
)


def _run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, check=False, capture_output=True, text=True)


def _tool(name: str) -> str:
    """A tool of PySide6, beside the interpreter that runs us."""
    return str(Path(sys.executable).parent / f"pyside6-{name}")


def export_types(build: Path) -> str:
    """Write the types of the view-models below `build`; what went wrong, or nothing."""
    module = build / MODULE.replace(".", "/")
    module.mkdir(parents=True, exist_ok=True)
    dumped = build / "types.json"
    files = [str(UI / name) for name in EXPORTED]
    dump = _run([_tool("metaobjectdump"), "-o", str(dumped), *files], build)
    if dump.returncode or dump.stderr:
        return f"metaobjectdump: {dump.stderr}"
    # QQuickPaintedItem is not known to QML: its base tells the linter the same properties
    words = dumped.read_text(encoding="utf-8").replace("QQuickPaintedItem", "QQuickItem")
    dumped.write_text(words, encoding="utf-8")
    types = Path(PySide6.__file__).parent / "Qt" / "metatypes"
    foreign = [types / f"qt6{room}_metatypes.json" for room in ("core", "gui", "qml", "quick")]
    register = _run(
        [
            _tool("qmltyperegistrar"),
            f"--generate-qmltypes={module / 'types.qmltypes'}",
            "-o",
            str(build / "register.cpp"),
            f"--import-name={MODULE}",
            "--major-version=1",
            "--minor-version=0",
            f"--foreign-types={','.join(str(path) for path in foreign)}",
            str(dumped),
        ],
        build,
    )
    if register.returncode:
        return f"qmltyperegistrar: {register.stderr}"
    text = f"module {MODULE}\ntypeinfo types.qmltypes\ndepends QtQuick\n"
    (module / "qmldir").write_text(text, encoding="utf-8")
    return ""


def lint(build: Path) -> str:
    """Everything qmllint has to say; empty when clean."""
    problem = export_types(build)
    if problem:
        return problem
    files = sorted(str(path) for path in (UI / "qml").rglob("*.qml"))
    found = _run([_tool("qmllint"), "-W", "0", "-I", str(build), *files], build)
    words = f"{found.stdout}{found.stderr}".strip()
    return words if found.returncode or words else ""


def main() -> int:
    """Lint every QML file: 0 when clean, 1 with the findings on stderr."""
    with tempfile.TemporaryDirectory() as folder:
        found = lint(Path(folder))
    if found:
        sys.stderr.write(found + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
