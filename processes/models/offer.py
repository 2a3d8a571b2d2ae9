from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.money import Currency, PaidPer, span
from processes.models.candidacy import Candidacy
from processes.models.event import Event, EventKind
from processes.models.lockable import Lockable
from processes.models.which_offers import OfferQuerySet
from processes.models.wrong_stage import WrongStage
from processes.timeline import record


class OfferAnswer(models.TextChoices):
    ACCEPTED = "accepted", _("Accepts")
    WANTS_TO_TALK = "wants_to_talk", _("Wants to talk about it")
    DECLINED = "declined", _("Declines")


class NoOffer(Exception):
    """The offer does not stand any more, or was answered otherwise."""


class Offer(Lockable):
    """What a client offers a candidate, what they say to it, and when it was signed."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="offers")
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    pay = models.CharField(_("what else is offered"), max_length=200, blank=True)
    amount = models.DecimalField(
        _("pay"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    per = models.CharField(_("paid per"), max_length=8, choices=PaidPer, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    answers_on = models.DateField(_("answers by"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=16, choices=OfferAnswer, blank=True)
    words = models.TextField(_("in their words"), blank=True)
    signed_at = models.DateTimeField(null=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "candidacy",
                condition=models.Q(replaced_at__isnull=True),
                name="one_offer_stands_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answer="")
                | models.Q(answered_at__isnull=False, answer__in=OfferAnswer.values),
                name="an_answered_offer_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_at__isnull=True) | models.Q(answer=OfferAnswer.ACCEPTED),
                name="only_an_accepted_offer_is_signed",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True, currency="", per="")
                | models.Q(
                    amount__isnull=False,
                    currency__in=Currency.values,
                    per__in=PaidPer.values,
                ),
                name="offered_pay_has_a_currency_and_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy.name}, {self.made_at:%Y-%m-%d}"

    @property
    def pay_in_words(self) -> str:
        """The amount, and whatever else belongs to it."""
        said = span(self.amount, self.amount, self.currency, self.per)
        return ", ".join(filter(None, [said, self.pay]))

    @property
    def can_be_signed(self) -> bool:
        return self.answer == OfferAnswer.ACCEPTED and self.signed_at is None

    @transaction.atomic
    def take_answer(
        self, answer: str, *, by: User | None, at: datetime, words: str = "", told: bool = False
    ) -> Event:
        """What the candidate says; the client is to hear it today, unless they have (``told``).

        Said anew, the last counts. Raises ``NoOffer`` where it was signed or another took its
        place, and ``WrongStage`` for whoever is out.
        """
        self._standing()
        self.answer, self.answered_at, self.words = answer, at, words
        self.save(update_fields=["answer", "answered_at", "words"])
        event = record(
            EventKind.OFFER_ANSWERED,
            by=by,
            at=at,
            candidacy=self.candidacy,
            text=words,
            offer=self.pk,
            answer=answer,
            told=told,
        )
        self._tell_the_client_today(by=by, at=at)
        return event

    @transaction.atomic
    def sign(self, *, by: User | None, at: datetime) -> Event:
        """The contract is signed; whoever signs has accepted. ``NoOffer``, ``WrongStage``."""
        mine = self._standing()
        changed: dict[str, Any] = {"signed_at": at}
        if mine.answer != OfferAnswer.ACCEPTED:
            changed |= {"answer": OfferAnswer.ACCEPTED, "answered_at": at}
        for name, value in changed.items():
            setattr(self, name, value)
        self.save(update_fields=list(changed))
        return record(
            EventKind.OFFER_SIGNED,
            by=by,
            at=at,
            candidacy=self.candidacy,
            visible_to_client=True,
            offer=self.pk,
        )

    def _standing(self) -> Offer:
        if not self.candidacy.locked().is_in_play:
            raise WrongStage(
                _t("%(name)s is out of this process already.") % {"name": self.candidacy.name}
            )
        mine = self.locked()
        if mine.replaced_at or mine.signed_at:
            raise NoOffer(_t("This offer was signed, or another has taken its place."))
        return mine

    def _tell_the_client_today(self, *, by: User | None, at: datetime) -> None:
        """The word that is owed for another day is due today, now that the answer is known."""
        if by is None:
            return
        words = self.candidacy.follow_ups.waiting().filter(kind="offer_answer")
        for word in words.order_by("pk").select_for_update(of=("self",)):
            hours = word.owner.working_hours()
            today = hours.close_of_day(hours.next_open(at), 0)
            if word.due_at > today:
                word.pull_forward(today, by=by, at=at, offer=self.pk)
