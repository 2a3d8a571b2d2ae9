"""Plain facts for the portal's pages: all that a client's contact may see, and nothing else.

No model reaches a portal template: what is not written down here cannot be shown there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.guides import ComingMeeting, meetings_of
from portal.presentations import SentPresentation, presentations_of
from portal.schedules import SchedulePart, schedule_of
from portal.shortlist import Candidate, Where, candidates_of, where_all_stand
from portal.team import Colleague, team_of
from processes.models import Assignment, Report
from processes.reports import promises
from processes.reports.alongside import read_back
from processes.reports.facts import facts_of
from processes.reports.report_lines import Part
from processes.reports.rows import Rows
from processes.reports.sections import Section
from processes.reports.words import ReportWords, words

A_WEEK = timedelta(days=7)

# Sections that a client finds here as they stand in a report, unless they are switched off for
# their reports; the others have panels of their own.
BEFORE_SHORTLIST = frozenset({Section.BRIEF, Section.INTERIM, Section.COMPANIES})
BEFORE_OBSTACLES = frozenset({Section.MARKET, Section.LEFT})


@dataclass(frozen=True)
class Sent:
    """A report that went out."""

    pk: int
    title: str
    assignment: int
    client: str
    sent_at: datetime
    week: int


@dataclass(frozen=True)
class OurRecord:
    """Words that we owed on the whole assignment so far, and how people were treated (K9)."""

    kept: int
    moved: int
    late: int
    treatment: str

    @property
    def says_anything(self) -> bool:
        return bool(self.kept or self.moved or self.late or self.treatment)


@dataclass(frozen=True)
class AssignmentPage:
    """Everything that an assignment's page shows."""

    pk: int
    words: ReportWords
    client: str
    schedule: SchedulePart
    standing: list[Where]
    people: list[Candidate]
    meetings: list[ComingMeeting]
    reports: list[Sent]
    presentations: list[SentPresentation]
    team: list[Colleague]
    record: OurRecord
    is_open: bool
    outcome: str
    closing_words: str
    before_shortlist: list[Part]
    before_obstacles: list[Part]

    @property
    def gone(self) -> list[Candidate]:
        """Those presented who are no longer in play."""
        return [person for person in self.people if person.ended]


def page_of(assignment: Assignment, at: datetime) -> AssignmentPage:
    """The assignment, asked for ``with_page``, as it stands; what is new is so since a week ago."""
    until = min(at, assignment.closed_at or at)
    rows = Rows(assignment, max(until - A_WEEK, assignment.opened_at), until)
    known = facts_of(rows)
    sections = assignment.sections_told  # type: ignore[attr-defined]
    said = words(known, sections=sections, whole_past=True)
    people = candidates_of(rows.presented, known, said.people, assignment)
    kept = promises.record(rows)
    return AssignmentPage(
        pk=assignment.pk,
        words=said,
        client=assignment.client.name,
        schedule=schedule_of(assignment, known.schedule, until),
        standing=where_all_stand([row for row in rows.candidacies if not rows.has_left(row)]),
        people=people,
        meetings=meetings_of(assignment, people) if assignment.is_open else [],
        reports=sent_reports(assignment),
        presentations=presentations_of(assignment),
        team=team_of(assignment),
        record=OurRecord(kept.kept, kept.moved, kept.late, said.treatment),
        is_open=assignment.is_open,
        outcome=str(assignment.get_outcome_display()) if assignment.outcome else "",
        closing_words=assignment.closing_words,
        before_shortlist=[part for part in said.sections if part.name in BEFORE_SHORTLIST],
        before_obstacles=[part for part in said.sections if part.name in BEFORE_OBSTACLES],
    )


def sent_reports(assignment: Assignment) -> list[Sent]:
    found = read_back(Report, assignment.report_rows)  # type: ignore[attr-defined]
    return [sent(row, assignment) for row in found]


def sent(report: Report, assignment: Assignment) -> Sent:
    assert report.sent_at is not None, "only sent reports are shown"
    return Sent(
        pk=report.pk,
        title=assignment.title,
        assignment=assignment.pk,
        client=assignment.client.name,
        sent_at=report.sent_at,
        week=assignment.week(report.approved_at or report.slot_at),  # the one on its first line
    )
