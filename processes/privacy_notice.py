"""Telling candidates what we keep of them, where we have it from, and why (DESIGN 9)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from candidates.models import Candidate
from processes.models import Event, EventKind
from processes.timeline import record


@transaction.atomic
def give_notice(
    candidate: Candidate, how: str, *, by: User | None, at: datetime, words: str = ""
) -> Event | None:
    """They were told, ``how`` and when; whoever knows already is told nothing anew."""
    mine = Candidate.objects.select_for_update(no_key=True, of=("self",)).get(pk=candidate.pk)
    candidate.privacy_notice_at = mine.privacy_notice_at or at
    candidate.privacy_notice_how = mine.privacy_notice_how or how
    if mine.privacy_notice_at:
        return None
    candidate.save(update_fields=["privacy_notice_at", "privacy_notice_how"])
    return record(
        EventKind.PRIVACY_NOTICE_GIVEN, by=by, at=at, candidate=candidate, text=words, how=how
    )
