"""The upload's messages: a batch of envelopes up, one result per item down. JSON, version 1."""

from __future__ import annotations

import base64
import binascii
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kiosk.wire.envelope import Envelope, EnvelopeError, Header

MEDIA_TYPE = "application/vnd.madoguchi.v1+json"
MOST_ITEMS = 50
MOST_BYTES = 1 << 20
MOST_CODE = 40

Outcome = Literal["stored", "duplicate", "conflict", "rejected", "retry"]
OUTCOMES: tuple[Outcome, ...] = ("stored", "duplicate", "conflict", "rejected", "retry")


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What central says of one item: stored and duplicate are delivered, conflict and rejected are
    held, retry is tried again. `code` names the reason of the last three."""

    id: str
    outcome: Outcome
    code: str = ""


def encode_envelope(envelope: Envelope) -> dict[str, Any]:
    return {
        "header": asdict(envelope.header),
        "blob": base64.b64encode(envelope.blob).decode(),
        "digest": envelope.digest.hex(),
        "signature": base64.b64encode(envelope.signature).decode(),
    }


def decode_envelope(data: object) -> Envelope:
    """Strict; raises EnvelopeError."""
    if not isinstance(data, dict) or set(data) != {"header", "blob", "digest", "signature"}:
        raise EnvelopeError("an item has missing or unknown fields")
    header = Header.from_json(data["header"])
    try:
        return Envelope(
            header,
            base64.b64decode(data["blob"], validate=True),
            bytes.fromhex(data["digest"]),
            base64.b64decode(data["signature"], validate=True),
        )
    except (binascii.Error, TypeError, ValueError) as error:
        raise EnvelopeError("an item is not written in base64 or hexadecimal") from error


def encode_batch(envelopes: list[Envelope]) -> dict[str, Any]:
    return {"items": [encode_envelope(envelope) for envelope in envelopes]}


def encode_results(results: list[ItemResult]) -> dict[str, Any]:
    return {"results": [asdict(result) for result in results]}


def decode_results(data: object) -> list[ItemResult]:
    """Strict; raises EnvelopeError."""
    if not isinstance(data, dict) or not isinstance(data.get("results"), list):
        raise EnvelopeError("the answer holds no list of results")
    results = []
    for item in data["results"]:
        if not isinstance(item, dict) or item.get("outcome") not in OUTCOMES:
            raise EnvelopeError("a result has no known outcome")
        if not isinstance(item.get("id"), str):
            raise EnvelopeError("a result has no id")
        results.append(ItemResult(item["id"], item["outcome"], _code(item.get("code", ""))))
    return results


def _code(code: object) -> str:
    """A reason is a name of ours; anything else is not passed on."""
    if not isinstance(code, str) or len(code) > MOST_CODE or not code.isascii():
        return "unreadable"
    return code if not code or code.isidentifier() else "unreadable"
