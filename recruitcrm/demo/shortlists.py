"""Shortlists of the demo: how people want to work, who waits in reserve, why one is short (C8)."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.models import User
from processes.models import Assignment, Candidacy, Fit, Seniority, ShortlistReason, WantsJob, Wish
from processes.models.shortlist import counted
from processes.stages import Stage

A_MINUTE = timedelta(minutes=1)
RESERVES = 2
# Seniority and wish are two things: whoever is above the role may want to work hands-on.
WANTS = (
    (Seniority.ABOVE, Wish.HANDS_ON),
    (Seniority.AT, Wish.BOTH),
    (Seniority.AT, Wish.HANDS_ON),
    (Seniority.BELOW, Wish.STRATEGIC),
)
WHY_SO_FEW = (
    "Two more fit, and both have a notice of six months. We show them when the start can wait."
)


def keep_shortlist(assignment: Assignment, *, by: User, at: datetime) -> None:
    """Behind those presented two stand in reserve; where too few are presented, it is said why."""
    people = assignment.candidacies.in_play().select_related("candidate", "assignment__client")
    ready = people.filter(stage__in=[Stage.INTERVIEWED, Stage.INTERESTED], is_clients_own=False)
    for number, candidacy in enumerate(ready.order_by("-stage", "pk")[:RESERVES]):
        moment = at + number * A_MINUTE
        says_wish(candidacy, by=by, at=moment)
        candidacy.keep_in_reserve(by=by, at=moment)
    for candidacy in people.on_shortlist().order_by("pk"):
        if not candidacy.is_clients_own:
            says_wish(candidacy, by=by, at=at)
    known = counted(assignment)
    if 0 < known["presented"] < known["minimum"]:
        ShortlistReason.objects.give(assignment, WHY_SO_FEW, by=by, at=at + RESERVES * A_MINUTE)


def says_wish(candidacy: Candidacy, *, by: User, at: datetime) -> None:
    """How they want to work, in the last talk; whoever is above the role was asked about it."""
    seniority, wish = WANTS[len(candidacy.name) % len(WANTS)]
    asked = WantsJob.YES if seniority == Seniority.ABOVE else ""
    candidacy.note_wish(seniority=seniority, wish=wish, wants_job=asked, by=by, at=at)


def verdicts_of(candidacy: Candidacy) -> dict[int, str]:
    """What the client says of each must-have where it turns somebody down, for ``finish``."""
    said = (Fit.Verdict.MET, Fit.Verdict.PARTLY, Fit.Verdict.NOT_THE_REASON)
    musts = candidacy.assignment.must_haves.values_list("pk", flat=True)
    return {pk: said[number % len(said)] for number, pk in enumerate(musts)}
