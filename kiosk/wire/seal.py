"""Sealing to the municipality, opening by the municipality, signing by the kiosk.

HPKE (RFC 9180), base mode, DHKEM(P-256, HKDF-SHA256) with AES-256-GCM. The clear header is bound as
`info` (the library's single-shot call takes no separate associated data; both enter the key or the
tag, and a changed header makes opening fail). JSON → zstd → padded to 512-byte steps → sealed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import zstandard
from cryptography.exceptions import InvalidSignature, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hpke, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk.domain.application import Application, from_json, to_json
from kiosk.wire.envelope import STEP, SUITE, Envelope, Header

LENGTH_BYTES = 4
MOST_BYTES = 8 << 20
_SUITE = hpke.Suite(hpke.KEM.P256, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


class SealError(Exception):
    """It cannot be opened: another key, a changed header, a torn blob."""


def pack(content: bytes) -> bytes:
    """Compress and pad to a multiple of 512 bytes."""
    packed = zstandard.ZstdCompressor(level=3).compress(content)
    body = len(packed).to_bytes(LENGTH_BYTES, "big") + packed
    return body + bytes(-len(body) % STEP)


def unpack(padded: bytes) -> bytes:
    """The inverse of `pack`; raises SealError on anything else. Bounded: a bomb does not expand."""
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    packed = padded[LENGTH_BYTES : LENGTH_BYTES + length]
    if len(padded) % STEP or len(packed) != length or any(padded[LENGTH_BYTES + length :]):
        raise SealError("padding is torn")
    try:
        size = zstandard.get_frame_parameters(packed).content_size
        with zstandard.ZstdDecompressor().stream_reader(packed) as reader:
            content = reader.read(MOST_BYTES + 1)
    except zstandard.ZstdError as error:
        raise SealError("content is torn") from error
    if len(content) > MOST_BYTES:
        raise SealError("content is too large")
    if len(content) != size:
        raise SealError("content is torn")
    return content


def key_id(public: ec.EllipticCurvePublicKey) -> str:
    """Sixteen hexadecimal digits that name a municipality's key."""
    point = public.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return hashlib.sha256(point).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Sealer:
    """What a kiosk can do: seal for the municipality and sign as itself. It cannot open anything."""

    public: ec.EllipticCurvePublicKey
    signing: Ed25519PrivateKey

    @property
    def key_id(self) -> str:
        return key_id(self.public)

    def seal(self, header: Callable[[int], Header], content: bytes) -> Envelope:
        """Seal bytes under the header that is made for their size class."""
        packed = pack(content)
        # What the other side would refuse is not sealed in the first place.
        clear = Header.from_json(asdict(header(len(packed) // STEP)))
        blob = _SUITE.encrypt(packed, self.public, info=clear.to_bytes())
        digest = hashlib.sha256(blob).digest()
        return Envelope(clear, blob, digest, self.signing.sign(signed_bytes(clear, digest)))


def signed_bytes(header: Header, digest: bytes) -> bytes:
    """What the kiosk signs: the header and the digest of the sealed blob."""
    return b"madoguchi application\x00" + header.to_bytes() + b"\x00" + digest


def verify(public: Ed25519PublicKey, envelope: Envelope) -> bool:
    """Whether the kiosk with this key made the envelope and nothing in it was changed."""
    if hashlib.sha256(envelope.blob).digest() != envelope.digest:
        return False
    try:
        public.verify(envelope.signature, signed_bytes(envelope.header, envelope.digest))
    except InvalidSignature:
        return False
    return True


def open_bytes(private: ec.EllipticCurvePrivateKey, header: Header, blob: bytes) -> bytes:
    """Open a blob; raises SealError."""
    if header.suite != SUITE or header.key_id != key_id(private.public_key()):
        raise SealError("sealed with another suite or to another key")
    try:
        padded = _SUITE.decrypt(blob, private, info=header.to_bytes())
    except (InvalidTag, ValueError) as error:
        raise SealError("changed on the way, or sealed to another key") from error
    return unpack(padded)


def open_application(
    private: ec.EllipticCurvePrivateKey, header: Header, blob: bytes
) -> Application:
    """Open a sealed application; raises SealError."""
    content = open_bytes(private, header, blob)
    try:
        application = from_json(json.loads(content))
    except (ValueError, AttributeError, RecursionError) as error:
        raise SealError("opened, but it is no application of a known format") from error
    inside = (application.id, application.visit, application.part, application.parts)
    if inside != (header.id, header.visit, header.part, header.parts):
        raise SealError("opened, but it is another application than its header says")
    return application


def application_bytes(application: Application) -> bytes:
    """An application as it is sealed."""
    return json.dumps(to_json(application), ensure_ascii=False, separators=(",", ":")).encode()


# --- key files (PEM) ---


def new_municipality_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def write_private(path: Path, key: ec.EllipticCurvePrivateKey | Ed25519PrivateKey) -> None:
    """Write a private key, readable by its owner only."""
    content = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, 0o600)
        file.write(content)


def write_public(path: Path, key: ec.EllipticCurvePublicKey | Ed25519PublicKey) -> None:
    path.write_bytes(
        key.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )


class KeyFileError(Exception):
    """A key file is not what it should be; the message names the file."""


def read_municipality_public(path: Path) -> ec.EllipticCurvePublicKey:
    key = _load(path, serialization.load_pem_public_key)
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyFileError(f"{path.name}: not a P-256 public key")
    return key


def read_municipality_private(path: Path) -> ec.EllipticCurvePrivateKey:
    key = _load(path, _load_private)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyFileError(f"{path.name}: not a P-256 private key")
    return key


def read_signing(path: Path) -> Ed25519PrivateKey:
    key = _load(path, _load_private)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path.name}: not an Ed25519 private key")
    return key


def read_verifying(path: Path) -> Ed25519PublicKey:
    key = _load(path, serialization.load_pem_public_key)
    if not isinstance(key, Ed25519PublicKey):
        raise KeyFileError(f"{path.name}: not an Ed25519 public key")
    return key


def _load_private(content: bytes) -> object:
    return serialization.load_pem_private_key(content, password=None)


def _load(path: Path, load: Callable[[bytes], object]) -> object:
    """A key of any kind; raises KeyFileError."""
    try:
        return load(path.read_bytes())
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileError(f"{path.name}: cannot be read ({type(error).__name__})") from error
