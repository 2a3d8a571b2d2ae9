"""Words that somebody waits for: what we want from the client, and how we kept our own."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from statistics import fmean, median

from processes.insights.figures import ANSWERED_BY
from processes.reports.report_facts import Kept, Treatment, Wanted
from processes.reports.rows import Rows

HOUR = timedelta(hours=1)


def wanted(rows: Rows) -> tuple[Wanted, ...]:
    """Decisions on obstacles, words on presented candidates, and the dates C3 wants agreed."""
    lines = [
        Wanted("decision", row.title, since_on=rows.day(row.told_at), due_on=row.decision_wanted_on)
        for row in rows.obstacles
        if row.told_at and not row.decided_at and row.decision_wanted_on
    ]
    for word in rows.clients_words:
        assert word.candidacy_id is not None, "a client's word is about a candidate"
        candidacy = rows.people[word.candidacy_id]
        lines.append(
            Wanted(
                "word",
                candidacy.name,
                since_on=rows.day(word.opened_at),
                due_at=word.due_at,
                due_on=rows.day(word.due_at),
                days=(rows.today - rows.day(word.opened_at)).days,
                has_other_offer=bool(candidacy.other_offer),
                offer_answers_on=candidacy.other_offer_answers_on or None,
            )
        )
    missing = [
        name
        for name in ("presentation_on", "meetings_on", "decision_on")
        if getattr(rows.assignment, name) is None
    ]
    return (*lines, *(Wanted("dates", name) for name in missing))


def treatment(rows: Rows) -> Treatment:
    asked, hours = waited(rows, "application")
    _words, feedback = waited(rows, "personal_feedback")
    clients_asked, clients = waited(rows, "client_feedback")
    # People, not words: whoever was told, and then waits for the next word, is one of them.
    given: dict[int | None, bool] = {}
    for row in rows.follow_ups:
        if row.kind == "personal_feedback":
            is_given = row.settled_at is not None and row.settled_at <= rows.until
            given[row.candidacy_id] = given.get(row.candidacy_id, True) and is_given
    return Treatment(
        applicants=asked,
        answered=len(hours),
        average_hours=round(fmean(hours), 1) if hours else None,
        median_hours=middle(hours),
        interviewed=len(given),
        had_feedback=sum(given.values()),
        feedback_hours=middle(feedback),
        clients_asked=clients_asked,
        clients_answered=len(clients),
        clients_hours=middle(clients),
    )


def waited(rows: Rows, answer: str) -> tuple[int, list[float]]:
    """How many waited for such an answer, as Insights counts it, and the hours they waited."""
    asked = [row for row in rows.follow_ups if row.kind in ANSWERED_BY[answer]]
    hours = [
        (row.settled_at - row.opened_at) / HOUR
        for row in asked
        if row.settled_at and row.settled_at <= rows.until
    ]
    return len(asked), hours


def middle(hours: list[float]) -> float | None:
    return round(median(hours), 1) if hours else None


def kept(rows: Rows) -> Kept:
    """What we owed and gave in the time covered, and what is late now; clocks are no promises."""
    counts: Counter[str] = Counter()
    for row in rows.follow_ups:
        if row.rule.owes != "us" or row.rule.clock:
            continue
        if rows.is_new(row.settled_at):
            on_time = row.settled_at is not None and row.settled_at <= row.due_at
            was_put_off = row.due_at > row.first_due_at  # pulled forward is no moving
            counts["late" if not on_time else "moved" if was_put_off else "kept"] += 1
        elif row.is_late(rows.until):
            counts["late"] += 1
    return Kept(kept=counts["kept"], moved=counts["moved"], late=counts["late"])
