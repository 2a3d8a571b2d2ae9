"""Days and moments as a report says them, in the active language and the client's time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

A_WEEKDAY_IS_CLEAR = timedelta(days=6)


def full_day(day: date) -> str:
    """Friday 20 November 2026; "E" bends the month where a language does."""
    return date_format(day, "l j E Y")


def day_and_month(day: date) -> str:
    """Tue 24 Nov."""
    return date_format(day, "DAY_FORMAT")


def near_day(day: date, today: date) -> str:
    """Today, the weekday where it is clear, such as "Tue", else with its date: "Tue 24 Nov"."""
    if day == today:
        return _("today")
    near = abs(day - today) <= A_WEEKDAY_IS_CLEAR
    return date_format(day, "D") if near else day_and_month(day)


def named_day(day: date, today: date) -> str:
    """As in a sentence: "Tuesday", and "Tuesday 24 November" where that is not clear."""
    near = abs(day - today) <= A_WEEKDAY_IS_CLEAR
    return date_format(day, "l" if near else "l j E")


def day_and_time(moment: datetime, zone: ZoneInfo) -> str:
    """Tue 24 Nov 09:00."""
    local = moment.astimezone(zone)
    return f"{day_and_month(local.date())} {time_format(local.time(), 'H:i')}"
