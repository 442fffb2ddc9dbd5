"""Settings of this machine: one TOML file, every mistake listed at once.

Settings of the city (names, counters, fees) are definitions and come with the signed release.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

SIMULATED = ("apdu+tcp:", "frames+tcp:")


class SettingsError(Exception):
    """The settings cannot be used; the message lists every reason, one per line."""


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Kiosk(Section):
    """`id` is printed on receipts; `prefix` stands before its reception numbers.

    `fixed_day` lets every day be this one, for demonstrations and tests only.
    """

    id: str = Field(min_length=1, max_length=20)
    municipality: str = Field(pattern=r"^[0-9]{6}$")
    prefix: str = Field(default="", max_length=2)
    data: Path
    least_free_megabytes: int = Field(default=64, ge=1)
    fixed_day: date | None = None


class Endpoints(Section):
    """Where the devices are; an empty text: not fitted."""

    card: str = ""
    camera: str = ""
    printer: str = ""

    def fitted(self) -> dict[str, str]:
        return {name: endpoint for name, endpoint in self.model_dump().items() if endpoint}


class Keys(Section):
    municipality: Path
    signing: Path
    codes: Path


class Central(Section):
    url: str
    authority: Path
    certificate: Path
    key: Path

    @field_validator("url")
    @classmethod
    def _https(cls, url: str) -> str:
        if not url.startswith("https://"):
            raise ValueError("must begin with https://")
        return url


class Window(Section):
    fullscreen: bool = True
    width: int = Field(default=1080, ge=320)
    height: int = Field(default=1920, ge=240)
    motion: bool = True


class Settings(Section):
    """`mode` demo allows simulated devices and says so on the screen."""

    mode: Literal["production", "demo"] = "production"
    kiosk: Kiosk
    devices: Endpoints = Endpoints()
    keys: Keys
    central: Central
    screen: Window = Window()


def read(path: Path) -> Settings:
    """Read a settings file; paths are absolute or relative to the working folder. Raises SettingsError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not a TOML file: {error}") from error
    try:
        settings = Settings.model_validate(data)
    except ValidationError as error:
        lines = [f"{path}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise SettingsError("\n".join(lines)) from error
    problems = _problems(settings)
    if problems:
        raise SettingsError("\n".join(f"{path}: {problem}" for problem in problems))
    return settings


def _problems(settings: Settings) -> list[str]:
    """What is well written and yet cannot work."""
    problems = []
    if settings.mode != "demo":
        problems += [
            f'devices.{name}: a simulated device is allowed only with mode = "demo"'
            for name, endpoint in settings.devices.fitted().items()
            if endpoint.startswith(SIMULATED)
        ]
    if settings.mode != "demo" and settings.kiosk.fixed_day is not None:
        problems.append('kiosk.fixed_day: allowed only with mode = "demo"')
    files = {
        "keys.municipality": settings.keys.municipality,
        "keys.signing": settings.keys.signing,
        "keys.codes": settings.keys.codes,
        "central.authority": settings.central.authority,
        "central.certificate": settings.central.certificate,
        "central.key": settings.central.key,
    }
    problems += [f"{name}: no file {path}" for name, path in files.items() if not path.is_file()]
    return problems
