"""Central as a process: TLS 1.3, kiosks with a certificate only, and an end that does not hang."""

from __future__ import annotations

import asyncio
import ssl
import time
from pathlib import Path

from kiosk.sync import client
from kiosk.sync.client import Answer, Failure, HttpsTransport
from kiosk.wire.envelope import Envelope
from kiosk.wire.messages import encode_batch
from kiosk.wire.seal import Sealer, new_municipality_key, read_signing
from tests.helpers.sealing import header
from tests.stage import KIOSK, Stage

PATH = "/v1/applications:batch"


def sealed(keys: Path) -> Envelope:
    sealer = Sealer(new_municipality_key().public_key(), read_signing(keys / "kiosk.key.pem"))
    return sealer.seal(lambda size: header(kiosk=KIOSK, size_class=size), b"content")


async def visits(stage: Stage, keys: Path) -> list[Answer | Failure]:
    """A kiosk, one without a certificate, one that speaks TLS 1.2; the first stays connected."""
    ours = client.tls_context(keys / "ca.pem", keys / "client.pem", keys / "client.key.pem")
    bare = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    bare.load_verify_locations(keys / "ca.pem")
    old = client.tls_context(keys / "ca.pem", keys / "client.pem", keys / "client.key.pem")
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_2
    batch = encode_batch([sealed(keys)])
    answers = []
    transports = [HttpsTransport(stage.url, context, 10.0) for context in (ours, bare, old)]
    for transport in transports:
        answers += [await transport.post(PATH, batch), await transport.post(PATH, batch)]
    began = time.monotonic()
    status = await asyncio.to_thread(stage.stop, "central")
    assert (status, time.monotonic() - began < 8) == (0, True)
    for transport in transports:
        await transport.close()
    return answers


def test_central_serves_kiosks_and_nobody_else(tmp_path: Path) -> None:
    with Stage(tmp_path / "stage") as stage:
        stage.start_central()
        answers = asyncio.run(visits(stage, stage.folder / "keys"))
        outcomes = [{"id": "id-1", "outcome": o, "code": ""} for o in ("stored", "duplicate")]
        assert answers[:2] == [Answer(200, {"results": [outcome]}) for outcome in outcomes]
        assert all(isinstance(answer, Failure) for answer in answers[2:])
        assert stage.count() == 1
        log = (stage.folder / "central.log").read_text()
        assert log.count("ApplicationsReceived") == 2
        assert "Traceback" not in log
