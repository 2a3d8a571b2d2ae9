"""The course of one assignment: people are found, talked with, shown, chosen and turned down.

What recruiters plan themselves stands here; the words that they owe on the way do not: those
they are told by Today.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random

from candidates.models import Candidate
from clients.models import Client
from processes import news_rhythm
from processes.conversations import INTERVIEW, Conversation, log_conversation
from processes.models import Assignment, Candidacy, EventKind, Obstacle
from processes.people import Person
from processes.stages import Stage
from tests.processes.simulation.agency import Agency
from tests.processes.simulation.clock import Clock, Step
from tests.processes.simulation.desk import Desk
from tests.processes.simulation.farewell import Farewell, decline_kindly
from tests.processes.simulation.shortlist import Shortlist

DAY = timedelta(days=1)
COOLED = timedelta(minutes=14)
LEAVING = ("not_interested", "stays", "salary", "remote_work", "relocation")


@dataclass
class Search:
    """One assignment of a client, opened ``at`` a moment, with these people."""

    client: Client
    desk: Desk
    clock: Clock
    agency: Agency
    luck: Random
    found: list[Candidate]
    applicants: list[Candidate]
    weeks: int
    assignment: Assignment = field(init=False)
    is_open: bool = False
    shortlist: Shortlist = field(init=False)
    farewell: Farewell | None = None

    @property
    def ends(self) -> bool:
        return self.farewell is not None

    def open(self, at: datetime) -> None:
        self.is_open, self.shortlist = True, Shortlist(self)
        self.assignment = Assignment.objects.open_one(
            client=self.client,
            title=f"Controller {self.client.name}",
            kind="permanent",
            owner=self.desk.who,
            by=self.desk.who,
            at=at,
            ordered_by=self.agency.orderers[self.client.pk],
            decider=self.agency.deciders[self.client.pk],
            target_weeks=self.weeks,
            must_haves=["Has closed a group in five days"],
        )
        for number, candidate in enumerate(self.found):
            self.desk.after(at, 1 + number // 2, partial(self.approach, candidate))
        for candidate in self.applicants:
            days = self.luck.uniform(0.5, 5 * self.weeks)
            self.at_odd_times(at, days, partial(self.apply, candidate))
        for day in range(8, 8 + self.weeks * 3, 2):
            self.desk.after(at, day, self.interview)
        for day in range(14, 14 + self.weeks * 3, 3):
            self.desk.after(at, day, self.shortlist.present)
        for day in (9, 20, 33):
            self.at_odd_times(at, day * self.luck.uniform(0.9, 1.1), self.miss_a_call)
        self.desk.after(at, 11, self.find_obstacle)
        self.desk.after(at, 5 * self.weeks, self.end)

    def at_odd_times(self, at: datetime, days: float, step: Step) -> None:
        """Outside nobody keeps our hours."""
        self.clock.put(at + timedelta(minutes=round(days * 24 * 60)), step)

    def approach(self, candidate: Candidate, at: datetime) -> None:
        if self.ends:
            return
        candidacy = self.assignment.add(candidate, by=self.desk.who, at=at)
        if self.luck.random() < 0.4:
            return  # not everybody who was found fits
        candidacy.move_to(Stage.CONTACTED, by=self.desk.who, at=at)
        self.desk.ring(candidate, self.assignment, at, set(), about=candidacy)

    def apply(self, candidate: Candidate, at: datetime) -> None:
        """Some are told no by letter at once, and one of those letters in five is stopped."""
        if self.ends:
            return
        candidacy = self.assignment.add(candidate, by=None, at=at, applied=True)
        if self.luck.random() < 0.3:
            self.desk.after(at, 1, partial(self.decline, candidacy))

    def decline(self, candidacy: Candidacy, at: datetime) -> None:
        candidacy.refresh_from_db(fields=["stage", "ended_at"])
        waits = candidacy.is_in_play and candidacy.stage == Stage.IDENTIFIED
        if waits and not self.ends:
            decline_kindly(candidacy, self.desk, at)
            if self.luck.random() < 0.2:
                self.clock.put(at + COOLED / 2, partial(self.keep, candidacy))

    def keep(self, candidacy: Candidacy, at: datetime) -> None:
        """On second thoughts: the letter has not gone yet."""
        for decline in candidacy.declines.under_way():
            decline.cancel(by=self.desk.who, at=at)

    def miss_a_call(self, at: datetime) -> None:
        """The client rings and nobody takes it."""
        contact = self.agency.deciders[self.client.pk]
        said = Conversation(
            EventKind.CALLED,
            Person(contact=contact),
            at,
            assignment=self.assignment,
            reached=False,
            rang="them",
        )
        log_conversation(said, by=self.desk.who)

    def find_obstacle(self, at: datetime) -> None:
        Obstacle.find(
            assignment=self.assignment,
            kind="salary",
            title="Pay below the market",
            evidence="3 of 5 who said no named the salary.",
            proposal="Five percent more.",
            by=self.desk.who,
            at=at,
        )

    def people(self, *stages: str) -> list[Candidacy]:
        rows = Candidacy.objects.in_play().filter(assignment=self.assignment, stage__in=stages)
        return list(rows.select_related("candidate").order_by("pk"))

    def heard(self, known: Candidacy, at: datetime) -> None:
        """Whoever was reached for the first time says whether to go on."""
        candidacy = Candidacy.objects.select_related("candidate").get(pk=known.pk)
        candidacy.assignment = self.assignment
        if not candidacy.is_in_play or self.ends:
            return
        if candidacy.stage in (Stage.IDENTIFIED, Stage.CONTACTED):
            if self.luck.random() < 0.5:
                candidacy.move_to(Stage.INTERESTED, by=self.desk.who, at=at)
            elif candidacy.applied_at:
                self.turn_down(candidacy, at, "we", "must_have")
            elif self.luck.random() < 0.2:
                decline_kindly(candidacy, self.desk, at)
            else:
                self.turn_down(candidacy, at, "candidate", self.luck.choice(LEAVING))
        elif self.luck.random() < 0.04:
            rhythm = self.luck.choice(("fortnightly", "only_news"))
            news_rhythm.choose(candidacy.candidate, rhythm, by=self.desk.who, at=at)
        elif self.luck.random() < 0.05:
            candidacy.note_interest(
                4,
                by=self.desk.who,
                at=at,
                other_offer="Another house",
                answers_on=(at + 4 * DAY).date(),
            )

    def turn_down(self, candidacy: Candidacy, at: datetime, who: str, reason: str) -> None:
        end = "withdrawn" if who == "candidate" else "rejected"
        candidacy.assignment = self.assignment
        candidacy.finish(end, reason=reason, said_no=who, by=self.desk.who, at=at)

    def interview(self, at: datetime) -> None:
        for candidacy in self.people(Stage.INTERESTED)[:2]:
            if self.ends:
                return
            said = Conversation(
                EventKind.MET,
                Person(candidate=candidacy.candidate),
                at,
                assignment=self.assignment,
                meeting=INTERVIEW,
            )
            log_conversation(said, by=self.desk.who)
            candidacy.assignment = self.assignment
            candidacy.move_to(Stage.INTERVIEWED, by=self.desk.who, at=at)
            if self.luck.random() < 0.2:
                self.turn_down(candidacy, at, "we", "experience")

    def end(self, at: datetime) -> None:
        if self.farewell is None:
            outcome = "filled" if self.shortlist.placed else self.luck.choice(("cancelled", "lost"))
            self.farewell = Farewell(self.assignment, outcome, self.desk, self.luck)
            self.farewell.begin(at)
