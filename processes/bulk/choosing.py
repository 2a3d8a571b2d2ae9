"""Who was chosen for a step: the ticked rows of a list, or everybody whom a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from accounts.models import User
from candidates.finding.found import all_ids
from candidates.finding.wanted import Wanted
from candidates.models import Candidate
from processes.models import BulkKind

LIMIT = 500
FEWER = {BulkKind.LETTER: 100}  # letters are read before they go out


def limit_of(kind: BulkKind) -> int:
    return FEWER.get(kind, LIMIT)


@dataclass(frozen=True)
class Chosen:
    """Those of whom a step is about, in order of name; ``cut`` where more were wanted."""

    people: list[Candidate]
    limit: int
    cut: bool

    @property
    def ids(self) -> str:
        """For a hidden field: the very same people are asked for again."""
        return ",".join(str(person.pk) for person in self.people)


def chosen(data: QueryDict, kind: BulkKind, *, user: User, at: datetime) -> Chosen:
    """By ``people`` (ids with commas), else by ``everybody`` and a search, else by ``chosen``.

    Who is not there any more, closed or made one with another, is passed over.
    """
    limit = limit_of(kind)
    if "people" in data:
        ids = numbers(data.get("people", "").split(","))
    elif data.get("everybody"):
        wanted = Wanted.from_query(data)
        if wanted.order == "best":  # which ranks the newest only
            wanted = wanted.but(sort="newest")
        ids = all_ids(wanted, limit + 1, user=user, at=at)
    else:
        ids = numbers(data.getlist("chosen"))
    people = Candidate.objects.findable().filter(pk__in=ids[:limit]).select_related("owner")
    return Chosen(list(people.order_by("plain_name", "pk")), limit, len(ids) > limit)


def numbers(typed: list[str]) -> list[int]:
    """Ids, each once; what is none is passed over, and more than any step takes is not read."""
    found = (int(one) for one in typed[: LIMIT + 1] if one.isdecimal() and len(one) < 16)
    return list(dict.fromkeys(found))
