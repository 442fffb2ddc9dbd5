"""The reader itself: service gone, reader gone, mute, busy, hanging, two cards."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.card import port
from tests.helpers import card_rigs as rigs
from tests.helpers.card_rigs import DirectRig, PcscRig, ProcessRig, Rig


@pytest.fixture(params=["direct", "tcp"])
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    rig: DirectRig | ProcessRig = (
        DirectRig(tmp_path) if request.param == "direct" else ProcessRig(tmp_path)
    )
    if isinstance(rig, ProcessRig):
        rig.start()
    try:
        yield rig
    finally:
        rig.close()


@pytest.fixture
def tcp(tmp_path: Path) -> Iterator[ProcessRig]:
    rig = ProcessRig(tmp_path)
    try:
        yield rig
    finally:
        rig.close()


@pytest.fixture
def pcsc(tmp_path: Path) -> Iterator[PcscRig]:
    rig = PcscRig(tmp_path)
    try:
        yield rig
    finally:
        rig.close()


def test_no_reader_and_back(rig: Rig) -> None:
    rigs.wait_status(rig, port.NoCard)
    rig.say("fault", "no_reader")
    rigs.wait_status(rig, port.NoReader)
    rig.say("fault", "clear")
    rigs.wait_status(rig, port.NoCard)


def test_service_down_and_back(rig: Rig) -> None:
    first = rigs.put(rig, "kenichi")
    rig.say("fault", "service_down")
    rigs.wait_status(rig, port.ServiceDown)
    rig.send(port.PinDigit("v1", first.presence, "1"))
    assert rigs.wait_kind(rig, port.CardFailed).fault is port.CardFault.SERVICE_DOWN
    rig.say("fault", "clear")
    assert rigs.wait_status(rig, port.CardPresent).kind is port.CardKind.MY_NUMBER


def test_mute_card(rig: Rig) -> None:
    rig.say("fault", "mute")
    rig.say("insert", "kenichi")
    rigs.wait_status(rig, port.Unresponsive)
    rig.say("fault", "clear")
    rigs.wait_status(rig, port.CardPresent)


def test_busy_reader_is_tried_again(rig: Rig) -> None:
    rig.say("fault", "busy")
    rig.say("insert", "kenichi")
    rigs.wait_status(rig, port.Busy)
    rig.say("fault", "clear")
    present = rigs.wait_status(rig, port.CardPresent)
    rig.say("fault", "busy")
    failed = rigs.read_by_pin(rig, present.presence)
    assert isinstance(failed, port.CardFailed)
    assert failed.fault is port.CardFault.UNRESPONSIVE


def test_two_cards_collide(tcp: ProcessRig) -> None:
    tcp.start()
    tcp.say("insert", "kenichi")
    tcp.say("fault", "collision")
    rigs.wait_status(tcp, port.Collision)
    tcp.say("fault", "clear")
    rigs.wait_status(tcp, port.CardPresent)


def test_service_down_inside_a_read(rig: Rig) -> None:
    present = rigs.put(rig, "kenichi")
    rigs.press(rig, present.presence, "1234")
    rigs.wait_for(rig, lambda one: isinstance(one, port.SecretChanged) and one.length == 4)
    rig.say("fault", "service_down")
    rig.send(port.ReadByPin("v1", present.presence))
    failed = rigs.wait_kind(rig, port.CardFailed)
    assert failed.fault is port.CardFault.SERVICE_DOWN


def test_a_hanging_card_ends_the_worker_and_the_world_keeps_its_state(tcp: ProcessRig) -> None:
    tcp.start("--deadline", "0.5")
    present = rigs.put(tcp, "kenichi")
    rigs.read_by_pin(tcp, present.presence, "9999")
    tcp.say("fault", "hang", "3")
    rigs.press(tcp, present.presence, "1234")
    tcp.send(port.ReadByPin("v1", present.presence))
    assert tcp.status_of_end() == -signal.SIGALRM
    tcp.say("fault", "clear")
    tcp.restart()
    again = rigs.wait_status(tcp, port.CardPresent)
    assert (again.tries_left, again.presence != present.presence) == (2, True)


def test_a_hang_inside_a_pcsc_call_ends_the_worker(pcsc: PcscRig) -> None:
    pcsc.start("--deadline", "1")
    present = rigs.put(pcsc, "kenichi")
    pcsc.say("fault", "hang", "3")
    rigs.press(pcsc, present.presence, "1234")
    pcsc.send(port.ReadByPin("v1", present.presence))
    assert pcsc.status_of_end() == -signal.SIGALRM


def test_pcscd_killed_and_started_again(pcsc: PcscRig) -> None:
    pcsc.start()
    rigs.wait_status(pcsc, port.NoCard)
    pcsc.pcscd.stop_service()
    rigs.wait_status(pcsc, port.ServiceDown)
    pcsc.pcscd.start_service()
    rigs.wait_status(pcsc, port.NoCard)
    present = rigs.put(pcsc, "kenichi")
    assert isinstance(rigs.read_by_pin(pcsc, present.presence), port.CardRead)


@pytest.mark.parametrize("endpoint", ["pcsc:", "pcsc:?reader=Virtual*"])
def test_a_virtual_reader_is_refused_outside_the_demo(pcsc: PcscRig, endpoint: str) -> None:
    pcsc.endpoint = endpoint
    pcsc.demo = False
    pcsc.start()
    rigs.wait_status(pcsc, port.NoReader)


def test_two_readers_and_no_word_which_is_no_reader(pcsc: PcscRig) -> None:
    # The virtual driver always brings two slots.
    pcsc.endpoint = "pcsc:"
    pcsc.start()
    rigs.wait_status(pcsc, port.NoReader)


def test_pcscd_does_not_run_at_all(pcsc: PcscRig) -> None:
    pcsc.pcscd.stop_service()
    pcsc.start()
    rigs.wait_status(pcsc, port.ServiceDown)


@pytest.mark.parametrize(
    ("endpoint", "demo"),
    [
        ("apdu+tcp://127.0.0.1:1", False),
        ("apdu+tcp://", True),
        ("tcp://127.0.0.1:1", True),
        ("pcsc:?settle=soon", True),
        ("pcsc:?colour=red", True),
    ],
)
def test_wrong_endpoints_are_wrong_use(
    tcp: ProcessRig, endpoint: str, demo: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    tcp.endpoint = endpoint
    tcp.demo = demo
    tcp.start()
    assert tcp.status_of_end() == 2
    assert "drivers.worker:" in capfd.readouterr().err


def test_a_crash_tells_type_file_and_line_only(
    tcp: ProcessRig, capfd: pytest.CaptureFixture[str]
) -> None:
    tcp.start()
    rigs.wait_status(tcp, port.NoCard)
    tcp.raw(b'{"type":"PinDigit","visit":"v","presence":"p","digit":"canary"}')
    assert tcp.status_of_end() == 1
    told = capfd.readouterr().err
    assert "CodecError at" in told
    assert "codec.py:" in told
    assert "canary" not in told


def test_the_worker_shows_no_pin_and_no_tracer_may_in(tcp: ProcessRig) -> None:
    tcp.start()
    present = rigs.put(tcp, "kenichi")
    rigs.press(tcp, present.presence, "1234")
    rigs.wait_for(tcp, lambda one: isinstance(one, port.SecretChanged) and one.length == 4)
    folder = Path(f"/proc/{tcp.pid}")
    assert "1234" not in folder.joinpath("cmdline").read_text()
    limits = folder.joinpath("limits").read_text()
    assert [line.split()[4] for line in limits.splitlines() if "core file" in line] == ["0"]
