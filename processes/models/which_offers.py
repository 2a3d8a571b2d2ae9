"""Which offers: the one that stands; and how one is made (C7)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _t

from accounts.models import User
from processes.models.candidacy import Candidacy
from processes.models.event import EventKind
from processes.models.wrong_stage import WrongStage
from processes.stages import Stage
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.offer import Offer


class OfferQuerySet(models.QuerySet["Offer"]):
    def standing(self) -> OfferQuerySet:
        """The last one of each; a better one takes the place of the one before."""
        return self.filter(replaced_at__isnull=True)

    @transaction.atomic
    def make(
        self,
        candidacy: Candidacy,
        *,
        by: User | None,
        at: datetime,
        pay: str = "",
        amount: Decimal | None = None,
        currency: str = "",
        per: str = "",
        starts_on: date | None = None,
        answers_on: date | None = None,
    ) -> Offer:
        """The client offers the role; the candidacy stands at "offer" from now on.

        The client is owed the answer on the day it was promised for. Raises ``WrongStage`` for
        whoever is out or placed.
        """
        mine = candidacy.locked()
        if mine.stage == Stage.PLACED:
            raise WrongStage(_t("%(name)s has got the role already.") % {"name": candidacy.name})
        candidacy.move_to(Stage.OFFER, by=by, at=at)
        self.standing().filter(candidacy=candidacy).update(replaced_at=at)
        offer = self.create(
            candidacy=candidacy,
            made_at=at,
            pay=pay,
            amount=amount,
            currency=currency if amount is not None else "",
            per=per if amount is not None else "",
            starts_on=starts_on,
            answers_on=answers_on,
        )
        days = {"starts_on": starts_on, "answers_on": answers_on}
        said: dict[str, Any] = {name: day.isoformat() for name, day in days.items() if day}
        record(
            EventKind.OFFER_MADE,
            by=by,
            at=at,
            candidacy=candidacy,
            visible_to_client=True,
            offer=offer.pk,
            **said,
        )
        return offer

    def sign_standing(self, candidacy: Candidacy, *, by: User | None, at: datetime) -> Offer | None:
        """The placement is agreed, and so is the offer that led to it."""
        offer = self.standing().filter(candidacy=candidacy, signed_at=None).first()
        if offer is not None:
            offer.sign(by=by, at=at)
        return offer
