"""Days that law counts: deadlines with their closed days (民法 140, 142)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from forms.model import Calendar, DateEntry, DateStep


def is_open(day: date, closed: Calendar) -> bool:
    """Whether the city hall is open on a day."""
    return (
        day.weekday() < 5
        and day not in closed.closed
        and day.strftime("%m-%d") not in closed.closed_yearly
    )


def _add_open_days(day: date, count: int, closed: Calendar) -> date:
    while count:
        day += timedelta(days=1)
        count -= is_open(day, closed)
    return day


def _add_months(day: date, months: int) -> date:
    """The same day some months on, or the month's last day where it has none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _set_day(day: date, step: DateStep) -> date:
    if step.set_month:
        day = day.replace(month=step.set_month, day=1)
    last = calendar.monthrange(day.year, day.month)[1]
    if step.set_day is None:
        return day
    return day.replace(day=last if step.set_day == "last" else min(step.set_day, last))


def _step(day: date, step: DateStep, closed: Calendar) -> date:
    if step.days is not None and step.count == "open_days":
        day = _add_open_days(day, step.days, closed)
    elif step.days is not None:
        # Counted from the next day the n-th day is n days on; counted from the same day it is n - 1.
        day += timedelta(days=step.days - (step.count == "same_day"))
    if step.months is not None:
        day = _add_months(day, step.months)
    day = _set_day(day, step)
    if step.weekday is not None:
        day += timedelta(days=(step.weekday - day.weekday()) % 7)
    forward = 1 if step.closed == "next_open_day" else -1
    while step.closed and not is_open(day, closed):
        day += timedelta(days=forward)
    return day


def count(entry: DateEntry, start: date, closed: Calendar) -> date:
    """The day that `entry` counts from `start`."""
    day = start
    for step in entry.steps:
        day = _step(day, step, closed)
    if entry.not_before and day < entry.not_before:
        day = entry.not_before
    if entry.not_after and day > entry.not_after:
        day = entry.not_after
    return day
