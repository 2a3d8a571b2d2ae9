"""One record becomes two again, for 30 days; what came later stays with the one that was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from candidates.models import Candidate, Document, Merge
from candidates.models.merge import MergeQuerySet
from processes.merging.facts import FACTS
from processes.merging.ledger import moved, take_back, written_over
from processes.merging.uniting import read_cvs_anew
from processes.models import Candidacy, Event, EventKind
from processes.timeline import record


class CannotBeUndone(Exception):
    """Something stands in the way; its words are for the page."""


@dataclass(frozen=True)
class CameLater:
    """What stays with the kept record: facts that somebody has written over, and new rows."""

    facts: list[str]
    events: int
    documents: int
    assignments: int

    @classmethod
    def after(cls, merge: Merge, user: User) -> CameLater:
        kept, changes = merge.kept, merge.changes
        columns = set(written_over(changes, kept))
        events = kept.events.visible_to(user).filter(recorded_at__gt=merge.at)
        events = events.exclude(kind=EventKind.CANDIDATES_MERGED)
        documents = kept.documents.filter(added_at__gt=merge.at)
        candidacies = kept.candidacies.visible_to(user).filter(added_at__gt=merge.at)
        return cls(
            facts=[str(fact.label) for fact in FACTS if columns & set(fact.columns)],
            events=events.exclude(pk__in=moved(changes, Event)).count(),
            documents=documents.exclude(pk__in=moved(changes, Document)).count(),
            assignments=candidacies.exclude(pk__in=moved(changes, Candidacy)).count(),
        )

    def __bool__(self) -> bool:
        return bool(self.facts or self.events or self.documents or self.assignments)


@transaction.atomic
def undo(merge: Merge, *, by: User, at: datetime) -> Merge:
    """Everything goes back to where it was; twice changes nothing. Raises ``CannotBeUndone``."""
    people = Candidate.objects.select_for_update(of=("self",)).order_by("pk")
    locked = people.in_bulk([merge.kept_id, merge.gone_id])
    mine = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if mine.undone_at is not None:
        return mine
    if why := in_the_way(mine, at=at):
        raise CannotBeUndone(why)
    try:
        with transaction.atomic():
            take_back(mine.changes)
            read_cvs_anew(*locked.values())
    except IntegrityError as error:
        raise CannotBeUndone(
            _("Something that came later stands where the other record's would go.")
        ) from error
    mine.undone_at, mine.undone_by = at, by
    mine.changes, mine.forget_at = [], None
    mine.save(update_fields=["undone_at", "undone_by", "changes", "forget_at"])
    kept, gone = locked[mine.kept_id], locked[mine.gone_id]
    for one in (kept, gone):
        one.refresh_from_db()
    for one, other in ((kept, gone), (gone, kept)):
        facts: dict[str, Any] = {"name": other.full_name, "merge": mine.pk}
        record(EventKind.MERGE_UNDONE, by=by, at=at, candidate=one, **facts)
    return mine


def in_the_way(merge: Merge, *, at: datetime) -> str:
    """Why a merge that stands cannot be undone; "" where it can."""
    if not merge.can_be_undone(at):
        return _("It was more than 30 days ago.")
    kept = Candidate.objects.select_related("merged_into").get(pk=merge.kept_id)
    if kept.closed_at is not None:
        return _("The record of %(name)s is closed.") % {"name": kept.full_name}
    if kept.merged_into is not None:
        said = {"name": kept.merged_into.full_name}
        return _("It was made one with %(name)s since: undo that first.") % said
    return ""


def due_to_forget(at: datetime) -> MergeQuerySet:
    return Merge.objects.due_to_forget(at)


def forget(pk: int, at: datetime) -> None:
    """After 30 days nobody needs what stood there before, and it is somebody's data."""
    Merge.objects.over(at).filter(pk=pk).update(changes=[], forget_at=None)
