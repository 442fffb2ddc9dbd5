"""Central's door: one result per item; a bad item never fails the others."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.audit import ApplicationsReceived, AuditEvent
from kiosk.central import app as door
from kiosk.central.store import CentralStore, StoreBusy, engine
from kiosk.wire.envelope import Envelope
from kiosk.wire.messages import MOST_ITEMS, ItemResult, encode_batch, encode_envelope
from tests.helpers.sealing import KEYS, NOW, PLACE, header, signed

Answer = tuple[int, Any, dict[str, str]]


class House:
    """The application with its store and log, asked as a server would."""

    def __init__(self, folder: Path) -> None:
        self.recorded: list[AuditEvent] = []
        self.store = CentralStore(engine(f"sqlite:///{folder / 'central.db'}"), lambda: NOW)
        kiosks = {PLACE.kiosk: KEYS.signing.public_key()}
        self.app = door.application(self.store, kiosks, self.recorded.append)

    def ask(
        self, *chunks: bytes, path: str = "/v1/applications:batch", method: str = "POST"
    ) -> Answer:
        """One request in chunks; a last chunk None is a client that hangs up."""
        parts = [{"type": "http.request", "body": c, "more_body": True} for c in chunks]
        parts.append({"type": "http.request", "body": b"", "more_body": False})
        return asyncio.run(self._ask(parts, path, method))

    async def _ask(self, parts: list[dict[str, Any]], path: str, method: str) -> Answer:
        coming = iter(parts)
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return next(coming)

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(),
            "query_string": b"", "headers": [], "http_version": "1.1", "root_path": "",
        }  # fmt: skip
        await self.app(scope, receive, send)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
        data = json.loads(body) if "json" in headers["content-type"] else body
        return sent[0]["status"], data, headers

    def send(self, *items: object) -> Answer:
        return self.ask(json.dumps({"items": items}).encode())

    def hang_up(self) -> Answer:
        half = {"type": "http.request", "body": b'{"items"', "more_body": True}
        path = "/v1/applications:batch"
        return asyncio.run(self._ask([half, {"type": "http.disconnect"}], path, "POST"))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    with closing(made.store):
        yield made


def envelope(number: int = 1) -> Envelope:
    return signed(header(number), bytes([number]))


def test_a_batch_gets_one_result_each(house: House) -> None:
    body = json.dumps(encode_batch([envelope(1), envelope(2)])).encode()
    status, data, _ = house.ask(body[:100], body[100:])
    results = [{"id": f"id-{n}", "outcome": "stored", "code": ""} for n in (1, 2)]
    assert (status, data) == (200, {"results": results})
    assert house.recorded == [ApplicationsReceived("MN-03", 2, 0, 0, 0)]
    assert list(house.store.envelopes()) == [envelope(1), envelope(2)]


def test_bad_items_fail_nobody_else(house: House) -> None:
    good = encode_envelope(envelope(1))
    other = Ed25519PrivateKey.generate()
    foreign = replace(envelope(2), signature=other.sign(b"other"))
    stranger = signed(header(3, kiosk="MN-99"), b"3")
    swapped = replace(envelope(4), blob=b"swapped")
    newer = {**good, "header": {**good["header"], "version": 9, "id": "id-9"}}
    items: list[object] = [
        encode_envelope(foreign), encode_envelope(stranger), encode_envelope(swapped), newer,
        {"header": 1}, {"header": {}}, None, good, good,
    ]  # fmt: skip
    status, data, _ = house.send(*items)
    assert status == 200
    assert [(r["id"], r["outcome"], r["code"]) for r in data["results"]] == [
        ("id-2", "rejected", "signature"),
        ("id-3", "rejected", "unknown_kiosk"),
        ("id-4", "rejected", "signature"),
        ("id-9", "rejected", "format"),
        ("", "rejected", "format"),
        ("", "rejected", "format"),
        ("", "rejected", "format"),
        ("id-1", "stored", ""),
        ("id-1", "duplicate", ""),
    ]
    assert house.store.count() == 1
    assert house.recorded == [ApplicationsReceived("MN-03", 1, 1, 0, 7)]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"no json", b"\xff", b"[]", b"1", b"null", b"{}", b'{"items": {}}', b'{"items": 1}',
        b'{"items": ' + b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_batch_is_refused(house: House, body: bytes) -> None:
    status, data, _ = house.ask(body)
    assert (status, data) == (400, {"code": "not_a_batch"})
    assert house.store.count() == 0
    assert house.recorded == []


def test_too_much_is_refused(house: House) -> None:
    assert house.send(*[{}] * (MOST_ITEMS + 1))[:2] == (413, {"code": "too_many"})
    assert house.ask(*[b" " * (1 << 20)] * 3)[:2] == (413, {"code": "too_large"})


def test_half_a_batch_changes_nothing(house: House) -> None:
    assert house.hang_up()[:2] == (400, {"code": "half_a_batch"})
    assert house.store.count() == 0


def test_a_busy_store_asks_for_patience(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(envelopes: list[Envelope]) -> list[ItemResult]:
        raise StoreBusy(len(envelopes))

    monkeypatch.setattr(house.store, "receive", busy)
    status, data, headers = house.send(encode_envelope(envelope()))
    assert (status, data) == (503, {"code": "store_busy"})
    assert headers["retry-after"] == "5"
    assert house.recorded == []


@pytest.mark.parametrize("kiosk", ["山田太郎", 5, None, ["MN-03"]])
def test_the_log_names_known_kiosks_only(house: House, kiosk: object) -> None:
    house.send({"header": {"kiosk": kiosk}})
    assert house.recorded == [ApplicationsReceived("", 0, 0, 0, 1)]


def test_an_empty_batch_and_other_paths(house: House) -> None:
    assert house.send()[:2] == (200, {"results": []})
    assert house.recorded == [ApplicationsReceived("", 0, 0, 0, 0)]
    assert house.ask(path="/v1/health", method="GET")[:2] == (200, {"ready": True})
    assert house.ask(path="/v1/other")[0] == 404
    assert house.ask(method="GET")[0] == 405
