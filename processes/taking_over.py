"""Taking facts over from a CV: what somebody has accepted, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from candidates.models import Candidate, Document
from processes.models import Event, EventKind
from processes.timeline import record

LISTS = ("languages", "skills")  # added to; nothing is taken off them


class ChangedMeanwhile(Exception):
    """Fields that are not any more as they were shown beside the text; ``fields`` names them."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


@transaction.atomic
def take_over(
    document: Document,
    facts: Mapping[str, Any],
    *,
    seen: Mapping[str, str],
    by: User,
    at: datetime,
) -> Event | None:
    """Writes these facts onto the candidate's record; whatever was not accepted stays.

    ``seen``: for each single field what stood in the record when it was accepted. Raises
    ``ChangedMeanwhile`` and writes nothing where another stands there now.
    """
    candidate: Candidate = Candidate.objects.standing_for(document.candidate)
    mine = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    single = {name: value for name, value in facts.items() if name not in LISTS}
    other = [name for name in single if getattr(mine, name) != seen.get(name, "")]
    if other:
        raise ChangedMeanwhile(other)
    new = {name: value for name, value in single.items() if getattr(mine, name) != value}
    added = {name: _not_there(getattr(mine, name), facts.get(name, ())) for name in LISTS}
    new |= {name: [*getattr(mine, name), *more] for name, more in added.items() if more}
    if not new:
        return None
    for name, value in new.items():
        setattr(mine, name, value)
    mine.save(update_fields=list(new))
    return record(
        EventKind.FACTS_ACCEPTED,
        by=by,
        at=at,
        candidate=mine,
        fields=sorted(name for name in new if name != "skills"),
        skills=len(added["skills"]),
        document=document.pk,
    )


def _not_there(there: list[str], more: Any) -> list[str]:
    known = {one.casefold() for one in there}
    return [one for one in dict.fromkeys(more) if one.casefold() not in known]
