"""How long people are kept: one rule in force, the others drafts, and somebody who asked to go."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.models import Role, User
from candidates.models import Candidate
from processes.models import RetentionRule, RetentionSweep
from processes.retention.chores import do_sweep
from processes.retention.closing import close
from processes.retention.reckoning import Calendar

IN_FORCE_FOR = timedelta(days=10)
NOTICE = timedelta(days=14)
WHY = "Wrote that the search is over and asked not to be kept. Thanked, and closed the same day."


def keep_people(at: datetime) -> None:
    """The agency's own country has a rule in force; a lead has closed one record by hand."""
    admin = User.objects.filter(role=Role.ADMIN).earliest("pk")
    since = at - IN_FORCE_FOR
    for draft in RetentionRule.objects.drafts().filter(country="SE"):
        first_day = Calendar.at(since).today + NOTICE
        draft.put_in_force(closes_from=first_day, by=admin, at=since)
    lead = User.objects.filter(role=Role.LEAD).order_by("pk").first() or admin
    free = Candidate.objects.findable().filter(candidacies=None, contact=None)
    if asked := free.order_by("-pk").first():
        close(asked, by=lead, at=at - timedelta(days=2), why=WHY)
    reckon_everybody(at)


def reckon_everybody(at: datetime) -> None:
    """As the round of last night did."""
    for sweep in RetentionSweep.objects.due(at):
        do_sweep(sweep.pk, at, size=100_000)
