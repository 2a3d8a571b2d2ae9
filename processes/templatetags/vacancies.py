"""Vacancies on pages: their words as HTML, and the facts that search engines read."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.money import span
from processes.models import Assignment
from processes.models.brief import MOST_REMOTE_DAYS
from processes.vacancies.written import as_html

register = template.Library()
# As Django's own json_script: nothing in it ends the script, or begins another.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def written(words: str) -> SafeString:
    """Plain words with their paragraphs and lists."""
    return as_html(words)


@register.simple_tag
def linked_data(facts: dict[str, Any]) -> SafeString:
    """Facts in the form of JSON-LD: data, which no browser carries out."""
    said = mark_safe(json.dumps(facts, ensure_ascii=False).translate(ESCAPES))  # noqa: S308
    return format_html('<script type="application/ld+json">{}</script>', said)


@register.filter
def at_home(days: int | None) -> str:
    """ "2 days a week at home"; nothing where it was not said, or no day is."""
    if not days:
        return ""
    if days == MOST_REMOTE_DAYS:
        return _("all of it from home")
    return ngettext("%(count)d day a week at home", "%(count)d days a week at home", days) % {
        "count": days
    }


@register.filter
def pay_range(assignment: Assignment) -> str:
    """ "SEK 45,000–50,000 a month", without the remark beside it, which is for the agency."""
    ends = (assignment.pay_from, assignment.pay_to)
    return span(*ends, assignment.pay_currency, assignment.pay_per)
