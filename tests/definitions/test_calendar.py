"""Eras, ages and deadlines at their boundaries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import age, dates, era
from forms.model import Calendar, DateEntry

DAYS = st.dates(min_value=date(1868, 1, 25), max_value=date(2100, 12, 31))
CLOSED = Calendar(closed_yearly=["12-29"], closed=[date(2026, 11, 23)])


@given(DAYS)
def test_an_era_date_leads_back_to_its_day(day: date) -> None:
    found, year = era.year_of(day)
    assert era.to_date(found.id, year, day.month, day.day) == day
    assert era.to_date("western", day.year, day.month, day.day) == day


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2019, 4, 30), "平成31年4月30日（2019年）"),
        (date(2019, 5, 1), "令和元年5月1日（2019年）"),
        (date(1989, 1, 7), "昭和64年1月7日（1989年）"),
        (date(1989, 1, 8), "平成元年1月8日（1989年）"),
        (date(1926, 12, 25), "昭和元年12月25日（1926年）"),
        (date(1912, 7, 29), "明治45年7月29日（1912年）"),
    ],
)
def test_the_era_changes_on_its_day(day: date, text: str) -> None:
    assert era.japanese(day) == text


@pytest.mark.parametrize(
    ("name", "year", "month", "day"),
    [
        ("heisei", 31, 5, 1),
        ("reiwa", 1, 4, 30),
        ("reiwa", 0, 5, 1),
        ("reiwa", 8, 2, 29),
        ("western", 1868, 1, 24),
        ("western", 2026, 13, 1),
        ("showa", 65, 1, 1),
        ("meiji", 1, 1, 1),
    ],
)
def test_a_day_outside_its_era_is_no_day(name: str, year: int, month: int, day: int) -> None:
    assert era.to_date(name, year, month, day) is None


def test_before_the_first_era_there_is_none() -> None:
    with pytest.raises(ValueError, match="before the first era"):
        era.era_of(date(1868, 1, 24))


def test_the_western_date_has_its_weekday() -> None:
    assert era.western(date(2026, 4, 3)) == "2026年4月3日（金）"


def test_age_in_law_grows_the_day_before() -> None:
    born = date(2008, 4, 1)
    assert age.age_on(born, date(2026, 3, 30)) == 17
    assert age.age_on(born, date(2026, 3, 31)) == 18
    assert age.everyday_age_on(born, date(2026, 3, 31)) == 17


@pytest.mark.parametrize(
    ("born", "last"),
    [
        (date(2008, 4, 1), date(2026, 3, 31)),
        (date(2008, 4, 2), date(2027, 3, 31)),
        (date(2008, 2, 29), date(2026, 3, 31)),
        (date(2007, 12, 31), date(2026, 3, 31)),
    ],
)
def test_until_the_31_march_after_18(born: date, last: date) -> None:
    assert age.school_year_age_on(born, last) <= 18
    assert age.school_year_age_on(born, last + timedelta(days=1)) == 19
    assert age.next_31_march(born, 18) == last


@given(DAYS, DAYS)
def test_age_in_law_is_the_everyday_age_of_tomorrow(born: date, day: date) -> None:
    assert age.age_on(born, day) == age.everyday_age_on(born, day + timedelta(days=1))


def entry(**keys: object) -> DateEntry:
    return DateEntry.model_validate({"id": "d", "from": "move.date", **keys})


@pytest.mark.parametrize(
    ("steps", "start", "last"),
    [
        ([{"days": 14, "count": "next_day"}], date(2026, 11, 1), date(2026, 11, 15)),
        ([{"days": 14, "count": "same_day"}], date(2026, 11, 1), date(2026, 11, 14)),
        ([{"days": 2, "count": "open_days"}], date(2026, 11, 20), date(2026, 11, 25)),
        ([{"days": 1}, {"closed": "next_open_day"}], date(2026, 11, 20), date(2026, 11, 24)),
        ([{"days": 2}, {"closed": "previous_open_day"}], date(2026, 11, 20), date(2026, 11, 20)),
        ([{"months": 1}], date(2026, 1, 31), date(2026, 2, 28)),
        ([{"months": 12}], date(2028, 2, 29), date(2029, 2, 28)),
        ([{"set_day": "last"}], date(2028, 2, 3), date(2028, 2, 29)),
        ([{"set_month": 3, "set_day": 31}], date(2026, 5, 5), date(2026, 3, 31)),
        ([{"set_month": 6}], date(2026, 5, 5), date(2026, 6, 1)),
        ([{"set_day": 31}], date(2026, 4, 5), date(2026, 4, 30)),
        ([{"weekday": 0}], date(2026, 11, 20), date(2026, 11, 23)),
        ([{"closed": "next_open_day"}], date(2026, 12, 29), date(2026, 12, 30)),
        ([], date(2026, 11, 20), date(2026, 11, 20)),
    ],
)
def test_steps_are_counted_in_order(
    steps: list[dict[str, object]], start: date, last: date
) -> None:
    assert dates.count(entry(steps=steps), start, CLOSED) == last


def test_a_deadline_stays_between_its_bounds() -> None:
    bounded = entry(not_before=date(2026, 12, 1), not_after=date(2026, 12, 24))
    assert dates.count(bounded, date(2026, 11, 1), CLOSED) == date(2026, 12, 1)
    assert dates.count(bounded, date(2026, 12, 25), CLOSED) == date(2026, 12, 24)


@given(DAYS, st.integers(min_value=0, max_value=60))
def test_a_deadline_that_ends_on_an_open_day_is_open(start: date, days: int) -> None:
    counted = entry(steps=[{"days": days}, {"closed": "next_open_day"}])
    assert dates.is_open(dates.count(counted, start, CLOSED), CLOSED)
