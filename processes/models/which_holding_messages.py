"""Which holding messages: those to be read and sent, and those that go out by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from processes.confidential import seen_by
from processes.models.closing import Closing
from processes.models.decline import Decline
from processes.models.follow_up import FollowUp

if TYPE_CHECKING:
    from processes.models.holding_message import HoldingMessage

OPEN = Q(sent_at__isnull=True, set_aside_at__isnull=True)
NO_LONGER_OWED = Q(follow_up__settled_at__isnull=False) | Q(follow_up__dropped_at__isnull=False)
UNDER_WAY = Q(
    letter__isnull=False, letter__cancelled_at__isnull=True, letter__gave_up_at__isnull=True
)
OUTDATED = Q(waits_for__settled_at__isnull=False) | Q(waits_for__dropped_at__isnull=False)


class HoldingMessageQuerySet(models.QuerySet["HoldingMessage"]):
    def visible_to(self, user: User) -> HoldingMessageQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user, "candidacy__assignment"))

    def open(self) -> HoldingMessageQuerySet:
        """Neither sent nor set aside, be the word given in another way."""
        return self.filter(OPEN)

    def waiting(self) -> HoldingMessageQuerySet:
        """To be read and sent: the word is still owed, and no letter is on its way.

        Whoever hears how it ended is not told that there is nothing new.
        """
        return self.open().exclude(NO_LONGER_OWED).exclude(UNDER_WAY).nothing_new()

    def nothing_new(self) -> HoldingMessageQuerySet:
        """Of those in play who have no kind no on its way.

        While somebody closes the assignment only own words are true, until a call for instance.
        """
        no = Decline.objects.under_way().filter(candidacy=OuterRef("candidacy"))
        end = Closing.objects.under_way().filter(assignment=OuterRef("candidacy__assignment"))
        in_play = self.filter(candidacy__ended_at__isnull=True)
        return in_play.exclude(Exists(no)).exclude(Exists(end), edited_at=None)

    def to_be_read(self, words: Q) -> HoldingMessageQuerySet:
        """Those that wait in place of one of these words, a condition on follow-ups."""
        return self.waiting().filter(follow_up__in=FollowUp.objects.filter(words))

    def to_go_out(self) -> HoldingMessageQuerySet:
        """Those that go out by themselves unless somebody touches them."""
        return self.waiting().filter(goes_out_at__isnull=False, edited_at__isnull=True)

    def due(self, at: datetime) -> HoldingMessageQuerySet:
        return self.to_go_out().filter(goes_out_at__lte=at)

    def locked(self) -> HoldingMessageQuerySet:
        """These rows locked, and only then to be read with others.

        What a lock waits for may have written rows that a join of the same question cannot see.
        """
        held = list(
            self.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)
        )
        return type(self)(self.model).filter(pk__in=held)

    def first_locked(self) -> HoldingMessage | None:
        return self.locked().with_people().first()

    def with_people(self) -> HoldingMessageQuerySet:
        return self.select_related(
            "candidacy__candidate",
            "candidacy__assignment__client",
            "follow_up__owner",
            "waits_for",
            "letter",
        )
