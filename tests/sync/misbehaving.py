"""A TLS server that does what no server should."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

ENDS = (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError)
Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def context(keys: Path, newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> ssl.SSLContext:
    """A server that asks for a client certificate of its own CA."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(keys / "server.pem", keys / "server.key.pem")
    made.load_verify_locations(keys / "ca.pem")
    made.verify_mode = ssl.CERT_REQUIRED
    made.maximum_version = newest
    return made


@contextlib.asynccontextmanager
async def serving(
    behave: Behaviour, tls: ssl.SSLContext | None, host: str = "127.0.0.1"
) -> AsyncIterator[str]:
    """Serve until left; the server's URL."""
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            # Being cancelled is the ordinary end of one that never ends by itself.
            with contextlib.suppress(*ENDS):
                await behave(reader, writer)
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(handle, host, 0, ssl=tls)
    try:
        yield f"https://{host}:{server.sockets[0].getsockname()[1]}"
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        server.close()
        await server.wait_closed()


async def read_request(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = int(head.split("content-length: ")[1].split("\r\n")[0])
    await reader.readexactly(length)


def whole(status: int, body: bytes, *headers: str) -> Behaviour:
    """An ordinary answer."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        lines = [f"HTTP/1.1 {status} X", f"content-length: {len(body)}", *headers]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await writer.drain()
        await reader.read()

    return behave


def half(answer: bytes) -> Behaviour:
    """Bytes as they are, and the end of the connection."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    return behave


def drip(start: bytes, drop: bytes) -> Behaviour:
    """A drop every now and then, for ever."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(start)
        for _ in range(1000):
            await writer.drain()
            await asyncio.sleep(0.05)
            writer.write(drop)

    return behave


async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Listens, takes everything, says nothing."""
    del writer
    while await reader.read(65536):
        pass
    await asyncio.Event().wait()


async def gone(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Ends the connection at once."""
    del reader, writer


BOMB = gzip.compress(bytes(16 << 20))
