"""The text of the CV that somebody prefers: a column that no model reads, for it is long."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

LONGEST = 100_000  # characters; a search goes through the first half of them


def keep_cv_text(candidate_id: int, text: str) -> None:
    """Lets searches find somebody by this text, and by no other one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE candidates_candidate SET cv_text = %s WHERE id = %s AND cv_text <> %s",
            [text[:LONGEST], candidate_id, text[:LONGEST]],
        )


def cv_texts_of(candidates: Iterable[int], length: int = LONGEST) -> dict[int, str]:
    """The beginning of the text of each of them, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, left(cv_text, %s) FROM candidates_candidate WHERE id = ANY(%s)",
            [length, list(candidates)],
        )
        return dict(cursor.fetchall())
