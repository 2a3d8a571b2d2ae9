"""Leave: days away with a deputy, by the calendar of whoever goes, never twice at once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Leave, LeaveIsOver, User
from tests.cast import NOW, Cast
from tests.processes.follow_ups.words import stockholm

FROM, TO = date(2026, 11, 23), date(2026, 11, 27)


def midnight(day: int) -> datetime:
    return stockholm(day, 1) - timedelta(hours=1)


def away(user: User, deputy: User, starts: date = FROM, ends: date = TO, at: datetime = NOW):
    return Leave.objects.plan(user=user, deputy=deputy, starts_on=starts, ends_on=ends, at=at)


def test_it_begins_and_ends_at_midnight_where_the_person_is(cast: Cast) -> None:
    leave = away(cast.nina, cast.rasmus)
    assert (leave.starts_at, leave.ends_at) == (midnight(23), midnight(28))
    assert leave.next_at == leave.starts_at
    cast.nina.time_zone = "Pacific/Auckland"
    assert leave.starts_at == stockholm(22, 12)


def test_one_that_has_begun_already_is_looked_at_now(cast: Cast) -> None:
    assert away(cast.nina, cast.rasmus, starts=date(2026, 11, 19)).next_at == NOW


@pytest.mark.parametrize(
    ("starts", "ends"), [(FROM, FROM), (TO, date(2026, 12, 4)), (date(2026, 11, 1), FROM)]
)
def test_nobody_is_away_twice_at_once(cast: Cast, starts: date, ends: date) -> None:
    away(cast.nina, cast.rasmus)
    with pytest.raises(IntegrityError, match="nobody_is_away_twice_at_once"), transaction.atomic():
        away(cast.nina, cast.lea, starts, ends)
    away(cast.rasmus, cast.lea, starts, ends)


def test_the_day_after_may_begin_another(cast: Cast) -> None:
    away(cast.nina, cast.rasmus)
    away(cast.nina, cast.lea, date(2026, 11, 28), date(2026, 12, 4))
    assert Leave.objects.count() == 2


def test_nobody_deputises_for_themselves(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="nobody_deputises_for_themselves"):
        away(cast.nina, cast.nina)


def test_it_does_not_end_before_it_starts(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        away(cast.nina, cast.rasmus, TO, FROM)


def test_called_off_before_it_began_it_was_never_there(cast: Cast) -> None:
    away(cast.nina, cast.rasmus).call_off(at=NOW)
    assert not Leave.objects.exists()


def test_whoever_returns_early_is_back_and_may_go_again(cast: Cast) -> None:
    leave = away(cast.nina, cast.rasmus)
    leave.take_effect(stockholm(23, 1))
    leave.call_off(at=stockholm(25, 9))
    leave.refresh_from_db()
    assert leave.back_at == leave.next_at == stockholm(25, 9)
    assert not leave.is_away(stockholm(25, 10))
    away(cast.nina, cast.lea, date(2026, 11, 26), TO)
    with pytest.raises(LeaveIsOver):
        leave.call_off(at=stockholm(26, 9))
    with pytest.raises(LeaveIsOver):
        leave.change(deputy=cast.lea, starts_on=FROM, ends_on=TO, at=stockholm(26, 9))


def test_a_change_of_one_that_runs_is_looked_at_now(cast: Cast) -> None:
    leave = away(cast.nina, cast.rasmus)
    leave.take_effect(stockholm(23, 1))
    leave.change(deputy=cast.lea, starts_on=FROM, ends_on=TO, at=stockholm(24, 9))
    leave.refresh_from_db()
    assert (leave.deputy, leave.next_at) == (cast.lea, stockholm(24, 9))
    assert leave.is_away(stockholm(24, 9))


def test_one_that_runs_may_be_moved_ahead_and_begins_once_more(cast: Cast) -> None:
    leave = away(cast.nina, cast.rasmus)
    leave.take_effect(stockholm(23, 1))
    leave.change(deputy=cast.lea, starts_on=date(2026, 11, 25), ends_on=TO, at=stockholm(23, 9))
    leave.refresh_from_db()
    assert not leave.is_away(stockholm(24, 9))
    assert leave.next_at == stockholm(23, 9)
    leave.take_effect(stockholm(23, 9))
    assert leave.next_at == midnight(25)


def test_it_is_looked_at_once_more_a_little_after_each_change(cast: Cast) -> None:
    """Whoever opened a word at that very moment did not see the deputy."""
    leave = away(cast.nina, cast.rasmus)
    looks: list[datetime] = []
    while (at := leave.next_at) and len(looks) < 9:
        looks.append(at)
        leave.take_effect(at)
    soon = timedelta(minutes=5)
    assert looks == [leave.starts_at, leave.starts_at + soon, leave.ends_at, leave.ends_at + soon]


def test_everyone_sees_their_own_and_leads_see_everybodys(cast: Cast) -> None:
    hers, his = away(cast.nina, cast.rasmus), away(cast.rasmus, cast.lea)
    assert list(Leave.objects.visible_to(cast.nina)) == [hers]
    assert set(Leave.objects.visible_to(cast.lea)) == {hers, his}
