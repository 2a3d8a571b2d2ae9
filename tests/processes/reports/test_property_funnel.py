"""Whatever happens on an assignment, a report never contradicts itself or the one before it.

Weeks of made-up work, written to the database by the verbs themselves: people are added and
moved, also backwards and late, calls are undone, reports are skipped, stopped, put off and
missed. After each report that goes out its numbers are held against those of the last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from candidates.models import Candidate
from processes.models import Candidacy, Event, Report
from processes.reports.behind import behind
from processes.reports.report_facts import ReportFacts, Skipped
from processes.stages import Reason, SaidNo, Stage
from processes.timeline import record
from tests.cast import Cast, agrees
from tests.processes.reports.story import FRIDAY

pytestmark = pytest.mark.django_db
A_WEEK = timedelta(days=7)
# One thing that happens: what, to which of the people, and a number that says how.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add_late", "move", "ring", "undo", "end", "come_back", "tick"]),
        st.integers(0, 5),
        st.integers(0, 11),
    ),
    max_size=9,
)
# Nobody of these people was asked whether they want the job (C9).
UNASKED = [reason for reason in Reason if reason != Reason.TOO_SENIOR]
# What becomes of the week's report.
FATES = st.sampled_from(["out", "out", "out", "skipped", "stopped", "put_off", "missed"])


@dataclass
class Life:
    """An assignment's life, a week at a time; ``told`` holds what the client has read."""

    cast: Cast
    told: list[tuple[Report, ReportFacts]] = field(default_factory=list)
    skips: list[Skipped] = field(default_factory=list)
    calls: list[Event] = field(default_factory=list)
    people: list[Candidacy] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.assignment = self.cast.payroll(at=FRIDAY - timedelta(days=4))

    def week(self, number: int, steps: list[tuple[str, int, int]], fate: str) -> None:
        slot = FRIDAY + number * A_WEEK
        for hour, (what, who, how) in enumerate(steps):
            step: Callable[[int, int, datetime], None] = getattr(self, what)
            step(who, how, slot - timedelta(days=3) + timedelta(hours=hour))
        report = Report.objects.draft(
            self.assignment, slot, at=slot - timedelta(days=1), needs_approval=fate == "missed"
        )
        getattr(self, fate)(report, slot)

    def somebody(self, who: int) -> Candidacy | None:
        return (
            Candidacy.objects.get(pk=self.people[who % len(self.people)].pk)
            if self.people
            else None
        )

    def add(self, who: int, how: int, at: datetime) -> None:
        number = len(self.people)
        candidate = Candidate.objects.create(
            first_name="Person", last_name=str(number), owner=self.cast.nina
        )
        applied = how % 2 == 0
        self.people.append(
            self.assignment.add(candidate, by=self.cast.nina, at=at, applied=applied)
        )

    def add_late(self, who: int, how: int, at: datetime) -> None:
        """Written down only now: they were found before the last report."""
        self.add(who, how, max(at - A_WEEK, self.assignment.opened_at))

    def move(self, who: int, how: int, at: datetime) -> None:
        row = self.somebody(who)
        if row and row.is_in_play:
            stages = [stage for stage in Stage if stage != Stage.PLACED]
            agrees(row).move_to(stages[how % len(stages)], by=self.cast.nina, at=at)

    def ring(self, who: int, how: int, at: datetime) -> None:
        if row := self.somebody(who):
            self.calls.append(
                record("called", by=self.cast.nina, at=at, candidacy=row, reached=how % 3 > 0)
            )

    def undo(self, who: int, how: int, at: datetime) -> None:
        """The slip of a hand, also one that the last report has counted."""
        if self.calls:
            Event.objects.filter(pk=self.calls.pop(how % len(self.calls)).pk).update(undone_at=at)

    def end(self, who: int, how: int, at: datetime) -> None:
        row = self.somebody(who)
        if row and row.is_in_play:
            row.finish(
                "withdrawn",
                reason=UNASKED[how],
                said_no=list(SaidNo)[how % 3],
                by=self.cast.nina,
                at=at,
            )

    def come_back(self, who: int, how: int, at: datetime) -> None:
        row = self.somebody(who)
        if row and not row.is_in_play:
            row.take_up_again(by=self.cast.nina, at=at)

    def tick(self, who: int, how: int, at: datetime) -> None:
        if step := self.assignment.activities.left().first():
            step.tick_off(by=self.cast.nina, at=at)

    def out(self, report: Report, slot: datetime) -> None:
        counted = {name: behind(report, name, slot).count for name in ("presented", "answered")}
        report.approve(by=self.cast.nina, at=slot)
        known = Report.objects.get(pk=report.pk).known(slot)
        assert counted == {"presented": known.step("presented").total, "answered": known.answered}
        self.agrees_with_itself(known)
        self.agrees_with_the_last(known)
        self.told.append((report, known))
        self.skips = []

    def put_off(self, report: Report, slot: datetime) -> None:
        report.put_off(
            until=slot + timedelta(days=2), by=self.cast.nina, at=slot - timedelta(hours=1)
        )
        self.out(report, slot + timedelta(days=2))

    def skipped(self, report: Report, slot: datetime) -> None:
        report.skip("A public holiday", by=self.cast.nina, at=slot - timedelta(hours=1))
        self.skips.append(Skipped(slot.date(), "A public holiday"))

    def stopped(self, report: Report, slot: datetime) -> None:
        """After it was approved, so that its facts are frozen, and count for nothing."""
        report.approve(by=self.cast.nina, at=slot - timedelta(hours=2))
        report.stop("We call instead", by=self.cast.nina, at=slot - timedelta(hours=1))

    def missed(self, report: Report, slot: datetime) -> None:
        """Nobody approved it: the next slot takes the draft over."""

    def agrees_with_itself(self, known: ReportFacts) -> None:
        totals = [step.total for step in known.funnel]
        assert totals[0] == len(self.people)
        assert all(wider >= narrower for wider, narrower in pairwise(totals))
        assert known.contacted == known.step("contacted").total
        assert 0 <= known.answered <= known.contacted
        assert known.left_total == sum(not row.is_in_play for row in self.rows())
        noes = sum(row.total for row in known.left if row.said_no == "candidate")
        assert sum(row.count for row in known.market) <= noes
        assert {row.of for row in known.market} <= {noes}
        assert len(known.shortlist) == known.step("presented").total
        assert known.interim is not None
        assert known.interim.delivered == known.step("presented").total
        assert known.treatment.answered <= known.treatment.applicants
        assert known.skipped == tuple(self.skips)

    def agrees_with_the_last(self, known: ReportFacts) -> None:
        """The total is what was told last and the change; nothing is told twice or never."""
        if not self.told:
            assert known.before is None
            assert [step.this_week for step in known.funnel] == [
                step.total for step in known.funnel
            ]
            assert known.left_change == known.left_total
            return
        last = self.told[-1][1]
        assert known.before is not None
        assert known.since == known.before.until == last.until
        for now, then in zip(known.funnel, last.funnel, strict=True):
            assert now.total == then.total + now.this_week, now.stage
        assert known.answered_change == known.answered - last.answered
        assert known.left_total == last.left_total + known.left_change
        assert known.left_change == sum(row.this_week for row in known.left)
        reasons = {row.reason: row.count for row in last.market}
        for row in known.market:
            assert row.count == reasons.get(row.reason, 0) + row.new
        assert last.interim is not None
        assert known.interim is not None
        assert known.interim.delivered == last.interim.delivered + known.interim.delivered_new

    def rows(self) -> list[Candidacy]:
        return list(Candidacy.objects.filter(assignment=self.assignment))


@example([([("add", 0, 1), ("end", 0, 1)], "out"), ([("come_back", 0, 0)], "out")])
@example([([("add", 0, 1), ("end", 0, 1)], "out"), ([("add_late", 0, 0)], "skipped"), ([], "out")])
@given(st.lists(st.tuples(STEPS, FATES), min_size=2, max_size=5))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_reports_never_contradict_themselves_or_each_other(cast, weeks):
    with transaction.atomic():
        life = Life(cast)
        for number, (steps, fate) in enumerate(weeks):
            life.week(number, steps, fate)
        for report, known in life.told:  # what was sent stays as it was
            assert Report.objects.get(pk=report.pk).known(FRIDAY) == known
        transaction.set_rollback(True)


@pytest.mark.parametrize("fate", ["skipped", "stopped", "missed"])
def test_what_happened_before_a_report_that_did_not_go_out_is_in_the_next(cast, fate):
    life = Life(cast)
    life.week(0, [("add", 0, 0), ("add", 0, 1)], fate)
    life.week(1, [("add", 0, 0), ("move", 0, 2)], "out")
    ((_report, known),) = life.told
    assert [(step.total, step.this_week) for step in known.funnel][:3] == [(3, 3), (1, 1), (1, 1)]
    assert known.since == life.assignment.opened_at


def test_a_correction_is_said_and_not_hidden(cast):
    life = Life(cast)
    life.week(0, [("add", 0, 1), ("move", 0, 1), ("ring", 0, 1)], "out")
    life.week(1, [("undo", 0, 0)], "out")
    known = life.told[-1][1]
    assert (known.answered, known.answered_change) == (0, -1)


def test_who_was_written_down_late_is_in_the_next_report(cast):
    life = Life(cast)
    life.week(0, [("add", 0, 1)], "out")
    life.week(1, [("add_late", 0, 1)], "out")
    step = life.told[-1][1].step("identified")
    assert (step.total, step.this_week) == (2, 1)
    assert life.people[1].added_at < life.told[0][1].until
