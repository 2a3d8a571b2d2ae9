from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, models

from accounts.search_names import containing

if TYPE_CHECKING:
    from accounts.models import User
    from candidates.models.candidate import Candidate

# Shared with whoever else only needs it to be there, as a foreign key does: a merge waits.
KEPT = "SELECT merged_into_id FROM candidates_candidate WHERE id = %s FOR KEY SHARE"


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def findable(self) -> CandidateQuerySet:
        """Whoever may be searched, picked and listed: neither closed nor made one with another."""
        return self.filter(closed_at__isnull=True, merged_into__isnull=True)

    def opened_by(self, user: User, *, merged: bool = False) -> CandidateQuerySet:
        """Whose page this person of the agency may open: those that were closed only for leads.

        ``merged``: also who was made one with somebody else, to be led on to them.
        """
        rows = self if merged else self.filter(merged_into__isnull=True)
        return rows if user.leads else rows.filter(closed_at__isnull=True)

    def standing_for(self, candidate: Candidate) -> Candidate:
        """Who this record is by now: itself, or the one that it was made one with meanwhile.

        Until this transaction ends nobody makes that one with another.
        """
        while True:
            with connection.cursor() as cursor:
                cursor.execute(KEPT, [candidate.pk])
                (kept,) = cursor.fetchone() or (None,)
            if kept is None:
                return candidate
            candidate = self.get(pk=kept)

    def named(self, typed: str) -> CandidateQuerySet:
        return self.filter(containing("plain_name", typed))
