"""Runs central under uvicorn."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette


@dataclass(frozen=True, slots=True)
class Door:
    """Where central listens and how it proves itself; kiosks must show a certificate of `authority`."""

    host: str
    port: int
    authority: Path
    certificate: Path
    key: Path


def server(app: Starlette, door: Door) -> uvicorn.Server:
    """A server that refuses anything below TLS 1.3 and anyone without a certificate."""
    config = uvicorn.Config(
        app,
        host=door.host,
        port=door.port,
        ssl_certfile=str(door.certificate),
        ssl_keyfile=str(door.key),
        ssl_ca_certs=str(door.authority),
        ssl_cert_reqs=ssl.CERT_REQUIRED,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=60,
    )
    config.load()
    assert isinstance(config.ssl, ssl.SSLContext)
    config.ssl.minimum_version = ssl.TLSVersion.TLSv1_3
    return uvicorn.Server(config)
