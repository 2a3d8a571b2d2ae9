"""Which roles of the catalogue a heading names, and whose duties a text describes.

PostgreSQL compares: a word counts where the dictionary of one of the languages bends it to a word
of the catalogue (full-text search), or where it is much like one (trigrams), for Polish, long
compounds and slips. A word that few roles have says more than one that many have. Nothing leaves
the database, and nothing is said about people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

MOST_WORDS = 600  # different ones of a text that are looked at
SHORTEST = 3
WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},40}}")
ALIKE = 0.5  # trigrams of two words that begin alike
NAMED = 0.8  # trigrams of a role's name that a heading has

DUTIES = """
WITH said AS (SELECT word, place FROM unnest(%(words)s::text[]) WITH ORDINALITY t(word, place)),
catalogue AS (
    SELECT role_id, language, lexeme FROM processes_rolewording wording, unnest(wording.words)
    WHERE length(lexeme) >= 3
),
size AS (SELECT count(DISTINCT role_id) AS roles FROM catalogue),
known AS MATERIALIZED (
    SELECT language, lexeme, count(*) AS spread, array_agg(role_id) AS roles
    FROM catalogue GROUP BY language, lexeme
    HAVING count(*) <= greatest(2, (SELECT roles FROM size) / 4)
),
bent AS (
    SELECT said.*, d.language, lexeme FROM said, LATERAL (VALUES
        ('en', ts_lexize('english_stem', word)),
        ('sv', ts_lexize('swedish_stem', word)),
        ('nl', ts_lexize('dutch_stem', word)),
        ('pl', ARRAY[word])
    ) AS d(language, lexemes), unnest(lexemes) lexeme
),
heard AS (
    SELECT known.*, word, place, 1.0::real AS likeness
    FROM bent JOIN known USING (language, lexeme)
    UNION ALL
    SELECT known.*, word, place, similarity(word, lexeme)
    FROM said JOIN known ON left(word, 4) = left(lexeme, 4)
    WHERE length(word) >= 6 AND similarity(word, lexeme) >= %(alike)s
),
once AS (
    SELECT DISTINCT ON (language, lexeme) * FROM heard
    ORDER BY language, lexeme, likeness DESC, place
),
scored AS (
    SELECT role_id, language, count(*) AS telling,
        sum(likeness * ln((SELECT roles FROM size) + 1.0) / sqrt(spread)) AS weight,
        array_agg(word ORDER BY spread, length(word) DESC) AS because
    FROM once, unnest(roles) AS role_id GROUP BY role_id, language
)
SELECT DISTINCT ON (role_id) role_id, telling, weight, because
FROM scored ORDER BY role_id, weight DESC
"""
NAMES = """
WITH heading AS (SELECT lower(immutable_unaccent(%(title)s)) AS title)
SELECT role_id FROM processes_rolewording, heading,
    LATERAL unnest(array_prepend(name, other_names)) AS called,
    LATERAL (SELECT lower(immutable_unaccent(called)) AS plain) AS p
WHERE word_similarity(plain, title) >= %(named)s
ORDER BY word_similarity(plain, title) DESC, length(plain) DESC, role_id LIMIT 1
"""


@dataclass(frozen=True)
class Described:
    """How much of a text is the work of a role: words that tell, and their weight."""

    role_id: int
    telling: int
    weight: float
    because: tuple[str, ...]


def described(text: str) -> list[Described]:
    """The roles whose duties a text has words of, the likeliest first; one query."""
    words = different_words(text)
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(DUTIES, {"words": words, "alike": ALIKE})
        rows = [
            Described(role, telling, float(weight), tuple(dict.fromkeys(because)))
            for role, telling, weight, because in cursor.fetchall()
        ]
    return sorted(rows, key=lambda one: (-one.weight, one.role_id))


def headed(title: str) -> int | None:
    """The role that a heading names, by any of its names in any language; one query."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES, {"title": title.replace("\0", ""), "named": NAMED})
        row = cursor.fetchone()
    return row[0] if row else None


def different_words(text: str) -> list[str]:
    found: Iterable[str] = (word.lower() for word in WORD.findall(text))
    return list(dict.fromkeys(found))[:MOST_WORDS]
