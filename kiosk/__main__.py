"""`kiosk`: one command, few nouns. Exit status 0 done, 1 refused or problems found, 2 wrong use."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from forms.errors import DefinitionsError
from kiosk.settings import Settings, SettingsError, read

WRONG_USE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command."""
    given = _parser().parse_args(arguments)
    try:
        status: int = given.run(given)
    except SettingsError as error:
        print(f"kiosk: settings:\n{error}", file=sys.stderr)
        return WRONG_USE
    except DefinitionsError as error:
        print(f"kiosk: {len(error.problems)} mistakes in definitions:\n{error}", file=sys.stderr)
        return WRONG_USE
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk", description=__doc__)
    nouns = parser.add_subparsers(required=True, metavar="NOUN")
    _with_settings(
        nouns,
        "run",
        "the screens and their workers; example: kiosk run --settings kiosk.toml",
        _run,
    )
    script = nouns.choices["run"].add_argument_group("scripted visits (demo)")
    script.add_argument("--script", type=Path, help="play this visit, then stop")
    script.add_argument("--pictures", type=Path, help="folder for its pictures")
    script.add_argument("--report", type=Path, help="file for its figures")
    script.add_argument("--world", default="", help="socket of the simulated world")
    script.add_argument("--language", default="ja", help="language to play it in")
    _with_settings(nouns, "sync", "the agent that sends applications to central", _sync)
    _central(nouns)
    _desk(nouns)
    _forms(nouns)
    _keys(nouns)
    _code(nouns)
    _world(nouns)
    return parser


def _with_settings(
    nouns: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], int],
) -> None:
    noun = nouns.add_parser(name, help=text, description=text)
    noun.add_argument("--settings", type=Path, required=True, help="TOML file of this machine")
    noun.set_defaults(run=run)


def _settings(given: argparse.Namespace) -> Settings:
    return read(given.settings)


def _run(given: argparse.Namespace) -> int:
    # Qt is imported here only: the other commands run on servers without it.
    from kiosk.screens import run_kiosk  # noqa: PLC0415

    return run_kiosk(_settings(given), given)


def _sync(given: argparse.Namespace) -> int:
    from kiosk.bootstrap import run_agent  # noqa: PLC0415  starts faster without the other rooms

    return run_agent(_settings(given))


def _central(nouns: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    noun = nouns.add_parser("central", help="the central server")
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    serve = verbs.add_parser("serve", help="receive applications over mutual TLS")
    serve.add_argument("--database", required=True, help="URL, as sqlite:///central.db")
    serve.add_argument(
        "--keys", type=Path, required=True, help="folder with ca.pem, server.pem, server.key.pem"
    )
    serve.add_argument("--kiosk", action="append", required=True, metavar="ID=PUBLIC_KEY_FILE")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=0)
    serve.set_defaults(run=_central_serve)
    count = verbs.add_parser("count", help="how many applications are kept")
    count.add_argument("--database", required=True)
    count.set_defaults(run=_central_count)


def _central_serve(given: argparse.Namespace) -> int:
    from kiosk.central import serve  # noqa: PLC0415  an optional part: pip install madoguchi-kiosk[central]

    return serve.run(
        given.database,
        given.keys,
        dict(k.split("=", 1) for k in given.kiosk),
        given.host,
        given.port,
    )


def _central_count(given: argparse.Namespace) -> int:
    from kiosk.central import serve  # noqa: PLC0415  an optional part

    print(serve.open_store(given.database).count())
    return 0


def _desk(nouns: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    noun = nouns.add_parser("desk", help="the municipality's side")
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    opening = verbs.add_parser(
        "open", help="show applications as readable JSON; needs the private key"
    )
    opening.add_argument("--database", required=True, help="central's database")
    opening.add_argument("--key", type=Path, required=True, help="municipality.key.pem")
    opening.add_argument("--number", default="", help="one reception number")
    opening.set_defaults(run=_desk_open)


def _desk_open(given: argparse.Namespace) -> int:
    from kiosk.central.serve import open_store  # noqa: PLC0415  an optional part
    from kiosk.desk.open import opened  # noqa: PLC0415  needs nothing of the kiosk's
    from kiosk.wire.seal import read_municipality_private  # noqa: PLC0415

    store = open_store(given.database)
    private = read_municipality_private(given.key)
    found = list(opened(private, store.envelopes(number=given.number)))
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 1 if any("problem" in one for one in found) else 0


def _forms(nouns: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    noun = nouns.add_parser("forms", help="the definitions of procedures")
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    check = verbs.add_parser("check", help="list every mistake with file, line and key")
    check.add_argument("--municipality", default="999999")
    check.add_argument("--root", type=Path, default=None, help="folder of definitions")
    check.set_defaults(run=_forms_check)


def _forms_check(given: argparse.Namespace) -> int:
    from forms import loader, words  # noqa: PLC0415
    from kiosk.bootstrap import clock  # noqa: PLC0415

    try:
        found = loader.load(clock().date(), given.municipality, given.root or loader.HERE)
    except DefinitionsError as error:
        print(error)
        return 1
    missing = [
        f"{language}: {text}"
        for language in loader.LANGUAGES
        for text in words.missing(found, language)
    ]
    print(
        "\n".join(missing)
        or f"{len(found.procedures)} procedures, {len(found.items)} facts: no mistakes"
    )
    return 1 if missing else 0


def _keys(nouns: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    noun = nouns.add_parser("keys", help="keys and certificates")
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    demo = verbs.add_parser("demo", help="make every key of a demonstration in a folder")
    demo.add_argument("folder", type=Path)
    demo.add_argument("--kiosk", default="MN-01")
    demo.set_defaults(run=_keys_demo)


def _keys_demo(given: argparse.Namespace) -> int:
    from kiosk.bootstrap import clock  # noqa: PLC0415
    from kiosk.wire.new_keys import make_all  # noqa: PLC0415

    make_all(given.folder, given.kiosk, clock())
    return 0


def _code(nouns: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    noun = nouns.add_parser(
        "code", help="make a signed QR code for tests (the phone page comes later)"
    )
    noun.add_argument("--key", type=Path, required=True, help="codes.key.pem")
    noun.add_argument("--facts", type=Path, required=True, help="TOML file of facts")
    noun.add_argument(
        "--out", type=Path, required=True, help="picture to write; .txt writes the text"
    )
    noun.set_defaults(run=_make_code)


def _make_code(given: argparse.Namespace) -> int:
    from kiosk.prepared import write_code  # noqa: PLC0415

    write_code(given.key, given.facts, given.out)
    return 0


def _world(nouns: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    dock = nouns.add_parser("dock", help="steer the simulated world by window or by words")
    dock.add_argument(
        "words",
        nargs="+",
        help="SOCKET, then a verb; example: kiosk dock world.sock card insert hanako",
    )
    dock.set_defaults(run=_dock)
    world = nouns.add_parser("world", help="the simulated world behind ordinary endpoints")
    world.add_argument("--state", required=True, help="folder for what it leaves behind")
    world.set_defaults(run=_simulate)


def _dock(given: argparse.Namespace) -> int:
    from kiosk.dock.__main__ import main as dock  # noqa: PLC0415  needs nothing of the kiosk

    return dock(given.words)


def _simulate(given: argparse.Namespace) -> int:
    from drivers.world import main as world  # noqa: PLC0415  needs nothing of the kiosk

    return world(["--state", given.state])


if __name__ == "__main__":
    sys.exit(main())
