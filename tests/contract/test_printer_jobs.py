"""Receipts on the simulated printer with the real worker: every ending a job can have."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from drivers.printer import port, test_print
from drivers.printer.document import BigNumber, Document, Line, Rule
from drivers.printer.station import PrinterStation
from drivers.world import VerbError, WorldOptions
from tests.helpers.worker_rig import WorkerRig

RECEIPT = Document(
    (
        Line("青空市役所　受付票", bold=True),
        BigNumber("0123"),
        Line("髙橋　𠮷田　葛\U000e0100城"),
        *(Line(f"{number}番の窓口へ お越しください。") for number in range(12)),
        Rule(),
    )
)
ENDED = (port.Printed, port.NotPrinted, port.PrintUnknown)
Start = Callable[..., WorkerRig]


@pytest.fixture
def station(tmp_path: Path) -> Iterator[PrinterStation]:
    station = PrinterStation(WorldOptions(tmp_path, latency=0))
    station.start()
    yield station
    station.stop()


@pytest.fixture
def start(station: PrinterStation) -> Iterator[Start]:
    """Start workers; a worker that is still alive at the end ends with status 0."""
    rigs: list[WorkerRig] = []

    def begin(options: str = "", *, ready: type = port.Ready) -> WorkerRig:
        rigs.append(WorkerRig("printer", station.endpoint + options))
        rigs[-1].wait_status(ready)
        return rigs[-1]

    yield begin
    for rig in rigs:
        if rig.process.poll() is None:
            assert rig.close() == 0


def end_of(rig: WorkerRig, document: Document = RECEIPT, job: str = "j1") -> object:
    rig.send(port.Print("v", job, document))
    return rig.wait(lambda message: isinstance(message, ENDED))[-1]


def ink_of(path: Path) -> float:
    """Share of black on the paper."""
    with Image.open(path) as paper:
        histogram = paper.convert("L").histogram()
    return histogram[0] / sum(histogram)


@pytest.mark.parametrize("mode", ["dots", "text", "text&gaiji=0", "dots&width=512&dpi=180"])
def test_a_receipt_comes_out_once(
    station: PrinterStation, start: Start, tmp_path: Path, mode: str
) -> None:
    rig = start(f"?mode={mode}")
    assert end_of(rig) == port.Printed("v", "j1")
    taken = station.verb(["take"])
    assert taken == {"paper": "paper-001.png", "text": "paper-001.txt"}
    assert 0.03 < ink_of(tmp_path / "paper-001.png") < 0.3
    assert station.state()["papers"] == ["paper-001.png"]
    text = (tmp_path / "paper-001.txt").read_text(encoding="utf-8")
    assert "〓" not in text
    if mode.startswith("text"):
        assert "青空市役所　受付票" in text
        assert "11番の窓口へ お越しください。" in text


def test_a_variant_of_a_letter_is_another_letter_on_paper(
    station: PrinterStation, start: Start, tmp_path: Path
) -> None:
    rig = start()
    for document in (Document((Line("葛\U000e0100"),)), Document((Line("葛"),))):
        assert isinstance(end_of(rig, document), port.Printed)
    first, second = (Image.open(tmp_path / f"paper-00{number}.png") for number in (1, 2))
    with first, second:
        assert first.tobytes() != second.tobytes()


def test_statuses_follow_the_printer(station: PrinterStation, start: Start) -> None:
    rig = start()
    for verb, status in (
        (["open-cover"], port.CoverOpen), (["close-cover"], port.Ready),
        (["paper-out"], port.PaperOut), (["paper-in"], port.Ready),
        (["fault", "paper_near_end"], port.PaperLow), (["clear"], port.Ready),
        (["fault", "head_hot"], port.HeadHot), (["clear"], port.Ready),
        (["fault", "cover_open"], port.CoverOpen), (["close-cover"], port.Ready),
        (["silence"], port.Offline), (["clear"], port.Ready),
    ):  # fmt: skip
        station.verb(verb)
        rig.wait_status(status)


def test_garbage_between_the_answers_is_not_believed(station: PrinterStation, start: Start) -> None:
    station.verb(["fault", "garbage"])
    assert end_of(start()) == port.Printed("v", "j1")


def test_paper_that_ends_in_the_middle_and_is_put_in(station: PrinterStation, start: Start) -> None:
    rig = start()
    station.verb(["fault", "paper_out_after", "30"])
    rig.send(port.Print("v", "j1", RECEIPT))
    rig.wait_status(port.PaperOut)
    station.verb(["paper-in"])
    assert isinstance(rig.wait(lambda one: isinstance(one, ENDED))[-1], port.Printed)
    assert station.state()["papers"] == ["paper-001.png"]


def test_paper_that_ends_in_the_middle_and_stays_out(
    station: PrinterStation, start: Start, tmp_path: Path
) -> None:
    rig = start()
    station.verb(["fault", "paper_out_after", "30"])
    ended = end_of(rig)
    assert isinstance(ended, port.NotPrinted)
    assert ended.status == port.PaperOut()
    assert ended.bytes_sent > 0
    station.verb(["paper-in"])
    rig.wait_status(port.Ready)
    assert end_of(rig, job="j2") == port.Printed("v", "j2")
    # The torso of the first falls off by itself; the second is whole.
    assert station.state()["papers"] == ["paper-001.png", "paper-002.png"]
    with (
        Image.open(tmp_path / "paper-001.png") as torso,
        Image.open(tmp_path / "paper-002.png") as whole,
    ):
        assert torso.height < whole.height


def test_a_stuck_knife(station: PrinterStation, start: Start) -> None:
    rig = start()
    station.verb(["fault", "cutter_jam"])
    ended = end_of(rig)
    assert isinstance(ended, port.NotPrinted)
    assert ended.status == port.CutterFault()
    station.verb(["clear"])
    rig.wait_status(port.Ready)


@pytest.mark.parametrize("fault", ["link_drop_after", "reboot_mid_job"])
def test_a_lost_link_is_unknown_and_nothing_is_printed_again(
    station: PrinterStation, start: Start, fault: str
) -> None:
    rig = start()
    station.verb(["fault", fault, "9000"])
    ended = end_of(rig)
    assert isinstance(ended, port.PrintUnknown)
    assert ended.bytes_sent > 0
    rig.wait_status(port.Ready)
    assert len(station.printer.papers) == 0
    assert end_of(rig, job="j2") == port.Printed("v", "j2")


def test_a_lost_process_id_is_unknown(station: PrinterStation, start: Start) -> None:
    rig = start()
    station.verb(["fault", "id_lost"])
    assert isinstance(end_of(rig), port.PrintUnknown)
    assert len(station.printer.papers) == 1


def test_a_slow_printer_is_waited_for(station: PrinterStation, start: Start) -> None:
    rig = start("?mode=text")
    station.verb(["fault", "slow", "100"])
    assert end_of(rig) == port.Printed("v", "j1")


def test_a_worker_killed_in_the_middle_leaves_no_torso_in_the_next_receipt(
    station: PrinterStation, start: Start
) -> None:
    rig = start()
    station.verb(["fault", "slow", "20"])
    rig.send(port.Print("v", "j1", RECEIPT))
    with station.printer.change:
        station.printer.change.wait_for(lambda: station.printer.received > 6000, 10)
    rig.process.kill()
    rig.close()
    station.verb(["clear"])
    assert end_of(start(), job="j2") == port.Printed("v", "j2")


def test_a_second_host_is_told_that_the_printer_is_busy(
    station: PrinterStation, start: Start
) -> None:
    start()
    rig = start(ready=port.Offline)
    rig.close()


def test_nothing_listens(tmp_path: Path) -> None:
    station = PrinterStation(WorldOptions(tmp_path, latency=0))
    station.stop()
    rig = WorkerRig("printer", station.endpoint)
    rig.wait_status(port.Offline)
    ended = end_of(rig)
    assert ended == port.NotPrinted("v", "j1", port.Offline("unreachable"), 0)
    assert rig.close() == 0


def test_a_file_holds_the_bytes(tmp_path: Path) -> None:
    rig = WorkerRig("printer", f"file:{tmp_path}/out.bin?process_id=0")
    assert end_of(rig) == port.Printed("v", "j1")
    assert rig.close() == 0
    data = (tmp_path / "out.bin").read_bytes()
    assert data.startswith(b"\x10\x14\x08")
    assert data.endswith(b"\x1dVB\x00")


class PtyPrinter:
    """Joins a pseudo-terminal to the simulated printer, as a serial cable would."""

    def __init__(self, station: PrinterStation) -> None:
        self._station = station
        self.master, self._slave = os.openpty()
        self.path = os.ttyname(self._slave)
        self._rest = b""
        self._link = socket.create_connection(("127.0.0.1", station.printer.port))
        ends = (self.master, self._link.fileno())
        for source, sink in (ends, ends[::-1]):
            threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: int, sink: int) -> None:
        try:
            while data := os.read(source, 512):
                os.write(sink, data)
        except OSError:
            pass

    def unplug(self) -> None:
        os.close(self._slave)
        os.close(self.master)
        self._link.shutdown(socket.SHUT_RDWR)
        self._link.close()


def test_a_serial_line_prints_and_is_unplugged(station: PrinterStation) -> None:
    cable = PtyPrinter(station)
    rig = WorkerRig("printer", f"serial:{cable.path}?baud=38400")
    rig.wait_status(port.Ready)
    assert end_of(rig) == port.Printed("v", "j1")
    assert "受付票" in Path(station.printer._folder / "paper-001.txt").read_text(encoding="utf-8")
    cable.unplug()
    rig.wait_status(port.Offline)
    assert rig.close() == 0


def test_verbs_that_cannot_be_done(station: PrinterStation) -> None:
    station.patience = 0.01
    for words in (["take"], ["fault", "fire"], ["fault", "slow", "fast"], ["dance"], []):
        with pytest.raises(VerbError):
            station.verb(words)


def test_the_technicians_print(station: PrinterStation, capsys: pytest.CaptureFixture[str]) -> None:
    assert test_print.main([station.endpoint]) == 0
    assert "Printed" in capsys.readouterr().out
    assert test_print.main([]) == 2
    assert test_print.main(["nothing:"]) == 2


def test_an_endpoint_that_is_none_ends_the_worker_with_2() -> None:
    rig = WorkerRig("printer", "carrier-pigeon:")
    assert rig.hear() is None
    assert rig.close() == 2


def test_orders_it_does_not_know_are_seen(station: PrinterStation, start: Start) -> None:
    """The simulator obeys everything that we send; anything else would be printed as letters."""
    rig = start("?mode=text")
    assert isinstance(end_of(rig, test_print.DOCUMENT), port.Printed)
    assert station.printer.unknown == []
