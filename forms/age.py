"""Ages as Japanese law counts them (年齢計算ニ関スル法律: one grows older the day before the birthday)."""

from __future__ import annotations

from datetime import date, timedelta


def age_on(born: date, day: date) -> int:
    """Age in law on a day: already the new age on the day before the birthday."""
    tomorrow = day + timedelta(days=1)
    return everyday_age_on(born, tomorrow)


def everyday_age_on(born: date, day: date) -> int:
    """Age as people say it: the new one from the birthday on; born on 02-29 counts from 03-01."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)


def school_year_age_on(born: date, day: date) -> int:
    """Age that is reached in law by the last 31 March before or on `day`, plus the running year.

    "Until the first 31 March after the 18th birthday" is `school_year_age_on(...) <= 18`:
    born 2008-04-01 until 2026-03-31, born 2008-04-02 until 2027-03-31.
    """
    first = date(day.year if day.month >= 4 else day.year - 1, 4, 1)
    return age_on(born, first - timedelta(days=1)) + 1


def next_31_march(born: date, age: int) -> date:
    """The first 31 March on or after the day on which `age` is reached in law."""
    day = date(born.year + age, 3, 31)
    return day if age_on(born, day) >= age else date(born.year + age + 1, 3, 31)
