"""Every job is printed at most once, and every ending is told: a scripted printer, a free clock."""

from __future__ import annotations

from typing import Literal

import pytest

from drivers.printer import port
from drivers.printer.document import Document, Line
from drivers.printer.endpoint import Endpoint, LinkError
from drivers.printer.layout import Profile
from drivers.printer.machine import ReceiptPrinter

LONG = Document(tuple(Line("あいうえおかきくけこ") for _ in range(60)))
SHORT = Document((Line("あ"),))
FINE = {1: b"\x12", 2: b"\x12", 3: b"\x12", 4: b"\x12"}


class ScriptedLink:
    """A printer's end: answers by itself as long as `answering`; marks only while `marking`."""

    def __init__(self) -> None:
        self.answers = True
        self.answering = True
        self.marking = True
        self.confirming = True
        self.clearing = True
        self.room = 1 << 20  # bytes per write
        self.quota = 1 << 30  # bytes in all
        self.gone: Literal["", "lost"] = ""
        self.closed = 0
        self.state = dict(FINE)
        self.got = b""
        self.clears = 0
        self._out = b""

    def fileno(self) -> int:
        return 99

    def read(self) -> bytes:
        if self.gone:
            raise LinkError("lost")
        out, self._out = self._out, b""
        return out

    def write(self, data: bytes) -> int:
        if self.gone:
            raise LinkError("lost")
        taken = data[: min(self.room, self.quota)]
        self.quota -= len(taken)
        self.got += taken
        if self.answering:
            self._answer(taken)
        return len(taken)

    def _answer(self, data: bytes) -> None:
        for number in (1, 2, 3, 4):
            if b"\x10\x04" + bytes([number]) in data:
                self._out += self.state[number]
        if b"\x10\x14\x08" in data:
            self.clears += 1
            self._out += b"\x37\x25\x00" if self.clearing else b""
        if data.endswith(b"\x1dr\x01") and self.marking:
            self._out += b"\x00"
        at = data.find(b"\x1d(H\x06\x00\x30\x30")
        if at >= 0 and self.confirming:
            self._out += b"\x37\x22" + data[at + 7 : at + 11] + b"\x00"

    def close(self) -> None:
        self.closed += 1


class Rig:
    """The machine, its clock and what it said."""

    def __init__(self, profile: Profile | None = None) -> None:
        self.clock = 0.0
        self.link = ScriptedLink()
        self.refuse = ""
        self.opened = 0
        self.heard: list[object] = []
        endpoint = Endpoint(self._open, profile or Profile())
        self.machine = ReceiptPrinter(endpoint, self.heard.append, lambda: self.clock)

    def _open(self) -> ScriptedLink:
        self.opened += 1
        if self.refuse:
            raise LinkError("unreachable")
        self.link.gone = ""
        return self.link

    def run(self, seconds: float) -> list[object]:
        """Let time pass; what was said meanwhile."""
        before = len(self.heard)
        for _ in range(round(seconds / 0.02)):
            self.clock += 0.02
            self.machine.poll()
        return self.heard[before:]

    def print(self, document: Document = SHORT, job: str = "j") -> None:
        self.machine.handle(port.Print("v", job, document))


@pytest.fixture
def rig() -> Rig:
    rig = Rig()
    assert rig.run(0.1) == [port.PrinterStatusChanged(port.Ready())]
    return rig


def test_at_rest_it_asks_once_a_second_and_says_only_changes(rig: Rig) -> None:
    asked = rig.link.got.count(b"\x10\x04\x01")
    assert rig.run(3) == []
    assert rig.link.got.count(b"\x10\x04\x01") == asked + 3
    rig.link.state[4] = b"\x1e"
    assert rig.run(1.1) == [port.PrinterStatusChanged(port.PaperLow())]
    assert 0 < rig.machine.interval <= 1
    assert rig.machine.watched() == (99,)
    assert not rig.machine.pending
    assert not rig.machine.finished


def test_a_job_is_printed_once(rig: Rig) -> None:
    rig.print()
    assert rig.machine.pending
    assert rig.machine.interval == 0.02
    assert rig.run(0.3) == [port.Printed("v", "j")]
    assert rig.link.got.count(b"\x1dVB") == 1
    rig.run(5)
    assert rig.link.got.count(b"\x1dVB") == 1


def test_jobs_wait_for_each_other(rig: Rig) -> None:
    rig.print(job="a")
    rig.print(job="b")
    assert rig.run(0.5) == [port.Printed("v", "a"), port.Printed("v", "b")]


def test_without_process_id_the_last_mark_is_the_confirmation() -> None:
    rig = Rig(Profile(process_id=False))
    rig.run(0.1)
    rig.print(LONG)
    assert rig.run(3) == [port.Printed("v", "j")]
    assert b"\x1d(H" not in rig.link.got


def test_an_id_of_another_job_confirms_nothing(rig: Rig) -> None:
    rig.link.confirming = False
    rig.print()
    rig.run(0.1)
    rig.link._out = b"\x37\x22ZZZZ\x00\x37\x25\x00\x00\x00"
    assert rig.run(4) == []
    [ended] = rig.run(3)
    assert isinstance(ended, port.PrintUnknown), "processed, but never confirmed"


def test_an_answer_without_a_job_is_nothing(rig: Rig) -> None:
    rig.link._out = b"\x37\x22ZZZZ\x00\x37\x25\x00\x00"
    assert rig.run(1) == []


def test_the_window_keeps_the_printers_buffer_from_filling(rig: Rig) -> None:
    rig.link.marking = False
    rig.print(LONG)
    rig.run(0.5)
    assert len(rig.link.got) < 4096
    rig.link.marking = True
    rig.link._out = b"\x00" * 3
    assert rig.run(2) == [port.Printed("v", "j")]
    assert len(rig.link.got) > 100_000


def test_a_link_that_takes_few_bytes(rig: Rig) -> None:
    rig.link.room = 0
    rig.print()
    rig.run(0.2)
    rig.link.room = 700
    rig.link.confirming = rig.link.marking = False
    rig.run(1)
    assert rig.link.got.count(b"\x1dVB") == 1


@pytest.mark.parametrize(
    ("number", "value", "status"),
    [
        (2, b"\x16", port.CoverOpen()),
        (4, b"\x72", port.PaperOut()),
        (3, b"\x1a", port.CutterFault()),
    ],
)
def test_trouble_before_the_job_that_nobody_solves(
    rig: Rig, number: int, value: bytes, status: port.PrinterStatus
) -> None:
    rig.link.state[number] = value
    assert rig.run(1.1) == [port.PrinterStatusChanged(status)]
    rig.print()
    assert rig.run(7.8) == []
    assert rig.run(0.5) == [port.NotPrinted("v", "j", status, 0)]
    assert b"\x1dVB" not in rig.link.got


def test_trouble_that_is_solved_in_time(rig: Rig) -> None:
    rig.link.state[2] = b"\x16"
    rig.run(1.1)
    rig.print()
    rig.run(5)
    rig.link.state[2] = b"\x12"
    assert rig.run(1) == [port.PrinterStatusChanged(port.Ready()), port.Printed("v", "j")]


def _stuck_in_the_middle(rig: Rig) -> None:
    rig.link.marking = False
    rig.print(LONG)
    rig.run(0.2)
    rig.link.state[4] = b"\x72"
    assert rig.run(0.5) == [port.PrinterStatusChanged(port.PaperOut())]


def test_paper_end_in_the_middle_is_taken_back_when_the_printer_says_so(rig: Rig) -> None:
    _stuck_in_the_middle(rig)
    [ended] = rig.run(8.5)
    assert isinstance(ended, port.NotPrinted)
    assert ended.status == port.PaperOut()
    assert ended.bytes_sent > 2000
    rig.link.state[4], rig.link.marking = b"\x12", True
    rig.run(1.1)
    clears = rig.link.clears
    rig.link.got = b""
    rig.print(job="again")
    assert port.Printed("v", "again") in rig.run(1)
    assert rig.link.clears == clears + 1
    assert rig.link.got.index(b"\x1dVB") < rig.link.got.index(b"\x1b@"), "the torso is cut off"


def test_a_clear_that_is_not_confirmed_is_unknown(rig: Rig) -> None:
    _stuck_in_the_middle(rig)
    rig.link.clearing = False
    ended = rig.run(11)
    assert [type(one) for one in ended] == [port.PrintUnknown]


def test_paper_put_in_while_waiting_goes_on_without_a_second_copy(rig: Rig) -> None:
    _stuck_in_the_middle(rig)
    rig.link.state[4], rig.link.marking = b"\x12", True
    rig.link._out = b"\x00" * 3
    ended = rig.run(3)
    assert ended == [port.PrinterStatusChanged(port.Ready()), port.Printed("v", "j")]
    assert rig.link.got.count(b"\x1b@") == 1


def test_a_hot_head_is_waited_for(rig: Rig) -> None:
    rig.link.state[3] = b"\x52"
    rig.run(1.1)
    rig.print()
    assert rig.run(20) == []
    rig.link.state[3] = b"\x12"
    assert port.Printed("v", "j") in rig.run(1)
    rig.link.state[3] = b"\x52"
    rig.run(1.1)
    rig.print()
    assert rig.run(41)[-1] == port.NotPrinted("v", "j", port.HeadHot(), 0)


def test_a_job_that_never_ends_is_taken_back(rig: Rig) -> None:
    rig.link.marking = False
    rig.print(LONG)
    [ended] = rig.run(43)
    assert isinstance(ended, port.NotPrinted)


def test_a_lost_link_is_unknown_and_never_printed_again(rig: Rig) -> None:
    rig.link.marking = False
    rig.print(LONG)
    rig.run(0.2)
    rig.link.gone = "lost"
    heard = rig.run(3)
    assert isinstance(heard[0], port.PrintUnknown)
    assert heard[0].bytes_sent > 0
    assert heard[1:] == [
        port.PrinterStatusChanged(port.Offline("lost")),
        port.PrinterStatusChanged(port.Ready()),
    ]
    assert rig.link.got.count(b"\x1b@") == 1


def test_no_printer_there(rig: Rig) -> None:
    rig.refuse = "yes"
    rig.link.gone = "lost"
    assert rig.run(3) == [
        port.PrinterStatusChanged(port.Offline("lost")),
        port.PrinterStatusChanged(port.Offline("unreachable")),
    ]
    assert rig.machine.watched() == ()
    rig.print()
    assert rig.run(4) == [port.NotPrinted("v", "j", port.Offline("unreachable"), 0)]


def test_a_printer_that_says_nothing(rig: Rig) -> None:
    rig.link.answering = False
    heard = rig.run(8)
    assert heard[0] == port.PrinterStatusChanged(port.Offline("silent"))
    assert len(heard) == 1
    rig.link.answering = True
    assert rig.run(4) == [port.PrinterStatusChanged(port.Ready())]


def test_a_printer_that_talks_to_somebody_else() -> None:
    rig = Rig()
    rig.link.answering = False
    rig.run(0.1)
    rig.link.gone = "lost"
    assert rig.run(0.1) == [port.PrinterStatusChanged(port.Offline("busy"))]


def test_a_stuck_knife_is_tried_again_while_at_rest(rig: Rig) -> None:
    rig.link.state[3] = b"\x1a"
    rig.run(2.2)
    assert b"\x10\x05\x02" in rig.link.got


def test_a_way_without_answers_is_printed_when_written() -> None:
    rig = Rig()
    rig.link.answers = rig.link.answering = False
    assert rig.run(0.1) == [port.PrinterStatusChanged(port.Ready())]
    rig.print()
    assert rig.run(0.2) == [port.Printed("v", "j")]
    assert rig.machine.watched() == ()
    rig.link.quota = 50
    rig.print(LONG)
    assert isinstance(rig.run(42)[-1], port.PrintUnknown)
    rig.machine.close()
    assert rig.link.closed == 1


def test_lost_answers_do_not_shift_the_questions_for_ever(rig: Rig) -> None:
    rig.link.answering = False
    rig.run(1.5)
    rig.link.answering = True
    rig.run(4)
    rig.link.state[2] = b"\x16"
    assert rig.run(4)[-1] == port.PrinterStatusChanged(port.CoverOpen())


def test_answers_lost_during_a_job_do_not_make_up_a_trouble(rig: Rig) -> None:
    rig.link.marking = False
    rig.print(LONG)
    rig.run(0.2)
    rig.link.answering = False
    rig.run(1.5)
    rig.link.answering = rig.link.marking = True
    rig.link._out = b"\x00" * 3
    assert rig.run(2) == [port.Printed("v", "j")]
