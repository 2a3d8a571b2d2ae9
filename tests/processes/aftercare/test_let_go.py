"""A1, A5: years that come again, contracts that end, and people who leave."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from processes import declines
from processes.models import FollowUp, Leaving, Placement
from processes.timeline import record
from tests.cast import Cast
from tests.processes.aftercare.story import agreed, is_owed, local, point, sign, tick, word
from tests.processes.follow_ups.words import call_candidate, call_contact

pytestmark = pytest.mark.django_db
ENDS_ON = date(2027, 3, 31)


@pytest.fixture
def interim(cast: Cast) -> Placement:
    return agreed(cast, kind="interim", ends_on=ENDS_ON)


def leave(placement: Placement, cast: Cast, day: int = 16) -> None:
    placement.candidacy.finish(
        "withdrawn", reason="stays", said_no="candidate", by=cast.nina, at=local(12, day, 9)
    )


def test_the_yearly_word_comes_again_a_year_later_once(cast: Cast) -> None:
    placement = agreed(cast)
    tick(local(12, 7, year=2027))
    first = point(placement, "each_year")
    answer = first.care_answered(by=cast.nina, at=local(12, 8, 9, year=2027))
    second = point(placement, "each_year", round=2)
    assert second.opens_on == date(2028, 12, 7)
    assert word(placement, "each_year", "client").is_open
    answer.take_back(at=answer.at + timedelta(minutes=5))
    first.care_answered(by=cast.nina, at=local(12, 9, 9, year=2027))
    assert placement.touchpoints.filter(line="each_year", side="candidate").count() == 2
    tick(local(12, 7, year=2028))
    second.care_answered(by=cast.nina, at=local(12, 8, 9, year=2028))
    assert point(placement, "each_year", round=3).opens_on == date(2029, 12, 7)


@pytest.mark.parametrize("side", ["candidate", "client"])
@pytest.mark.parametrize(
    ("line", "opens_on"),
    [
        ("contract_60", date(2027, 1, 30)),
        ("contract_45", date(2027, 2, 14)),
        ("contract_30", date(2027, 3, 1)),
    ],
)
def test_the_end_of_a_contract_is_seen_sixty_days_ahead(
    interim: Placement, side: str, line: str, opens_on: date
) -> None:
    assert point(interim, line, side).opens_on == opens_on
    tick(local(opens_on.month, opens_on.day, year=2027) - timedelta(minutes=1))
    assert not is_owed(interim, line, side)
    tick(local(opens_on.month, opens_on.day, year=2027))
    assert word(interim, line, side).kind == f"contract_end_{side}"


def test_a_talk_about_the_end_leaves_the_next_one_to_come(cast: Cast, interim: Placement) -> None:
    tick(local(1, 30, year=2027))
    call_contact(interim.candidacy.assignment, cast.sara, local(2, 1, 9, year=2027))
    assert not is_owed(interim, "contract_60", "client")
    assert is_owed(interim, "contract_60")
    tick(local(2, 14, year=2027))
    assert is_owed(interim, "contract_45", "client")


def test_asking_whether_it_goes_on_is_the_word_of_that_side(cast: Cast, interim: Placement) -> None:
    tick(local(1, 30, year=2027))
    asked: dict[str, Any] = {"by": cast.nina, "candidacy": interim.candidacy}
    asked["at"] = local(2, 1, 9, year=2027)
    record("extension_asked", side="client", **asked)
    assert not is_owed(interim, "contract_60", "client")
    assert is_owed(interim, "contract_60")
    record("extension_asked", side="candidate", **asked)
    assert not is_owed(interim, "contract_60")


def test_a_contract_that_goes_on_is_spoken_of_again_before_its_new_end(
    cast: Cast, interim: Placement
) -> None:
    tick(local(1, 30, year=2027))
    call_candidate(interim.candidacy, local(2, 1, 9, year=2027))
    Placement.objects.filter(pk=interim.pk).update(ends_on=date(2027, 6, 30))
    at = local(2, 2, 9, year=2027)
    record("extension_answered", by=cast.nina, at=at, candidacy=interim.candidacy)
    assert point(interim, "contract_60", round=1).opens_on == date(2027, 1, 30)
    assert point(interim, "contract_60", round=2).opens_on == date(2027, 5, 1)
    assert point(interim, "contract_45").opens_on == date(2027, 5, 16)


def test_whoever_leaves_has_no_plan_any_more(cast: Cast) -> None:
    placement = agreed(cast)
    tick(local(12, 8))
    call_candidate(placement.candidacy, local(12, 8, 9))
    leave(placement, cast)
    assert not FollowUp.objects.waiting().exclude(touchpoint=None).exists()
    assert not placement.touchpoints.exclude(opens_at=None).exists()
    tick(local(12, 22))
    assert not is_owed(placement, "weeks_3_4")
    done = word(placement, "before_first_day")
    assert done.settled_at == local(12, 8, 9)


def test_the_plan_is_not_moved_for_somebody_who_has_left(cast: Cast) -> None:
    placement = agreed(cast)
    leave(placement, cast)
    Placement.objects.filter(pk=placement.pk).update(starts_on=date(2027, 1, 11))
    placement.candidacy.refresh_from_db()
    record("placement_changed", by=cast.nina, at=local(12, 17, 9), candidacy=placement.candidacy)
    assert not placement.touchpoints.exclude(opens_at=None).exists()


def test_whoever_comes_back_has_the_whole_plan_again(cast: Cast) -> None:
    placement = agreed(cast)
    tick(local(11, 30))
    call_candidate(placement.candidacy, local(12, 1, 9))
    leave(placement, cast)
    candidacy = placement.candidacy
    candidacy.take_up_again(by=cast.nina, at=local(12, 18, 9))
    again = sign(candidacy, local(12, 18, 10), starts_on=date(2027, 1, 11))
    assert again == placement
    assert point(again, "before_first_day", round=1).opens_on == date(2026, 11, 30)
    assert point(again, "before_first_day", round=2).opens_on == date(2027, 1, 4)
    assert point(again, "before_first_day", "client").opens_at == local(1, 4, year=2027)
    assert point(again, "first_day").opens_at == local(1, 11, year=2027)


def test_whoever_has_the_role_is_rung_at_the_closing_and_keeps_it(cast: Cast) -> None:
    """They waited for a word as well; that is no reason to tell them no."""
    placement = agreed(cast)
    candidacy = placement.candidacy
    call_candidate(candidacy, local(11, 19, 9), next_on="2026-11-27")
    assert list(candidacy.assignment.unanswered()) == [candidacy]
    declines.tell_by_phone(
        candidacy,
        reason="other",
        said_no="we",
        words="See you on Monday.",
        by=cast.nina,
        at=local(11, 20, 9),
    )
    candidacy.refresh_from_db()
    assert candidacy.is_in_play
    assert not candidacy.assignment.unanswered().exists()
    assert point(placement, "first_day").opens_at is not None


def test_whoever_has_not_left_after_all_is_cared_for_again_and_may_leave_later(cast: Cast) -> None:
    placement = agreed(cast)
    ahead = placement.touchpoints.filter(opens_at__isnull=False)
    planned = set(ahead.values_list("line", "side", "opens_on"))

    def leaves(hour: int) -> None:
        Leaving.objects.note(
            Placement.objects.get(),
            ended_by="candidate",
            left_on=date(2026, 12, 15),
            reason="fit",
            by=cast.nina,
            at=local(11, 20, hour),
        )

    leaves(9)
    assert planned and not ahead.exists()
    Placement.objects.get().candidacy.take_up_again(by=cast.nina, at=local(11, 20, 10))
    assert set(ahead.values_list("line", "side", "opens_on")) == planned
    assert not FollowUp.objects.waiting().filter(kind__startswith="left_").exists()
    assert not Leaving.objects.exists()
    leaves(11)
    assert Leaving.objects.count() == 1


def test_whoever_was_placed_by_a_slip_of_the_hand_has_no_plan_until_they_are(cast: Cast) -> None:
    placement = agreed(cast)
    opens = local(12, 22, 9)
    tick(opens)
    assert is_owed(placement, "weeks_3_4")
    placement.candidacy.move_to("offer", by=cast.nina, at=opens)
    assert not FollowUp.objects.waiting().filter(touchpoint__isnull=False).exists()
    tick(local(12, 31, year=2027))
    assert not FollowUp.objects.waiting().filter(touchpoint__isnull=False).exists()
    sign(placement.candidacy, opens + timedelta(hours=1))
    assert placement.touchpoints.filter(opens_at__isnull=False).exists()
