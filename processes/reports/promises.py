"""Words that somebody waits for: what we want from the client, and how we kept our own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from statistics import fmean, median

from accounts.showing import Told
from processes.insights.figures import ANSWERED_BY
from processes.models.follow_up import FollowUp
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
        has_other_offer = bool(candidacy.other_offer) and candidacy.showing.tells(Told.OTHER_OFFERS)
        lines.append(
            Wanted(
                "word",
                candidacy.shown_mark,
                since_on=rows.day(word.opened_at),
                due_at=word.due_at,
                due_on=rows.day(word.due_at),
                days=(rows.today - rows.day(word.opened_at)).days,
                has_other_offer=has_other_offer,
                offer_answers_on=candidacy.other_offer_answers_on if has_other_offer else None,
            )
        )
    missing = [
        name
        for name in ("presentation_on", "meetings_on", "decision_on")
        if getattr(rows.assignment, name) is None
    ]
    return (*lines, *(Wanted("dates", name) for name in missing))


def treatment(rows: Rows) -> Treatment:
    hours = waited(given(rows, "application"))
    clients = given(rows, "client_feedback")
    return Treatment(
        applicants=len(asked(rows, "application")),
        answered=len(hours),
        average_hours=round(fmean(hours), 1) if hours else None,
        median_hours=middle(hours),
        interviewed=len(by_person(rows)),
        had_feedback=len(had_feedback(rows)),
        feedback_hours=middle(waited(given(rows, "personal_feedback"))),
        clients_asked=len(asked(rows, "client_feedback")),
        clients_answered=len(clients),
        clients_hours=middle(waited(clients)),
    )


def asked(rows: Rows, answer: str) -> list[FollowUp]:
    """Who waited for such an answer, as Insights counts it."""
    return [row for row in rows.follow_ups if row.kind in ANSWERED_BY[answer]]


def given(rows: Rows, answer: str) -> list[FollowUp]:
    return [row for row in asked(rows, answer) if not rows.waits(row)]


def waited(words: Iterable[FollowUp]) -> list[float]:
    """The hours from the question to the answer."""
    return [(row.settled_at - row.opened_at) / HOUR for row in words if row.settled_at]


def by_person(rows: Rows) -> dict[int | None, list[FollowUp]]:
    """Whoever was owed personal feedback, with the words that were owed: people, not words."""
    found: dict[int | None, list[FollowUp]] = defaultdict(list)
    for row in asked(rows, "personal_feedback"):
        found[row.candidacy_id].append(row)
    return found


def had_feedback(rows: Rows) -> list[int | None]:
    """Who waits for no feedback any more: told, and not waiting for the next word either."""
    return [
        person
        for person, words in by_person(rows).items()
        if not any(rows.waits(word) for word in words)
    ]


def middle(hours: list[float]) -> float | None:
    return round(median(hours), 1) if hours else None


def kept(rows: Rows) -> Kept:
    """What we owed and gave in the time covered, and what is late now; clocks are no promises."""
    words = owed(rows)
    return Kept(kept=len(words["kept"]), moved=len(words["moved"]), late=len(words["late"]))


def record(rows: Rows) -> Kept:
    """The same of the whole assignment so far."""
    words = owed(rows, whole_past=True)
    return Kept(kept=len(words["kept"]), moved=len(words["moved"]), late=len(words["late"]))


def owed(rows: Rows, *, whole_past: bool = False) -> dict[str, list[FollowUp]]:
    """Our words that were given in the time covered or are late now: kept, moved or late.

    ``whole_past``: given at any time.
    """
    found: dict[str, list[FollowUp]] = {"kept": [], "moved": [], "late": []}
    for row in rows.follow_ups:
        if row.rule.owes != "us" or row.rule.clock:
            continue
        if row.settled_at and not rows.waits(row) and (whole_past or rows.is_new(row.settled_at)):
            on_time = row.settled_at <= row.due_at
            found["late" if not on_time else "moved" if row.was_moved else "kept"].append(row)
        elif rows.waits(row) and row.due_at < rows.until:
            found["late"].append(row)
    return found
