"""Makes keys and certificates: for demonstrations and tests all of them at once.

A production kiosk makes its own device key and asks for its certificate (enrolment, not built yet).
"""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.wire.seal import new_municipality_key, write_private, write_public

LIFE = timedelta(days=30)


def make_all(folder: Path, kiosk: str, now: datetime) -> None:
    """Every key of a demonstration: municipality, kiosk, code service, CA, server and client."""
    folder.mkdir(parents=True, exist_ok=True)
    municipality = new_municipality_key()
    write_private(folder / "municipality.key.pem", municipality)
    write_public(folder / "municipality.pub.pem", municipality.public_key())
    for name in ("kiosk", "codes"):
        signing = Ed25519PrivateKey.generate()
        write_private(folder / f"{name}.key.pem", signing)
        write_public(folder / f"{name}.pub.pem", signing.public_key())
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority = _authority(authority_key, now)
    (folder / "ca.pem").write_bytes(authority.public_bytes(Encoding.PEM))
    _issue(folder / "server", "central", authority, authority_key, now)
    _issue(folder / "client", kiosk, authority, authority_key, now)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _authority(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = _name("Madoguchi demonstration CA")
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(_usage(signs=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _issue(
    path: Path,
    name: str,
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> None:
    """`path`.pem and `path`.key.pem; the server's name is localhost."""
    key = ec.generate_private_key(ec.SECP256R1())
    usage = (
        ExtendedKeyUsageOID.SERVER_AUTH if name == "central" else ExtendedKeyUsageOID.CLIENT_AUTH
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("localhost"), x509.IPAddress(ipaddress.IPv4Address("127.0.0.1"))]
            ),
            critical=False,
        )
    )
    certificate = builder.sign(authority_key, hashes.SHA256())
    path.with_suffix(".pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    write_private(path.with_suffix(".key.pem"), key)
