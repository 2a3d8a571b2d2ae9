"""A1, A2: what gives a word of the plan: a talk in its window; answers, where it asks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from processes.models import Event, FollowUp, Placement
from processes.timeline import record
from tests.cast import Cast
from tests.processes.aftercare.story import agreed, is_owed, local, point, tick, word
from tests.processes.follow_ups.words import call_candidate, call_contact, mail_contact

pytestmark = pytest.mark.django_db
OPENS, TALK = local(12, 8), local(12, 9, 10)
SIDES = ("candidate", "client")


@pytest.fixture
def placement(cast: Cast) -> Placement:
    """In the first week nothing older is left to do."""
    placement = agreed(cast)
    tick(local(12, 7))
    for side in SIDES:
        for line in ("before_first_day", "first_day"):
            point(placement, line, side).not_wanted(by=cast.nina, at=local(12, 7, 9))
    return placement


def talk(cast: Cast, placement: Placement, side: str, at: object = TALK, **said: object) -> Event:
    if side == "candidate":
        return call_candidate(placement.candidacy, at, **said)  # type: ignore[arg-type]
    return call_contact(placement.candidacy.assignment, cast.sara, at, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("side", SIDES)
def test_a_talk_before_the_window_gives_nothing(
    cast: Cast, placement: Placement, side: str
) -> None:
    talk(cast, placement, side, OPENS - timedelta(minutes=1))
    tick(TALK)
    assert is_owed(placement, "first_week", side)


@pytest.mark.parametrize("side", SIDES)
def test_a_talk_in_the_window_gives_the_word_of_that_side_only(
    cast: Cast, placement: Placement, side: str
) -> None:
    tick(OPENS)
    called = talk(cast, placement, side)
    other = "client" if side == "candidate" else "candidate"
    assert word(placement, "first_week", side).settled_by == called
    assert is_owed(placement, "first_week", other)


def test_a_late_talk_still_gives_it(cast: Cast, placement: Placement) -> None:
    tick(OPENS)
    called = talk(cast, placement, "candidate", local(12, 14, 9))
    late = word(placement, "first_week")
    assert (late.settled_by, late.settled_at) == (called, local(12, 14, 9))


def test_a_call_that_nobody_took_gives_nothing(cast: Cast, placement: Placement) -> None:
    tick(OPENS)
    talk(cast, placement, "candidate", reached=False)
    talk(cast, placement, "client", reached=False)
    assert is_owed(placement, "first_week") and is_owed(placement, "first_week", "client")


def test_a_talk_with_somebody_else_at_the_client_is_none_with_whoever_decides(
    cast: Cast, placement: Placement
) -> None:
    tick(OPENS)
    call_contact(placement.candidacy.assignment, cast.hugo, TALK)
    assert is_owed(placement, "first_week", "client")
    mail_contact(placement.candidacy.assignment, cast.sara, TALK)
    assert not is_owed(placement, "first_week", "client")


def test_a_talk_with_the_candidate_about_something_else_counts(
    cast: Cast, placement: Placement
) -> None:
    tick(OPENS)
    record("called", by=cast.rasmus, candidate=cast.jonas, at=TALK, reached=True)
    assert not is_owed(placement, "first_week")


def test_one_talk_gives_one_touchpoint_the_oldest_first(cast: Cast) -> None:
    placement = agreed(cast)
    tick(OPENS)
    owed = FollowUp.objects.waiting().filter(kind="aftercare_candidate")
    assert owed.count() == 3
    for left in (2, 1, 0):
        talk(cast, placement, "candidate", TALK + timedelta(hours=3 - left))
        assert owed.count() == left
    lines = owed.model.objects.filter(kind="aftercare_candidate").order_by("settled_at")
    assert [
        one.touchpoint.line for one in lines.select_related("touchpoint") if one.touchpoint
    ] == [
        "before_first_day",
        "first_day",
        "first_week",
    ]


def test_what_opens_late_is_not_given_by_a_talk_that_gave_another(cast: Cast) -> None:
    """The ticker stood still for a week; one talk in it is one word all the same."""
    placement = agreed(cast)
    talk(cast, placement, "candidate")
    tick(local(12, 16))
    owed = FollowUp.objects.waiting().filter(kind="aftercare_candidate")
    assert owed.count() == 2
    assert not is_owed(placement, "before_first_day")


def test_questions_want_answers_and_no_talk_will_do(cast: Cast, placement: Placement) -> None:
    tick(local(12, 22))
    FollowUp.objects.filter(touchpoint__line="first_week").delete()
    talk(cast, placement, "candidate", local(12, 23, 9))
    assert is_owed(placement, "weeks_3_4")
    answer = point(placement, "weeks_3_4").care_answered(
        by=cast.nina, at=local(12, 23, 10), going_well=4
    )
    assert word(placement, "weeks_3_4").settled_by == answer
    assert is_owed(placement, "weeks_3_4", "client")
    assert not answer.visible_to_client


def test_answers_before_the_window_answer_nothing(cast: Cast, placement: Placement) -> None:
    asked = point(placement, "weeks_3_4")
    asked.care_answered(by=cast.nina, at=local(12, 21, 10))
    tick(local(12, 22))
    assert is_owed(placement, "weeks_3_4")


def test_nobody_is_asked_the_same_twice_on_one_day(cast: Cast) -> None:
    """Half-time of the trial falls on the day two weeks before the guarantee ends."""
    placement = agreed(cast, guarantee_ends_on=date(2027, 3, 21))
    tick(local(3, 7, 9, year=2027))
    assert is_owed(placement, "trial_middle") and is_owed(placement, "before_guarantee_end")
    point(placement, "trial_middle").care_answered(by=None, at=local(3, 8, 9, year=2027))
    assert not is_owed(placement, "trial_middle")
    assert not is_owed(placement, "before_guarantee_end")
    assert is_owed(placement, "weeks_3_4")  # that was another day


@pytest.mark.parametrize("line", ["first_week", "weeks_3_4"])
def test_whoever_would_rather_not_be_asked_is_left_in_peace(
    cast: Cast, placement: Placement, line: str
) -> None:
    tick(local(12, 22))
    said = point(placement, line, "client").not_wanted(
        by=cast.nina, at=local(12, 22, 9), why="Too many calls."
    )
    assert word(placement, line, "client").settled_by == said
    assert is_owed(placement, line)


def test_a_gesture_that_names_the_touchpoint_gives_it(cast: Cast, placement: Placement) -> None:
    tick(OPENS)
    made = record(
        "gesture_made",
        by=cast.nina,
        at=TALK,
        candidacy=placement.candidacy,
        touchpoint=point(placement, "first_week").pk,
    )
    assert word(placement, "first_week").settled_by == made
    assert is_owed(placement, "first_week", "client")


def test_a_talk_that_is_undone_owes_the_word_again(cast: Cast, placement: Placement) -> None:
    tick(OPENS)
    called = talk(cast, placement, "candidate")
    again = talk(cast, placement, "candidate", TALK + timedelta(hours=1))
    called.undo(by=cast.nina, at=called.recorded_at)
    assert word(placement, "first_week").settled_by == again
    again.undo(by=cast.nina, at=again.recorded_at)
    assert is_owed(placement, "first_week")
