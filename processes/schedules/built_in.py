"""The product's own templates: week by week, for interim day by day (C4). Data."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from processes.schedules.planning import Counts, TemplateLine

Written = tuple[str | Promise, str, Counts, int]  # text, milestone, counted from where, number

START: list[Written] = [
    (_("Kick-off with whoever ordered and whoever decides"), "kick_off", Counts.DAY, 1),
    (_("Schedule sent"), "schedule", Counts.DAY, 2),
]
INTERIM: list[Written] = [
    *START,
    (_("Consultants asked for availability"), "contact", Counts.DAY, 2),
    (_("Interviews and references"), "interviews", Counts.DAY, 3),
    (_("Shortlist presented"), "presentation", Counts.DAY, 4),
    (_("Client meetings"), "meetings", Counts.DAY, 6),
    (_("Decision"), "decision", Counts.DAY, 8),
]
WEEKLY: list[Written] = [
    (_("Market mapped, first people contacted"), "mapping", Counts.WEEK, 1),
    (_("Interviews"), "interviews", Counts.HALF, -1),
    (_("Shortlist presented"), "presentation", Counts.HALF, 0),
    (_("Client meetings"), "meetings", Counts.HALF, 1),
    (_("Decision"), "decision", Counts.END, 0),
]
BUILT_IN: dict[str, list[Written]] = {
    "permanent": [*START, *WEEKLY],
    "interim": INTERIM,
    "search": [*START, (_("Target companies agreed"), "targets", Counts.DAY, 3), *WEEKLY],
}


@cache
def built_in(kind: str) -> tuple[TemplateLine, ...]:
    """The product's template for a kind of assignment, in every language it speaks."""
    return tuple(
        TemplateLine(in_all_languages(text), milestone, counts.value, number)
        for text, milestone, counts, number in BUILT_IN[kind]
    )


def in_all_languages(text: str | Promise) -> dict[str, str]:
    said = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said[code] = str(text)
    return said
