"""A scripted visit is data: a TOML file of steps, checked before anything is touched.

The format is shown with comments in tests/visits/README.md.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class ScriptError(Exception):
    """The script cannot be played; every mistake on its own line."""


class Writing(BaseModel):
    """A name typed by its reading, and the writing that is then chosen."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    reading: str
    as_: str = Field(alias="as")


class Step(BaseModel):
    """One thing that is done; exactly one key besides `seconds`.

    screen: wait until this screen is shown · touch: press the control of this name · pin: press
    these digits · keys: press the keys for this text on the panel that is shown · write: type a
    reading and choose its writing · date: fill the three boxes · town: seven digits of a postal
    code · submit: press 次へ on every page of the check screen · world: a verb for the simulated world · picture: save a picture of this name ·
    text: wait until this text stands on the screen · gone: wait until this text is gone.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    screen: str | None = None
    touch: str | None = None
    pin: str | None = None
    keys: str | None = None
    write: Writing | None = None
    date: dt.date | None = None
    town: str | None = None
    world: str | None = None
    picture: str | None = None
    submit: bool | None = None
    text: str | None = None
    gone: str | None = None
    seconds: float = 15.0

    @property
    def kind(self) -> str:
        """The one key that is set."""
        return next(name for name in KINDS if getattr(self, name) is not None)


KINDS = tuple(name for name in Step.model_fields if name != "seconds")


class Script(BaseModel):
    """A visit. `languages` and `orientations` in which the tour plays it; `counts` are what the
    driver must count; `ends` done means that central must hold `applications` of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    languages: list[Literal["ja", "en"]] = ["ja"]
    orientations: list[Literal["portrait", "landscape"]] = ["portrait"]
    most_questions: int | None = None
    most_touches_after_reading: int | None = None
    applications: int = 0
    golden: str = ""
    step: list[Step] = Field(min_length=1)


def read(path: Path) -> Script:
    """Read a script; raises ScriptError with every mistake."""
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        script = Script.model_validate(data)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ScriptError(f"{path.name}: {error}") from error
    except ValidationError as error:
        lines = [f"{path.name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise ScriptError("\n".join(lines)) from error
    wrong = [
        f"{path.name}: step {number}: write exactly one of {', '.join(KINDS)}"
        for number, step in enumerate(script.step, start=1)
        if sum(getattr(step, name) is not None for name in KINDS) != 1
    ]
    if wrong:
        raise ScriptError("\n".join(wrong))
    return script
