"""Seven people who left, one way or another, to be counted by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from candidates.models import Candidate
from processes.models import Assignment, Candidacy, Debrief, Meeting
from processes.stages import Stage
from tests.cast import Cast, agrees
from tests.remembered import remembered

DAY = timedelta(days=1)


def person(cast: Cast, number: int) -> Candidate:
    return Candidate.objects.create(first_name="Ann", last_name=f"No {number}", owner=cast.nina)


@remembered
def somebody(
    cast: Cast, on: Assignment, stage: str, began: datetime, *, days: float = 2, number: int = 0
) -> Candidacy:
    """Goes a step every so many days until they stand at this stage."""
    candidacy = agrees(on.add(person(cast, number), by=on.owner, at=began))
    for place in list(Stage)[1:]:
        if candidacy.stage == stage:
            break
        began += days * DAY
        candidacy.move_to(place, by=on.owner, at=began)
    return candidacy


def left(candidacy: Candidacy, who: str, reason: str, at: datetime) -> Candidacy:
    end = "withdrawn" if who == "candidate" else "rejected"
    by = candidacy.assignment.owner
    candidacy.finish(end, reason=reason, said_no=who, by=by, at=at)
    return candidacy


def met(candidacy: Candidacy, contact: Any, at: datetime, **felt: Any) -> None:
    by = candidacy.assignment.owner
    meeting = Meeting.objects.book(candidacy, starts_at=at, by=by, at=at - DAY, contact=contact)
    meeting.was_held(by=by, at=at)
    if felt:
        Debrief.objects.take(candidacy, side="candidate", meeting=meeting, by=by, at=at, **felt)


@remembered
def seven(cast: Cast, now: datetime | None = None) -> dict[str, Candidacy]:
    """Five left Nordvik, one of them after meeting Sara; one left Lumen; one met Sara and stays."""
    now = now or timezone.now()
    began = now - 30 * DAY
    payroll, engineer = cast.payroll(at=began), cast.data_engineer(at=began)
    people = {
        "hours": left(
            somebody(cast, payroll, "contacted", began, number=1), "candidate", "stays", now - DAY
        ),
        "pay": left(
            somebody(cast, payroll, "presented", began, number=2), "candidate", "salary", now - DAY
        ),
        "client": left(
            somebody(cast, payroll, "presented", began, number=3), "client", "fit", now - 2 * DAY
        ),
        "we": left(
            somebody(cast, payroll, "contacted", began, number=4), "we", "must_have", now - 3 * DAY
        ),
    }
    cooled = somebody(cast, payroll, "client_meeting", began, number=5)
    met(cooled, cast.sara, now - 3 * DAY, before=5, after=2)
    people["cooled"] = left(cooled, "candidate", "employer", now - 2 * DAY)
    people["stays"] = somebody(cast, payroll, "client_meeting", began, number=6)
    met(people["stays"], cast.sara, now - 3 * DAY, before=3, after=4)
    people["lumen"] = left(
        somebody(cast, engineer, "contacted", began, number=7), "candidate", "salary", now - DAY
    )
    return people
