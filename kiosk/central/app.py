"""Central's door: one route that takes batches. Starlette under uvicorn, mutual TLS 1.3."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from kiosk.audit import ApplicationsReceived, Record
from kiosk.central.store import CentralStore, StoreBusy
from kiosk.wire.envelope import EnvelopeError
from kiosk.wire.messages import (
    MOST_BYTES,
    MOST_ITEMS,
    ItemResult,
    decode_envelope,
    encode_results,
)
from kiosk.wire.seal import verify

OVERHEAD_BYTES = 1 << 18
RETRY_SECONDS = 5


def application(
    store: CentralStore, kiosks: Mapping[str, Ed25519PublicKey], record: Record
) -> Starlette:
    """The ASGI application. `kiosks`: the verifying key of each known kiosk."""

    async def receive(request: Request) -> JSONResponse:
        try:
            body = await _read(request)
        except ClientDisconnect:
            return JSONResponse({"code": "half_a_batch"}, 400)
        if body is None:
            return JSONResponse({"code": "too_large"}, 413)
        try:
            items = json.loads(body)["items"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return JSONResponse({"code": "not_a_batch"}, 400)
        if not isinstance(items, list):
            return JSONResponse({"code": "not_a_batch"}, 400)
        if len(items) > MOST_ITEMS:
            return JSONResponse({"code": "too_many"}, 413)
        try:
            results = await run_in_threadpool(take, store, kiosks, items)
        except StoreBusy:
            later = {"retry-after": str(RETRY_SECONDS)}
            return JSONResponse({"code": "store_busy"}, 503, headers=later)
        record(_counted(kiosks, items, results))
        return JSONResponse(encode_results(results))

    async def health(request: Request) -> JSONResponse:
        del request
        return JSONResponse({"ready": True})

    return Starlette(
        routes=[
            Route("/v1/applications:batch", receive, methods=["POST"]),
            Route("/v1/health", health, methods=["GET"]),
        ]
    )


async def _read(request: Request) -> bytes | None:
    """The whole body, or None where it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES * 2 + OVERHEAD_BYTES:
            return None
    return bytes(body)


def take(
    store: CentralStore, kiosks: Mapping[str, Ed25519PublicKey], items: list[object]
) -> list[ItemResult]:
    """One result per item; a bad item never fails the others."""
    results: list[ItemResult] = []
    good = []
    for item in items:
        name = _id_of(item)
        try:
            envelope = decode_envelope(item)
        except EnvelopeError:
            results.append(ItemResult(name, "rejected", "format"))
            continue
        key = kiosks.get(envelope.header.kiosk)
        if key is None or not verify(key, envelope):
            code = "unknown_kiosk" if key is None else "signature"
            results.append(ItemResult(name, "rejected", code))
            continue
        good.append(envelope)
    return results + store.receive(good)


def _id_of(item: object) -> str:
    header = item.get("header") if isinstance(item, dict) else None
    return str(header.get("id", "")) if isinstance(header, dict) else ""


def _counted(
    kiosks: Mapping[str, Ed25519PublicKey], items: list[object], results: list[ItemResult]
) -> ApplicationsReceived:
    """Figures for the log; a kiosk is named only where it is a known one."""
    first = items[0] if items else None
    header = first.get("header") if isinstance(first, dict) else None
    said = header.get("kiosk") if isinstance(header, dict) else None
    kiosk = said if isinstance(said, str) and said in kiosks else ""
    count = [result.outcome for result in results].count
    return ApplicationsReceived(
        kiosk, count("stored"), count("duplicate"), count("conflict"), count("rejected")
    )
