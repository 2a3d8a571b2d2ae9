"""A1: a touchpoint becomes a word that is owed on the morning its window opens, and not before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.models import Leave
from processes.models import FollowUp, Placement, Touchpoint
from processes.today.choice import of
from processes.today.figures import figures
from processes.today.words import words_owed
from recruitcrm import chores
from tests.cast import Cast
from tests.processes.aftercare.story import (
    STARTS_ON,
    agreed,
    is_owed,
    local,
    point,
    tick,
    word,
)
from tests.processes.follow_ups.words import call_candidate, is_overdue

pytestmark = pytest.mark.django_db
OPENS, DUE = local(12, 8), local(12, 11, 17)  # first week: Tuesday to the Friday before Sunday
A_MINUTE = timedelta(minutes=1)
AFTERCARE = ["aftercare_candidate", "aftercare_client"]


@pytest.fixture
def placement(cast: Cast) -> Placement:
    return agreed(cast)


def test_early_nobody_owes_it_and_no_figure_counts_it(cast: Cast, placement: Placement) -> None:
    tick(OPENS - A_MINUTE)
    assert not is_owed(placement, "first_week")
    FollowUp.objects.filter(touchpoint__line__in=["before_first_day", "first_day"]).delete()
    counted = figures(of("mine", cast.nina), OPENS - A_MINUTE)
    assert counted["candidates"] == 0
    assert not words_owed(of("mine", cast.nina), cast.nina, OPENS - A_MINUTE, AFTERCARE).rows


def test_on_time_it_is_owed_to_both_sides_until_the_end_of_the_week(
    cast: Cast, placement: Placement
) -> None:
    tick(OPENS)
    candidate, client = word(placement, "first_week"), word(placement, "first_week", "client")
    for one in (candidate, client):
        assert (one.opened_at, one.due_at, one.owner) == (OPENS, DUE, cast.nina)
        assert (one.is_open, one.needs_word, one.is_late(DUE)) == (True, False, False)
        assert is_overdue(one, DUE + A_MINUTE)
    assert (candidate.kind, candidate.contact) == ("aftercare_candidate", None)
    assert (client.kind, client.contact) == ("aftercare_client", cast.sara)
    shown = words_owed(of("mine", cast.nina), cast.nina, local(12, 9, 9), AFTERCARE)
    assert {candidate, client} <= set(shown.rows)


def test_twice_it_is_owed_once(placement: Placement) -> None:
    tick(OPENS)
    pk = point(placement, "first_week").pk
    Touchpoint.objects.filter(pk=pk).update(opens_at=OPENS)  # the other machine's lease ran out
    tick(OPENS)
    assert FollowUp.objects.filter(touchpoint=pk).count() == 1
    assert not Touchpoint.objects.opening(OPENS).exists()


def test_late_it_is_due_as_if_it_had_been_on_time_and_a_talk_meanwhile_counts(
    cast: Cast, placement: Placement
) -> None:
    for line in ("before_first_day", "first_day"):
        point(placement, line).not_wanted(by=cast.nina, at=local(12, 7, 9))
    talk = call_candidate(placement.candidacy, OPENS + timedelta(hours=34))
    tick(DUE + timedelta(days=3))
    assert word(placement, "first_week").settled_by == talk
    client = word(placement, "first_week", "client")
    assert (client.opened_at, client.due_at) == (OPENS, DUE)
    assert is_overdue(client, DUE + timedelta(days=3))


def test_the_ticker_opens_it(placement: Placement) -> None:
    chores.do_all(OPENS)
    assert is_owed(placement, "first_week")


def test_what_was_moved_meanwhile_waits_for_its_new_day(placement: Placement) -> None:
    point(placement, "first_week")
    Touchpoint.objects.filter(line="first_week").update(
        opens_on=date(2027, 1, 5), due_on=date(2027, 1, 8), opens_at=OPENS
    )
    tick(OPENS)
    assert point(placement, "first_week").opens_at == local(1, 5, year=2027)
    assert not is_owed(placement, "first_week")


def test_whoever_sits_in_for_the_recruiter_owes_it(cast: Cast, placement: Placement) -> None:
    Leave.objects.plan(
        user=cast.nina,
        deputy=cast.rasmus,
        starts_on=STARTS_ON,
        ends_on=date(2026, 12, 18),
        at=local(11, 20, 9),
    )
    chores.do_all(OPENS)
    found = word(placement, "first_week")
    assert (found.owner, found.stands_in_for) == (cast.rasmus, cast.nina)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_where_who_decided_has_gone_whoever_ordered_is_asked(
    cast: Cast, placement: Placement, elsewhere: bool
) -> None:
    if elsewhere:
        type(cast.sara).objects.filter(pk=cast.sara.pk).update(client=cast.lumen)
    else:
        cast.leaves(cast.sara)
    tick(OPENS)
    assert word(placement, "first_week", "client").contact == cast.hugo


def test_it_goes_on_behind_the_closing_and_holds_nobody_up(
    cast: Cast, placement: Placement
) -> None:
    tick(OPENS)
    assignment = placement.candidacy.assignment
    call_candidate(placement.candidacy, OPENS)  # what else is owed to him
    assert not assignment.unanswered().exists()
    assignment.close("filled", words="Jonas has started.", by=cast.nina, at=OPENS + A_MINUTE)
    assert is_owed(placement, "first_week", "client")
    tick(local(12, 22))
    assert is_owed(placement, "weeks_3_4")
