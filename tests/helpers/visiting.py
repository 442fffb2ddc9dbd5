"""Drives a visit through `step` alone: no screen, no device, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from forms import loader
from kiosk.domain import events as ev
from kiosk.domain.application import Application
from kiosk.domain.effects import Effect, Submit
from kiosk.domain.step import step
from kiosk.domain.visit import Context, Stage, Visit

DAY = date(2026, 11, 20)
DEFINITIONS = loader.load(DAY, "999999")
CONTEXT = Context(DAY, DEFINITIONS, "MN-03", tuple(f"id-{n}" for n in range(8)))
MY_CARD = ev.CardChanged("present", "presence-1", "my_number", 3, date(2031, 9, 14))
NO_CARD = ev.CardChanged("empty")
READ = ev.CardRead(
    "visit-1", "髙橋　健一", "あさひ県青空市本町一丁目4番7号", date(1988, 9, 14), "1"
)
RECEIVED_AT = datetime(2026, 11, 20, 10, 44)  # noqa: DTZ001  what is printed is local time
SUBMITTED = ev.Submitted("visit-1", "101", RECEIVED_AT)


@dataclass
class Driver:
    """A visit and every effect it had."""

    visit: Visit = field(default_factory=lambda: Visit("visit-1"))
    effects: list[Effect] = field(default_factory=list)
    context: Context = CONTEXT

    def send(self, *events: ev.Event) -> Driver:
        for event in events:
            self.visit, effects = step(self.visit, event, self.context)
            self.effects += effects
        return self

    def next(self) -> Driver:
        return self.send(ev.NextPressed())

    def pick(self, *options: str) -> Driver:
        self.send(*[ev.OptionPressed(option) for option in options])
        return self.next()

    def type(self, text: str) -> Driver:
        return self.send(*[ev.KeyPressed(letter) for letter in text])

    def date(self, era: str, *numbers: int) -> Driver:
        self.send(ev.OptionPressed(era))
        for number in numbers:
            self.type(str(number)).send(ev.KeyPressed("next_field"))
        return self.next()

    def read_card(self, purpose: str = "resident_record_copy") -> Driver:
        """Purpose, card, PIN, facts confirmed, card taken."""
        self.send(ev.PurposeChosen(purpose), MY_CARD)
        self.send(ev.SecretChanged("visit-1", 4)).next()
        return self.send(READ, NO_CARD).next()

    def certificate(self) -> Driver:
        """As far as the check screen of a copy of one's own record."""
        return self.read_card().pick("self").pick("basic")

    def accepted(self) -> Driver:
        return self.certificate().next().send(SUBMITTED)

    def faulted(self) -> str:
        return self.visit.fault.id if self.visit.fault else ""

    def where(self) -> Stage:
        return self.visit.stage


def submitted(driver: Driver) -> tuple[Application, ...]:
    return next(e.applications for e in driver.effects if isinstance(e, Submit))


def family(driver: Driver | None = None) -> Driver:
    """The family of four as far as the check screen."""
    driver = (driver or Driver()).read_card("moving_in")
    driver.pick("wife", "child", "child")
    driver.date("heisei", 2, 1, 30).date("heisei", 30, 7, 2).date("reiwa", 2, 5, 14)
    driver.pick("nobody")
    assert driver.where() is Stage.PROPOSALS
    driver.next()
    driver.type("タカハシ").send(ev.KeyPressed("next_field")).type("ケンイチ").next()
    driver.date("reiwa", 8, 11, 14)
    driver.type("9990001").pick("town.1")
    driver.type("312").next()
    driver.type("09012345678").next()
    for reading, writing in (("ミサキ", "美咲"), ("ショウタ", "翔太"), ("ユイ", "結衣")):
        driver.type(reading).pick(f"candidate.{writing}")
    driver.pick("1").pick("2")
    driver.pick("p1").pick("p1").pick("all").pick("p1").pick("self_employed").pick("none")
    driver.pick("all").pick("yes").pick("yes").pick("p1").pick("household").pick("basic")
    assert driver.where() is Stage.CHECK
    return driver
