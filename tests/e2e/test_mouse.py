"""A real window on a real X server, driven from outside by mouse clicks only: visit 1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from drivers import world
from tests.helpers.screen import Colour, XScreen, colour_at
from tests.stage import Stage

UNIT = 4  # pixels of one design millimetre on a panel 1080 wide (look.md 2)
ACT: Colour = (0x0B, 0x53, 0x45)
HERE: Colour = (0xFF, 0xC5, 0x1F)
SUNK: Colour = (0xE2, 0xE8, 0xE2)
NEXT = (173 * UNIT, 405 * UNIT)
NEXT_GROUND = (100 * UNIT, 396 * UNIT)
TILE = (72 * UNIT, 278 * UNIT)
FIRST_CHOICE = (135 * UNIT, 132 * UNIT)
PIN_KEYS = ((65, 177), (135, 177), (205, 177), (65, 215))
STATIONS = {"card": 96.8, "questions": 135.0, "check": 183.4, "receipt": 231.8}


def at_station(name: str) -> Callable[[Image.Image], bool]:
    """The yellow disc of the station line stands at this station."""
    x = round((14 + 242 / 5 * (list(STATIONS).index(name) + 1.5)) * UNIT)
    return colour_at(x - 4 * UNIT, 24 * UNIT, HERE)


@pytest.fixture
def screen() -> Iterator[XScreen]:
    opened = XScreen.open()
    yield opened
    opened.close()


def test_a_certificate_by_mouse_clicks_alone(tmp_path: Path, screen: XScreen) -> None:
    with Stage(tmp_path / "stage", fast=True) as stage:
        stage.start_central()
        stage.start_world()
        settings = stage.settings()
        stage.start_agent(settings)
        stage.start(
            "kiosk",
            ["kiosk", "run", "--settings", str(settings)],
            QT_QPA_PLATFORM="xcb",
            DISPLAY=screen.display,
        )
        visit(stage, screen)
        assert stage.wait_for_count(1) == 1
        (opened,) = stage.opened()
        assert opened["application"]["procedure"] == "resident_record_copy"


def visit(stage: Stage, screen: XScreen) -> None:
    """Clicks where things stand by the grid of look.md; waits for what it sees."""
    screen.wait(colour_at(4, 1900, (0x10, 0x30, 0x2A)), "the start screen")
    screen.wait(colour_at(20 * UNIT, 140 * UNIT, HERE), "the card's band")
    screen.click(*TILE)
    screen.wait(at_station("card"), "the card screen")
    world.send(stage.world["control"], ["card", "insert", "kenichi"])
    screen.wait(colour_at(*NEXT_GROUND, SUNK), "the PIN screen")
    for x, y in PIN_KEYS:
        screen.click(x * UNIT, y * UNIT)
    screen.wait(colour_at(*NEXT_GROUND, ACT), "four digits")
    screen.click(*NEXT)
    screen.wait(colour_at(*NEXT_GROUND, SUNK), "the card to be taken")
    world.send(stage.world["control"], ["card", "remove"])
    screen.wait(colour_at(*NEXT_GROUND, ACT), "the facts")
    screen.click_until(*NEXT, at_station("questions"), "the questions")
    is_open = colour_at(250 * UNIT, 132 * UNIT, (255, 255, 255))
    is_taken = colour_at(250 * UNIT, 132 * UNIT, ACT)
    for following in (is_open, at_station("check")):
        screen.wait(is_open, "an open choice")
        screen.click_until(*FIRST_CHOICE, is_taken, "the choice taken")
        screen.click_until(*NEXT, following, "what follows")
    screen.click_until(*NEXT, at_station("receipt"), "the number")
