"""Words of one November, written down so that they can be counted by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from processes.insights.choice import Choice
from processes.insights.figures import Period
from processes.models import Assignment, Candidacy, Event, FollowUp
from tests.cast import Cast
from tests.processes.follow_ups.words import mail_contact, stockholm
from tests.remembered import remembered

AT = stockholm(20, 10)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def period(months: int = 3, at: datetime = AT) -> Period:
    """The months up to this moment, in Stockholm."""
    return Period(at, STOCKHOLM, Choice(months).month_starts(at, STOCKHOLM))


def quiet(assignment: Assignment) -> Assignment:
    """An assignment on which nothing is owed."""
    FollowUp.objects.filter(assignment=assignment).delete()
    return assignment


def word(
    on: Assignment,
    kind: str,
    due: datetime,
    *,
    given: datetime | None = None,
    dropped: datetime | None = None,
    asked: datetime | None = None,
    candidacy: Candidacy | None = None,
    **more: Any,
) -> FollowUp:
    """A follow-up due then; given, dropped or still open."""
    event = Event.objects.filter(assignment=on).first()
    assert event is not None
    return FollowUp.objects.create(
        kind=kind,
        owner=on.owner,
        client=on.client,
        assignment=on,
        candidacy=candidacy,
        opened_by=event,
        opened_at=asked or due - timedelta(days=2),
        first_due_at=due,
        due_at=due,
        settled_by=event if given else None,
        settled_at=given,
        dropped_by=event if dropped else None,
        dropped_at=dropped,
        **more,
    )


def give(word: FollowUp, at: datetime) -> None:
    FollowUp.objects.filter(pk=word.pk).update(settled_by=word.opened_by, settled_at=at)


def later(word: FollowUp, until: datetime, at: datetime) -> None:
    """Put off, the client having been told so."""
    assert word.assignment is not None
    word.put_off(
        until, by=word.owner, at=at, told=mail_contact(word.assignment, word.whom_to_ring, at)
    )


@remembered
def november(cast: Cast) -> tuple[Assignment, Assignment]:
    """Three kept, two moved, three late; Nina owes six of them to Nordvik, Rasmus two to Lumen."""
    payroll, engineer = quiet(cast.payroll()), quiet(cast.data_engineer())
    tenth = stockholm(10, 10)
    word(payroll, "weekly_call", tenth, given=stockholm(9, 10))  # early: kept
    word(payroll, "weekly_call", tenth, given=tenth)  # on time: kept
    word(payroll, "schedule", stockholm(24, 10), given=stockholm(19, 10))  # due ahead: kept
    word(payroll, "weekly_call", tenth, given=stockholm(11, 10))  # late
    word(payroll, "schedule", stockholm(12, 10))  # open and past due: late
    put_off = word(payroll, "weekly_call", tenth)
    later(put_off, stockholm(12, 10), at=stockholm(9, 10))
    later(put_off, stockholm(16, 10), at=stockholm(12, 9))
    give(put_off, stockholm(16, 10))  # put off twice, then on time: moved
    ahead = word(engineer, "weekly_call", tenth)
    later(ahead, stockholm(27, 10), at=stockholm(9, 10))  # still open: moved
    again = word(engineer, "schedule", tenth)
    later(again, stockholm(12, 10), at=stockholm(9, 10))
    give(again, stockholm(13, 10))  # put off, and late all the same
    word(payroll, "weekly_call", tenth, dropped=stockholm(11, 10))
    word(payroll, "weekly_call", stockholm(25, 10))  # not due yet
    return payroll, engineer
