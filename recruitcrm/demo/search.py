"""One search: from the order to interviewed people, as one recruiter does it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from accounts.models import User
from candidates.models import Candidate
from clients.models import Contact
from processes.models import Assignment, Candidacy, Kind, Meeting
from processes.schedules import sending as schedules
from processes.schedules.lines import Why
from processes.stages import End, Reason, SaidNo, Stage
from recruitcrm.demo import words
from recruitcrm.demo.agenda import Agenda, let_tick, on_the_quarter
from recruitcrm.demo.briefs import brief_of
from recruitcrm.demo.cast import Cast
from recruitcrm.demo.orders import Order
from recruitcrm.demo.talk import ring_candidate, ring_contact
from recruitcrm.demo.targets import agree_companies

# Of those named in an order the first get far, the others are still thinking it over.
GET_FAR = 6
TRIES = 3


@dataclass
class Search:
    """``good``: interviewed and worth presenting, the best first in the end; ``noes``: said no."""

    order: Order
    cast: Cast
    people: list[Candidate]
    agenda: Agenda
    assignment: Assignment = field(init=False)
    good: list[Candidacy] = field(default_factory=list)
    noes: int = 0

    @property
    def owner(self) -> User:
        return self.cast.staff[self.cast.companies[self.order.company].owner]

    @property
    def decider(self) -> Contact:
        return self.cast.contacts[self.cast.companies[self.order.company].decides[0]]

    @property
    def orderer(self) -> Contact:
        orders = self.cast.companies[self.order.company].orders
        return self.cast.contacts[orders[0]] if orders else self.decider

    def pick(self, texts: tuple[str, ...], **names: str) -> str:
        return self.agenda.luck.choice(texts).format_map(names | {"owner": self.owner.first_name})

    def chance(self, of: float) -> bool:
        return self.agenda.luck.random() < of

    # The order.
    def open(self, at: datetime) -> None:
        order = self.order
        self.assignment = Assignment.objects.open_one(
            client=self.cast.clients[order.company],
            title=order.title,
            kind=order.kind,
            owner=self.owner,
            by=self.owner,
            at=at,
            ordered_by=self.orderer,
            decider=self.decider,
            team=[self.cast.staff[name] for name in order.team],
            confidential=order.confidential,
            must_haves=order.must_haves,
            place=self.cast.clients[order.company].city,
            target_weeks=order.weeks,
            **brief_of(order),
            starts_on=(at + timedelta(weeks=order.weeks + 8)).date(),
        )
        self.agenda.soon(self.owner, at, (0.5, 4), self.call_orderer)
        self.agenda.on_day(self.owner, at, 1, 14, self.send_schedule)
        if order.kind == Kind.SEARCH:
            self.agenda.on_day(self.owner, at, 3, 10, self.agree_companies)
        if order.moves:
            self.agenda.on_day(self.owner, at, 7, 11, self.move_meetings)
        self.plan_rounds(at)
        applicant = [one for one in self.people if one.full_name == order.applies_late]
        for candidate in applicant:
            hours = self.owner.working_hours()
            moment = hours.add(hours.add_days(self.agenda.ends_at, -6), timedelta(hours=5))
            self.agenda.put(moment, partial(self.applies, candidate))

    def applies(self, candidate: Candidate, at: datetime) -> None:
        self.assignment.add(candidate, by=None, at=at, applied=True, source="Applied")
        self.agenda.put(at + timedelta(minutes=1), let_tick)

    def call_orderer(self, at: datetime) -> None:
        if self.orderer != self.decider:
            text = self.pick(words.FIRST_CALL_ORDERER)
            ring_contact(self.orderer, self.assignment, by=self.owner, at=at, text=text)
        self.agenda.soon(self.owner, at, (0.4, 3), self.call_decider)

    def call_decider(self, at: datetime) -> None:
        text = self.pick(words.FIRST_CALL_DECIDER)
        ring_contact(self.decider, self.assignment, by=self.owner, at=at, text=text, visible=True)
        self.tick_off("kick_off", at)
        hours = self.owner.working_hours()
        days = [
            hours.local_day(hours.add_days(self.assignment.opened_at, day)) if day else None
            for day in self.order.dates
        ]
        self.assignment.agree_dates(
            presentation_on=days[0],
            meetings_on=days[1],
            decision_on=days[2],
            by=self.owner,
            at=at + timedelta(minutes=4),
        )

    def send_schedule(self, at: datetime) -> None:
        schedules.send(self.assignment, by=self.owner, at=at)

    def agree_companies(self, at: datetime) -> None:
        employers = list(dict.fromkeys(one.employer for one in self.people))
        others = [name for name in self.cast.clients if name != self.order.company]
        agree_companies(
            self.assignment,
            employers=employers,
            our_clients=others[:2],
            agenda=self.agenda,
            by=self.owner,
            at=at,
        )
        self.tick_off("targets", at)

    def move_meetings(self, at: datetime) -> None:
        """The client is away in the week of the meetings: a second version of the schedule."""
        hours = self.owner.working_hours()
        for activity in self.assignment.activities.filter(milestone="meetings", done_at=None):
            noon = datetime.combine(activity.due_on, time(12), hours.zone)
            moved = hours.local_day(hours.add_days(noon, 3))
            activity.move_to(moved, by=self.owner, at=at, why=Why(self.order.moves))

    def tick_off(self, milestone: str, at: datetime) -> None:
        for activity in self.assignment.activities.filter(milestone=milestone, done_at=None):
            activity.tick_off(by=self.owner, at=at)

    # People.
    def plan_rounds(self, at: datetime) -> None:
        """People are found in rounds until two days before the presentation."""
        found = [one for one in self.people if one.full_name != self.order.applies_late]
        last = max(self.order.dates[0] - 3, 1)
        rounds = max(min(last, len(found) // 3), 1)
        size = -(-len(found) // rounds)
        for number in range(rounds):
            people = found[number * size : (number + 1) * size]
            day = round(number * last / rounds)
            find = partial(self.find, people, number)
            self.agenda.on_day(self.owner, at, day + (at.hour > 11), 10.5 + number % 3, find)

    def find(self, people: list[Candidate], number: int, at: datetime) -> None:
        if not self.assignment.is_open:
            return
        for place, candidate in enumerate(people):
            applied = number > 0 and candidate.full_name not in self.order.named
            applied = applied and self.chance(0.14)
            candidacy = self.assignment.add(
                candidate,
                by=None if applied else self.owner,
                at=at + timedelta(minutes=place),
                applied=applied,
                source="Applied" if applied else "",
            )
            if applied:  # the receipt goes out at once
                self.agenda.put(at + timedelta(minutes=place + 1), let_tick)
            if not applied or self.chance(0.7):
                call = partial(self.contact, candidacy, 1)
                self.agenda.soon(self.owner, at, (0.5, 9), call)
        if number == 1:
            for milestone in ("mapping", "contact", "targets"):
                self.tick_off(milestone, at + timedelta(minutes=20))

    def gets_far(self, candidacy: Candidacy) -> bool:
        return candidacy.name in self.order.named[:GET_FAR]

    def contact(self, candidacy: Candidacy, tries: int, at: datetime) -> None:
        if not self.goes_on(candidacy):
            return
        reached = self.gets_far(candidacy) or self.chance(0.64)
        if not reached:
            text = self.pick(words.NO_ANSWER)
            ring_candidate(candidacy, by=self.owner, at=at, text=text, reached=False)
            candidacy.move_to(Stage.CONTACTED, by=self.owner, at=at)
            if tries < TRIES:
                again = partial(self.contact, candidacy, tries + 1)
                self.agenda.soon(self.owner, at, (5, 20), again)
            elif self.chance(0.6):
                self.leaves(candidacy, Reason.NO_ANSWER, "", at)
            return
        luck = self.agenda.luck.random()
        if self.gets_far(candidacy) or luck < 0.46:
            headline = candidacy.candidate.headline.lower()
            text = self.pick(words.INTERESTED, headline=headline)
            ring_candidate(candidacy, by=self.owner, at=at, text=text)
            self.is_interested(candidacy, at)
        elif candidacy.name in self.order.named or luck < 0.6:
            next_on = self.promised_on(candidacy, at)
            text = self.pick(words.PENDING)
            ring_candidate(candidacy, by=self.owner, at=at, text=text, next_on=next_on)
            candidacy.move_to(Stage.CONTACTED, by=self.owner, at=at)
            interest = self.agenda.luck.randint(2, 4)
            candidacy.note_interest(interest, by=self.owner, at=at)
        else:
            reason = self.why_not()
            text = self.pick(words.NOES[Reason(reason)])
            ring_candidate(candidacy, by=self.owner, at=at, text=text)
            candidacy.move_to(Stage.CONTACTED, by=self.owner, at=at)
            self.leaves(candidacy, reason, text, at)

    def promised_on(self, candidacy: Candidacy, at: datetime) -> date:
        """The day of the next word; for those whom the story names the day on which it ends."""
        hours = self.owner.working_hours()
        if candidacy.name in self.order.named:
            return hours.local_day(hours.next_open(self.agenda.ends_at))
        return hours.local_day(hours.add_days(at, self.agenda.luck.randint(3, 7)))

    def is_interested(self, candidacy: Candidacy, at: datetime) -> None:
        candidacy.move_to(Stage.INTERESTED, by=self.owner, at=at)
        interest = 5 if self.gets_far(candidacy) else self.agenda.luck.randint(3, 5)
        candidacy.note_interest(interest, by=self.owner, at=at + timedelta(minutes=1))
        days = self.agenda.luck.randint(1, 2 if self.order.kind == "interim" else 4)
        hour = self.agenda.luck.choice((9, 10, 13, 14.5))
        starts_at = on_the_quarter(self.agenda.moment(self.owner, at, days, hour))
        meeting = Meeting.objects.book(
            candidacy,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            by=self.owner,
            at=at + timedelta(minutes=2),
            with_client=False,
            place="Our office" if self.chance(0.5) else "Video",
        )
        after = self.agenda.in_hours(self.owner, starts_at + timedelta(minutes=75))
        self.agenda.put(after, partial(self.interviewed, candidacy, meeting))

    def interviewed(self, candidacy: Candidacy, meeting: Meeting, at: datetime) -> None:
        if not self.goes_on(candidacy):
            return
        meeting.was_held(by=self.owner, at=at, words=self.pick(words.INTERVIEW))
        candidacy.move_to(Stage.INTERVIEWED, by=self.owner, at=at)
        if not self.gets_far(candidacy) and self.chance(0.24):
            candidacy.finish(
                End.REJECTED,
                reason=Reason.MUST_HAVE,
                said_no=SaidNo.WE,
                by=self.owner,
                at=at + timedelta(minutes=3),
                words=self.pick(words.WE_SAY_NO),
            )
        else:
            self.good.append(candidacy)
        self.tick_off("interviews", at) if len(self.good) == 4 else None

    def why_not(self) -> str:
        """Why somebody says no; the first two name what stands in the way of this search."""
        self.noes += 1
        if self.order.snag and self.order.snag.reason and self.noes <= 2:
            return self.order.snag.reason
        return self.agenda.luck.choice(self.order.leaving)

    def leaves(self, candidacy: Candidacy, reason: str, text: str, at: datetime) -> None:
        candidacy.finish(
            End.WITHDRAWN,
            reason=reason,
            said_no=SaidNo.CANDIDATE,
            by=self.owner,
            at=at + timedelta(minutes=1),
            words=text,
        )

    def goes_on(self, candidacy: Candidacy) -> bool:
        """Looked at again: others have worked on it since."""
        candidacy.refresh_from_db()
        return candidacy.is_in_play and self.assignment.is_open
