"""How much a candidate on an assignment wants it, and who else wants them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from processes.cooling import fallen_from
from processes.follow_ups.due_times import before_offer
from processes.models.event import Event, EventKind
from processes.models.follow_up import FollowUp
from processes.models.rooms import OfCandidacy
from processes.timeline import record


class Warms(OfCandidacy):
    """Interest and competing offers (K5, K6)."""

    @transaction.atomic
    def note_interest(
        self,
        interest: int | None,
        *,
        by: User,
        at: datetime,
        other_offer: str = "",
        answers_on: date | None = None,
    ) -> Event | None:
        """Interest 1 to 5, and what else is going on for this person (K5, K6).

        Said in a line, it is about the other process that presses most; none ends them all.
        """
        from processes.models.other_process import OtherProcess

        row = self.itself
        before = row.locked()
        was = (before.interest, before.other_offer, before.other_offer_answers_on)
        if was == (interest, other_offer, answers_on):
            return None
        row.interest, row.other_offer, row.other_offer_answers_on = (
            interest,
            other_offer,
            answers_on,
        )
        row.cooled_from = fallen_from(before.interest, interest, before.cooled_from)
        row.save(update_fields=["interest", "cooled_from", "other_offer", "other_offer_answers_on"])
        if was[1:] != (other_offer, answers_on):
            OtherProcess.objects.follow(row, by=by, at=at)
        noted = record(
            EventKind.INTEREST_NOTED,
            by=by,
            at=at,
            candidacy=row,
            text=other_offer,
            was=was[0],
            now=interest,
            answers_on=answers_on.isoformat() if answers_on else None,
        )
        self.want_answers_before_other_offer(by=by, at=at)
        return noted

    def want_answers_before_other_offer(self, *, by: User, at: datetime) -> None:
        """What the client owes on this person is wanted before they answer somebody else (K6)."""
        row = self.itself
        deadline, hours = row.other_offer_answers_on, row.assignment.client.working_hours()
        if deadline is None or deadline < hours.local_day(at):
            return
        until = before_offer(deadline, at, hours)
        waiting = FollowUp.objects.waiting().clients_owe().filter(candidacy=row)
        # Locked before they are read: what the client has answered a moment ago is not here.
        for word in waiting.order_by("pk").select_for_update(of=("self",)):
            if word.due_at > until:
                word.pull_forward(until, by=by, at=at, answers_on=deadline.isoformat())
