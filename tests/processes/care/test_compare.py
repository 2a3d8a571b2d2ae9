"""Both sides compared (A2): low, fallen, apart or unasked is an alert the same day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from processes.care.chores import do_look, due_looks
from processes.care.comparing import to_ring
from processes.models import FollowUp, Placement
from processes.sides import Side
from processes.timeline import record
from tests.cast import Cast
from tests.processes.aftercare.story import local, tick
from tests.processes.care.story import ASKED, alerts, asked, says

pytestmark = pytest.mark.django_db
MIDDLE = local(3, 8, 9, year=2027)  # the middle of the trial period has come
DAY = timedelta(days=1)


ME, OTHER = Side.CANDIDATE, Side.CLIENT


@pytest.mark.parametrize(
    ("now", "was", "theirs", "expected"),
    [
        (5, None, None, None),
        (3, None, None, None),
        (2, None, None, ("low", ME)),
        (1, 5, 5, ("low", ME)),
        (3, 5, None, ("fell", ME)),
        (4, 5, None, None),
        (3, 1, None, None),
        (3, None, 5, ("apart", ME)),
        (5, None, 3, ("apart", OTHER)),
        (4, None, 3, None),
        (5, None, 1, ("apart", OTHER)),
    ],
)
def test_whoever_is_less_content_is_rung(
    now: int, was: int | None, theirs: int | None, expected: tuple[str, Side] | None
) -> None:
    assert to_ring(ME, now, was=was, theirs=theirs) == expected


def test_both_sides_are_held_against_each_other(cast: Cast) -> None:
    placement = asked(cast)
    says(placement, "candidate", 5)
    says(placement, "client", 3)
    assert alerts(placement) == [("client", "apart")]


def test_the_alert_is_due_the_same_day(cast: Cast) -> None:
    placement = asked(cast)
    says(placement, "candidate", 1)
    word = FollowUp.objects.get(kind="care_alert_candidate")
    assert word.due_at == local(12, 22, 17)
    assert word.owner == cast.nina


def test_a_fall_of_two_is_an_alert(cast: Cast) -> None:
    placement = asked(cast)
    says(placement, "candidate", 5)
    tick(MIDDLE)
    says(placement, "candidate", 3, MIDDLE, line="trial_middle")
    assert alerts(placement) == [("candidate", "fell")]


def test_an_answer_of_long_ago_says_nothing_of_today(cast: Cast) -> None:
    placement = asked(cast)
    says(placement, "client", 5)
    later = ASKED + timedelta(days=91)
    tick(later)
    says(placement, "candidate", 3, later, line="trial_middle")
    assert alerts(placement) == []


@pytest.mark.parametrize("side", ["candidate", "client"])
def test_a_talk_with_that_side_settles_it_and_one_with_the_other_does_not(
    cast: Cast, side: str
) -> None:
    placement = asked(cast)
    says(placement, side, 2)
    assignment = placement.candidacy.assignment
    talks: dict[str, dict[str, Any]] = {
        "candidate": {"candidacy": placement.candidacy},
        "client": {"assignment": assignment, "contact": cast.hugo},
    }
    other = "client" if side == "candidate" else "candidate"
    at = ASKED + timedelta(hours=1)
    record("called", by=cast.nina, at=at, reached=True, **talks[other])
    assert alerts(placement) == [(side, "low")]
    record("called", by=cast.nina, at=at, reached=False, **talks[side])
    assert alerts(placement) == [(side, "low")]
    record("called", by=cast.nina, at=at, reached=True, **talks[side])
    assert alerts(placement) == []


def looked(placement: Placement, at) -> list[tuple[str, str]]:
    for pk in due_looks(at).values_list("pk", flat=True):
        do_look(pk, at)
    return alerts(placement)


FIVE_DAYS = local(12, 31, 9)  # five working days: Christmas, its eve and Boxing Day are none


class TestOneSideIsLeftUnasked:
    def test_early_nobody_is_alarmed(self, cast: Cast) -> None:
        placement = asked(cast)
        says(placement, "candidate", 5)
        assert looked(placement, FIVE_DAYS - DAY) == []

    def test_on_time_the_other_side_is_to_be_rung(self, cast: Cast) -> None:
        placement = asked(cast)
        says(placement, "candidate", 5)
        assert looked(placement, local(1, 4, 9, year=2027)) == [("client", "unasked")]

    def test_twice_is_once(self, cast: Cast) -> None:
        placement = asked(cast)
        answer = says(placement, "candidate", 5)
        late = local(1, 4, 9, year=2027)
        do_look(answer.pk, late)
        do_look(answer.pk, late)
        assert placement.candidacy.events.filter(kind="care_alerted").count() == 1

    def test_late_it_still_is(self, cast: Cast) -> None:
        placement = asked(cast)
        says(placement, "candidate", 5)
        assert looked(placement, local(2, 15, 9, year=2027)) == [("client", "unasked")]

    def test_whoever_has_answered_meanwhile_was_asked(self, cast: Cast) -> None:
        placement = asked(cast)
        says(placement, "candidate", 5)
        says(placement, "client", 5, ASKED + DAY)
        assert looked(placement, local(2, 15, 9, year=2027)) == []

    def test_nobody_is_rung_about_somebody_who_has_left(self, cast: Cast) -> None:
        placement = asked(cast)
        says(placement, "candidate", 5)
        placement.candidacy.finish(
            "withdrawn", reason="other_offer", said_no="candidate", by=cast.nina, at=ASKED + DAY
        )
        assert looked(placement, local(2, 15, 9, year=2027)) == []


def test_an_open_alert_is_not_opened_twice(cast: Cast) -> None:
    placement = asked(cast)
    says(placement, "candidate", 2)
    tick(MIDDLE)
    FollowUp.objects.filter(kind="care_alert_candidate").update(settled_at=None)
    says(placement, "client", 5, MIDDLE, line="trial_middle")
    assert [side for side, _why in alerts(placement)] == ["candidate"]
