"""Named checks of what is typed. Each gives the id of a fault to show, or nothing where it is right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from forms.age import everyday_age_on

HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
KANA = re.compile(r"^[ァ-ヴー・ 　]+$")
MOBILE = ("050", "060", "070", "080", "090")


def katakana(text: str) -> str:
    """Full-width katakana from hiragana, half-width or full-width kana; other characters stay."""
    return unicodedata.normalize("NFKC", text).translate(HIRAGANA_TO_KATAKANA)


def check_kana(text: str) -> str:
    """フリガナ: katakana, ー and a space between the names."""
    return "" if KANA.match(katakana(text)) else "not_kana"


def check_name(text: str) -> str:
    """Anything that can be a name: no digits or control characters."""
    bad = any(unicodedata.category(c)[0] == "C" or c.isdigit() for c in text)
    return "not_a_name" if bad else ""


def digits(text: str) -> str:
    """Only the digits, half-width."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isascii() and c.isdigit())


def check_phone(text: str) -> str:
    """10 digits, or 11 for 050 060 070 080 090; the first is 0."""
    number = digits(text)
    wanted = 11 if number.startswith(MOBILE) else 10
    return "" if number.startswith("0") and len(number) == wanted else "phone_length"


def format_phone(text: str) -> str:
    """090-1234-5678; other numbers unbroken, since area codes have many lengths."""
    number = digits(text)
    return f"{number[:3]}-{number[3:7]}-{number[7:]}" if len(number) == 11 else number


def check_account_number(text: str) -> str:
    """Seven digits (shorter ones are padded on the left by the citizen's bank book)."""
    return "" if len(digits(text)) == 7 else "account_number_length"


def check_postal_code(text: str) -> str:
    """Seven digits."""
    return "" if len(digits(text)) == 7 else "postal_code_length"


def check_block(text: str) -> str:
    """番地: at least one digit."""
    return "" if digits(text) else "block_without_number"


def check_not_after_today(day: date, today: date) -> str:
    """The day has come."""
    return "date_in_future" if day > today else ""


def check_date_of_birth(day: date, today: date) -> str:
    """Born by today, and not more than 130 years ago."""
    if day > today:
        return "date_in_future"
    return "born_too_long_ago" if everyday_age_on(day, today) > 130 else ""


TEXT_CHECKS: dict[str, Callable[[str], str]] = {
    "kana": check_kana,
    "name": check_name,
    "phone": check_phone,
    "account_number": check_account_number,
    "postal_code": check_postal_code,
    "block": check_block,
}
DATE_CHECKS: dict[str, Callable[[date, date], str]] = {
    "not_after_today": check_not_after_today,
    "date_of_birth": check_date_of_birth,
}
CHECKS = (*TEXT_CHECKS, *DATE_CHECKS)
