"""When and how a consultant is free, as the reader says it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.money import PaidPer, span
from processes.models import Availability

register = template.Library()


@register.filter
def terms_in_words(facts: dict[str, Any]) -> str:
    """Of the facts of an event: "from 1 Dec · 4 days a week · Gävle · SEK 9,500 a day"."""
    try:
        rate = Decimal(facts.get("day_rate") or "")
    except InvalidOperation:
        rate = None
    return in_words(
        parse_date(facts.get("free_from") or ""),
        facts.get("days_a_week"),
        facts.get("place") or "",
        bool(facts.get("remote")),
        span(rate, rate, str(facts.get("currency") or ""), PaidPer.DAY),
    )


@register.filter
def said_in_words(row: Availability) -> str:
    """The same of what is known now."""
    return in_words(row.free_from, row.days_a_week, row.place, row.remote, row.day_rate_in_words)


@register.filter
def how_in_words(row: Availability) -> str:
    """How they would work, without from when."""
    return in_words(None, row.days_a_week, row.place, row.remote, row.day_rate_in_words)


@register.filter
def is_fresh_at(row: Availability, at: datetime) -> bool:
    """Whether somebody has said so within the last month."""
    return row.is_fresh(at)


def in_words(day: date | None, days_a_week: int | None, place: str, remote: bool, rate: str) -> str:
    said = []
    if day is not None:
        said.append(_("from %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")})
    if days_a_week:
        days = ngettext("%(count)d day a week", "%(count)d days a week", days_a_week)
        said.append(days % {"count": days_a_week})
    if place and remote:
        said.append(_("%(place)s or remote") % {"place": place})
    elif place or remote:
        said.append(place or _("remote"))
    if rate:
        said.append(rate)
    return " · ".join(said)
