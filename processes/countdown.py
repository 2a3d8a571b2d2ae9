"""How long until somebody answers another offer (K6), in whole sentences of the active language."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.templatetags.moments import day as day_in_words


def on_card(answers_on: date, today: date) -> str:
    """ "offer, 3 days left": as short as a card."""
    days = (answers_on - today).days
    if days < 0:
        return _("offer, day has passed")
    if days == 0:
        return _("offer, answers today")
    words = ngettext("offer, %(days)d day left", "offer, %(days)d days left", days)
    return words % {"days": days}


def left(answers_on: date, today: date) -> str:
    """ "answers Tue 24 Nov, in 3 days"; for our own pages."""
    days, day = (answers_on - today).days, day_in_words(answers_on)
    if days < 0:
        return _("was to answer %(day)s") % {"day": day}
    if days == 0:
        return _("answers today")
    words = ngettext("answers %(day)s, in %(days)d day", "answers %(day)s, in %(days)d days", days)
    return words % {"day": day, "days": days}


def on_today(answers_on: date, today: date) -> str:
    """ "Offer elsewhere, answers Tue 24 Nov, in 3 days"; a day that has passed is not asked."""
    days = (answers_on - today).days
    if days <= 0:
        return _("Offer elsewhere, answers today")
    words = ngettext(
        "Offer elsewhere, answers %(day)s, in %(days)d day",
        "Offer elsewhere, answers %(day)s, in %(days)d days",
        days,
    )
    return words % {"day": day_in_words(answers_on), "days": days}


def told_on_page(answers_on: date, today: date, day: str) -> str:
    """For the client's page; ``day`` as the page names days. A day that has passed is not told."""
    days = (answers_on - today).days
    if days < 0:
        return _("has another offer")
    if days == 0:
        return _("has another offer and answers today")
    words = ngettext(
        "has another offer, answers %(day)s, %(days)d day left",
        "has another offer, answers %(day)s, %(days)d days left",
        days,
    )
    return words % {"day": day, "days": days}


def told_in_letter(answers_on: date, today: date, day: str) -> str:
    """A sentence of the client's reminder; ``day`` as the letter names days."""
    days = (answers_on - today).days
    if days <= 0:
        return _("Has another offer and answers it today.")
    words = ngettext(
        "Has another offer and answers it on %(day)s, in %(days)d day.",
        "Has another offer and answers it on %(day)s, in %(days)d days.",
        days,
    )
    return words % {"day": day, "days": days}
