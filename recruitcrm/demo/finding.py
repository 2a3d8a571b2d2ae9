"""What somebody who looks for people keeps: pools by hand and by rule, tags, a saved search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accounts.models import User
from candidates.models import Candidate, Pool, SavedSearch
from candidates.tags import with_tags
from processes.pools import put_into

BY_HAND = (
    ("Payroll, ready to start", "People we can send within a week", "payroll"),
    ("Met at the HR days", "Talked to in the autumn, call again in the spring", "HR"),
)


def keep_who_was_found(
    recruiters: Sequence[User], people: Sequence[Candidate], *, at: datetime
) -> None:
    """Every ninth of these people comes into a pool by hand, and some of them get tags."""
    for number, (name, about, tag) in enumerate(BY_HAND):
        by = recruiters[number % len(recruiters)]
        pool = Pool.objects.create(name=name, about=about, made_by=by, made_at=at)
        chosen = list(people[number::9][:12])
        put_into(pool, chosen, by=by, at=at, why=about)
        for person in chosen[::2]:
            person.tags = with_tags(person.tags, [tag.lower()])
            person.save(update_fields=["tags"])
    lead = recruiters[0]
    Pool.objects.create(
        name="Free within a month",
        about="Whoever told us so",
        rule={"free": "month"},
        made_by=lead,
        made_at=at,
    )
    search = SavedSearch.objects.create(
        owner=lead,
        name="Payroll, free soon",
        wanted={"q": "payroll", "free": "quarter"},
        shared=True,
        saved_at=at,
    )
    search.watch(lead, at=at)
