"""A wire that can be cut: bytes pass, then nothing does, then they pass again."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.network.station import NetworkStation
from drivers.world import VerbError, World, WorldOptions, send


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        yield server


@pytest.fixture
def station(server: socket.socket) -> Iterator[NetworkStation]:
    station = NetworkStation()
    station.start()
    station.verb(["to", "127.0.0.1", str(server.getsockname()[1])])
    yield station
    station.stop()


def connect(station: NetworkStation) -> socket.socket:
    host, _, port = station.endpoint.removeprefix("tcp://").rpartition(":")
    link = socket.create_connection((host, int(port)), 10)
    link.settimeout(10)
    return link


def broken(link: socket.socket) -> bool:
    try:
        return link.recv(1) == b""
    except ConnectionResetError:
        return True


def refused(station: NetworkStation) -> bool:
    """The reset may come before or after the connection is known to be there."""
    try:
        with connect(station) as link:
            return broken(link)
    except ConnectionResetError:
        return True


def test_bytes_pass_in_both_directions_and_half_closing_too(
    station: NetworkStation, server: socket.socket
) -> None:
    with connect(station) as near, server.accept()[0] as far:
        far.settimeout(10)
        near.sendall(b"question")
        near.shutdown(socket.SHUT_WR)
        assert far.makefile("rb").read() == b"question"
        far.sendall(b"answer")
        assert near.recv(10) == b"answer"
    assert station.state()["carried"] == 14


def test_a_cut_resets_what_is_connected_and_refuses_what_comes(
    station: NetworkStation, server: socket.socket
) -> None:
    with connect(station) as near, server.accept()[0] as far:
        far.settimeout(10)
        near.sendall(b"x")
        assert far.recv(1) == b"x"
        station.verb(["cut"])
        assert broken(near)
        assert broken(far)
    assert refused(station)
    station.verb(["restore"])
    with connect(station) as near, server.accept()[0] as far:
        far.settimeout(10)
        near.sendall(b"again")
        assert far.recv(5) == b"again"


def test_nobody_at_the_other_end_or_no_other_end(server: socket.socket) -> None:
    station = NetworkStation()
    station.start()
    assert refused(station)
    server.close()
    station.verb(["to", "127.0.0.1", "1"])
    assert refused(station)
    station.stop()


def test_in_the_world(tmp_path: Path) -> None:
    world = World(WorldOptions(tmp_path), ["network"])
    ready = world.start()
    control = str(ready["control"])
    assert str(ready["network"]).startswith("tcp://127.0.0.1:")
    send(control, ["network", "cut"])
    assert send(control, ["state"])["network"]["cut"] is True
    with pytest.raises(VerbError):
        send(control, ["network", "to", "host", "0"])
    world.stop()
