"""Tags: short words of the agency's own about candidates, lower case, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

MOST = 30  # of one candidate
LONGEST = 40
SUGGESTED = 60
LATELY = 2000  # candidates whose tags are suggested


def tidy(typed: str) -> list[str]:
    """What was typed with commas between, as tags: ``Payroll, payroll , HR `` is payroll and hr."""
    words = (" ".join(word.split()).lower()[:LONGEST].strip() for word in typed.split(","))
    return list(dict.fromkeys(word for word in words if word))


def with_tags(tags: Sequence[str], more: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*tags, *more]))


def without_tags(tags: Sequence[str], away: Iterable[str]) -> list[str]:
    gone = set(away)
    return [tag for tag in tags if tag not in gone]


def suggested() -> list[str]:
    """The tags of those who came last and have any, the most used first; one bounded query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT tag FROM (
                SELECT tags FROM candidates_candidate WHERE tags <> '{}' ORDER BY id DESC LIMIT %s
            ) lately, unnest(tags) tag
            GROUP BY tag ORDER BY count(*) DESC, tag LIMIT %s
            """,
            [LATELY, SUGGESTED],
        )
        return [row[0] for row in cursor.fetchall()]
