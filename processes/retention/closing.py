"""Closing a record that was kept long enough, and opening it again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from candidates.models import Candidate
from processes.models import Availability, Event, EventKind
from processes.retention.reckoning import Calendar, of_some
from processes.timeline import record

if TYPE_CHECKING:
    from processes.retention.reckoning import Kept


class StillWithUs(Exception):
    """They are in play, in a job that we found for them, or wait for a word of ours."""


@transaction.atomic
def close(
    candidate: Candidate, *, by: User | None, at: datetime, why: str = "", **facts: Any
) -> Event | None:
    """From now on no search, list or picker shows them; leads still open the page.

    Closed already changes nothing. Raises ``StillWithUs``.
    """
    mine = _locked(candidate)
    if mine.closed_at or mine.merged_into_id:
        candidate.closed_at = mine.closed_at
        return None
    (kept,) = of_some([mine.pk], Calendar.at(at))
    if kept.stays:
        raise StillWithUs(
            _("%(name)s is in play, in a job that we found, or waits for a word of ours.")
            % {"name": mine.full_name}
        )
    return _close(candidate, by=by, at=at, why=why, **facts)


@transaction.atomic
def close_if_over(pk: int, *, at: datetime) -> Event | None:
    """By the rule that fits them, if there still is one now and their time is over."""
    calendar = Calendar.at(at)
    candidate = _locked(Candidate(pk=pk))
    (kept,) = of_some([pk], calendar)
    if candidate.closed_at or candidate.merged_into_id or not kept.is_over(calendar.today):
        return None
    return _close(candidate, by=None, at=at, **_said(kept))


@transaction.atomic
def reopen(candidate: Candidate, *, until: date, by: User, at: datetime, why: str) -> Event | None:
    """Shown again, and kept until that day at least, with the reason on the timeline."""
    mine = _locked(candidate)
    candidate.closed_at = None
    if mine.closed_at is None:
        return None
    candidate.keep_at_least_until = until
    candidate.kept_until = max(until, mine.kept_until or until)
    candidate.save(update_fields=["closed_at", "keep_at_least_until", "kept_until"])
    return record(
        EventKind.CANDIDATE_REOPENED,
        by=by,
        at=at,
        candidate=candidate,
        text=why,
        until=until.isoformat(),
    )


def _locked(candidate: Candidate) -> Candidate:
    """The record as it is now. Whoever puts them on an assignment meanwhile waits for us."""
    return Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)


def _close(
    candidate: Candidate, *, by: User | None, at: datetime, why: str = "", **facts: Any
) -> Event:
    candidate.closed_at = at
    candidate.save(update_fields=["closed_at"])
    Availability.objects.leave_alone(candidate)
    return record(EventKind.CANDIDATE_CLOSED, by=by, at=at, candidate=candidate, text=why, **facts)


def _said(kept: Kept) -> dict[str, Any]:
    assert kept.until is not None, "whoever is over was kept until a day"
    return {"kept_until": kept.until.isoformat(), "months": kept.months, "rule": kept.rule}
