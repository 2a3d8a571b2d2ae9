"""Looks for people who are here twice, whatever way they came: a few hundred records at a time.

Whoever is new is compared by name and keys as at entry; once a day all addresses, telephones and
profile links are compared with each other, for records change. What is found waits for somebody
on the page "Perhaps the same person"; nothing is made one by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, models, transaction

from candidates.models import Candidate, PerhapsTheSame, TwinSearch
from candidates.twins import Person, Twin, twins_of_many

STEP = 200  # records at a time
OVERLAP = 50  # numbers that are looked at again: a record may be committed after a later one
GOES_ON_AFTER = timedelta(seconds=5)
LOOKS_AGAIN_AFTER = timedelta(minutes=10)
COMPARES_KEYS_EACH = timedelta(days=1)
SHARED_BY_FEW = 5  # a number that more people share is a switchboard

SAME_KEYS = """
INSERT INTO candidates_perhapsthesame (first_id, second_id, reasons, found_at)
SELECT one.id, other.id, ARRAY[%(reason)s], %(at)s
FROM (
    SELECT {key} AS key FROM candidates_candidate
    WHERE {key} <> '' AND merged_into_id IS NULL AND closed_at IS NULL
    GROUP BY 1 HAVING count(*) BETWEEN 2 AND %(few)s
) AS shared
JOIN candidates_candidate AS one ON {one} = shared.key AND {one} <> ''
JOIN candidates_candidate AS other ON {other} = shared.key AND {other} <> ''
WHERE one.id < other.id AND one.merged_into_id IS NULL AND other.merged_into_id IS NULL
    AND one.closed_at IS NULL AND other.closed_at IS NULL
    AND NOT EXISTS (
        SELECT FROM candidates_notthesame WHERE first_id = one.id AND second_id = other.id
    )
ORDER BY one.id, other.id
ON CONFLICT DO NOTHING
"""
KEYS = {"email": "upper({}email)", "phone": "{}phone_key", "link": "{}link_key"}


def due_twin_searches(at: datetime) -> models.QuerySet[TwinSearch]:
    return TwinSearch.objects.filter(next_at__lte=at)


@transaction.atomic
def search_on(pk: int, at: datetime) -> None:
    """Goes on where the search stopped; twice finds the same pairs once."""
    search = TwinSearch.objects.select_for_update().get(pk=pk)
    people = Candidate.objects.findable().order_by("pk")
    search.next_at = at + LOOKS_AGAIN_AFTER
    if people.filter(pk__gt=search.seen_to).exists():
        new = list(people.filter(pk__gt=search.seen_to - OVERLAP)[: STEP + OVERLAP])
        keep_pairs(new, at=at)
        search.seen_to = new[-1].pk
        search.next_at = at + GOES_ON_AFTER
    if search.keys_at <= at:
        compare_keys(at=at)
        search.keys_at = at + COMPARES_KEYS_EACH
    search.save(update_fields=["seen_to", "keys_at", "next_at"])


def keep_pairs(people: list[Candidate], *, at: datetime) -> None:
    """Whoever looks like one of these makes a pair with them; known pairs stay as they are."""
    found = twins_of_many([Person.of(one) for one in people])
    pairs = {
        pair.pks: pair
        for one, twins in zip(people, found, strict=True)
        for pair in _pairs(one, twins, at)
    }
    in_order = [pairs[pks] for pks in sorted(pairs)]
    PerhapsTheSame.objects.bulk_create(in_order, ignore_conflicts=True)


def compare_keys(*, at: datetime) -> None:
    """Every two records that share an address, a telephone number or a profile link."""
    with connection.cursor() as cursor:
        for reason, key in KEYS.items():
            sql = SAME_KEYS.format(
                key=key.format(""), one=key.format("one."), other=key.format("other.")
            )
            cursor.execute(sql, {"reason": reason, "at": at, "few": SHARED_BY_FEW})


def _pairs(one: Candidate, twins: Iterable[Twin], at: datetime) -> Iterable[PerhapsTheSame]:
    for twin in twins:
        first, second = sorted((one.pk, twin.candidate.pk))
        reasons = [reason.value for reason in twin.reasons]
        yield PerhapsTheSame(first_id=first, second_id=second, reasons=reasons, found_at=at)
