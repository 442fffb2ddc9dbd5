"""Japanese eras. 令和 2019-05-01, 平成 1989-01-08, 昭和 1926-12-25, 大正 1912-07-30, 明治 1868-01-25."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Era:
    """`digit` is what staff type first in a birthday of seven digits: 1 明治 … 5 令和."""

    id: str
    name: str
    romanised: str
    first_day: date
    digit: int


ERAS = (
    Era("reiwa", "令和", "Reiwa", date(2019, 5, 1), 5),
    Era("heisei", "平成", "Heisei", date(1989, 1, 8), 4),
    Era("showa", "昭和", "Showa", date(1926, 12, 25), 3),
    Era("taisho", "大正", "Taisho", date(1912, 7, 30), 2),
    Era("meiji", "明治", "Meiji", date(1868, 1, 25), 1),
)
BY_ID = {era.id: era for era in ERAS}
WEEKDAYS = "月火水木金土日"


def era_of(day: date) -> Era:
    """The era of a day; raises ValueError before 明治."""
    for era in ERAS:
        if day >= era.first_day:
            return era
    raise ValueError("before the first era")


def year_of(day: date) -> tuple[Era, int]:
    """Era and year in it, 1 = 元年."""
    era = era_of(day)
    return era, day.year - era.first_day.year + 1


def to_date(era_id: str, year: int, month: int, day: int) -> date | None:
    """The day, or None where it does not exist or lies outside the era; `western` is an era too."""
    western = year if era_id == "western" else BY_ID[era_id].first_day.year + year - 1
    if year < 1:
        return None
    try:
        found = date(western, month, day)
    except ValueError:
        return None
    if era_id == "western":
        return found if found >= ERAS[-1].first_day else None
    return found if found >= ERAS[-1].first_day and era_of(found).id == era_id else None


def japanese(day: date) -> str:
    """令和8年4月3日（2026年）; the first year prints 元年."""
    era, year = year_of(day)
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日（{day.year}年）"


def western(day: date) -> str:
    """2026年4月3日（金）."""
    return f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"
