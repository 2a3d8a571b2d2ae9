"""Conditions on the lists of a candidate, in the form that an index serves.

``plain_skills`` is a column that only PostgreSQL writes: skills in lower case, without accents.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL


def all_of(column: str, words: Sequence[str]) -> Q:
    """Whoever has every one of them."""
    return _compared(column, "@>", words)


def any_of(column: str, words: Sequence[str]) -> Q:
    return _compared(column, "&&", words)


def _compared(column: str, how: str, words: Sequence[str]) -> Q:
    said = f"{column} {how} plain_words(%s::text[])"  # both are words of ours
    return Q(RawSQL(said, [list(words)], output_field=BooleanField()))
