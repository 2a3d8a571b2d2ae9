"""What somebody speaks and wants, and how they were found, in the reader's words."""

from __future__ import annotations

from django import template

from candidates.found_through import in_words
from candidates.models import Candidate
from candidates.models.wishes import KindOfWork
from candidates.spoken_languages import language_name

register = template.Library()


@register.filter
def spoken(candidate: Candidate) -> str:
    return ", ".join(map(language_name, candidate.languages))


@register.filter
def found_through(candidate: Candidate) -> str:
    return in_words(candidate.source)


@register.filter
def kinds_wanted(candidate: Candidate) -> str:
    labels = dict(KindOfWork.choices)
    return ", ".join(str(labels[kind]) for kind in candidate.wants_kinds)
