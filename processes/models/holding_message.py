from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.models.event import Event, EventKind
from processes.models.follow_up import FollowUp, FollowUpQuerySet, SettledMeanwhile
from processes.models.which_holding_messages import (
    NO_LONGER_OWED,
    OPEN,
    OUTDATED,
    HoldingMessageQuerySet,
)

if TYPE_CHECKING:
    from mailings.models import Letter

# A mail server that tests who it talks to takes less; after more it may be night.
HELD_UP = timedelta(minutes=15)


class ChangedMeanwhile(Exception):
    """The words are no longer those that somebody has read."""


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

    @property
    def mark(self) -> str:
        """What somebody has read: this message in this version."""
        return f"{self.pk}-{self.version}"

    @property
    def is_outdated(self) -> bool:
        """The client's word that they name has come, or nobody waits for it any more."""
        return self.waits_for is not None and not self.waits_for.is_open

    @property
    def is_under_way(self) -> bool:
        return self.letter is not None and not (
            self.letter.sent_at or self.letter.cancelled_at or self.letter.gave_up_at
        )

    def locked(self) -> HoldingMessage:
        """This row, locked and looked at again; its word is locked after it, never before.

        Raises ``SettledMeanwhile`` where nobody waits for it any more.
        """
        mine = HoldingMessage.objects.filter(pk=self.pk).locked().with_people().get()
        if mine.sent_at or mine.set_aside_at:
            raise SettledMeanwhile(_t("This message was sent or set aside in the meantime."))
        if mine.is_under_way:
            raise SettledMeanwhile(_t("This message is on its way already."))
        if not HoldingMessage.objects.filter(pk=mine.pk).nothing_new().exists():
            raise SettledMeanwhile(
                _t("%(name)s hears how it ends, so this is no longer true.")
                % {"name": mine.candidacy.name}
            )
        if mine.follow_up is not None:
            mine.follow_up.locked()
        return mine

    @transaction.atomic
    def edit(self, *, subject: str, body: str, next_on: date, read: int, at: datetime) -> None:
        """Somebody's own words; from now on it goes out only when somebody sends it.

        ``read`` is the version that they changed. Raises ``ChangedMeanwhile``.
        """
        mine = self.locked()
        mine.refuse_unless_read(read)
        mine.subject, mine.body, mine.next_on = subject, body, next_on
        mine.waits_for = None if mine.is_outdated else mine.waits_for
        mine.version, mine.edited_at, mine.goes_out_at = mine.version + 1, at, None
        mine.save(
            update_fields=[
                *("subject", "body", "next_on", "waits_for"),
                *("version", "edited_at", "goes_out_at"),
            ]
        )

    def refuse_unless_read(self, version: int) -> None:
        if version != self.version:
            raise ChangedMeanwhile(_t("The words were changed meanwhile. Read them again."))

    @transaction.atomic
    def set_aside(self, *, at: datetime) -> None:
        """It is not sent: somebody gives the word in another way, and still owes it."""
        self.locked()
        self.set_aside_at, self.goes_out_at = at, None
        self.save(update_fields=["set_aside_at", "goes_out_at"])

    @property
    def has_answer(self) -> bool:
        """The client's word that they name has come: there is news to tell."""
        return self.waits_for is not None and self.waits_for.settled_at is not None

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before it goes out: is it true, and does anybody still wait for it?"""
        rows = HoldingMessage.objects.open().filter(pk=self.pk, letter=letter)
        if not rows.exclude(NO_LONGER_OWED | OUTDATED).nothing_new().exists():
            return False
        owner = self.candidacy.assignment.owner
        return self.next_on > owner.working_hours().local_day(at)  # names a day still to come

    def letter_may_go_at(self, letter: Letter, *, at: datetime) -> datetime:
        """One that was held up does not come in the night; what somebody has just sent goes."""
        if at - letter.send_at < HELD_UP:
            return at
        return self.candidacy.assignment.owner.working_hours().next_open(at)

    @transaction.atomic
    def letter_was_sent(self, letter: Letter, *, at: datetime) -> None:
        """It went out, so it counts: the silence is broken, and the new date stands (K3)."""
        from processes.timeline import record

        mine = HoldingMessage.objects.filter(pk=self.pk).locked().with_people().get()
        lock_in_order(FollowUp.objects.waiting().filter(candidacy=mine.candidacy))
        told = record(
            EventKind.LETTER_SENT,
            by=mine.sent_by,
            at=at,
            candidacy=mine.candidacy,
            reached=True,
            letter=letter.kind,
            subject=letter.subject,
            next_on=mine.next_on.isoformat(),
        )
        if mine.sent_at or mine.set_aside_at:
            return
        mine.sent_at, mine.letter, mine.goes_out_at = at, letter, None
        mine.save(update_fields=["sent_at", "letter", "goes_out_at"])
        mine.move_what_is_owed(told, at=at)

    def move_what_is_owed(self, told: Event, *, at: datetime) -> None:
        """A word that this letter does not give is owed on the new date; never sooner than it was.

        It was waited for in vain until now, so it counts as moved.
        """
        owed = FollowUp.objects.waiting().we_owe("candidate").filter(holding_messages=self)
        word = owed.select_related("owner").first()
        if word is None:
            return
        until = word.owner.working_hours().close_of_day(noon(self.next_on, word.owner), 0)
        if until > max(word.due_at, at):
            word.put_off(until, by=self.sent_by or word.owner, at=at, told=told)


def lock_in_order(words: FollowUpQuerySet) -> None:
    """As everybody locks them: whoever settles one and moves another waits for nobody in turn."""
    list(words.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))


def noon(day: date, owner: User) -> datetime:
    return datetime.combine(day, time(12), owner.working_hours().zone)
