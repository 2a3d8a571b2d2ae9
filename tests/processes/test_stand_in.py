"""Deputies: whose chair is empty, who sits in it, and what moves when somebody goes and returns."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Leave, User
from processes import attention
from processes.deputies import owner_at, take_places
from processes.models import FollowUp
from processes.today.choice import Choice
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast
from tests.processes.follow_ups.words import call_contact, owed, stockholm

FROM, TO = date(2026, 11, 18), date(2026, 11, 20)
BEFORE = datetime(2026, 11, 17, 22, 59, tzinfo=UTC)
BEGIN = datetime(2026, 11, 17, 23, tzinfo=UTC)
END = datetime(2026, 11, 20, 23, tzinfo=UTC)
DURING = stockholm(19, 10)


def away(user: User, deputy: User, starts: date = FROM, ends: date = TO) -> Leave:
    return Leave.objects.plan(user=user, deputy=deputy, starts_on=starts, ends_on=ends, at=MONDAY)


def desks() -> set[str]:
    return set(FollowUp.objects.waiting().values_list("owner__full_name", flat=True))


def test_somebody_who_is_here_sits_in_their_own_chair(cast: Cast) -> None:
    away(cast.nina, cast.rasmus)
    assert owner_at(cast.nina, BEFORE) == cast.nina
    assert owner_at(cast.nina, BEGIN) == cast.rasmus
    assert owner_at(cast.nina, END) == cast.nina


def test_a_deputy_who_is_away_has_a_deputy_too(cast: Cast) -> None:
    away(cast.nina, cast.rasmus)
    away(cast.rasmus, cast.ada)
    assert owner_at(cast.nina, DURING) == cast.ada


def test_two_who_stand_in_for_each_other_leave_it_to_the_lead(cast: Cast) -> None:
    away(cast.nina, cast.rasmus)
    away(cast.rasmus, cast.nina)
    assert owner_at(cast.nina, DURING) == owner_at(cast.rasmus, DURING) == cast.lea


def test_where_the_deputy_has_left_it_is_the_leads_or_an_admins(cast: Cast) -> None:
    away(cast.nina, cast.rasmus)
    User.objects.filter(pk=cast.rasmus.pk).update(is_active=False)
    assert owner_at(cast.nina, DURING) == cast.lea
    away(cast.lea, cast.rasmus)
    assert owner_at(cast.nina, DURING) == cast.ada


def test_where_nobody_at_all_is_here_it_stays(cast: Cast) -> None:
    away(cast.nina, cast.rasmus)
    User.objects.exclude(pk=cast.nina.pk).update(is_active=False)
    assert owner_at(cast.nina, DURING) == cast.nina


def test_before_the_first_day_nothing_moves(cast: Cast) -> None:
    cast.payroll()
    away(cast.nina, cast.rasmus)
    assert "leaves" not in do_all(BEFORE)
    assert desks() == {"Nina Lind"}


def test_on_the_first_day_what_is_open_sits_with_the_deputy(cast: Cast) -> None:
    cast.payroll()
    cast.data_engineer()
    away(cast.nina, cast.rasmus)
    do_all(BEGIN)
    assert desks() == {"Rasmus Holm"}
    assert owed("schedule", client=cast.nordvik).stands_in_for == cast.nina
    assert owed("schedule", client=cast.lumen).stands_in_for is None


def test_what_is_opened_meanwhile_does_so_too(cast: Cast) -> None:
    payroll = cast.payroll()
    away(cast.nina, cast.rasmus)
    do_all(BEGIN)
    payroll.add(cast.jonas, by=None, at=DURING, applied=True)
    word = owed("application")
    assert (word.owner, word.stands_in_for) == (cast.rasmus, cast.nina)


def test_so_does_what_happened_before_and_is_logged_while_they_are_away(cast: Cast) -> None:
    payroll = cast.payroll()
    away(cast.nina, cast.rasmus)
    do_all(BEGIN)
    payroll.add(cast.jonas, by=None, at=stockholm(17, 10), applied=True)
    assert owed("application").owner == cast.rasmus


def test_after_the_last_day_what_is_still_open_comes_back(cast: Cast) -> None:
    payroll = cast.payroll()
    away(cast.nina, cast.rasmus)
    do_all(BEGIN)
    call_contact(payroll, cast.sara, DURING)
    do_all(END)
    assert desks() == {"Nina Lind"}
    assert not FollowUp.objects.waiting().exclude(stands_in_for=None).exists()
    given = FollowUp.objects.get(kind="first_call_decider")
    assert (given.owner, given.stands_in_for) == (cast.rasmus, cast.nina)


def test_twice_is_harmless(cast: Cast) -> None:
    cast.payroll()
    leave = away(cast.nina, cast.rasmus)
    for _time in range(2):
        take_places(leave.pk, BEGIN)
        assert desks() == {"Rasmus Holm"}
    for _time in range(2):
        take_places(leave.pk, END)
        assert desks() == {"Nina Lind"}


def test_late_is_better_than_never(cast: Cast) -> None:
    """Nothing ran for the whole leave: she is back, and her words are hers."""
    cast.payroll()
    leave = away(cast.nina, cast.rasmus)
    do_all(NOW + timedelta(days=7))
    leave.refresh_from_db()
    assert leave.back_at is not None
    assert desks() == {"Nina Lind"}


def test_whoever_returns_early_has_their_chair_again(cast: Cast) -> None:
    cast.payroll()
    leave = away(cast.nina, cast.rasmus)
    do_all(BEGIN)
    leave.refresh_from_db()
    leave.call_off(at=DURING)
    do_all(DURING)
    assert desks() == {"Nina Lind"}


def test_another_deputy_takes_over_from_the_first(cast: Cast) -> None:
    cast.payroll()
    leave = away(cast.nina, cast.rasmus)
    do_all(BEGIN)
    leave.change(deputy=cast.lea, starts_on=FROM, ends_on=TO, at=DURING)
    do_all(DURING)
    assert desks() == {"Lea Dahl"}
    assert owed("schedule").stands_in_for == cast.nina


def test_a_deputy_who_leaves_hands_on_what_is_not_theirs(cast: Cast) -> None:
    cast.payroll()
    cast.data_engineer()
    away(cast.nina, cast.rasmus)
    away(cast.rasmus, cast.lea, starts=date(2026, 11, 19), ends=date(2026, 11, 19))
    do_all(BEGIN)
    do_all(BEGIN + timedelta(days=1))
    assert desks() == {"Lea Dahl"}
    do_all(BEGIN + timedelta(days=2))
    assert desks() == {"Rasmus Holm"}
    do_all(END)
    assert desks() == {"Nina Lind", "Rasmus Holm"}


def test_the_assignments_of_whoever_is_away_stand_on_the_deputys_today(cast: Cast) -> None:
    cast.payroll()
    away(cast.nina, cast.rasmus)
    his = Choice(cast.rasmus)
    for at, seen in ((BEFORE, []), (DURING, [cast.nordvik]), (END, [])):
        do_all(at)
        missing = attention.without_dates(his.leaders, stockholm(25, 10))
        assert [assignment.client for assignment in missing] == seen
    of_another = Choice(cast.rasmus, client=cast.lumen)
    assert not attention.without_dates(of_another.leaders, DURING)


def test_a_chore_for_a_leave_that_is_gone_does_nothing(cast: Cast) -> None:
    leave = away(cast.nina, cast.rasmus)
    leave_id = leave.pk
    leave.call_off(at=MONDAY)
    take_places(leave_id, BEGIN)
    assert desks() == set()


@pytest.mark.parametrize("people", [1, 5])
def test_asking_who_sits_where_is_one_question(
    cast: Cast, people: int, django_assert_num_queries
) -> None:
    for number in range(people):
        somebody = User.objects.create_user(f"{number}@askvik.example", full_name=f"No {number}")
        away(somebody, cast.rasmus)
    with django_assert_num_queries(1):
        assert owner_at(cast.nina, DURING) == cast.nina
