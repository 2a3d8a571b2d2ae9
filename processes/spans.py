"""Spans of whole months, as contracts, trial periods and guarantees are agreed. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(starts_on: date, months: int) -> date:
    """The last day of so many months that begin on a day: 31 May for six from 1 December."""
    return months_later(starts_on, months) - timedelta(days=1)


def whole_months(starts_on: date, ends_on: date) -> int | None:
    """How many months make exactly this span, both days included; None where none do."""
    about = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month
    fitting = (n for n in (about, about + 1) if n > 0 and last_day(starts_on, n) == ends_on)
    return next(fitting, None)


def moved_along(ends_on: date, starts_on: date, to: date) -> date:
    """Where an end comes to lie when its start moves: as many months, else as many days, later."""
    if months := whole_months(starts_on, ends_on):
        return last_day(to, months)
    return ends_on + (to - starts_on)
