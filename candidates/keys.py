"""The keys by which PostgreSQL recognises people, of whoever is not here yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from candidates.twins import Person

KEYS = """
SELECT phone_key(phone, country), link_key(link)
FROM unnest(%s::text[], %s::text[], %s::text[]) WITH ORDINALITY AS given (phone, country, link, n)
ORDER BY n
"""


class Keys(NamedTuple):
    """As candidates have them in columns of the same name; empty where there is none."""

    phone: str
    link: str


def keys_of(people: Sequence[Person]) -> list[Keys]:
    """In one query, in their order."""
    said = [[one.phone, one.country, one.profile_link] for one in people]
    columns = [[text.replace("\0", "") for text in column] for column in zip(*said, strict=True)]
    if not columns:
        return []
    with connection.cursor() as cursor:
        cursor.execute(KEYS, columns)
        return [Keys(phone or "", link or "") for phone, link in cursor.fetchall()]
