"""What stands in the columns of the list of candidates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.places import COUNTRIES
from accounts.templatetags.moments import day
from candidates.models import Candidate
from candidates.models.wishes import KindOfWork
from candidates.spoken_languages import language_name

Said = SafeString | str
FEW = 3
COUNTRY = dict(COUNTRIES)  # Django's get_country_display compares all of them anew each time


@dataclass(frozen=True)
class Beside:
    """What a page knows of its people beside their records; ``stages`` where they are shown."""

    today: date
    stages: Mapping[int, list[str]] = field(default_factory=dict)


def skills(candidate: Candidate, _beside: Beside) -> Said:
    return badges(candidate.skills)


def tags(candidate: Candidate, _beside: Beside) -> Said:
    return badges(candidate.tags)


def badges(words: list[str]) -> SafeString:
    """As many as there is room for, each whole; only one that is too long by itself is cut."""
    return format_html(
        '<span class="flex h-5 flex-wrap gap-x-1 gap-y-2 overflow-hidden">{}</span>',
        SafeString(" ".join(map(badge, words[:FEW]))),
    )


@lru_cache(maxsize=4096)
def badge(word: str) -> SafeString:
    return format_html(
        '<span class="badge badge-quiet"><span class="truncate">{}</span></span>', word
    )


def place(candidate: Candidate, _beside: Beside) -> Said:
    return candidate.city or str(COUNTRY.get(candidate.country, candidate.country))


def available(candidate: Candidate, beside: Beside) -> Said:
    free: date | None = candidate.available_on
    if free is None:
        return "–"
    if free <= beside.today:
        return format_html('<span class="text-ok">{}</span>', _("free now"))
    return _("free %(day)s") % {"day": date_format(free, "DAY_OF_YEAR_FORMAT")}


def employer(candidate: Candidate, _beside: Beside) -> Said:
    return candidate.employer


def stage(candidate: Candidate, beside: Beside) -> Said:
    said = beside.stages.get(candidate.pk, [])
    return format_html_join("", '<span class="block truncate">{}</span>', ((one,) for one in said))


def contact(candidate: Candidate, _beside: Beside) -> Said:
    return day(candidate.last_contact_at) if candidate.last_contact_at else _("never")


def owner(candidate: Candidate, _beside: Beside) -> Said:
    return candidate.owner.full_name


def pay(candidate: Candidate, _beside: Beside) -> Said:
    return candidate.expected_pay or candidate.expects


def kinds(candidate: Candidate, _beside: Beside) -> Said:
    return ", ".join(str(KindOfWork(kind).label) for kind in candidate.wants_kinds)


def languages(candidate: Candidate, _beside: Beside) -> Said:
    return ", ".join(language_name(code) for code in candidate.languages)


def added(candidate: Candidate, _beside: Beside) -> Said:
    return date_format(timezone.localtime(candidate.created_at), "SHORT_DATE_FORMAT")


SAID: dict[str, Callable[[Candidate, Beside], Said]] = {
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
