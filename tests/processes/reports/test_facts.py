"""The facts of a week, each figure counted by hand from the story (story.py)."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from processes.models import Report
from processes.reports.facts import facts
from processes.reports.freezing import frozen, thawed
from processes.reports.report_facts import Kept, Left, ReportFacts
from processes.timeline import record
from tests.processes.reports.story import FRIDAY, LAST_FRIDAY, Story, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast) -> Story:
    return Story(cast)


@pytest.fixture
def known(story) -> ReportFacts:
    return facts(story.assignment, LAST_FRIDAY, FRIDAY)


def test_the_funnel_counts_everyone_at_every_stage_they_have_passed(known):
    assert [(step.stage, step.total, step.this_week) for step in known.funnel] == [
        ("identified", 9, 1),  # seven unseen, Amira last week, Jonas this week
        ("contacted", 7, 2),
        ("interested", 2, 2),
        ("interviewed", 2, 2),
        ("presented", 2, 2),
    ]


def test_whoever_spoke_or_said_no_has_answered(known):
    # Ada spoke; Cia and Dan said no; Amira and Jonas went on. Bo never answered, Eva neither.
    assert (known.contacted, known.answered) == (7, 5)


def test_a_mail_of_ours_is_no_answer_and_one_of_theirs_is(story):
    for silent, rang, answered in [(story.unseen[1], "us", 5), (story.unseen[4], "them", 6)]:
        record("mailed", by=story.cast.nina, at=on(19), candidacy=silent, reached=True, rang=rang)
        assert facts(story.assignment, LAST_FRIDAY, FRIDAY).answered == answered


def test_everything_promised_by_now_is_done_so_it_is_on_plan(known):
    assert (known.week, known.weeks, known.standing, known.why) == (3, 5, "on_plan", ())
    assert known.progress


def test_what_was_promised_this_week_with_what_became_of_it(known):
    lines = [(row.text, row.state, row.on, row.is_call) for row in known.promised]
    assert lines == [
        ("Shortlist presented", "done", date(2026, 11, 18), False),
        ("", "done", date(2026, 11, 20), True),
    ]


def test_presented_candidates_with_evidence_and_where_each_stands(known):
    amira, jonas = known.shortlist
    assert (amira.name, amira.recommended, amira.meeting_at) == ("Amira Lundqvist", True, on(24))
    assert [(row.answer, row.text) for row in amira.evidence] == [
        ("yes", "Hogia for 1,100"),
        ("not_asked", ""),
        ("not_asked", ""),
    ]
    assert (jonas.has_other_offer, jonas.offer_answers_on) == (True, date(2026, 11, 24))
    assert jonas.word_due_at is not None and jonas.meeting_at is None


def test_who_left_is_counted_by_reason_and_by_who_said_no(known):
    assert known.left == (
        Left("candidate", "remote_work", 2, 0),
        Left("candidate", "no_answer", 1, 0),
    )


def test_only_told_obstacles_are_known(known):
    assert [(row.title, row.told_on) for row in known.told] == [
        ("Remote work decides", date(2026, 11, 17))
    ]


def test_next_week_has_the_activities_and_meetings_by_day(known):
    assert [(row.text, row.on, row.is_meeting) for row in known.coming] == [
        ("Client meetings", date(2026, 11, 24), False),
        ("Amira Lundqvist", date(2026, 11, 24), True),
    ]


def test_what_we_wait_for_from_the_client_has_its_age_and_its_cost(known):
    assert [(row.kind, row.text, row.days) for row in known.wanted] == [
        ("decision", "Remote work decides", 0),
        ("word", "Amira Lundqvist", 2),
        ("word", "Jonas Krantz", 1),
    ]
    assert known.wanted[2].offer_answers_on == date(2026, 11, 24)


def test_applicants_and_the_interviewed_are_treated_as_counted(known):
    treated = known.treatment
    assert (treated.applicants, treated.answered, treated.average_hours) == (1, 1, 48.0)
    assert (treated.interviewed, treated.had_feedback) == (2, 2)


def test_words_kept_are_those_of_the_week(known):
    # In the week: feedback to Amira and Jonas, in time. Late: the weekly call, Hugo's first call,
    # the schedule, of which nobody has said that it was sent, an obstacle told after a day, and
    # one that was not told at all (C6).
    assert known.kept == Kept(kept=2, moved=0, late=5)


def test_facts_go_into_json_and_come_back_the_same(known):
    assert thawed(ReportFacts, json.loads(json.dumps(frozen(known)))) == known


def test_nothing_internal_is_in_them(known):
    told = json.dumps(frozen(known))
    assert "CANARY" not in told
    assert "Unseen" not in told


def test_a_late_step_puts_it_behind_and_says_which(story):
    story.assignment.activities.filter(milestone="meetings").update(due_on=date(2026, 11, 19))
    known = facts(story.assignment, LAST_FRIDAY, FRIDAY)
    assert known.standing == "behind"
    assert [(why.kind, why.text) for why in known.why] == [("activity", "Client meetings")]


def test_a_decision_that_the_client_owes_too_long_blocks_it(story):
    story.assignment.obstacles.told().update(decision_wanted_on=date(2026, 11, 19))
    known = facts(story.assignment, LAST_FRIDAY, FRIDAY)
    assert (known.standing, known.why[0].kind) == ("blocked", "decision")


def test_a_week_without_anything_says_so(story):
    known = facts(story.assignment, FRIDAY, FRIDAY + timedelta(days=7))
    assert not known.progress
    assert all(step.this_week == 0 for step in known.funnel)


def test_an_assignment_with_nothing_on_it_has_facts_too(cast):
    known = facts(cast.data_engineer(at=on(16)), on(16), FRIDAY)
    assert (known.shortlist, known.left, known.told) == ((), (), ())
    assert {row.text for row in known.wanted} == {"presentation_on", "meetings_on", "decision_on"}


def test_it_takes_few_queries_however_many_people(story, django_assert_max_num_queries):
    assignment = (
        type(story.assignment)
        .objects.select_related("client", "owner", "decider", "ordered_by")
        .get(pk=story.assignment.pk)
    )
    with django_assert_max_num_queries(6):
        facts(assignment, LAST_FRIDAY, FRIDAY)


def test_a_draft_reads_the_timeline_and_an_approved_report_no_more(story):
    report = Report.objects.draft(story.assignment, FRIDAY, at=on(19, 15))
    assert report.known(FRIDAY).step("presented").total == 2
    report.approve(by=story.cast.nina, at=FRIDAY)
    story.move(story.unseen[0], "interested", "interviewed", "presented", at=on(23))
    assert report.known(on(25)).step("presented").total == 2


def test_whoever_has_had_feedback_twice_is_counted_once(story):
    story.jonas.client_answers("Too expensive", by=story.cast.nina, at=on(20, 11))
    known = facts(story.assignment, LAST_FRIDAY, FRIDAY)
    assert (known.treatment.interviewed, known.treatment.had_feedback) == (2, 1)
    story.ring(story.jonas, at=on(20, 12), reached=True)
    known = facts(story.assignment, LAST_FRIDAY, FRIDAY)
    assert (known.treatment.interviewed, known.treatment.had_feedback) == (2, 2)
