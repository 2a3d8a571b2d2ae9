"""A week without progress says so, and whatever moved is progress."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from processes.models import Assignment, Candidacy, Event, Meeting, TargetCompany
from processes.reports.facts import facts
from processes.timeline import record
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, LAST_FRIDAY, on

pytestmark = pytest.mark.django_db


class Week:
    """A search on which everything but one thing happened before the last report."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.by = cast, cast.rasmus
        self.work: Assignment = cast.data_engineer(at=on(2), kind="search")
        self.ewa: Candidacy = cast.presented(cast.ewa, self.work, at=on(6))
        self.jonas: Candidacy = self.work.add(cast.jonas, by=self.by, at=on(6))
        TargetCompany.objects.agree(self.work, ["Allegro"], by=self.by, at=on(6))

    def progressed(self) -> bool:
        fresh = Assignment.objects.get(pk=self.work.pk)
        before = facts(fresh, fresh.opened_at, LAST_FRIDAY)
        known = facts(fresh, LAST_FRIDAY, FRIDAY, before)
        assert known.progress == facts(fresh, LAST_FRIDAY, FRIDAY).progress
        return known.progress

    def talk(self, who: Candidacy, *, reached: bool) -> Event:
        return record("called", by=self.by, at=on(17), candidacy=who, reached=reached)


@pytest.fixture
def week(cast: Cast) -> Week:
    return Week(cast)


MOVES: dict[str, Callable[[Week], object]] = {
    "found": lambda w: w.work.add(w.cast.amira, by=w.by, at=on(17)),
    "contacted": lambda w: w.jonas.move_to("contacted", by=w.by, at=on(17)),
    "spoke": lambda w: w.talk(w.jonas, reached=True),
    "met the client": lambda w: w.ewa.move_to("client_meeting", by=w.by, at=on(17)),
    "offer": lambda w: w.ewa.move_to("offer", by=w.by, at=on(17)),
    "client answered": lambda w: w.ewa.client_answers("Good", by=w.by, at=on(17)),
    "meeting": lambda w: Meeting.objects.book(w.ewa, starts_at=on(26), by=w.by, at=on(17)),
    "step": lambda w: w.work.activities.left()[0].tick_off(by=w.by, at=on(17)),
    "company": lambda w: TargetCompany.objects.get().move_to("approached", by=w.by, at=on(17)),
}
NO_MOVES: dict[str, Callable[[Week], object]] = {
    "nothing": lambda w: None,
    "nobody answered": lambda w: w.talk(w.jonas, reached=False),
    "our own interview": lambda w: Meeting.objects.book(
        w.jonas, starts_at=on(26), by=w.by, at=on(17), with_client=False
    ),
    "somebody left": lambda w: w.jonas.finish(
        "withdrawn", reason="no_answer", said_no="candidate", by=w.by, at=on(17)
    ),
    "a note": lambda w: record("noted", by=w.by, at=on(17), candidacy=w.jonas, text="Hm"),
    "a step back": lambda w: w.ewa.move_to("interviewed", by=w.by, at=on(17)),
    "a date agreed": lambda w: w.work.agree_dates(
        presentation_on=date(2026, 11, 30), meetings_on=None, decision_on=None, by=w.by, at=on(17)
    ),
}


@pytest.mark.parametrize("what", MOVES)
def test_whatever_moved_is_progress(week: Week, what: str) -> None:
    MOVES[what](week)
    assert week.progressed()


@pytest.mark.parametrize("what", NO_MOVES)
def test_a_week_without_progress_says_so(week: Week, what: str) -> None:
    NO_MOVES[what](week)
    assert not week.progressed()


def test_a_call_that_was_logged_by_mistake_is_none(week: Week) -> None:
    call = week.talk(week.jonas, reached=True)
    assert week.progressed()
    Event.objects.filter(pk=call.pk).update(undone_at=on(18))
    assert not week.progressed()
