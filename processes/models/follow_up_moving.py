"""A word gets another date or another owner, and the timeline says so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _t

from accounts.models import User
from processes.models.event import Event
from processes.models.rooms import OfFollowUp


class NoWordGiven(Exception):
    """Somebody outside waits, and has not been told that it will be later (K3)."""


class Moves(OfFollowUp):
    """Later counts as moved and not as kept; earlier is no putting off."""

    def put_off(
        self,
        until: datetime,
        *,
        by: User,
        at: datetime,
        why: str = "",
        told: Event | None = None,
    ) -> Event:
        """Gives the word a new date; it counts as moved, not as kept.

        ``told`` is the word to whoever waits outside (K3); where it has given the very thing that
        was owed, nothing is left to put off and it is returned.
        Raises ``SettledMeanwhile``, ``NoWordGiven`` and, for a date in the past, ``ValueError``.
        """
        if until <= at:
            raise ValueError(_t("The new date lies in the past."))
        row = self.itself
        with transaction.atomic():
            if told and type(row).objects.filter(pk=row.pk, settled_by=told).exists():
                return told
            mine = row.locked()
            if mine.needs_word and told is None:
                raise NoWordGiven(
                    _t("%(name)s waits for this. Say first that it will be later.")
                    % {"name": mine.waiting_for}
                )
            facts = {"told": told.pk} if told else {}
            event = mine._record(
                "follow_up_put_off",
                by=by,
                at=at,
                text=why,
                was_due=mine.due_at.isoformat(),
                due=until.isoformat(),
                **facts,
            )
            mine.moved_by, mine.moved_from, mine.due_at = told or event, mine.due_at, until
            mine.next_reminder_at = until if mine.rule.chases else None  # the ladder starts again
            mine.save(update_fields=["due_at", "moved_by", "moved_from", "next_reminder_at"])
        row.due_at = until
        return event

    def pull_forward(self, until: datetime, *, by: User, at: datetime, **why: Any) -> Event:
        """Wants the word earlier, for a reason in facts (K6); that is no putting off.

        Raises ``SettledMeanwhile`` and, where it would not be earlier, ``ValueError``.
        """
        with transaction.atomic():
            mine = self.itself.locked()
            if until >= mine.due_at:
                raise ValueError("A word is pulled forward to an earlier moment.")
            event = mine._record(
                "follow_up_pulled_forward",
                by=by,
                at=at,
                was_due=mine.due_at.isoformat(),
                due=until.isoformat(),
                **why,
            )
            mine.moved_by, mine.moved_from, mine.due_at = event, mine.due_at, until
            mine.first_due_at = min(mine.first_due_at, until)
            mine.next_reminder_at = until if mine.rule.chases else None
            mine.save(
                update_fields=[
                    *("due_at", "first_due_at", "moved_by", "moved_from", "next_reminder_at")
                ]
            )
        return event

    def hand_over(self, to: User, *, by: User, at: datetime, why: str = "") -> Event:
        """Somebody else owes the word from now on.

        Raises ``SettledMeanwhile``, and ``ValueError`` where ``to`` owes it already or has left.
        """
        from processes.deputies import seat

        if not (to.is_active and to.is_staff_member):
            raise ValueError(_t("%(name)s does not work here.") % {"name": to.full_name})
        with transaction.atomic():
            mine = self.itself.locked()
            if mine.owner_id == to.pk:
                raise ValueError(_t("%(name)s owes this word already.") % {"name": to.full_name})
            event = mine._record(
                "follow_up_handed_over",
                by=by,
                at=at,
                text=why,
                giver=mine.owner.full_name,
                taker=to.full_name,
                to=to.pk,
            )
            if mine.assignment is not None:
                mine.assignment.let_in(to, by=by, at=at)
            mine.owner, mine.stands_in_for = to, None
            seat([mine], at)  # whoever is away has a deputy
            mine.save(update_fields=["owner", "stands_in_for"])
            mine.reminders.filter(step="owner").delete()  # their digest tells them of it
        row = self.itself
        row.owner, row.stands_in_for = mine.owner, mine.stands_in_for
        return event

    def _record(self, kind: str, *, by: User, at: datetime, text: str = "", **facts: Any) -> Event:
        from processes.timeline import record

        row = self.itself
        return record(
            kind,
            by=by,
            at=at,
            assignment=row.assignment,
            candidacy=row.candidacy,
            client=row.client,
            contact=row.contact,
            text=text,
            follow_up=row.kind,
            **facts,
        )
