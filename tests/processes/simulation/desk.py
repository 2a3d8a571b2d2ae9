"""A recruiter's desk: what was planned for the day, and whatever Today says, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from accounts.models import User
from candidates.models import Candidate
from clients.models import Contact
from processes.conversations import Conversation, log_conversation
from processes.holding.preparing import prepare_anew
from processes.holding.sending import send
from processes.models import (
    Assignment,
    Candidacy,
    ChangedMeanwhile,
    Debrief,
    EventKind,
    FollowUp,
    HoldingMessage,
)
from processes.people import Person
from processes.putting_off import tell_and_put_off
from processes.schedules import sending as schedules
from processes.timeline import record
from processes.today.choice import of
from processes.today.words import words_owed
from tests.processes.simulation import care
from tests.processes.simulation.agency import Agency, moment

if TYPE_CHECKING:
    from tests.processes.simulation.clock import Clock, Step

MORNING, AFTERNOON = 8.6, 14.2
REACHED = 0.9  # of those who are rung
READ = 0.6  # of the holding messages that lie ready
NOON = 12


@dataclass
class Desk:
    """Sits down once or twice a working day; between ``ignores`` does what was planned, no more.

    ``heard``: told of everybody who was reached, for they may have something to say.
    """

    who: User
    clock: Clock
    agency: Agency
    luck: Random
    heard: Callable[[Candidacy, datetime, bool], None]
    care_luck: Random = field(default_factory=lambda: Random(7))  # noqa: S311 (a story)
    ignores: tuple[date, date] | None = None
    away: tuple[date, date] | None = None
    neighbour: User = field(init=False)
    planned: list[tuple[date, Step]] = field(default_factory=list)
    tried: list[FollowUp] = field(default_factory=list)  # rows of the last sitting, reached or not
    sat_at: datetime | None = None

    def plan_year(self, first: date, last: date) -> None:
        hours = self.who.working_hours()
        day = first
        while day <= last:
            if hours.is_working_day(day) and not within(day, self.away):
                # On some afternoons too: what is due within hours may well be late.
                for hour in (MORNING, AFTERNOON)[: 1 + (day.weekday() == 3)]:
                    at = moment(day, hour + self.luck.random(), hours.zone)
                    self.clock.put(at, self.sit_down)
            day += timedelta(days=1)

    def plan(self, day: date, step: Step) -> None:
        """At the first sitting of this day, or of the next one that is worked."""
        self.planned.append((day, step))

    def after(self, at: datetime, days: int, step: Step) -> None:
        self.plan(self.day_after(at, days), step)

    def next_time(self, step: Step) -> None:
        self.planned.append((date.min, step))

    def sit_down(self, at: datetime) -> None:
        today = self.who.working_hours().local_day(at)
        now = [step for day, step in self.planned if day <= today]
        self.planned = [(day, step) for day, step in self.planned if day > today]
        for step in now:
            step(at)
        self.tried.clear()
        self.sat_at = at
        if within(today, self.ignores):
            return
        words = words_owed(of("mine", self.who), self.who, at)
        rung: set[str] = set()
        for row in (*words.late, *words.today):
            self.tried.append(row)
            self.give(row, at, rung)
        if self.who.local(at).hour >= NOON:
            self.send_what_lies_ready(at)

    def send_what_lies_ready(self, at: datetime) -> None:
        """Holding messages: some are read and sent, the others are touched by nobody."""
        for message in HoldingMessage.objects.waiting().filter(follow_up__owner=self.who):
            if self.luck.random() < READ:
                try:
                    send(message, by=self.who, at=at, read=message.version)
                except ChangedMeanwhile:  # or it names a day that is past
                    prepare_anew(message, by=self.who, at=at)

    def give(self, shown: FollowUp, at: datetime, rung: set[str]) -> None:
        """Does about a row of Today what it says; nobody is rung twice in a sitting."""
        word = FollowUp.objects.waiting().with_people().filter(pk=shown.pk).first()
        if word is None or word.rule.owes == "client":
            return  # given on the way; or asked by letter, and another row says when to ring
        assignment, candidacy = word.assignment, word.candidacy
        if word.kind == "schedule" and assignment:
            schedules.send(assignment, by=self.who, at=at)
        elif word.kind == "dates_agreed" and assignment:
            self.agree_dates(assignment, at)
        elif word.obstacle is not None:
            word.obstacle.tell(by=self.who, at=at, contact=word.whom_to_ring)
        elif word.kind in ("debrief_candidate", "debrief_client") and candidacy and assignment:
            candidacy.assignment = assignment
            self.debrief(word, candidacy, at)
        elif word.touchpoint is not None:
            care.ring(word, self.care_luck, by=self.who, at=at)
        elif self.luck.random() < 0.01:
            word.hand_over(self.neighbour, by=self.who, at=at, why="My desk is full.")
        elif word.rule.owed == "candidate" and candidacy and assignment:
            candidacy.assignment = assignment
            reached = self.ring(candidacy.candidate, assignment, at, rung, about=candidacy)
            if not reached and self.luck.random() < 0.15:
                self.put_off(word, at)
        else:
            asked = candidacy if word.kind == "feedback_call" else None
            contact = word.whom_to_ring or self.agency.deciders[word.client_id]
            self.ring(contact, assignment, at, rung, about=asked)

    def debrief(self, word: FollowUp, candidacy: Candidacy, at: datetime) -> None:
        """Both sides say how it was; whoever does not answer is rung again another day."""
        contact = None
        if word.kind == "debrief_client":
            contact = word.whom_to_ring or self.agency.deciders[word.client_id]
        if self.luck.random() < REACHED:
            Debrief.objects.take(
                candidacy,
                side="client" if contact else "candidate",
                contact=contact,
                before=4,
                after=self.luck.randint(1, 5),
                by=self.who,
                at=at,
            )
        else:
            about = {"assignment": candidacy.assignment, "contact": contact}
            record(
                EventKind.CALLED,
                by=self.who,
                at=at,
                reached=False,
                **(about if contact else {"candidacy": candidacy}),
            )

    def ring(
        self,
        whom: Candidate | Contact,
        assignment: Assignment | None,
        at: datetime,
        rung: set[str],
        *,
        about: Candidacy | None,
    ) -> bool:
        """Logs a call; whoever was reached may have something to say about the candidacy."""
        is_contact = isinstance(whom, Contact)
        person = Person(contact=whom) if isinstance(whom, Contact) else Person(candidate=whom)
        key = f"{person.key} {assignment and assignment.pk}"
        if key in rung:
            return True
        rung.add(key)
        reached = self.luck.random() < REACHED
        said = Conversation(
            EventKind.CALLED,
            person,
            at,
            assignment=assignment,
            reached=reached,
            text="What was said." if reached else "",
            answer_on=about if is_contact else None,
            next_on=self.day_after(at, 3) if reached and self.luck.random() < 0.08 else None,
        )
        log_conversation(said, by=self.who)
        if reached and about:
            self.heard(about, at, is_contact)
        return reached

    def put_off(self, word: FollowUp, at: datetime) -> None:
        """By a mail that says when the next word comes, for nobody was there to take the call."""
        if not FollowUp.objects.waiting().filter(pk=word.pk, due_at=word.due_at).exists():
            return
        until = self.who.working_hours().close_of_day(at, 2)
        tell_and_put_off(
            word,
            until,
            how="mailed",
            said="On the day after tomorrow.",
            next_on=self.day_after(at, 2),
            by=self.who,
            at=at,
        )

    def day_after(self, at: datetime, days: int) -> date:
        hours = self.who.working_hours()
        return hours.local_day(hours.add_days(at, days))

    def agree_dates(self, assignment: Assignment, at: datetime) -> None:
        hours = assignment.client.working_hours()
        days = [hours.local_day(hours.add_days(at, n)) for n in (12, 17, 22)]
        assignment.agree_dates(
            presentation_on=days[0], meetings_on=days[1], decision_on=days[2], by=self.who, at=at
        )


def within(day: date, days: tuple[date, date] | None) -> bool:
    return days is not None and days[0] <= day <= days[1]
