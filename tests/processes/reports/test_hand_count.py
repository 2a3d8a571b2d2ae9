"""Two reports in a row on each kind of assignment, every section counted by hand beforehand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from candidates.models import Candidate
from processes.models import Assignment, Obstacle, Report, TargetCompany
from processes.reports.facts import facts
from processes.reports.report_facts import Company, Interim, Kept, Left, ReportFacts, Said, Skipped
from processes.timeline import record
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, LAST_FRIDAY, NEXT_FRIDAY, Story, on

pytestmark = pytest.mark.django_db


def figures(known: ReportFacts) -> list[tuple[str, int, int]]:
    return [(step.stage, step.total, step.this_week) for step in known.funnel]


class TestInterim:
    """The story of story.py, told on 13 and on 20 November."""

    @pytest.fixture
    def told(self, cast: Cast) -> tuple[ReportFacts, ReportFacts]:
        work = Story(cast).assignment
        Assignment.objects.filter(pk=work.pk).update(starts_on=date(2026, 11, 30))
        work.refresh_from_db()
        first = facts(work, work.opened_at, LAST_FRIDAY)
        return first, facts(work, LAST_FRIDAY, FRIDAY, first)

    def test_the_first_report_counts_everything_as_new(self, told):
        first, _second = told
        assert figures(first) == [
            ("identified", 8, 8),  # Ada to Gun on the 4th, Amira on the 10th
            ("contacted", 5, 5),  # Ada to Eva
            ("interested", 0, 0),
            ("interviewed", 0, 0),
            ("presented", 0, 0),
        ]
        # Ada talked to us, Cia and Dan said no; Bo and Eva never answered.
        assert (first.contacted, first.answered, first.answered_change) == (5, 3, None)
        assert first.left == (
            Left("candidate", "remote_work", 2, 2),
            Left("candidate", "no_answer", 1, 1),
        )
        assert first.market == (Said("remote_work", 2, 3, 2),)
        assert (first.before, first.told, first.shortlist) == (None, (), ())

    def test_the_second_tells_its_change(self, told):
        first, second = told
        assert figures(second) == [
            ("identified", 9, 1),  # Jonas
            ("contacted", 7, 2),
            ("interested", 2, 2),
            ("interviewed", 2, 2),
            ("presented", 2, 2),
        ]
        assert (second.answered, second.answered_change) == (5, 2)
        assert (second.left_total, second.left_change) == (3, 0)
        assert second.market == (Said("remote_work", 2, 3, 0),)
        assert [row.title for row in second.told] == ["Remote work decides"]
        before = second.before
        assert before is not None
        assert (before.until, before.contacted, before.answered) == (LAST_FRIDAY, 5, 3)
        assert (before.treatment, before.kept) == (first.treatment, first.kept)

    def test_promises_are_counted_in_their_own_week(self, told):
        first, second = told
        # Every step but the last three was ticked off on the 5th; there were two calls to Sara.
        assert [row.is_call for row in first.promised if row.state != "done"] == []
        assert [row.on for row in first.promised if row.is_call] == [date(2026, 11, 3)]
        assert [(row.text, row.on) for row in second.promised] == [
            ("Shortlist presented", date(2026, 11, 18)),
            ("", date(2026, 11, 20)),
        ]

    def test_profiles_answers_and_the_risk_to_the_start(self, told):
        first, second = told
        assert first.interim == Interim(
            delivered=0, starts_on=date(2026, 11, 30), risk="", risk_days=None
        )
        assert second.interim == Interim(
            delivered=2,
            delivered_new=2,
            awaited=2,
            awaited_new=2,
            awaited_since=date(2026, 11, 18),
            starts_on=date(2026, 11, 30),
            risk="waiting",
            risk_on=date(2026, 11, 18),
            risk_days=10,
        )
        assert second.companies == ()


class TestSearch:
    """Rasmus looks for a data engineer in three companies; one week, then another."""

    @pytest.fixture
    def told(self, cast: Cast) -> tuple[ReportFacts, ReportFacts]:
        work = cast.data_engineer(at=on(9), kind="search")
        by = cast.rasmus
        TargetCompany.objects.agree(work, ["Allegro", "Bank B", "Cargo C"], by=by, at=on(10))
        first = self.person(work, "One", "Allegro", on(10))
        self.person(work, "Two", "allegro", on(10))
        TargetCompany.objects.get(name="Allegro").move_to("researched", by=by, at=on(10))
        TargetCompany.objects.get(name="Cargo C").move_to("off_limits", by=by, at=on(10))
        early = facts(work, work.opened_at, LAST_FRIDAY)
        self.person(work, "Three", "Allegro", on(17))
        late = self.person(work, "Four", "Bank B", on(17))
        self.person(work, "Five", "Elsewhere", on(17))
        TargetCompany.objects.get(name="Bank B").move_to("approached", by=by, at=on(17))
        for row in (first, late):
            row.move_to("contacted", by=by, at=on(18))
        first.finish("withdrawn", reason="salary", said_no="candidate", by=by, at=on(19))
        late.finish("withdrawn", reason="other", said_no="candidate", by=by, at=on(19))
        return early, facts(work, LAST_FRIDAY, FRIDAY, early)

    def person(self, work: Assignment, name: str, employer: str, at):
        made = Candidate.objects.create(
            first_name=name, last_name="Unseen", employer=employer, owner=work.owner
        )
        return work.add(made, by=work.owner, at=at)

    def test_companies_with_how_far_and_how_many_people(self, told):
        first, second = told
        assert first.companies == (
            Company("Bank B", "agreed", 0, 0),
            Company("Allegro", "researched", 2, 2),
            Company("Cargo C", "off_limits", 0, 0),
        )
        assert second.companies == (
            Company("Allegro", "researched", 3, 1),
            Company("Bank B", "approached", 1, 1),
            Company("Cargo C", "off_limits", 0, 0),
        )

    def test_figures_of_both_weeks(self, told):
        first, second = told
        assert figures(first)[:2] == [("identified", 2, 2), ("contacted", 0, 0)]
        assert figures(second)[:2] == [("identified", 5, 3), ("contacted", 2, 2)]
        assert (second.contacted, second.answered) == (2, 2)  # both said no
        # One named the salary, of two who said no; "another reason" is no line of its own.
        assert second.market == (Said("salary", 1, 2, 1),)
        assert second.interim is None

    def test_it_is_known_what_was_not_kept(self, told):
        first, second = told
        # 13 Nov: first call to Peter, the schedule and the dates are late; nobody has called.
        assert first.kept == Kept(kept=0, moved=0, late=3)
        # 20 Nov: those three still, and the weekly call.
        assert second.kept == Kept(kept=0, moved=0, late=4)
        assert {row.text for row in second.wanted} == {
            "presentation_on",
            "meetings_on",
            "decision_on",
        }


class TestPermanent:
    """Three reports: one goes out, one is skipped, the third tells both weeks and why."""

    @pytest.fixture
    def report(self, cast: Cast) -> Report:
        work = cast.data_engineer(at=on(2))
        ewa = cast.presented(cast.ewa, work, at=on(4))
        first = Report.objects.draft(work, on(6, 15), at=on(5, 15))
        first.approve(by=cast.rasmus, at=on(6, 15))
        skipped = Report.objects.draft(work, on(13, 15), at=on(12, 15))
        record(
            "called", by=cast.rasmus, at=on(12), assignment=work, contact=cast.peter, reached=True
        )
        skipped.skip("Your offices were closed", by=cast.rasmus, at=on(13, 10))
        ewa.client_answers("Not for us", by=cast.rasmus, at=on(16))
        ewa.finish("rejected", reason="salary", said_no="client", by=cast.rasmus, at=on(16))
        told = Obstacle.find(
            assignment=work,
            kind="salary",
            title="The pay",
            evidence="1 of 1",
            proposal="More",
            by=cast.rasmus,
            at=on(17),
            decision_wanted_on=date(2026, 11, 19),
        )
        told.tell(by=cast.rasmus, at=on(17), contact=cast.peter)
        made: Report = Report.objects.draft(work, on(20, 15), at=on(19, 15))
        return made

    def test_the_third_covers_both_weeks_and_says_why_one_was_skipped(self, report):
        known = report.known(FRIDAY)
        assert known.skipped == (Skipped(date(2026, 11, 13), "Your offices were closed"),)
        assert (known.since, known.before.until) == (on(6, 15), on(6, 15))
        assert figures(known) == [
            ("identified", 1, 0),
            ("contacted", 1, 0),
            ("interested", 1, 0),
            ("interviewed", 1, 0),
            ("presented", 1, 0),
        ]
        assert [row.on for row in known.promised if row.is_call] == [date(2026, 11, 12)]
        assert known.progress

    def test_who_left_by_the_clients_word_says_nothing_of_the_market(self, report):
        known = report.known(FRIDAY)
        assert known.left == (Left("client", "salary", 1, 1),)
        assert known.market == ()
        (shown,) = known.shortlist
        assert (shown.left, shown.said_no, shown.left_on) == (
            "rejected",
            "client",
            date(2026, 11, 16),
        )

    def test_it_is_blocked_by_the_decision_that_is_wanted(self, report):
        known = report.known(FRIDAY)
        assert (known.standing, [why.text for why in known.why]) == ("blocked", ["The pay"])
        assert known.before.standing == "behind"  # the first steps were not ticked off

    def test_clients_answers_are_counted(self, report):
        treated = report.known(FRIDAY).treatment
        assert (treated.clients_asked, treated.clients_answered) == (1, 1)
        assert treated.clients_hours == 24.0 * 12  # presented on the 4th, answered on the 16th
        assert (treated.interviewed, treated.had_feedback) == (1, 0)

    def test_the_next_one_has_nothing_left_to_excuse(self, report, cast):
        report.approve(by=cast.rasmus, at=FRIDAY)
        following = Report.objects.draft(
            report.assignment, NEXT_FRIDAY, at=NEXT_FRIDAY - timedelta(days=1)
        )
        known = following.known(NEXT_FRIDAY)
        assert known.skipped == ()
        assert known.since == FRIDAY
        assert not known.progress
        assert (known.left_total, known.left_change) == (1, 0)
