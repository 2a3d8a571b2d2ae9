"""What stands in the columns of the list of candidates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from html import unescape
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.templatetags.moments import day
from candidates.models import Candidate
from candidates.models.wishes import KindOfWork
from candidates.spoken_languages import language_name

register = template.Library()
Said = SafeString | str
FEW = 3


@register.filter
def of(found: Mapping[int, Any], pk: int) -> Any:
    """What is known of this one; empty where nothing is."""
    return found.get(pk, "")


@register.filter
def says(why: str, headline: str) -> bool:
    """Whether the words that say why somebody was found begin with their headline."""
    return bool(headline) and unescape(strip_tags(why)).startswith(" ".join(headline.split())[:40])


@register.simple_tag(takes_context=True)
def column_of(context: Context, candidate: Candidate, name: str) -> Said:
    return SAID[name](candidate, context)


def skills(candidate: Candidate, _context: Context) -> Said:
    return badges(candidate.skills)


def tags(candidate: Candidate, _context: Context) -> Said:
    return badges(candidate.tags)


def badges(words: list[str]) -> SafeString:
    """As many as there is room for, each whole; only one that is too long by itself is cut."""
    one = '<span class="badge badge-quiet"><span class="truncate">{}</span></span>'
    shown = format_html_join(" ", one, ((word,) for word in words[:FEW]))
    return format_html(
        '<span class="flex h-5 flex-wrap gap-x-1 gap-y-2 overflow-hidden">{}</span>', shown
    )


def place(candidate: Candidate, _context: Context) -> Said:
    return candidate.city or candidate.get_country_display()


def available(candidate: Candidate, context: Context) -> Said:
    free: date | None = candidate.available_on
    if free is None:
        return "–"
    if free <= context["today"]:
        return format_html('<span class="text-ok">{}</span>', _("free now"))
    return _("free %(day)s") % {"day": date_format(free, "DAY_OF_YEAR_FORMAT")}


def employer(candidate: Candidate, _context: Context) -> Said:
    return candidate.employer


def stage(candidate: Candidate, context: Context) -> Said:
    said = context["stages"].get(candidate.pk, [])
    return format_html_join("", '<span class="block truncate">{}</span>', ((one,) for one in said))


def contact(candidate: Candidate, _context: Context) -> Said:
    return day(candidate.last_contact_at) if candidate.last_contact_at else _("never")


def owner(candidate: Candidate, _context: Context) -> Said:
    return candidate.owner.full_name


def pay(candidate: Candidate, _context: Context) -> Said:
    return candidate.expected_pay or candidate.expects


def kinds(candidate: Candidate, _context: Context) -> Said:
    return ", ".join(str(KindOfWork(kind).label) for kind in candidate.wants_kinds)


def languages(candidate: Candidate, _context: Context) -> Said:
    return ", ".join(language_name(code) for code in candidate.languages)


def added(candidate: Candidate, _context: Context) -> Said:
    return date_format(timezone.localtime(candidate.created_at), "SHORT_DATE_FORMAT")


SAID: dict[str, Callable[[Candidate, Context], Said]] = {
    "skills": skills,
    "place": place,
    "available": available,
    "employer": employer,
    "stage": stage,
    "contact": contact,
    "owner": owner,
    "pay": pay,
    "kinds": kinds,
    "languages": languages,
    "tags": tags,
    "added": added,
}
