"""``facts(assignment, since, until, before)``: what a weekly report says, read from the timeline.

What is read here is shown to the client: whoever adds something asks whether a client may see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from accounts.showing import Told as May
from processes.models.assignment import Assignment
from processes.models.candidacy import Candidacy
from processes.reports import market, promises
from processes.reports.funnel import count_answers, count_steps
from processes.reports.interim import interim
from processes.reports.progress import something_moved
from processes.reports.promised import promised
from processes.reports.report_facts import (
    Before,
    BriefChange,
    Coming,
    Evidence,
    Planned,
    ReportFacts,
    Shown,
    Skipped,
    Told,
)
from processes.reports.rows import Rows
from processes.reports.standing import judged

A_WEEK = timedelta(days=7)


def facts(
    assignment: Assignment,
    since: datetime,
    until: datetime,
    before: ReportFacts | None = None,
    skipped: Sequence[Skipped] = (),
) -> ReportFacts:
    """What a client may know of the assignment at ``until``, and what is new after ``since``.

    ``before``: the facts of the last report that went out. Where there are any, a change is that
    to what they said, which the client has read; else it is what happened after ``since``.
    """
    return facts_of(Rows(assignment, since, until), before, skipped)


def facts_of(
    rows: Rows, before: ReportFacts | None = None, skipped: Sequence[Skipped] = ()
) -> ReportFacts:
    """The same of rows that somebody asks for more than a report says."""
    assignment, until = rows.assignment, rows.until
    funnel = count_steps(rows.journeys, rows.told_until, before.funnel if before else ())
    contacted, answered = count_answers(rows.journeys)
    wanted = promises.wanted(rows)
    week = assignment.week(until)
    standing, why = judged(
        activities=[row for row in rows.activities if not row.done_at],
        wanted=wanted,
        week=week,
        weeks=assignment.target_weeks,
        today=rows.today,
    )
    reader = assignment.decider or assignment.ordered_by
    return ReportFacts(
        title=assignment.title,
        kind=assignment.kind,
        client=assignment.client.name,
        reader=reader.full_name if reader else "",
        recruiter=assignment.owner.full_name,
        recruiter_phone=assignment.owner.phone,
        zone=rows.zone.key,
        since=rows.since,
        until=until,
        week=week,
        weeks=assignment.target_weeks,
        standing=standing,
        why=why,
        progress=any(step.this_week > 0 for step in funnel) or something_moved(rows),
        funnel=funnel,
        contacted=contacted,
        answered=answered,
        promised=promised(rows),
        schedule=_schedule(rows),
        must_haves=tuple(rows.must_haves.values()),
        shortlist=tuple(_shown(rows, candidacy) for candidacy in rows.presented),
        left=market.left(rows, before),
        told=_told(rows),
        coming=_coming(rows),
        wanted=wanted,
        treatment=promises.treatment(rows),
        kept=promises.kept(rows),
        before=_said_before(before) if before else None,
        market=market.market(rows, before),
        skipped=tuple(skipped),
        companies=market.companies(rows, before) if rows.is_search else (),
        interim=interim(rows, before) if rows.is_interim else None,
        brief=tuple(_changed(rows, row) for row in rows.brief_changes),
    )


def _said_before(facts: ReportFacts) -> Before:
    return Before(
        until=facts.until,
        week=facts.week,
        standing=facts.standing,
        funnel=facts.funnel,
        contacted=facts.contacted,
        answered=facts.answered,
        left=facts.left,
        treatment=facts.treatment,
        kept=facts.kept,
        companies=facts.companies,
    )


def _changed(rows: Rows, row: Any) -> BriefChange:
    return BriefChange(
        on=rows.day(row["at"]),
        changes=tuple(row["changes"]),
        effect=row["dates_effect"],
        words=row["dates_words"],
    )


def _schedule(rows: Rows) -> tuple[Planned, ...]:
    return tuple(
        Planned(
            row.text,
            row.due_on,
            rows.day(row.done_at) if row.done_at and row.done_at <= rows.until else None,
            row.texts,
        )
        for row in rows.activities
    )


def _shown(rows: Rows, candidacy: Candidacy) -> Shown:
    candidate = candidacy.candidate
    known = [rows.fits.get((candidacy.pk, pk), ("not_asked", "")) for pk in rows.must_haves]
    meeting_at = next((at for at, row in rows.meetings if row.pk == candidacy.pk), None)
    word = next((row for row in rows.clients_words if row.candidacy_id == candidacy.pk), None)
    ended = rows.has_left(candidacy)
    tells = candidacy.showing.tells
    has_other_offer = bool(candidacy.other_offer) and tells(May.OTHER_OFFERS)
    return Shown(
        name=candidacy.shown_mark,
        headline=candidate.headline if tells(May.HEADLINE) else "",
        available_on=candidate.available_on if tells(May.AVAILABILITY) else None,
        is_clients_own=candidacy.is_clients_own,
        recommended=candidacy.recommended,
        recommendation=candidacy.recommendation if tells(May.RECOMMENDATION) else "",
        risk=candidacy.risk if tells(May.RISK) else "",
        evidence=tuple(
            Evidence(answer, text if tells(May.EVIDENCE) else "") for answer, text in known
        ),
        stage=candidacy.stage,
        meeting_at=meeting_at,
        word_due_at=word.due_at if word else None,
        has_other_offer=has_other_offer,
        offer_answers_on=candidacy.other_offer_answers_on if has_other_offer else None,
        left=candidacy.end if ended else "",
        left_on=rows.day(candidacy.ended_at) if candidacy.ended_at and ended else None,
        left_reason=candidacy.end_reason if ended else "",
        said_no=candidacy.said_no if ended else "",
    )


def _told(rows: Rows) -> tuple[Told, ...]:
    return tuple(
        Told(
            title=row.title,
            evidence=row.evidence,
            effect=row.effect,
            proposal=row.proposal,
            told_on=rows.day(row.told_at or rows.until),
            wanted_on=row.decision_wanted_on,
            decision=row.decision,
            decided_on=rows.day(row.decided_at) if row.decided_at else None,
            outcome=row.outcome,
            options=row.options,
        )
        for row in rows.obstacles
    )


def _coming(rows: Rows) -> tuple[Coming, ...]:
    """The week ahead: what is still open, then activities and meetings by their day."""
    last = rows.today + A_WEEK
    undone = [row for row in rows.activities if not row.done_at and row.due_on <= last]
    still_open = [
        Coming(row.text, None, texts=row.texts) for row in undone if row.due_on <= rows.today
    ]
    dated = [
        Coming(row.text, row.due_on, texts=row.texts) for row in undone if row.due_on > rows.today
    ]
    dated += [
        Coming(candidacy.shown_mark, rows.day(at), at, is_meeting=True)
        for at, candidacy in rows.meetings
        if rows.day(at) <= last
    ]
    dated.sort(key=lambda row: (row.on or last, row.at or rows.until))
    return tuple(still_open + dated)
