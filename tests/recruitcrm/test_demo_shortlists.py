"""The demo's shortlists: reserves behind them, wishes heard, a reason where they are short."""

from __future__ import annotations

from recruitcrm.demo.shortlists import keep_shortlist, verdicts_of
from tests.cast import MONDAY, NOW, Cast


def test_two_stand_in_reserve_and_a_short_list_says_why(cast: Cast) -> None:
    payroll = cast.payroll()
    presented = cast.presented(cast.jonas, payroll)
    waiting = [payroll.add(one, by=cast.nina, at=MONDAY) for one in (cast.amira, cast.ewa)]
    for one in waiting:
        one.move_to("interviewed", by=cast.nina, at=MONDAY)
    keep_shortlist(payroll, by=cast.nina, at=NOW)
    assert [one.reserve for one in payroll.candidacies.reserves()] == [1, 2]
    assert payroll.shortlist_reasons.get().presented == 1
    presented.refresh_from_db()
    assert presented.seniority and presented.wish
    assert list(verdicts_of(presented).values()) == ["met", "partly", "other"]
