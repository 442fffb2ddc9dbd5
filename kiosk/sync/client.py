"""One request to central, bounded in time and size whatever the other side does.

The only importer of httpx2. TLS 1.3, mutual, one private CA; no redirects, no proxies from the
environment, no compressed answers. A client's own timeouts do not bound a dripping answer, so the
whole exchange stands under one wall-clock deadline.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import httpx2

from kiosk.wire.messages import MEDIA_TYPE

DEADLINE_SECONDS = 30.0
CONNECT_SECONDS = 5.0
MOST_ANSWER_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: status and JSON; `retry_after` seconds where the server asks for patience."""

    status: int
    data: object
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer. `cause` connect, tls, timeout, too_large, format, broken."""

    cause: str


class Transport(Protocol):
    """The seam: one method, so that another client can stand here."""

    async def post(self, path: str, data: Mapping[str, Any]) -> Answer | Failure: ...

    async def close(self) -> None: ...


def tls_context(authority: Path, certificate: Path, key: Path) -> ssl.SSLContext:
    """Our own CA and nothing else; the kiosk shows its certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(authority)
    context.load_cert_chain(certificate, key)
    return context


class HttpsTransport:
    """Central over HTTPS."""

    def __init__(
        self, url: str, context: ssl.SSLContext, deadline: float = DEADLINE_SECONDS
    ) -> None:
        self._deadline = deadline
        self._client = httpx2.AsyncClient(
            base_url=url,
            verify=context,
            trust_env=False,
            follow_redirects=False,
            # Before our own deadline: a handshake that is cancelled leaves its socket behind.
            timeout=httpx2.Timeout(deadline, connect=min(CONNECT_SECONDS, deadline / 2)),
            headers={"accept-encoding": "identity", "content-type": MEDIA_TYPE},
        )

    async def post(self, path: str, data: Mapping[str, Any]) -> Answer | Failure:
        try:
            async with asyncio.timeout(self._deadline):
                return await self._post(path, json.dumps(data).encode())
        except TimeoutError:
            return Failure("timeout")
        except httpx2.TimeoutException:
            return Failure("timeout")
        except httpx2.HTTPError as error:
            # With TLS 1.3 a refused certificate shows only when the answer is read.
            if _is_tls(error):
                return Failure("tls")
            return Failure("connect" if isinstance(error, httpx2.ConnectError) else "broken")

    async def _post(self, path: str, content: bytes) -> Answer | Failure:
        async with self._client.stream("POST", path, content=content) as response:
            if response.headers.get("content-encoding", "identity") != "identity":
                return Failure("format")
            body = bytearray()
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > MOST_ANSWER_BYTES:
                    return Failure("too_large")
        retry_after = _seconds(response.headers.get("retry-after", ""))
        try:
            return Answer(response.status_code, json.loads(bytes(body) or b"null"), retry_after)
        except (ValueError, RecursionError):
            if response.status_code == 200:
                return Failure("format")
            return Answer(response.status_code, None, retry_after)

    async def close(self) -> None:
        await self._client.aclose()


def _seconds(text: str) -> float | None:
    return float(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _is_tls(error: BaseException) -> bool:
    """Whether a certificate or the TLS version was the reason."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
