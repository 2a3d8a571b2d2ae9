"""A candidate is put on an assignment, or applies for it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _t

from accounts.models import User
from candidates.models import Candidate
from processes.models.assignment_closing import AlreadyClosed
from processes.models.candidacy import Candidacy
from processes.models.event import EventKind
from processes.models.rooms import OfAssignment
from processes.timeline import record


class TakesOn(OfAssignment):
    """Whoever applies is owed an answer (K1)."""

    @transaction.atomic
    def add(
        self,
        candidate: Candidate,
        *,
        by: User | None,
        at: datetime,
        applied: bool = False,
        receipt: bool = True,
        source: str = "",
        words: str = "",
    ) -> Candidacy:
        """Puts a candidate on the assignment; whoever applied is owed an answer (K1).

        They get a receipt at once, unless whoever took the application in writes one. ``words``:
        what they said with it. Somebody on it already may still apply, once. Raises
        ``AlreadyClosed`` where they would wait for an answer that nobody gives any more.
        """
        from processes.acknowledging import acknowledge

        # Whoever closes it at this moment looks at everybody first: we wait, and look again.
        mine = self.itself.locked()
        if applied and not mine.is_open:
            raise AlreadyClosed(_t("This assignment is closed. Nothing was changed."))
        candidate = Candidate.objects.standing_for(candidate)
        candidacy, added = Candidacy.objects.get_or_create(
            assignment=self.itself,
            candidate=candidate,
            defaults={
                "stage_since": at,
                "added_at": at,
                "applied_at": at if applied else None,
                "source": source or candidate.source,
            },
        )
        if not added and applied:
            unheard = Candidacy.objects.filter(pk=candidacy.pk, applied_at=None)
            applied = bool(unheard.update(applied_at=at))
            candidacy.applied_at = candidacy.applied_at or at
        if added or applied:
            kind = EventKind.APPLIED if applied else EventKind.CANDIDATE_ADDED
            record(kind, by=by, at=at, candidacy=candidacy, text=words)
        if applied and receipt:
            acknowledge(candidacy, at=at)
        return candidacy
