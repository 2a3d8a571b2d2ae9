"""People are kept as long as the rule says that fits them, and their record is closed then."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from candidates.models import Candidate
from processes.models import Event, Placement, RetentionRule, RetentionSweep
from processes.retention.chores import do_sweep, due_sweeps
from processes.retention.closing import StillWithUs, close, close_if_over, reopen
from processes.retention.reckoning import Calendar, of_some
from processes.timeline import record
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LONG_AGO = datetime(2024, 11, 19, 12, tzinfo=NOW.tzinfo)  # 24 months before yesterday


@pytest.fixture
def cast() -> Cast:
    cast = Cast()
    RetentionRule.objects.all().delete()
    Candidate.objects.update(created_at=LONG_AGO, last_contact_at=None)
    return cast


def rule(cast: Cast, months: int = 24, **about: str) -> RetentionRule:
    written = RetentionRule.objects.create(months=months, **about)
    written.put_in_force(closes_from=date(2026, 11, 1), by=cast.ada, at=NOW)
    return written


def until(candidate: Candidate, at: datetime = NOW) -> date | None:
    (kept,) = of_some([candidate.pk], Calendar.at(at))
    return kept.until


def nightly(at: datetime) -> None:
    """The chore, as often as the tick would find it due."""
    for _step in range(9):
        for sweep in due_sweeps(at):
            do_sweep(sweep.pk, at)


def is_closed(candidate: Candidate) -> bool:
    candidate.refresh_from_db()
    return candidate.closed_at is not None


@pytest.mark.parametrize(
    ("days", "closed"), [(-1, False), (0, True), (1, True), (400, True)], ids=str
)
def test_the_day_after_the_last_day_closes(cast: Cast, days: int, closed: bool) -> None:
    rule(cast)
    nightly(NOW + days * DAY)
    assert is_closed(cast.jonas) is closed
    told = Event.objects.filter(kind="candidate_closed", candidate=cast.jonas)
    assert [event.facts["kept_until"] for event in told] == ["2026-11-19"] * closed


def test_twice_closes_once(cast: Cast) -> None:
    rule(cast)
    for _again in range(2):
        nightly(NOW + DAY)
        RetentionSweep.objects.begin(NOW + DAY)
        do_sweep(RetentionSweep.objects.get().pk, NOW + DAY)
    assert Event.objects.filter(kind="candidate_closed", candidate=cast.jonas).count() == 1


def test_the_tick_finds_the_round(cast: Cast) -> None:
    rule(cast)
    assert do_all(NOW)["retention"] == 1
    assert is_closed(cast.jonas)
    assert "retention" not in do_all(NOW)


def test_without_a_rule_in_force_nobody_is_closed(cast: Cast) -> None:
    RetentionRule.objects.create(months=1)
    RetentionSweep.objects.begin(NOW)
    nightly(NOW)
    assert not is_closed(cast.jonas)
    assert RetentionSweep.objects.get().next_at is None


def test_a_word_with_them_begins_the_time_anew(cast: Cast) -> None:
    rule(cast)
    Candidate.objects.filter(pk=cast.jonas.pk).update(last_contact_at=MONDAY)
    assert until(cast.jonas) == date(2028, 11, 16)
    nightly(NOW)
    assert not is_closed(cast.jonas)
    assert cast.jonas.kept_until == date(2028, 11, 16)
    assert is_closed(cast.amira)


def test_the_most_particular_rule_counts(cast: Cast) -> None:
    rule(cast, 24)
    rule(cast, 30, outcome="presented")
    rule(cast, 36, purpose="applied")
    rule(cast, 48, country="PL")
    on = cast.payroll(at=LONG_AGO)
    on.add(cast.jonas, by=cast.nina, at=LONG_AGO, applied=True)
    cast.presented(cast.amira, on, at=LONG_AGO)
    Candidate.objects.update(last_contact_at=None)
    assert until(cast.jonas) == date(2027, 11, 19)  # the purpose before the outcome
    assert until(cast.amira) == date(2027, 5, 19)
    assert until(cast.ewa) == date(2028, 11, 19)


def test_a_rule_for_those_never_on_an_assignment(cast: Cast) -> None:
    rule(cast, 36, outcome="none")
    cast.payroll().add(cast.jonas, by=cast.nina, at=NOW)
    assert until(cast.amira) == date(2027, 11, 19)
    assert until(cast.jonas) is None


@pytest.mark.parametrize("stage", ["identified", "interviewed", "placed"])
def test_nobody_in_play_or_in_a_job_we_found_is_closed(cast: Cast, stage: str) -> None:
    rule(cast, 1)
    on = cast.payroll(at=LONG_AGO, kind="permanent")
    jonas = on.add(cast.jonas, by=cast.nina, at=LONG_AGO)
    if stage == "placed":
        jonas = cast.presented(cast.amira, on, at=LONG_AGO)
        Placement.objects.agree(jonas, starts_on=date(2025, 1, 7), by=cast.nina, at=LONG_AGO)
    else:
        type(jonas).objects.update(stage=stage)
    nightly(NOW)
    assert not is_closed(jonas.candidate)
    with pytest.raises(StillWithUs):
        close(jonas.candidate, by=cast.lea, at=NOW, why="asked for it")


def test_whose_candidacy_has_ended_is_kept_from_there(cast: Cast) -> None:
    rule(cast, 1)
    jonas = cast.payroll(at=LONG_AGO).add(cast.jonas, by=cast.nina, at=LONG_AGO)
    jonas.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=MONDAY)
    assert until(cast.jonas) == date(2026, 12, 16)


def test_a_rule_closes_nobody_before_its_day(cast: Cast) -> None:
    draft = RetentionRule.objects.create(months=12)
    draft.put_in_force(closes_from=date(2026, 12, 4), by=cast.ada, at=NOW)
    nightly(NOW)
    nightly(datetime(2026, 12, 3, 12, tzinfo=NOW.tzinfo))
    assert not is_closed(cast.jonas)
    assert cast.jonas.kept_until == date(2026, 12, 3)
    nightly(datetime(2026, 12, 4, 12, tzinfo=NOW.tzinfo))
    assert is_closed(cast.jonas)


def test_a_rule_put_in_force_ends_its_predecessor(cast: Cast) -> None:
    first = rule(cast, 24)
    second = rule(cast, 36)
    first.refresh_from_db()
    assert first.ended_at == NOW
    assert list(RetentionRule.objects.in_force()) == [second]
    second.end(by=cast.ada, at=NOW)
    nightly(NOW)
    assert until(cast.jonas) is None
    assert not is_closed(cast.jonas)


def test_the_round_goes_on_where_it_stopped(cast: Cast) -> None:
    rule(cast)
    sweep = RetentionSweep.objects.get()
    do_sweep(sweep.pk, NOW, size=2)
    assert [is_closed(one) for one in (cast.jonas, cast.amira, cast.ewa)] == [True, True, False]
    sweep.refresh_from_db()
    assert (sweep.reached, sweep.next_at) == (cast.amira.pk, NOW)
    do_sweep(sweep.pk, NOW, size=2)
    assert is_closed(cast.ewa)
    sweep.refresh_from_db()
    assert (sweep.reached, sweep.next_at) == (0, datetime(2026, 11, 21, 2, 30, tzinfo=NOW.tzinfo))
    do_sweep(sweep.pk, NOW)  # a second job that comes late
    sweep.refresh_from_db()
    assert sweep.next_at == datetime(2026, 11, 21, 2, 30, tzinfo=NOW.tzinfo)


def test_a_step_closes_so_many_and_the_next_goes_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("processes.retention.chores.CLOSED_AT_ONCE", 1)
    rule(cast)
    sweep = RetentionSweep.objects.get()
    for closed in ([cast.jonas], [cast.jonas, cast.amira], [cast.jonas, cast.amira, cast.ewa]):
        do_sweep(sweep.pk, NOW)
        assert list(Candidate.objects.exclude(closed_at=None).order_by("pk")) == closed
    sweep.refresh_from_db()
    assert sweep.reached == 0


def test_opened_again_they_stay_until_the_day_that_was_said(cast: Cast) -> None:
    rule(cast)
    nightly(NOW)
    cast.jonas.refresh_from_db()
    reopen(cast.jonas, until=date(2026, 12, 31), by=cast.lea, at=NOW, why="rang us")
    nightly(NOW + 2 * DAY)
    assert not is_closed(cast.jonas)
    assert cast.jonas.kept_until == date(2026, 12, 31)
    assert reopen(cast.jonas, until=date(2027, 1, 1), by=cast.lea, at=NOW, why="again") is None
    nightly(datetime(2027, 1, 1, 12, tzinfo=NOW.tzinfo))
    assert is_closed(cast.jonas)


def test_a_word_that_comes_while_the_round_runs_keeps_them(cast: Cast) -> None:
    rule(cast)
    Candidate.objects.filter(pk=cast.jonas.pk).update(last_contact_at=NOW)
    assert close_if_over(cast.jonas.pk, at=NOW) is None
    assert not is_closed(cast.jonas)


def test_a_round_takes_few_queries_however_many_stay(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    rule(cast, 240)
    person = {"last_name": "Ek", "owner": cast.nina}
    Candidate.objects.bulk_create(Candidate(first_name=f"A{n}", **person) for n in range(50))
    with django_assert_max_num_queries(12):
        do_sweep(RetentionSweep.objects.get().pk, NOW)
    assert Candidate.objects.filter(kept_until=None).count() == 0


def test_the_event_of_a_call_after_the_closing_is_kept(cast: Cast) -> None:
    close(cast.jonas, by=cast.lea, at=NOW, why="asked for it")
    record("called", by=cast.lea, at=NOW, candidate=cast.jonas, reached=True)
    assert is_closed(cast.jonas)
