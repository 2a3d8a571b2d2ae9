"""Skills that this agency's people are known by, in the spelling that it uses."""

from __future__ import annotations

from django.db import connection

NEWEST = 3_000  # people whose skills are gone through: enough to know the agency's words


def known_skills() -> list[str]:
    """Those of the newest people; one bounded query however many there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT unnest(skills) FROM (SELECT skills FROM candidates_candidate "
            "WHERE skills <> '{}' ORDER BY id DESC LIMIT %s) newest",
            [NEWEST],
        )
        return [skill for (skill,) in cursor.fetchall()]
