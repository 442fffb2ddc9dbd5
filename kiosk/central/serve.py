"""Runs central under uvicorn."""

from __future__ import annotations

import json
import signal
import socket
import ssl
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from kiosk.audit import to_stream
from kiosk.central.app import application
from kiosk.central.store import CentralStore, engine
from kiosk.surroundings import reached_from_environment
from kiosk.wire.seal import read_verifying


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
        timeout_graceful_shutdown=2,
    )
    config.load()
    assert isinstance(config.ssl, ssl.SSLContext)
    config.ssl.minimum_version = ssl.TLSVersion.TLSv1_3
    return uvicorn.Server(config)


def open_store(url: str) -> CentralStore:
    """Central's database, for commands that read it."""
    return CentralStore(engine(url), lambda: datetime.now(UTC))


def run(url: str, keys: Path, kiosks: dict[str, str], host: str, port: int) -> int:
    """Serve until told to stop; says where it listens once it does."""
    # Its own work done, the server passes the signal on; then this is an end as wished for.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    record = to_stream(sys.stderr, lambda: datetime.now(UTC))
    store = CentralStore(engine(url), lambda: datetime.now(UTC), reached_from_environment())
    known = {name: read_verifying(Path(file)) for name, file in kiosks.items()}
    door = Door(host, port, keys / "ca.pem", keys / "server.pem", keys / "server.key.pem")
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
        bound = listening.getsockname()[1]
        print(json.dumps({"ready": True, "url": f"https://localhost:{bound}"}), flush=True)
        server(application(store, known, record), door).run([listening])
    return 0
