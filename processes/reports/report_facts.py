"""What a weekly report knows: the facts of one assignment and one week, frozen and JSON-able.

Facts hold no sentences and no language (``sentences`` says them), and nothing a client may not
see: people are named from "presented" on, obstacles once they were told, notes never.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Standing = Literal["on_plan", "behind", "blocked"]


@dataclass(frozen=True)
class Step:
    """How many people have reached a stage, in all and in the time the report covers."""

    stage: str
    total: int
    this_week: int


@dataclass(frozen=True)
class Why:
    """A reason for not being on plan: a late activity or word, an open decision, or the weeks."""

    kind: Literal["activity", "word", "decision", "weeks"]
    text: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Promised:
    """A line of the schedule, or the weekly call, and what became of it."""

    text: str
    state: Literal["done", "moved", "late", "today"]
    on: date | None
    is_call: bool = False


@dataclass(frozen=True)
class Planned:
    """A line of the schedule, ticked off or not."""

    text: str
    on: date
    done_on: date | None


@dataclass(frozen=True)
class Evidence:
    answer: str
    text: str


@dataclass(frozen=True)
class Shown:
    """A presented candidate: the evidence for each must-have, and where it stands."""

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
class Coming:
    """Something of next week: a planned activity (``on`` empty: still open) or a meeting."""

    text: str
    on: date | None
    at: datetime | None = None
    is_meeting: bool = False


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

    def step(self, stage: str) -> Step:
        return next(step for step in self.funnel if step.stage == stage)
