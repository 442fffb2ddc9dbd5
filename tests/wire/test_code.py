"""QR codes made beforehand."""

from __future__ import annotations

from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain import qr_payload
from kiosk.domain.qr_payload import Contents, PayloadFault
from kiosk.wire import code

KEY = Ed25519PrivateKey.generate()
DAY = date(2026, 11, 20)
FACTS = {"p1/person.family_name": "髙橋", "phone": "09012345678"}


def read(text: str, *, city: str = "999999", day: date = DAY) -> Contents | PayloadFault:
    return code.read(KEY.public_key(), text, city, day)


def test_a_code_is_read() -> None:
    text = code.make(KEY, "999999", DAY, FACTS)
    assert read(text) == Contents("999999", DAY, tuple(FACTS.items()))


def test_codes_that_cannot_be_used_say_why() -> None:
    text = code.make(KEY, "999999", DAY, FACTS)
    other = code.make(Ed25519PrivateKey.generate(), "999999", DAY, FACTS)
    body = b"signed, and yet no contents"
    assert read("https://example.jp") == PayloadFault("code_foreign")
    assert read(other) == PayloadFault("code_damaged")
    assert read(text[:-8]) == PayloadFault("code_damaged")
    assert read(qr_payload.join(body, KEY.sign(body))) == PayloadFault("code_damaged")
    assert read(text, city="999998") == PayloadFault("code_other_city")
    assert read(text, day=date(2026, 11, 21)) == PayloadFault("code_expired")


def test_every_changed_letter_is_seen() -> None:
    text = code.make(KEY, "999999", DAY, FACTS)
    for place in range(len(qr_payload.PREFIX), len(text) - 1):
        letter = "B" if text[place] == "A" else "A"
        assert isinstance(read(text[:place] + letter + text[place + 1 :]), PayloadFault)
