"""What a weekly report knows: the facts of one assignment and one week, frozen and JSON-able.

Facts hold no sentences and no language (``sentences`` says them), and nothing a client may not
see: people are named from "presented" on, obstacles once they were told, notes never.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Standing = Literal["on_plan", "behind", "blocked"]
State = Literal["done", "moved", "late", "today"]


@dataclass(frozen=True)
class Step:
    """How many people have reached a stage, and how many more than the last report said.

    ``this_week`` is below nothing where the last report counted somebody too many. In a first
    report, and in the portal, it is who got there in the time covered.
    """

    stage: str
    total: int
    this_week: int


class Translated:
    """A line whose ``text`` may come from a template, with what it says in each language."""

    text: str
    texts: dict[str, str]

    def said_in(self, language: str) -> str:
        """As the reader says it; what somebody typed stays as it was typed."""
        return self.texts.get(language) or self.text


@dataclass(frozen=True)
class Why(Translated):
    """A reason for not being on plan: a late activity or word, an open decision, or the weeks."""

    kind: Literal["activity", "word", "decision", "weeks"]
    text: str = ""
    on: date | None = None
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Promised(Translated):
    """A line of the schedule, or the weekly call, and what became of it."""

    text: str
    state: State
    on: date | None
    is_call: bool = False
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned(Translated):
    """A line of the schedule, ticked off or not."""

    text: str
    on: date
    done_on: date | None
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Evidence:
    answer: str
    text: str


@dataclass(frozen=True)
class Shown:
    """A presented candidate: the evidence for each must-have, and where it stands.

    ``name`` here and in the other facts is a mark of ``processes.shown``. What the client may not
    be told is empty.
    """

    name: str
    headline: str
    available_on: date | None
    is_clients_own: bool
    recommended: bool
    recommendation: str
    risk: str
    evidence: tuple[Evidence, ...]
    stage: str
    meeting_at: datetime | None
    word_due_at: datetime | None
    has_other_offer: bool
    offer_answers_on: date | None
    left: str
    left_on: date | None
    left_reason: str
    said_no: str

    @property
    def is_in_play(self) -> bool:
        return not self.left


@dataclass(frozen=True)
class Left:
    """How many left for one reason, and who said no."""

    said_no: str
    reason: str
    total: int
    this_week: int


@dataclass(frozen=True)
class Told:
    """An obstacle that the client has been told (C6)."""

    title: str
    evidence: str
    effect: str
    proposal: str
    told_on: date
    wanted_on: date | None
    decision: str
    decided_on: date | None
    outcome: str
    options: tuple[str, ...] = ()  # reports frozen before there were any have none


@dataclass(frozen=True)
class Coming(Translated):
    """Something of next week: a planned activity (``on`` empty: still open) or a meeting."""

    text: str
    on: date | None
    at: datetime | None = None
    is_meeting: bool = False
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """What we wait for from the client, since when, and what waiting costs."""

    kind: Literal["word", "decision", "dates"]
    text: str
    since_on: date | None = None
    due_at: datetime | None = None
    due_on: date | None = None
    days: int = 0
    has_other_offer: bool = False
    offer_answers_on: date | None = None


@dataclass(frozen=True)
class Treatment:
    """How people are treated in the client's name (K9); hours from the question to the answer.

    ``feedback_hours`` are those to personal feedback, ``clients_hours`` those to the client's own
    answers, medians both.
    """

    applicants: int
    answered: int
    average_hours: float | None
    median_hours: float | None
    interviewed: int
    had_feedback: int
    feedback_hours: float | None = None
    clients_asked: int = 0
    clients_answered: int = 0
    clients_hours: float | None = None


@dataclass(frozen=True)
class Kept:
    """Words we owed on this assignment in the time covered: kept, given a new date, late."""

    kept: int
    moved: int
    late: int

    @property
    def total(self) -> int:
        return self.kept + self.moved + self.late


@dataclass(frozen=True)
class Said:
    """What people named who said no themselves: so many of all who did; ``new`` is the change.

    Nobody is named, and ways to part that say nothing of the role are left out, but counted.
    """

    reason: str
    count: int
    of: int
    new: int = 0


@dataclass(frozen=True)
class Skipped:
    """A report that the client did not get, for which day, and the reason to be told."""

    on: date
    reason: str


@dataclass(frozen=True)
class Company:
    """A target company of a search: how far it is, people there we talked about, and the change.

    ``state``: agreed, researched, approached, exhausted or off_limits.
    """

    name: str
    state: str
    people: int = 0
    new: int = 0


# Why an interim may not start as wanted, the gravest first; "" when nothing speaks against it.
StartRisk = Literal["", "passed", "later", "nobody", "unavailable", "waiting", "no_decision"]
# Whether the client was asked to go on after the end: "" while that day is far.
Extension = Literal["", "open", "asked", "extended", "ends"]


@dataclass(frozen=True)
class Serving:
    """Who was placed on an interim assignment, until when, and whether it goes on after that."""

    name: str
    starts_on: date
    ends_on: date | None = None
    days_left: int | None = None  # of the calendar, to the last day; None before the start
    extension: Extension = ""
    extension_on: date | None = None  # asked or answered on


@dataclass(frozen=True)
class Interim:
    """What an interim assignment is about: profiles, answers, the start; then who is there.

    ``risk_on`` is the day the risk is about: the agreed start, the first day somebody is free, or
    since when an answer is awaited; ``risk_days`` are the days left to the wanted start.
    """

    delivered: int
    delivered_new: int = 0
    awaited: int = 0
    awaited_new: int = 0
    awaited_since: date | None = None
    starts_on: date | None = None
    risk: StartRisk = ""
    risk_on: date | None = None
    risk_days: int | None = None
    serving: tuple[Serving, ...] = ()


@dataclass(frozen=True)
class BriefChange:
    """A version of the brief: what is new in it, and what that does to the agreed dates (C2).

    ``changes`` are of processes.briefs.snapshot; ``effect``: stay, move or open.
    """

    on: date
    changes: tuple[dict[str, Any], ...]
    effect: str
    words: str


@dataclass(frozen=True)
class Before:
    """What the last report said that went out, so that the change can be told."""

    until: datetime
    week: int
    standing: Standing
    funnel: tuple[Step, ...]
    contacted: int
    answered: int
    left: tuple[Left, ...]
    treatment: Treatment
    kept: Kept
    companies: tuple[Company, ...] | None = None  # reports frozen before it was kept have none

    @property
    def left_total(self) -> int:
        return sum(row.total for row in self.left)


@dataclass(frozen=True)
class ReportFacts:
    """Everything that a report, its letter, its PDF and the portal say about one assignment."""

    title: str
    kind: str
    client: str
    reader: str
    recruiter: str
    recruiter_phone: str
    zone: str
    since: datetime
    until: datetime
    week: int
    weeks: int
    standing: Standing
    why: tuple[Why, ...]
    progress: bool
    funnel: tuple[Step, ...]
    contacted: int
    answered: int
    promised: tuple[Promised, ...]
    schedule: tuple[Planned, ...]
    must_haves: tuple[str, ...]
    shortlist: tuple[Shown, ...]
    left: tuple[Left, ...]
    told: tuple[Told, ...]
    coming: tuple[Coming, ...]
    wanted: tuple[Wanted, ...]
    treatment: Treatment
    kept: Kept
    # What later versions have added; reports frozen before have the defaults.
    before: Before | None = None
    market: tuple[Said, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    companies: tuple[Company, ...] = ()
    interim: Interim | None = None
    brief: tuple[BriefChange, ...] = ()

    @property
    def left_total(self) -> int:
        return sum(row.total for row in self.left)

    @property
    def left_change(self) -> int:
        """How many more have left than the last report said; fewer, where some came back."""
        if self.before:
            return self.left_total - self.before.left_total
        return sum(row.this_week for row in self.left)

    @property
    def answered_change(self) -> int | None:
        """None in a first report: nobody has been told another number before."""
        return self.answered - self.before.answered if self.before else None

    def step(self, stage: str) -> Step:
        return next(step for step in self.funnel if step.stage == stage)
