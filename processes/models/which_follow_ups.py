"""Which follow-ups: those somebody waits for, late ones, ours and the clients', for which page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from processes.confidential import seen_by
from processes.follow_ups import rules
from processes.follow_ups.rule import Party

if TYPE_CHECKING:
    from processes.models.follow_up import FollowUp

OPEN = models.Q(settled_at__isnull=True, dropped_at__isnull=True)
# What a row names of the touchpoint that has become a word (aftercare).
TOUCHPOINTS = (
    *("placement", "side", "line", "texts", "anchor", "offset", "within"),
    *("asks", "gesture", "opens_on"),
)


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: User) -> FollowUpQuerySet:
        """Of no assignment, or of one that this person of the agency sees."""
        return self.filter(seen_by(user))

    def waiting(self) -> FollowUpQuerySet:
        """Somebody is still waiting for this word."""
        return self.filter(OPEN)

    def overdue(self, at: datetime) -> FollowUpQuerySet:
        return self.waiting().filter(due_at__lt=at)

    def due_before(self, moment: datetime) -> FollowUpQuerySet:
        return self.waiting().filter(due_at__lt=moment)

    def owed_by(self, user: User) -> FollowUpQuerySet:
        return self.filter(owner=user)

    def we_owe(self, party: Party | None = None) -> FollowUpQuerySet:
        """What the agency owes, to everybody or to this party."""
        return self.filter(kind__in=rules.kinds(owes="us", owed=party))

    def clients_owe(self) -> FollowUpQuerySet:
        return self.filter(kind__in=rules.kinds(owes="client"))

    def without_clocks_after(self, moment: datetime) -> FollowUpQuerySet:
        """Leaves out what only measures silence and runs out later: every word starts it anew."""
        return self.exclude(kind__in=rules.kinds(clock=True), due_at__gt=moment)

    def same_as(self, word: FollowUp) -> FollowUpQuerySet:
        """Of the same kind about the same subject; of the open ones there is at most one."""
        return self.filter(
            kind=word.kind,
            client=word.client_id,
            assignment=word.assignment_id,
            candidacy=word.candidacy_id,
            contact=word.contact_id,
            obstacle=word.obstacle_id,
            touchpoint=word.touchpoint_id,
        )

    def due_for_reminder(self, at: datetime) -> FollowUpQuerySet:
        return self.waiting().filter(next_reminder_at__lte=at)

    def locked(self) -> FollowUpQuerySet:
        """These rows locked, in the order in which everybody locks, and only then to be read.

        A question that waits for the lock and joins loses a row whose owner has changed meanwhile.
        """
        held = self.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)
        return type(self)(self.model).filter(pk__in=list(held))

    def for_rows(self, *, with_owner: bool) -> FollowUpQuerySet:
        """What a row of Today names and nothing else: rows are many and people have long notes."""
        people = (
            "candidacy__candidate",
            "contact",
            "assignment__decider",
            "assignment__ordered_by",
        )
        fields = ("first_name", "last_name", "phone", "email")
        names = [f"{person}__{field}" for person in people for field in fields]
        owner = ["owner"] if with_owner else []
        others = ("client", "opened_by", "obstacle", "stands_in_for", "touchpoint")
        return self.select_related(*others, *people, *owner).only(
            *("kind", "due_at", "next_reminder_at", "client__name", "client__phone"),
            *(f"{name}__full_name" for name in ("stands_in_for", *owner)),
            *("assignment__title", "assignment__decider", "assignment__ordered_by"),
            *("candidacy__candidate", "candidacy__other_offer_answers_on", "candidacy__ended_at"),
            *("opened_by__kind", "opened_by__at", "opened_by__facts", "obstacle__title", *names),
            *(f"touchpoint__{field}" for field in TOUCHPOINTS),
        )

    def for_clients_page(self) -> FollowUpQuerySet:
        """What a row on the client's own page names; the client is in hand there."""
        people = ("candidacy__candidate", "contact")
        names = [f"{person}__{field}" for person in people for field in ("first_name", "last_name")]
        return self.select_related("assignment", "obstacle", "touchpoint", *people).only(
            *("kind", "due_at", "client", "assignment__title", "candidacy__candidate", *names),
            *("obstacle__title", *(f"touchpoint__{field}" for field in TOUCHPOINTS)),
        )

    def with_people(self) -> FollowUpQuerySet:
        """A follow-up with everybody concerned, in one query."""
        return self.select_related(
            "owner",
            "candidacy__candidate",
            "contact",
            "client",
            "assignment__client",
            "assignment__decider",
            "assignment__ordered_by",
            "opened_by",
            "obstacle",
            "stands_in_for",
            "touchpoint",
        )
