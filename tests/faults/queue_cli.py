"""The queue as a small command, so that it can be killed at any moment and compared with others.

`python -m tests.faults.queue_cli VERB --db DIR`; one line per event, flushed before the next step:

    produce [--start N] [--count M] [--size BYTES]   READY, ENQ <id> once durably stored, DONE
    consume [--work SECONDS]                         READY, GOT or BAD <id>, DID <id>, ACK <id>, DONE
    left                                             LEFT <id> for each not acknowledged, DONE
    cycle --count M                                  both sides in one process

A thin layer over the real store: an item is a visit with one application. The kiosk cannot read what
it has stored, so DIR holds a throw-away municipality's key that `consume` opens with.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.store.outbox import Item, Outbox, Place, Stored
from kiosk.wire import seal
from kiosk.wire.envelope import Envelope
from kiosk.wire.messages import MOST_BYTES, ItemResult

PLACE = Place("999999", "FT-01")
COUNTER = "窓口 1"


def say(*words: str) -> None:
    """One line, out of this process before anything else happens."""
    print(*words, flush=True)


@dataclass(frozen=True, slots=True)
class Keys:
    """The throw-away municipality and the kiosk's signing key of one folder."""

    municipality: ec.EllipticCurvePrivateKey
    signing: Ed25519PrivateKey

    @property
    def sealer(self) -> seal.Sealer:
        return seal.Sealer(self.municipality.public_key(), self.signing)


def keys(folder: Path) -> Keys:
    """Read the keys of a folder, or make them: each file whole or not at all, by one process."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "keys.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        municipality = _once(folder / "municipality.key.pem", seal.new_municipality_key)
        signing = _once(folder / "kiosk.key.pem", Ed25519PrivateKey.generate)
    finally:
        os.close(handle)
    return Keys(seal.read_municipality_private(municipality), seal.read_signing(signing))


def _once(path: Path, make) -> Path:  # type: ignore[no-untyped-def]  # either kind of key
    if not path.exists():
        part = path.with_suffix(".part")
        seal.write_private(part, make())
        part.replace(path)
    return path


def name(number: int) -> str:
    """The id of a number: always the same."""
    return f"item-{number:06}"


def content(number: int, size: int) -> bytes:
    """JSON with the id and a checksum of its own body; the body depends on the number alone."""
    body = hashlib.shake_256(str(number).encode()).hexdigest(max(size, 2) // 2)
    check = hashlib.sha256(body.encode()).hexdigest()
    return json.dumps({"id": name(number), "check": check, "body": body}).encode()


def is_whole(private: ec.EllipticCurvePrivateKey, envelope: Envelope) -> bool:
    """Whether an envelope opens to the content that its id names."""
    try:
        data = json.loads(seal.open_bytes(private, envelope.header, envelope.blob))
        check = hashlib.sha256(data["body"].encode()).hexdigest()
    except (seal.SealError, ValueError, KeyError):
        return False
    return bool(data["id"] == envelope.header.id and data["check"] == check)


def put(outbox: Outbox, sealer: seal.Sealer, number: int, size: int) -> None:
    """Store one item; known ids are answered, not stored again."""
    items = [Item(name(number), content(number, size))]
    stored = outbox.submit(name(number), items, sealer, COUNTER, datetime.now(UTC))
    if not isinstance(stored, Stored):
        sys.exit(f"{stored.fault} {stored.cause}")
    say("ENQ", name(number))


def take(outbox: Outbox, private: ec.EllipticCurvePrivateKey, most: int, work: float = 0.0) -> int:
    """Work on the oldest items, one after the other; how many there were."""
    envelopes = outbox.waiting(most, MOST_BYTES, 0.0)
    for envelope in envelopes:
        one = envelope.header.id
        say("GOT" if is_whole(private, envelope) else "BAD", one)
        time.sleep(work)
        say("DID", one)
        outbox.note_results([ItemResult(one, "stored")], 0.0)
        say("ACK", one)
    return len(envelopes)


def produce(given: argparse.Namespace, outbox: Outbox, found: Keys) -> None:
    say("READY")
    for number in range(given.start, given.start + given.count):
        put(outbox, found.sealer, number, given.size)


def consume(given: argparse.Namespace, outbox: Outbox, found: Keys) -> None:
    say("READY")
    while take(outbox, found.municipality, 1, given.work):
        pass


def left(given: argparse.Namespace, outbox: Outbox, found: Keys) -> None:
    """Reads and changes nothing."""
    del given, found
    for one in outbox.undelivered():
        say("LEFT", one)


def cycle(given: argparse.Namespace, outbox: Outbox, found: Keys) -> None:
    """Both sides in one process: two are taken after every third put."""
    say("READY")
    for number in range(given.start, given.start + given.count):
        put(outbox, found.sealer, number, given.size)
        if (number - given.start) % 3 == 2:
            take(outbox, found.municipality, 2)


def main() -> int:
    parser = argparse.ArgumentParser(prog="queue_cli", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    for run in (produce, consume, left, cycle):
        verb = verbs.add_parser(run.__name__)
        verb.add_argument("--db", type=Path, required=True)
        verb.add_argument("--start", type=int, default=1)
        verb.add_argument("--count", type=int, default=100)
        verb.add_argument("--size", type=int, default=1024)
        verb.add_argument("--work", type=float, default=0.0)
        verb.set_defaults(run=run)
    given = parser.parse_args()
    found = keys(given.db)
    outbox = Outbox(given.db / "kiosk.db", PLACE)
    try:
        given.run(given, outbox, found)
    finally:
        outbox.close()
    say("DONE")
    return 0


if __name__ == "__main__":
    sys.exit(main())
