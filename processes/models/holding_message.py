from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.models.follow_up import FollowUp

if TYPE_CHECKING:
    pass

OPEN = Q(sent_at__isnull=True, set_aside_at__isnull=True)
NO_LONGER_OWED = Q(follow_up__settled_at__isnull=False) | Q(follow_up__dropped_at__isnull=False)
UNDER_WAY = Q(
    letter__isnull=False, letter__cancelled_at__isnull=True, letter__gave_up_at__isnull=True
)
OUTDATED = Q(waits_for__settled_at__isnull=False) | Q(waits_for__dropped_at__isnull=False)


class ChangedMeanwhile(Exception):
    """The words are no longer those that somebody has read."""


class HoldingMessageQuerySet(models.QuerySet["HoldingMessage"]):
    def open(self) -> HoldingMessageQuerySet:
        """Neither sent nor set aside, be the word given in another way."""
        return self.filter(OPEN)

    def waiting(self) -> HoldingMessageQuerySet:
        """To be read and sent: the word is still owed, and no letter is on its way.

        Whoever was turned down or has left is told so, not that there is nothing new.
        """
        moot = NO_LONGER_OWED | Q(candidacy__ended_at__isnull=False)
        return self.open().exclude(moot).exclude(UNDER_WAY)

    def outdated(self) -> HoldingMessageQuerySet:
        """They speak of a client's word that has come, or will not come any more."""
        return self.filter(OUTDATED)

    def due(self, at: datetime) -> HoldingMessageQuerySet:
        """Those that go out by themselves at this moment, for nobody has touched them."""
        return self.waiting().filter(goes_out_at__lte=at, edited_at__isnull=True)

    def owed_by(self, user: User) -> HoldingMessageQuerySet:
        return self.filter(follow_up__owner=user)

    def with_people(self) -> HoldingMessageQuerySet:
        return self.select_related(
            "candidacy__candidate",
            "candidacy__assignment__client",
            "follow_up__owner",
            "waits_for",
            "letter",
        )


class HoldingMessage(models.Model):
    """ "Nothing new is news" (K3): prepared words to a candidate who waits, with a new date.

    ``follow_up`` is the word that they stand in for, ``waits_for`` the client's word that they
    name. Only a letter that went out counts; then what is still owed moves to ``next_on``.
    """

    candidacy = models.ForeignKey(
        "processes.Candidacy", on_delete=models.PROTECT, related_name="holding_messages"
    )
    follow_up = models.ForeignKey(
        FollowUp, null=True, on_delete=models.PROTECT, related_name="holding_messages"
    )
    waits_for = models.ForeignKey(FollowUp, null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("words"))
    next_on = models.DateField(_("next word on"))
    version = models.PositiveIntegerField(default=1)
    prepared_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    goes_out_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(
        "mailings.Letter", null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)

    objects = HoldingMessageQuerySet.as_manager()

    class Meta:
        ordering = ["follow_up__due_at", "pk"]
        indexes = [
            # HoldingMessageQuerySet.due, asked once a second
            models.Index(
                fields=["goes_out_at"],
                condition=OPEN & Q(goes_out_at__isnull=False),
                name="holding_messages_to_go_out",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy"], condition=OPEN, name="one_open_holding_message_per_candidacy"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(set_aside_at__isnull=True),
                name="a_holding_message_is_sent_or_set_aside_not_both",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(letter__isnull=False),
                name="a_holding_message_is_sent_by_a_letter",
            ),
            models.CheckConstraint(
                condition=~Q(subject__regex=r"[\r\n]"), name="a_holding_subject_is_one_line"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy.name}: {self.subject}"
