from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower

from accounts.search_names import Unaccented, containing

if TYPE_CHECKING:
    from candidates.models.candidate import Candidate  # noqa: F401 (the name below)

# What only a search engine's user types: a phrase, a word to leave out, one word or the other.
OPERATORS = re.compile(r'"|(^|\s)-\w|\sor\s', re.IGNORECASE)


class WordsBegun(SearchQuery):
    """Words of which the last may still be on its way: ``payroll man`` finds managers."""

    template = "(NULLIF(%(function)s(%(expressions)s)::text, '') || ':*')::tsquery"


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def findable(self) -> CandidateQuerySet:
        """Whoever may be searched, picked and listed: neither closed nor made one with another."""
        return self.filter(closed_at__isnull=True, merged_into__isnull=True)

    def named(self, typed: str) -> CandidateQuerySet:
        return self.filter(containing("plain_name", typed))

    def matching(self, typed: str) -> CandidateQuerySet:
        """By part of the name, or by words in headline, skills, employer and notes."""
        plain_words = RawSQL("immutable_unaccent(%s)", [typed])
        if OPERATORS.search(typed):
            words = SearchQuery(plain_words, search_type="websearch", config="simple")
        else:
            words = WordsBegun(plain_words, search_type="plain", config="simple")
        return self.filter(
            containing("plain_name", typed) | models.Q(email__iexact=typed) | models.Q(words=words)
        )

    def skilled_in(self, skill: str) -> CandidateQuerySet:
        """Whoever has this very skill, in whatever case it was written.

        The words narrow it down by their index; then the skills themselves are compared.
        """
        words = SearchQuery(
            RawSQL("immutable_unaccent(%s)", [skill]), search_type="phrase", config="simple"
        )
        same = "EXISTS (SELECT FROM unnest(skills) skill WHERE lower(skill) = lower(%s))"
        has_it = RawSQL(same, [skill], output_field=models.BooleanField())  # noqa: S611
        return self.filter(has_it, words=words)

    def living_in(self, city: str) -> CandidateQuerySet:
        return self.filter(plain_city=Lower(Unaccented(models.Value(city.strip()))))

    def available_by(self, day: date) -> CandidateQuerySet:
        """Whoever is known to be free on this day; no date means that nobody has asked."""
        return self.filter(available_on__lte=day)
