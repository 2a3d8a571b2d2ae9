"""The presented candidates in plain facts: where each stands, and the next step with its day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from portal.documents import Paper, papers_of
from processes.countdown import told_on_page
from processes.models import Assignment, Candidacy
from processes.presentations.saying import answered
from processes.reports.dates import day_and_month, day_and_time, near_day
from processes.reports.report_facts import ReportFacts, Shown
from processes.reports.report_lines import Person
from processes.reports.standing_words import how_it_ended
from processes.stages import CLIENTS_WORDS, Stage


@dataclass(frozen=True)
class Point:
    """A must-have, the answer in one word, and what shows it."""

    must_have: str
    answer: str
    says: str
    evidence: str


@dataclass(frozen=True)
class NextStep:
    """What happens next with somebody, and on which day; ``when`` says it where none is set."""

    what: str
    when: str
    is_late: bool = False


@dataclass(frozen=True)
class Candidate:
    """Somebody on the shortlist; ``word``: the plain word for where they stand."""

    pk: int
    name: str
    headline: str
    is_clients_own: bool
    word: str
    next_step: NextStep | None
    offer: str
    ended: str
    recommended: bool
    recommendation: str
    risk: str
    points: list[Point]
    documents: list[Paper]


@dataclass(frozen=True)
class Where:
    """How many people stand at one of the five plain words now."""

    word: str
    count: int


def candidates_of(
    people: list[Candidacy], known: ReportFacts, said: list[Person], assignment: Assignment
) -> list[Candidate]:
    """Those presented, as rows, as facts and in words; all three in the same order."""
    starts = {
        row["candidacy_id"]: date.fromisoformat(row["starts_on"])
        for row in assignment.placement_rows  # type: ignore[attr-defined]
    }
    papers = papers_of(assignment)
    return [
        candidate(
            shown,
            words,
            known,
            next_step(shown, assignment, known.until, starts.get(row.pk)),
            pk=row.pk,
            documents=[paper for paper in papers if paper.candidacy == row.pk],
        )
        for row, shown, words in zip(people, known.shortlist, said, strict=True)
    ]


def candidate(
    shown: Shown,
    words: Person,
    known: ReportFacts,
    step: NextStep,
    *,
    pk: int,
    documents: list[Paper],
) -> Candidate:
    today = known.until.astimezone(ZoneInfo(known.zone)).date()
    other = shown.has_other_offer and shown.is_in_play and shown.stage != Stage.PLACED
    return Candidate(
        pk=pk,
        name=words.name,
        headline=words.headline,
        is_clients_own=shown.is_clients_own,
        word=str(CLIENTS_WORDS[Stage(shown.stage)]),
        next_step=step if shown.is_in_play else None,
        offer=offer(shown, today) if other else "",
        ended="" if shown.is_in_play else how_it_ended(shown),
        recommended=words.recommended,
        recommendation=words.recommendation,
        risk=words.risk,
        points=[
            Point(must, one.answer, answered(one.answer), one.text)
            for must, one in zip(known.must_haves, shown.evidence, strict=False)
        ],
        documents=documents,
    )


def offer(shown: Shown, today: date) -> str:
    """Another offer, with the days that are left (K6)."""
    if shown.offer_answers_on is None:
        return _("has another offer")
    day = near_day(shown.offer_answers_on, today)
    return told_on_page(shown.offer_answers_on, today, day)


def next_step(
    shown: Shown, assignment: Assignment, now: datetime, starts_on: date | None
) -> NextStep:
    """A meeting that is booked, a word that is owed, else the next date that was agreed (C3)."""
    zone = assignment.zone
    today = now.astimezone(zone).date()
    if shown.stage == Stage.PLACED:
        day = day_and_month(starts_on) if starts_on else _("the day is being agreed")
        return NextStep(_("Starts with you"), day)
    if shown.meeting_at:
        return NextStep(_("Meets you"), day_and_time(shown.meeting_at, zone))
    if shown.word_due_at:
        late = shown.word_due_at < now
        day = near_day(shown.word_due_at.astimezone(zone).date(), today)
        said = _("was due %(day)s") if late else _("by %(day)s")
        return NextStep(_("Your word"), said % {"day": day}, is_late=late)
    meetings_on, decision_on = assignment.meetings_on, assignment.decision_on
    if shown.stage != Stage.OFFER and meetings_on and meetings_on >= today:
        return NextStep(_("Meetings with you"), day_and_month(meetings_on))
    if decision_on and decision_on >= today:
        return NextStep(_("Your decision"), day_and_month(decision_on))
    return NextStep(_("Next step"), _("no day is agreed yet"))


def where_all_stand(people: list[Candidacy]) -> list[Where]:
    """Everybody in play by the five plain words, in their order; nobody is named."""
    count = Counter(str(CLIENTS_WORDS[Stage(row.stage)]) for row in people)
    words = dict.fromkeys(str(word) for word in CLIENTS_WORDS.values())
    return [Where(word, count[word]) for word in words]
