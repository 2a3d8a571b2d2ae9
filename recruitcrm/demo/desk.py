"""A recruiter's desk: the owed words, looked at three times a day, and Friday's reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from accounts.models import User
from clients.models import Contact
from processes.holding import sending
from processes.models import EventKind, FollowUp, HoldingMessage, Report
from processes.putting_off import tell_and_put_off
from processes.schedules import sending as schedules
from recruitcrm.demo import words
from recruitcrm.demo.aftercare import give
from recruitcrm.demo.agenda import Agenda
from recruitcrm.demo.orders import ORDERS
from recruitcrm.demo.talk import ring_candidate, ring_contact

SITTINGS = (8.7, 13.2, 15.6)
MINUTES_APART = 11
# Given by the story itself, or by a letter at once.
NOT_AT_THE_DESK = [
    *("dates_agreed", "obstacle_told", "acknowledgement", "brief_told", "propose_next"),
    *("debrief_candidate", "debrief_client", "offer_answer"),
]
ANSWERED_LATE = {order.applies_late for order in ORDERS if order.applies_late}


@dataclass
class Desk:
    """A few words that become due about the end of the story are left for whoever looks at it.

    ``may_leave``: how many late ones, besides an application, and how many of the last day.
    """

    who: User
    agenda: Agenda
    may_leave: tuple[int, int]
    left: dict[int, FollowUp] = field(default_factory=dict)

    @property
    def last_day_begins(self) -> datetime:
        """One working day before the end."""
        return self.who.working_hours().add_days(self.agenda.ends_at, -1)

    def leaves(self, follow_up: FollowUp) -> bool:
        """Whether this word is one of those that nobody gives before the story ends."""
        if follow_up.pk in self.left:
            return True
        ends_at = self.agenda.ends_at
        if not self.last_day_begins < follow_up.due_at < ends_at + timedelta(hours=12):
            return False
        late = follow_up.due_at < ends_at
        group = [
            one
            for one in self.left.values()
            if (one.due_at < ends_at) is late and not (late and one.kind == "application")
        ]
        alike = [one for one in group if one.kind == follow_up.kind]
        if late and follow_up.kind == "application":
            full = follow_up.waiting_for not in ANSWERED_LATE
        else:
            full = len(group) >= self.may_leave[not late] or (late and len(alike) == 2)
        if full:
            return False
        self.left[follow_up.pk] = follow_up
        return True

    def plan(self, day: datetime) -> None:
        """The sittings of one working day."""
        for hour in SITTINGS:
            self.agenda.on_day(self.who, day, 0, hour, self.sit_down)
        self.agenda.on_day(self.who, day, 0, 10.3, self.write_reports)
        self.agenda.on_day(self.who, day, 0, 14.5, self.send_holding_messages)

    def sit_down(self, at: datetime) -> None:
        close = self.who.working_hours().close_of_day(at, 0)
        owed = FollowUp.objects.due_before(close + timedelta(hours=18)).owed_by(self.who).we_owe()
        owed = owed.exclude(kind__in=NOT_AT_THE_DESK).select_related("candidacy__candidate")
        turn = 0
        for follow_up in owed:
            if self.leaves(follow_up):
                continue
            early = follow_up.due_at > close
            if self.agenda.luck.random() < (0.5 if early else 0.02):
                continue
            moment = at + timedelta(minutes=MINUTES_APART * turn)
            self.agenda.put(
                self.agenda.in_hours(self.who, moment), partial(self.give, follow_up.pk)
            )
            turn += 1

    def give(self, pk: int, at: datetime) -> None:
        """Gives the word that is owed; nothing when somebody has given it meanwhile."""
        follow_up = FollowUp.objects.waiting().with_people().filter(pk=pk).first()
        if follow_up is None:
            return
        if follow_up.kind == "schedule" and follow_up.assignment is not None:
            schedules.send(follow_up.assignment, at=at)
        elif follow_up.touchpoint is not None:
            give(follow_up, by=self.who, at=at)
        elif follow_up.rule.owed == "candidate":
            self.ring_candidate(follow_up, at)
        else:
            contact = follow_up.contact or self.who_hears(follow_up, at)
            if contact:
                text = self.agenda.luck.choice(words.WEEKLY_CALL)
                visible = self.agenda.luck.random() < 0.6
                ring_contact(
                    contact, follow_up.assignment, by=self.who, at=at, text=text, visible=visible
                )

    def ring_candidate(self, follow_up: FollowUp, at: datetime) -> None:
        candidacy = follow_up.candidacy
        assert candidacy is not None and follow_up.assignment is not None
        candidacy.assignment = follow_up.assignment
        texts = words.FEEDBACK if candidacy.is_in_play else words.FEEDBACK_AFTER_NO
        if follow_up.kind == "application":
            texts = words.APPLICATION
        reached = self.agenda.luck.random() < 0.95
        text = self.agenda.luck.choice(texts if reached else words.NO_ANSWER)
        ring_candidate(candidacy, by=self.who, at=at, text=text, reached=reached)
        if not reached:
            self.put_off(follow_up, at)

    def put_off(self, follow_up: FollowUp, at: datetime) -> None:
        """A mail to whoever did not answer the phone, with the day of the next try (K3)."""
        hours = self.who.working_hours()
        until = hours.close_of_day(at, 2)
        tell_and_put_off(
            follow_up,
            until,
            how=EventKind.MAILED,
            said=self.agenda.luck.choice(words.TRIED_TO_REACH_YOU),
            next_on=hours.local_day(until),
            by=self.who,
            at=at,
        )

    def who_hears(self, follow_up: FollowUp, at: datetime) -> Contact | None:
        """Mostly whoever decides, at times whoever ordered."""
        assignment = follow_up.assignment
        if assignment is None:
            return follow_up.client.contacts.filter(is_active=True).order_by("pk").first()
        if at.day % 4 == 0 and assignment.ordered_by:
            return assignment.ordered_by
        return assignment.decider or assignment.ordered_by

    def send_holding_messages(self, at: datetime) -> None:
        """What was prepared is read and sent; that of the last day lies there to be read."""
        if self.who.working_hours().between(at, self.agenda.ends_at) < timedelta(hours=3):
            return
        waiting = HoldingMessage.objects.waiting().filter(follow_up__owner=self.who).with_people()
        for message in waiting.order_by("pk"):
            if not message.is_outdated:
                sending.send(message, by=self.who, at=at)

    def own_steps(self, day: date) -> list[dict[str, str]] | None:
        """The next week in their own words, now and then."""
        steps = self.agenda.luck.choice(words.NEXT_WEEK)
        owner = self.who.first_name
        return [
            {"text": text, "owner": owner, "on": (day + timedelta(days=days)).isoformat()}
            for days, text in steps
        ] or None

    def write_reports(self, at: datetime) -> None:
        """A comment on each draft; most are approved before their slot, some go by themselves."""
        drafts = Report.objects.to_review().filter(assignment__owner=self.who, comments={})
        for report in drafts.order_by("pk").select_related("assignment__client"):
            luck = self.agenda.luck
            if report.needs_approval and report.send_at > self.last_day_begins:
                continue  # the last one still waits to be read
            at += timedelta(minutes=6)
            report.write_words(
                comments={"lead": luck.choice(words.COMMENTS), **luck.choice(words.BESIDE)},
                actions=self.own_steps(report.slot_at.date()),
            )
            if report.needs_approval or luck.random() < 0.5:
                report.approve(by=self.who, at=at)
