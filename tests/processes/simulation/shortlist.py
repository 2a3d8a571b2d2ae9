"""Those who are shown to the client: answers, meetings, an offer, and who is turned down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from processes.conversations import Conversation, log_conversation
from processes.models import Candidacy, EventKind, Meeting, Placement
from processes.people import Person
from processes.stages import Stage
from tests.cast import agrees
from tests.processes.simulation import care

if TYPE_CHECKING:
    from tests.processes.simulation.search import Search

DAY = timedelta(days=1)
SHOWN = 4


@dataclass
class Shortlist:
    """What the client's people do about those who were presented to them, at hours of their own."""

    search: Search
    shown: int = 0
    placed: bool = False

    def present(self, at: datetime) -> None:
        for candidacy in self.search.people(Stage.INTERVIEWED)[:2]:
            if self.search.ends or self.shown >= SHOWN:
                return
            self.shown += 1
            candidacy.assignment = self.search.assignment
            agrees(candidacy)
            candidacy.move_to(Stage.PRESENTED, by=self.search.desk.who, at=at)
            self.answer_soon(candidacy, at)

    def answer_soon(self, candidacy: Candidacy, at: datetime) -> None:
        """The client answers in time, or once it was asked, or has to be rung."""
        mood = self.search.luck.random()
        if mood < 0.5:
            days = self.search.luck.uniform(0.2, 2)
        elif mood < 0.75:
            days = self.search.luck.uniform(3, 8)
        else:
            return
        self.search.at_odd_times(at, days, partial(self.answer_by_mail, candidacy.pk))

    def answer_by_mail(self, pk: int, at: datetime) -> None:
        candidacy = Candidacy.objects.select_related("candidate").get(pk=pk)
        if not candidacy.is_in_play or self.search.ends:
            return
        candidacy.assignment = self.search.assignment
        said = Conversation(
            EventKind.MAILED,
            Person(contact=self.search.agency.deciders[self.search.client.pk]),
            at,
            assignment=self.search.assignment,
            rang="them",
            text="Our answer.",
            answer_on=candidacy,
        )
        log_conversation(said, by=self.search.desk.who)
        self.decide(candidacy, at)

    def decide(self, known: Candidacy, at: datetime) -> None:
        """What the client's word was: another step, or no."""
        candidacy = Candidacy.objects.select_related("candidate").get(pk=known.pk)
        candidacy.assignment = self.search.assignment
        if not candidacy.is_in_play or self.search.ends:
            return
        if candidacy.stage == Stage.PRESENTED and self.search.luck.random() < 0.6:
            meeting = Meeting.objects.book(
                candidacy, starts_at=at + 3 * DAY, by=self.search.desk.who, at=at
            )
            self.search.at_odd_times(at, 3.1, partial(self.meet, meeting.pk))
        elif candidacy.stage == Stage.CLIENT_MEETING and not self.placed:
            self.placed = True
            candidacy.move_to(Stage.OFFER, by=self.search.desk.who, at=at)
            self.search.at_odd_times(at, 2.5, partial(self.sign, candidacy.pk))
        elif candidacy.stage in (Stage.PRESENTED, Stage.CLIENT_MEETING):
            self.search.turn_down(candidacy, at, "client", "experience")

    def meet(self, pk: int, at: datetime) -> None:
        """Client and candidate have met; the client owes a word again."""
        meeting = Meeting.objects.select_related("candidacy__candidate").get(pk=pk)
        candidacy = meeting.candidacy
        if not candidacy.is_in_play or self.search.ends:
            return
        candidacy.assignment = self.search.assignment
        candidacy.move_to(Stage.CLIENT_MEETING, by=self.search.desk.who, at=at)
        meeting.was_held(by=self.search.desk.who, at=at)
        self.answer_soon(candidacy, at)

    def sign(self, pk: int, at: datetime) -> None:
        candidacy = Candidacy.objects.select_related("candidate").get(pk=pk)
        if not candidacy.is_in_play or self.search.ends:
            return
        candidacy.assignment = self.search.assignment
        starts_on = (at + care.STARTS * DAY).date()
        number = Placement.objects.count()
        placement = Placement.objects.agree(
            candidacy,
            starts_on=starts_on,
            trial_ends_on=starts_on + care.TRIAL * DAY,
            guarantee_ends_on=starts_on + care.GUARANTEE * DAY,
            by=self.search.desk.who,
            at=at,
        )
        care.sign(number, placement, self.search.clock, self.search.desk.who)
        self.search.end(at)
