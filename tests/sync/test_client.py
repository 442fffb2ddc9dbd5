"""One request: bounded in time and size whatever the other side does; refused where it must be."""

from __future__ import annotations

import asyncio
import ssl
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from kiosk.audit import AuditEvent, SendingFailed
from kiosk.sync import client
from kiosk.sync.agent import Agent, Backoff
from kiosk.sync.client import Answer, Failure, HttpsTransport
from kiosk.wire import new_keys
from tests.helpers.sealing import outbox, submit
from tests.stage import KIOSK
from tests.sync import misbehaving as bad

DEADLINE = 0.6
GRACE = 0.5
JSON = b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("keys"))


def made(folder: Path, shift: timedelta = timedelta()) -> Path:
    """Keys of a demonstration, made some time from now."""
    from kiosk.bootstrap import clock  # noqa: PLC0415  the real time, as certificates are held against it

    new_keys.make_all(folder, KIOSK, clock() + shift)
    return folder


def tls(keys: Path) -> ssl.SSLContext:
    return client.tls_context(keys / "ca.pem", keys / "client.pem", keys / "client.key.pem")


async def ask(url: str, context: ssl.SSLContext) -> Answer | Failure:
    """One request; it never takes longer than its deadline and a little."""
    transport = HttpsTransport(url, context, DEADLINE)
    began = time.monotonic()
    try:
        return await transport.post("/v1/x", {"items": []})
    finally:
        assert time.monotonic() - began < DEADLINE + GRACE
        await transport.close()


def meet(behave: bad.Behaviour, keys: Path) -> Answer | Failure:
    async def meeting() -> Answer | Failure:
        async with bad.serving(behave, bad.context(keys)) as url:
            return await ask(url, tls(keys))

    return asyncio.run(meeting())


@pytest.mark.parametrize(
    ("behave", "answer"),
    [
        (bad.whole(200, b'{"a": 1}'), Answer(200, {"a": 1})),
        (bad.whole(200, b""), Answer(200, None)),
        (bad.whole(500, b"<html>"), Answer(500, None)),
        (bad.whole(503, b"{}", "retry-after: 7"), Answer(503, {}, 7.0)),
        (bad.whole(429, b"{}", "retry-after: Fri, 20 Nov 2026 10:00:00 GMT"), Answer(429, {})),
        (bad.whole(429, b"{}", "retry-after: 9999999"), Answer(429, {})),
        (bad.whole(307, b"{}", "location: http://127.0.0.1:1/"), Answer(307, {})),
        (bad.whole(200, b"no json"), Failure("format")),
        (bad.whole(200, b"[" * 100_000), Failure("format")),
        (bad.whole(200, b"\xff"), Failure("format")),
        (bad.whole(200, bad.BOMB, "content-encoding: gzip"), Failure("format")),
        (bad.whole(200, b" " * (client.MOST_ANSWER_BYTES + 1)), Failure("too_large")),
        (bad.half(JSON + b'{"results":'), Failure("broken")),
        (bad.half(b"HTTP/1.1 200 OK\r\ncont"), Failure("broken")),
        (bad.half(b"220 mail.example.jp ESMTP\r\n"), Failure("broken")),
        (bad.half(b""), Failure("broken")),
        (bad.gone, Failure("broken")),
        (bad.mute, Failure("timeout")),
        (bad.drip(JSON, b" "), Failure("timeout")),
        (bad.drip(b"HTTP/1.1 200 OK\r\nx-drop: ", b"x"), Failure("timeout")),
        (bad.drip(b"", b"x"), Failure("timeout")),
    ],
)
def test_every_behaviour_has_its_answer_in_time(
    behave: bad.Behaviour, answer: Answer | Failure, keys: Path
) -> None:
    assert meet(behave, keys) == answer


def test_nobody_there(keys: Path) -> None:
    assert asyncio.run(ask("https://127.0.0.1:1", tls(keys))) == Failure("connect")


def test_a_server_that_turns_us_down_with_a_word(keys: Path) -> None:
    """The alert comes when the answer is read."""

    error = httpx2.ReadError("the other side said")
    error.__cause__ = ssl.SSLError(1, "TLSV13_ALERT_CERTIFICATE_REQUIRED")
    transport = HttpsTransport("https://127.0.0.1:1", tls(keys), DEADLINE)

    async def refuse(path: str, content: bytes) -> Answer | Failure:
        del path, content
        raise error

    async def asking() -> Answer | Failure:
        transport._post = refuse  # type: ignore[method-assign]  # what the library does then
        answer = await transport.post("/v1/x", {})
        await transport.close()
        return answer

    assert asyncio.run(asking()) == Failure("tls")


def test_a_server_that_never_shakes_hands(keys: Path) -> None:
    async def meeting() -> Answer | Failure:
        async with bad.serving(bad.mute, None) as url:
            return await ask(url, tls(keys))

    assert asyncio.run(meeting()) == Failure("timeout")


def test_a_server_without_tls(keys: Path) -> None:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()

    async def meeting() -> Answer | Failure:
        async with bad.serving(greet, None) as url:
            return await ask(url, tls(keys))

    assert asyncio.run(meeting()) == Failure("tls")


# --- certificates: refused, the item stays as it was, the cause is known ---


def bare(keys: Path) -> ssl.SSLContext:
    """A client without a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(keys / "ca.pem")
    return context


SIDES: dict[str, tuple[timedelta, bool, bool, ssl.TLSVersion, str]] = {
    # name: shift of all certificates, another CA behind the server, client without certificate, TLS, host
    "expired": (timedelta(days=-60), False, False, ssl.TLSVersion.TLSv1_3, "127.0.0.1"),
    "not yet valid": (timedelta(days=2), False, False, ssl.TLSVersion.TLSv1_3, "127.0.0.1"),
    "wrong host": (timedelta(), False, False, ssl.TLSVersion.TLSv1_3, "127.0.0.2"),
    "another CA": (timedelta(), True, False, ssl.TLSVersion.TLSv1_3, "127.0.0.1"),
    "TLS 1.2": (timedelta(), False, False, ssl.TLSVersion.TLSv1_2, "127.0.0.1"),
    "no client certificate": (timedelta(), False, True, ssl.TLSVersion.TLSv1_3, "127.0.0.1"),
}


@pytest.mark.parametrize("name", SIDES)
def test_a_wrong_certificate_is_refused_and_the_item_waits(name: str, tmp_path: Path) -> None:
    shift, foreign, without, newest, host = SIDES[name]
    ours = made(tmp_path / "ours", shift)
    theirs = made(tmp_path / "theirs") if foreign else ours
    context = bare(ours) if without else tls(ours)
    recorded: list[AuditEvent] = []

    async def meeting(box: object) -> None:
        answer = bad.whole(200, b'{"results": [{"id": "v.1", "outcome": "stored"}]}')
        async with bad.serving(answer, bad.context(theirs, newest), host) as url:
            transport = HttpsTransport(url, context, 2.0)
            backoff = Backoff(lambda: 1.0)
            sender = Agent(box, transport, recorded.append, lambda: 0.0, backoff)  # type: ignore[arg-type]  # an outbox
            assert await sender.once() == 1.0
            await transport.close()

    with closing(outbox(tmp_path)) as box:
        submit(box, "v", b"content")
        asyncio.run(meeting(box))
        assert [envelope.header.id for envelope in box.waiting(9, 1, 0.0)] == ["v.1"]
    # A server that turns our certificate down may end the connection before it says why.
    causes = ("tls", "broken") if without else ("tls",)
    assert recorded in [[SendingFailed(cause, 1)] for cause in causes]


def test_a_client_of_another_ca_is_refused(keys: Path, tmp_path: Path) -> None:
    other = made(tmp_path / "other")

    async def meeting() -> Answer | Failure:
        async with bad.serving(bad.whole(200, b"{}"), bad.context(keys)) as url:
            chain = (other / "client.pem", other / "client.key.pem")
            return await ask(url, client.tls_context(keys / "ca.pem", *chain))

    assert asyncio.run(meeting()) in (Failure("tls"), Failure("broken"))


def test_the_environment_has_no_say(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert meet(bad.whole(200, b"{}"), keys) == Answer(200, {})
