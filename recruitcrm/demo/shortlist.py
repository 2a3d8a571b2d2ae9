"""From the shortlist to the signature, and how an assignment is closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from processes import closings
from processes.models import Candidacy, Meeting, Obstacle
from processes.stages import SHOWN_TO_CLIENT, End, Reason, SaidNo, Stage
from recruitcrm.demo import words
from recruitcrm.demo.agenda import let_tick, on_the_quarter
from recruitcrm.demo.briefs import raise_pay, tell_change
from recruitcrm.demo.consents import agrees
from recruitcrm.demo.debriefs import debrief_candidate, debrief_client, hear_of_others
from recruitcrm.demo.invitations import invite, said_of
from recruitcrm.demo.meeting_guides import write_guide
from recruitcrm.demo.noes import kind_no, tell_by_phone, write_noes
from recruitcrm.demo.presenting import send_presentation
from recruitcrm.demo.search import Search
from recruitcrm.demo.signing import accept, agree, make_offer
from recruitcrm.demo.talk import ring_contact

A_MOMENT = timedelta(minutes=4)
PATIENCE = 15  # working days that an obstacle may take to show itself


class Course(Search):
    """A search that is carried through to its end, whichever it is."""

    def open(self, at: datetime) -> None:
        super().open(at)
        plan = [(self.order.dates[0], 13, self.present)]
        if self.order.snag:
            plan.append((self.order.snag.after, 11, self.snag))
        if self.order.course in words.CLOSING and self.order.ends_after:
            plan.append((self.order.ends_after, 10, self.give_up))
        elif self.order.dates[2]:
            plan.append((self.order.dates[2], 11, self.decide))
        plan += [(days, 15, self.rings_in_vain) for days in (6, 16)]
        for days, hour, step in plan:
            self.agenda.on_day(self.owner, at, days, hour, step)
        if self.order.course == "runs":  # letters that may still be cancelled
            self.agenda.put(self.agenda.ends_at - A_MOMENT, self.turns_some_down)

    def rings_in_vain(self, at: datetime) -> None:
        """The client calls and reaches nobody: called back the same day (C7)."""
        if self.assignment.is_open:
            text = self.pick(words.RANG_IN_VAIN)
            ring_contact(
                *(self.decider, self.assignment),
                by=self.owner,
                at=at,
                text=text,
                reached=False,
                rang="them",
            )

    def turns_some_down(self, at: datetime) -> None:
        if self.owner.full_name == "Nina Lind":
            stages = [Stage.CONTACTED]
            write_noes(self.assignment, stages=stages, most=2, by=self.owner, at=at)

    # Obstacles.
    def snag(self, at: datetime, waited: int = 0) -> None:
        """Found as soon as at least two have named it; nobody waits for that for ever."""
        snag = self.order.snag
        assert snag is not None
        said_no = self.assignment.candidacies.ended().filter(said_no=SaidNo.CANDIDATE)
        named = said_no.filter(end_reason=snag.reason).count() if snag.reason else 0
        if snag.reason and named < 2:
            if waited < PATIENCE:
                self.agenda.on_day(self.owner, at, 1, 11, partial(self.snag, waited=waited + 1))
            return
        obstacle = Obstacle.find(
            assignment=self.assignment,
            kind=snag.kind,
            title=snag.title,
            evidence=snag.evidence.format(named=named, all=said_no.count()),
            effect=snag.effect,
            option_one=snag.ways[0],
            option_two=snag.ways[1],
            proposal=snag.proposal,
            by=self.owner,
            at=at,
            decision_wanted_on=self.agenda.moment(self.owner, at, 4, 12).date(),
        )
        if snag.told:
            self.agenda.soon(self.owner, at, (0.5, 3), partial(self.tell, obstacle))

    def tell(self, obstacle: Obstacle, at: datetime) -> None:
        obstacle.tell(by=self.owner, at=at, contact=self.decider)
        snag = self.order.snag
        if snag and snag.decision:
            self.agenda.on_day(self.owner, at, 3, 15, partial(self.mend, obstacle))

    def mend(self, obstacle: Obstacle, at: datetime) -> None:
        snag = self.order.snag
        assert snag is not None
        obstacle.decide(snag.decision, by=self.owner, at=at)
        if snag.reason == Reason.SALARY and self.assignment.is_open:
            raise_pay(self.assignment, by=self.owner, at=at)
            self.agenda.soon(self.owner, at, (1, 5), self.tell_new_pay)
        if snag.outcome:
            note = partial(self.note_outcome, obstacle, snag.outcome)
            self.agenda.on_day(self.owner, at, 5, 15, note)

    def tell_new_pay(self, at: datetime) -> None:
        tell_change(self.assignment, self.decider, by=self.owner, at=at)

    def note_outcome(self, obstacle: Obstacle, outcome: str, at: datetime) -> None:
        obstacle.note_outcome(outcome, by=self.owner, at=at)

    # The shortlist.
    def best(self) -> list[Candidacy]:
        """Those worth presenting, whoever the story names first, then by interest."""
        there = [candidacy for candidacy in self.good if self.goes_on(candidacy)]
        return sorted(there, key=lambda one: (not self.gets_far(one), -(one.interest or 0), one.pk))

    def present(self, at: datetime) -> None:
        shortlist = self.best()[:4]
        if len(shortlist) < 2 and self.assignment.is_open:
            self.agenda.on_day(self.owner, at, 1, 13, self.present)
            return
        for place, candidacy in enumerate(shortlist):
            moment = at + timedelta(minutes=5 * place)
            self.argue(candidacy, place, moment)
            agrees(candidacy, by=self.owner, at=moment)
            if not self.on_paper:
                candidacy.move_to(Stage.PRESENTED, by=self.owner, at=moment)
            hours = (3, 12) if place < 2 else (15, 40)
            if place < 2 or not self.order.clients_own:  # else the client compares, and is silent
                says = partial(self.client_says, candidacy, place)
                self.agenda.soon(self.owner, at, hours, says)
            if candidacy.name == self.order.cools:
                self.agenda.on_day(self.owner, at, 1, 11, partial(self.cools, candidacy))
        self.tick_off("interviews", at)
        if self.on_paper:
            moment = at + timedelta(minutes=25)
            send_presentation(self.assignment, shortlist, by=self.owner, at=moment)
            self.agenda.put(moment + timedelta(minutes=1), let_tick)
        else:
            self.tick_off("presentation", at + timedelta(minutes=30))

    @property
    def on_paper(self) -> bool:
        """Nina sends the shortlist as a document; the others tell it in the meeting."""
        return self.owner.full_name == "Nina Lind"

    def cools(self, candidacy: Candidacy, at: datetime) -> None:
        """Interest falls, and somebody else has made an offer (K5, K6)."""
        if self.goes_on(candidacy):
            candidacy.note_interest(
                3,
                by=self.owner,
                at=at,
                other_offer="Offer elsewhere",
                answers_on=self.nth(at, 3),
            )

    def argue(self, candidacy: Candidacy, place: int, at: datetime) -> None:
        must_haves = list(self.assignment.must_haves.all())
        begin = self.agenda.luck.randint(0, 5)
        evidence = [words.EVIDENCE[(begin + 2 * n) % 6] for n in range(3)]
        if place == 3:
            evidence[2] = words.EVIDENCE[6]
        candidacy.note_fit(
            {must.pk: answer for must, answer in zip(must_haves, evidence, strict=False)},
            recommended=place == 0,
            recommendation=self.pick(words.OUR_REASONS),
            risk=self.pick(words.RISKS),
            is_clients_own=candidacy.name == self.order.clients_own,
            by=self.owner,
            at=at,
        )

    def client_says(self, candidacy: Candidacy, place: int, at: datetime) -> None:
        if not self.goes_on(candidacy):
            return
        name = candidacy.candidate.first_name
        wanted = place < 2 or self.chance(0.25)
        reason = self.agenda.luck.choice((Reason.EXPERIENCE, Reason.FIT))
        text = self.pick(words.CLIENT_YES if wanted else words.CLIENT_NO[reason], name=name)
        candidacy.client_answers(text, by=self.owner, at=at, contact=self.decider)
        if not wanted:
            self.turn_down(candidacy, reason, text, at)
            return
        day = self.assignment.meetings_on or at.date()
        ahead = max(len([1 for n in range(1, 30) if self.nth(at, n) <= day]), 1)
        starts_at = on_the_quarter(self.agenda.moment(self.owner, at, ahead, 9 + 2.5 * place % 7))
        meeting = Meeting.objects.book(
            candidacy,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=75),
            by=self.owner,
            at=at + timedelta(minutes=12),
            place=self.cast.clients[self.order.company].city,
            contact=self.decider,
            **said_of(candidacy, self.decider),
        )
        moment = at + timedelta(minutes=12)
        candidacy.move_to(Stage.CLIENT_MEETING, by=self.owner, at=moment)
        write_guide(candidacy, by=self.owner, at=moment)
        invite(meeting, by=self.owner, at=moment, until=self.agenda.ends_at)
        after = self.agenda.in_hours(self.owner, starts_at + timedelta(minutes=95))
        self.agenda.put(after, partial(self.met, candidacy, meeting))

    def nth(self, at: datetime, days: int) -> date:
        hours = self.owner.working_hours()
        return hours.local_day(hours.add_days(at, days))

    def met(self, candidacy: Candidacy, meeting: Meeting, at: datetime) -> None:
        if not self.goes_on(candidacy):
            return
        meeting.was_held(by=self.owner, at=at, words=self.pick(words.MET_CLIENT))
        self.agenda.soon(self.owner, at, (0.5, 5), partial(self.debrief, candidacy, meeting))
        self.agenda.soon(self.owner, at, (3, 9), partial(self.client_judges, candidacy, meeting))
        self.tick_off("meetings", at)

    def debrief(self, candidacy: Candidacy, meeting: Meeting, at: datetime) -> None:
        """Interest after the meeting, and what else is going on (K5, K6)."""
        if not self.goes_on(candidacy):
            return
        was = candidacy.interest or 4
        now = was if self.gets_far(candidacy) else was + self.agenda.luck.choice((-2, -1, 0, 1))
        luck = self.agenda.luck
        if not candidacy.is_clients_own:
            debrief_candidate(
                candidacy, meeting, now=min(max(now, 1), 5), by=self.owner, at=at, luck=luck
            )
        if self.chance(0.3):
            hear_of_others(
                candidacy,
                several=self.chance(0.5),
                answers_on=self.nth(at, 5),
                by=self.owner,
                at=at,
                luck=luck,
            )

    def client_judges(self, candidacy: Candidacy, meeting: Meeting, at: datetime) -> None:
        if self.goes_on(candidacy):
            name = candidacy.candidate.first_name
            text = self.pick(words.CLIENT_AFTER_MEETING, name=name)
            debrief_client(
                candidacy,
                meeting,
                self.decider,
                answer=text,
                now=5 if self.gets_far(candidacy) else 3,
                by=self.owner,
                at=at,
                luck=self.agenda.luck,
            )

    # The end.
    def decide(self, at: datetime) -> None:
        met = [one for one in self.best() if one.stage == Stage.CLIENT_MEETING]
        if not met:
            if self.assignment.is_open:
                self.agenda.on_day(self.owner, at, 2, 11, self.decide)
            return
        chosen = met[0]
        day = self.nth(at, 2)
        make_offer(chosen, starts_on=self.first_day(at), answers_on=day, by=self.owner, at=at)
        self.tick_off("decision", at)
        if self.order.course == "fills":
            self.agenda.soon(self.owner, at, (5, 14), partial(self.sign, chosen))

    def sign(self, candidacy: Candidacy, at: datetime) -> None:
        accept(candidacy, by=self.owner, at=at)
        moment = at + timedelta(minutes=20)
        agree(candidacy, starts_on=self.first_day(at), by=self.owner, at=moment)
        self.agenda.soon(self.owner, at, (1, 3), partial(self.close, "filled"))

    def first_day(self, at: datetime) -> date:
        """A Monday, as far ahead as the order says."""
        day = at.date() + timedelta(days=self.order.starts_in)
        return day + timedelta(days=-day.weekday() % 7)

    def give_up(self, at: datetime) -> None:
        self.close(self.order.course, at)

    def close(self, outcome: str, at: datetime) -> None:
        """Everybody is answered: by letter, whoever has met us by a call; then it closes itself."""
        for candidacy in self.assignment.candidacies.in_play().filter(stage=Stage.IDENTIFIED):
            if candidacy.applied_at is None:  # nobody has talked to them yet
                self.turn_down(candidacy, closings.REASONS[outcome], "", at)
        people = closings.contacts_of(self.assignment)
        closings.begin(
            self.assignment,
            outcome,
            words=words.CLOSING[outcome],
            letters={
                person: closings.closing_text(person, self.assignment, by=self.owner, at=at)
                for person in people
            },
            words_for=partial(kind_no, by=self.owner, at=at, closing=True),
            by=self.owner,
            at=at,
        )
        for telling in closings.to_tell(self.assignment):
            if telling.must_call:
                call = partial(self.tell_by_phone, telling.candidacy, closings.REASONS[outcome])
                self.agenda.soon(self.owner, at, (0.5, 6), call)

    def tell_by_phone(self, candidacy: Candidacy, reason: Reason, at: datetime) -> None:
        text = self.pick(words.FEEDBACK_AFTER_NO)
        tell_by_phone(candidacy, reason=reason, words=text, by=self.owner, at=at)

    def turn_down(self, candidacy: Candidacy, reason: Reason, text: str, at: datetime) -> None:
        by_client = candidacy.stage in SHOWN_TO_CLIENT
        candidacy.finish(
            End.REJECTED,
            reason=reason,
            said_no=SaidNo.CLIENT if by_client else SaidNo.WE,
            by=self.owner,
            at=at + timedelta(minutes=1),
            words=text,
        )
