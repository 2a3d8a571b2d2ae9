"""Putting people into a pool by hand, and taking them out again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from candidates.models import Candidate, Pool, PoolMember
from processes.models import EventKind
from processes.timeline import record


@transaction.atomic
def put_into(
    pool: Pool, people: Iterable[Candidate], *, by: User | None, at: datetime, why: str = ""
) -> list[Candidate]:
    """Puts these into a pool by hand; who is new in it. Whoever was in it stays as they were.

    Raises ``ValueError`` for a pool by rule, which nobody is put into.
    """
    # Whoever adds to it at this moment waits, so that each of them joins once.
    mine = Pool.objects.select_for_update(no_key=True).get(pk=pool.pk)
    if mine.is_by_rule:
        raise ValueError("Nobody is put into a pool by rule.")
    everybody = list(people)
    there = set(
        PoolMember.objects.filter(pool=mine, candidate__in=everybody).values_list(
            "candidate", flat=True
        )
    )
    new = [person for person in everybody if person.pk not in there]
    PoolMember.objects.bulk_create(
        PoolMember(pool=mine, candidate=person, by=by, at=at, why=why) for person in new
    )
    for person in new:
        record(
            EventKind.POOL_JOINED,
            by=by,
            at=at,
            candidate=person,
            text=why,
            pool=mine.pk,
            pool_name=mine.name,
        )
    return new
