"""When a word is due: in the debtor's working time, by what is in force, before other offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from accounts.working_time import WorkingHours
from candidates.models import Candidate, NewsRhythm
from processes.aftercare.planning import due_moment
from processes.follow_ups.preparing import preparing_time
from processes.follow_ups.rule import Due, Rule, Step
from processes.models.follow_up import FollowUp

WORKING_WEEK = 5  # days


def debtors_hours(word: FollowUp) -> WorkingHours:
    """Working time is counted where the word is owed from."""
    party = word.client if word.rule.owes == "client" else word.owner
    return party.working_hours()


def is_promise(rule: Rule) -> bool:
    """Due on the day that was named and on no other; a newer promise moves it."""
    return bool(rule.due.on) and not (rule.due.days or rule.due.hours or rule.due.end_of_day)


def due_time(word: FollowUp, due: Due) -> datetime:
    """When a word is due, in UTC, counted from its opening; the event's own day goes first.

    Where the candidate has another offer, the client is asked for its word before that (K6). What
    the plan of aftercare foresees is due as it stands there (A1).
    """
    if word.touchpoint is not None and word.touchpoint.due_on is not None:
        return due_moment(word.opened_at, word.touchpoint.due_on, debtors_hours(word))
    hours, since = debtors_hours(word), word.opened_at
    day = word.opened_by.facts.get(due.on) if due.on else None
    if day:
        noon = datetime.combine(date.fromisoformat(day), time(12), hours.zone)
        moment = hours.close_of_day(noon, 0)
    else:
        moment = later(since, in_their_rhythm(word, due), hours)
    deadline = offers_deadline(word)
    if deadline and deadline >= hours.local_day(since):
        moment = min(moment, before_offer(deadline, since, hours))
    return moment


def in_their_rhythm(word: FollowUp, due: Due) -> Due:
    """A candidate may choose to hear from us every two weeks instead of every one (K3).

    A client for whom nothing runs, and whoever was placed, may have a rhythm of their own (A3).
    """
    if weeks := weeks_between_words(word):
        return replace(due, days=WORKING_WEEK * weeks, hours=0)
    if word.kind != "candidate_silence" or word.candidacy is None:
        return due
    candidate: Candidate = word.candidacy.candidate
    if candidate.news_rhythm != NewsRhythm.FORTNIGHTLY:
        return due
    return replace(due, days=2 * due.days, hours=2 * due.hours)


def weeks_between_words(word: FollowUp) -> int | None:
    """The own rhythm of whoever is kept in touch with; None where the agency's counts."""
    if word.kind == "keep_in_touch":
        return word.client.touch_every_weeks
    if word.kind == "keep_in_touch_candidate" and word.candidacy is not None:
        candidate: Candidate = word.candidacy.candidate
        return candidate.touch_every_weeks
    return None


def offers_deadline(word: FollowUp) -> date | None:
    """The day on which the candidate answers somebody else; only the client's words press."""
    if word.rule.owes != "client" or word.candidacy is None:
        return None
    return word.candidacy.other_offer_answers_on


def before_offer(deadline: date, at: datetime, hours: WorkingHours) -> datetime:
    """The end of the working day before the deadline, never before now."""
    noon = datetime.combine(deadline, time(12), hours.zone)
    return max(hours.close_of_day(noon, -1), hours.next_open(at))


def later(moment: datetime, due: Due, hours: WorkingHours) -> datetime:
    """This much working time after a moment; the end of a day that is over is that of the next."""
    if due.end_of_day:
        return hours.close_of_day(moment if due.days else hours.next_open(moment), due.days)
    moment = hours.add_days(moment, due.days) if due.days else hours.next_open(moment)
    return hours.add(moment, timedelta(hours=due.hours)) if due.hours else moment


def first_reminder(word: FollowUp, steps: tuple[Step, ...]) -> datetime | None:
    """When the client is first asked, or words are prepared for whoever waits for ours (K3)."""
    hours = debtors_hours(word)
    if word.rule.chases:
        return step_time(steps[0], word.due_at, hours) if steps else None
    return preparing_time(word.kind, word.due_at, hours)


def step_time(step: Step, due_at: datetime, hours: WorkingHours) -> datetime:
    """When a step of the ladder is due: working days after the due time, in working hours."""
    return hours.next_open(hours.add_days(due_at, step.days))
