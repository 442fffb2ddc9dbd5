"""The seal: only the municipality opens it, and only as it was closed."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.application import Answer, Application
from kiosk.wire import seal
from kiosk.wire.envelope import STEP, EnvelopeError
from kiosk.wire.seal import SealError
from tests.helpers.sealing import KEYS, header, sealed

APPLICATION = Application(
    id="id-1",
    visit="visit-1",
    part=1,
    parts=1,
    municipality="999999",
    procedure="moving_in",
    title="転入届",
    form="住民異動届",
    kind="notification",
    definition_version=1,
    definition_hash="ab",
    legal_basis="住民基本台帳法第22条",
    filed_on=date(2026, 11, 20),
    language="ja",
    identity="card",
    answers=(Answer("p1/person.full_name", "氏名", "髙橋　健一", ("髙橋", "健一"), "card"),),
)


@given(st.binary(max_size=4000))
def test_packing_is_undone(content: bytes) -> None:
    packed = seal.pack(content)
    assert len(packed) % STEP == 0
    assert seal.unpack(packed) == content


@given(st.binary(max_size=1100))
def test_other_bytes_do_not_unpack(content: bytes) -> None:
    """Random bytes are torn; they never raise anything else."""
    with pytest.raises(SealError):
        seal.unpack(content)


def test_a_cut_or_lengthened_packing_does_not_unpack() -> None:
    packed = seal.pack(b"content" * 1000)
    length = int.from_bytes(packed[:4], "big")
    for wrong in (
        packed[:-1],
        packed + bytes(1),
        packed[:-1] + b"x",
        (length - 1).to_bytes(4, "big") + packed[4:],
        (len(packed)).to_bytes(4, "big") + packed[4:],
    ):
        with pytest.raises(SealError):
            seal.unpack(wrong)


def _padded(frame: bytes) -> bytes:
    body = len(frame).to_bytes(4, "big") + frame
    return body + bytes(-len(body) % STEP)


def test_a_frame_that_ends_too_early_is_torn() -> None:
    whole = zstandard.ZstdCompressor().compress(bytes(range(256)) * 2000)
    with pytest.raises(SealError, match="content is torn"):
        seal.unpack(_padded(whole[: len(whole) // 2]))


def test_a_bomb_does_not_expand() -> None:
    bomb = zstandard.ZstdCompressor().compress(bytes(seal.MOST_BYTES * 8))
    with pytest.raises(SealError, match="too large"):
        seal.unpack(_padded(bomb))


# --- sealing ---


@settings(deadline=None, max_examples=25)
@given(st.binary(max_size=3000))
def test_sealing_is_undone_by_the_municipality(content: bytes) -> None:
    envelope = sealed(content=content)
    assert seal.open_bytes(KEYS.municipality, envelope.header, envelope.blob) == content
    assert seal.verify(KEYS.signing.public_key(), envelope)
    assert envelope.header.size_class == len(seal.pack(content)) // STEP


def test_equal_contents_do_not_look_alike() -> None:
    assert sealed().blob != sealed().blob


def test_any_changed_byte_is_seen() -> None:
    envelope = sealed()
    for place in range(len(envelope.blob)):
        changed = bytearray(envelope.blob)
        changed[place] ^= 1
        with pytest.raises(SealError):
            seal.open_bytes(KEYS.municipality, envelope.header, bytes(changed))
        assert not seal.verify(KEYS.signing.public_key(), replace(envelope, blob=bytes(changed)))


@pytest.mark.parametrize("length", [0, 1, 64, 65, 90])
def test_a_cut_blob_is_seen(length: int) -> None:
    envelope = sealed()
    with pytest.raises(SealError):
        seal.open_bytes(KEYS.municipality, envelope.header, envelope.blob[:length])


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "id-2"}, {"visit": "other"}, {"sequence": 2}, {"number": "A999"}, {"kiosk": "MN-04"},
        {"municipality": "999998"}, {"part": 1, "parts": 2}, {"size_class": 2},
        {"counter_group": "窓口 4"}, {"received_at": "2027-01-01T00:00:00+09:00"},
        {"suite": "other"}, {"key_id": "0" * 16},
    ],
)  # fmt: skip
def test_a_swapped_header_is_seen(changed: dict[str, Any]) -> None:
    envelope = sealed()
    other = replace(envelope.header, **changed)
    with pytest.raises(SealError):
        seal.open_bytes(KEYS.municipality, other, envelope.blob)
    assert not seal.verify(KEYS.signing.public_key(), replace(envelope, header=other))


def test_another_municipality_cannot_open() -> None:
    envelope = sealed()
    other = seal.new_municipality_key()
    with pytest.raises(SealError, match="another key"):
        seal.open_bytes(other, envelope.header, envelope.blob)
    claimed = replace(envelope.header, key_id=seal.key_id(other.public_key()))
    with pytest.raises(SealError, match="changed on the way"):
        seal.open_bytes(other, claimed, envelope.blob)


def test_another_kiosk_cannot_sign() -> None:
    assert not seal.verify(Ed25519PrivateKey.generate().public_key(), sealed())


def test_what_central_would_refuse_is_not_sealed() -> None:
    with pytest.raises(EnvelopeError, match="field kiosk"):
        sealed(kiosk="x" * 41)


# --- applications ---


def test_an_application_comes_out_as_it_went_in() -> None:
    envelope = sealed(content=seal.application_bytes(APPLICATION))
    opened = seal.open_application(KEYS.municipality, envelope.header, envelope.blob)
    assert opened == APPLICATION


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"1", b"{}", b'{"format": 1}', b"[" * 50_000]
)
def test_other_content_is_no_application(content: bytes) -> None:
    envelope = sealed(content=content)
    with pytest.raises(SealError, match="no application"):
        seal.open_application(KEYS.municipality, envelope.header, envelope.blob)


def test_an_application_under_another_header_is_named() -> None:
    envelope = sealed(2, content=seal.application_bytes(APPLICATION))
    with pytest.raises(SealError, match="another application"):
        seal.open_application(KEYS.municipality, envelope.header, envelope.blob)


def test_what_is_sealed_is_readable_json() -> None:
    assert "髙橋" in seal.application_bytes(APPLICATION).decode()
    assert json.loads(seal.application_bytes(APPLICATION))["format"] == 1


# --- key files ---


def test_key_files_are_read_again_and_private(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_text("old")
    path.chmod(0o644)
    seal.write_private(path, KEYS.municipality)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    read = seal.read_municipality_private(path)
    assert seal.key_id(read.public_key()) == KEYS.sealer.key_id
    seal.write_public(path, KEYS.municipality.public_key())
    assert seal.key_id(seal.read_municipality_public(path)) == header().key_id
    seal.write_private(path, KEYS.signing)
    assert seal.read_signing(path).public_key() == KEYS.signing.public_key()
    seal.write_public(path, KEYS.signing.public_key())
    assert seal.read_verifying(path) == KEYS.signing.public_key()


READERS: list[tuple[Callable[[Path], object], bool]] = [
    (seal.read_municipality_public, False),
    (seal.read_municipality_private, True),
    (seal.read_signing, True),
    (seal.read_verifying, False),
]


@pytest.mark.parametrize(("read", "private"), READERS)
def test_other_key_files_are_named(
    read: Callable[[Path], object], private: bool, tmp_path: Path
) -> None:
    path = tmp_path / "key.pem"
    with pytest.raises(seal.KeyFileError, match=r"key.pem: cannot be read"):
        read(path)
    path.write_text("no key")
    with pytest.raises(seal.KeyFileError, match=r"key.pem: cannot be read"):
        read(path)
    wrong: list[Any] = [rsa.generate_private_key(65537, 2048)]
    wrong.append(ec.generate_private_key(ec.SECP384R1()))
    for key in wrong:
        if private:
            seal.write_private(path, key)
        else:
            seal.write_public(path, key.public_key())
        with pytest.raises(seal.KeyFileError, match=r"key.pem: not a"):
            read(path)
