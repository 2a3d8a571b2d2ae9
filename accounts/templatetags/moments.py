"""Moments in words, near ones relative ("2 h late"), each with the full moment on hover."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

register = template.Library()

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
A_WEEKDAY_IS_CLEAR = timedelta(days=6)


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime | None, classes: str = "") -> SafeString:
    """When something was or will be: "5 min ago", "14:02", "tomorrow 09:00", "Wed 10:00"."""
    if value is None:
        return SafeString("")
    return _time(value, in_words(value, _at(context)), classes)


@register.simple_tag(takes_context=True)
def due(context: Context, value: datetime | None, classes: str = "") -> SafeString:
    """When a word is owed: "2 h late" in red, the rest of today in ink, later days quietly."""
    if value is None:
        return SafeString("")
    at = _at(context)
    tone = "quiet"
    if value <= at:
        tone = "font-medium text-late"
    elif value - at <= 2 * HOUR:
        tone = "font-medium text-soon"
    words = late_in_words(at - value) if value <= at else in_words(value, at)
    return _time(value, words, f"tabular-nums {tone} {classes}")


@register.filter
def day(value: date | datetime | None) -> str:
    """A day without its year: "Tue 24 Nov"."""
    if value is None:
        return ""
    return _written(_day_of(value), "DAY_FORMAT", get_language())


@register.filter
def day_heading(value: date | datetime) -> str:
    """A day as a heading: "Friday 20 November"."""
    return _written(_day_of(value), "l j E", get_language())


@register.filter
def clock(value: datetime | None) -> str:
    """The time of the reader's day: "14:02"."""
    return f"{timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def full_moment(value: datetime | None) -> str:
    """Everything about a moment: "Friday 20 November 2026, 14:02"."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{_written(local.date(), 'l j E Y', get_language())}, {local:%H:%M}"


def late_in_words(amount: timedelta) -> str:
    """How late: minutes up to an hour, hours up to a day, then days."""
    if amount < MINUTE:
        return _("due now")
    if amount < HOUR:
        return _("%(count)d min late") % {"count": amount // MINUTE}
    if amount < DAY:
        return _("%(count)d h late") % {"count": amount // HOUR}
    days = amount // DAY
    return ngettext("%(count)d day late", "%(count)d days late", days) % {"count": days}


def in_words(value: datetime, at: datetime) -> str:
    """``value`` as somebody would say it at ``at``, in the reader's time zone."""
    local, today = timezone.localtime(value), timezone.localtime(at).date()
    clock_time, distance = f"{local:%H:%M}", local.date() - today
    if timedelta(0) <= at - value < HOUR:
        minutes = (at - value) // MINUTE
        return _("%(count)d min ago") % {"count": minutes} if minutes else _("just now")
    if distance == timedelta(0):
        return clock_time
    if distance == DAY:
        return _("tomorrow %(time)s") % {"time": clock_time}
    if distance == -DAY:
        return _("yesterday %(time)s") % {"time": clock_time}
    if abs(distance) <= A_WEEKDAY_IS_CLEAR:
        return f"{_written(local.date(), 'D', get_language())} {clock_time}"
    this_year = local.year == today.year
    form = "DAY_OF_MONTH_FORMAT" if this_year else "DAY_OF_YEAR_FORMAT"
    return _written(local.date(), form, get_language())


def _time(value: datetime, words: str, classes: str) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}" class="{}">{}</time>',
        value.isoformat(timespec="minutes"),
        full_moment(value),
        classes,
        words,
    )


def _at(context: Context) -> datetime:
    at = getattr(context.get("request"), "at", None)
    return at if isinstance(at, datetime) else timezone.now()


def _day_of(value: date | datetime) -> date:
    """The reader's day of a moment."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@lru_cache(maxsize=4096)
def _written(day: date, form: str, language: str | None) -> str:
    """A day in ``language``, the active one: a page writes the same few days many times."""
    return date_format(day, form)
