"""Keys and certificates of a demonstration."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import ExtendedKeyUsageOID

from kiosk.wire import new_keys, seal
from tests.helpers.sealing import NOW


def test_all_keys_are_made_and_fit_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    new_keys.make_all(folder, "MN-03", NOW)
    private = seal.read_municipality_private(folder / "municipality.key.pem")
    public = seal.read_municipality_public(folder / "municipality.pub.pem")
    assert seal.key_id(private.public_key()) == seal.key_id(public)
    for name in ("kiosk", "codes"):
        signing = seal.read_signing(folder / f"{name}.key.pem")
        assert signing.public_key() == seal.read_verifying(folder / f"{name}.pub.pem")
    authority = x509.load_pem_x509_certificate((folder / "ca.pem").read_bytes())
    other = tmp_path / "other"
    new_keys.make_all(other, "MN-03", NOW)
    for name, usage in (
        ("server", ExtendedKeyUsageOID.SERVER_AUTH),
        ("client", ExtendedKeyUsageOID.CLIENT_AUTH),
    ):
        issued = x509.load_pem_x509_certificate((folder / f"{name}.pem").read_bytes())
        issued.verify_directly_issued_by(authority)
        found = issued.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
        assert list(found.value) == [usage]
        assert issued.not_valid_before_utc < NOW < issued.not_valid_after_utc
        assert issued.not_valid_after_utc - NOW == timedelta(days=30)
        foreign = x509.load_pem_x509_certificate((other / f"{name}.pem").read_bytes())
        with pytest.raises((ValueError, InvalidSignature)):
            foreign.verify_directly_issued_by(authority)
