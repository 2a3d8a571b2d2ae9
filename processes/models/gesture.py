from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.money import Currency
from candidates.models import Candidate
from clients.models import Client, Contact
from processes.confidential import seen_by
from processes.models.candidacy import Candidacy
from processes.models.event import EventKind
from processes.models.touchpoint import Touchpoint
from processes.timeline import record


class GestureQuerySet(models.QuerySet["Gesture"]):
    def visible_to(self, user: User) -> GestureQuerySet:
        """To somebody placed on an assignment that is hidden from them: not there."""
        return self.filter(seen_by(user, "candidacy__assignment"))

    @transaction.atomic
    def make(
        self,
        what: str,
        *,
        to: Contact | Candidate,
        given_on: date,
        by: User,
        at: datetime,
        cost: Decimal | None = None,
        currency: str = "",
        candidacy: Candidacy | None = None,
        touchpoint: Touchpoint | None = None,
    ) -> Gesture:
        """Cake, book, bottle: to whom, when, what it cost (A4).

        One to somebody whom we placed counts for the client of ``candidacy``; ``touchpoint`` is
        the one of the plan of aftercare that asked for it.
        """
        contact = to if isinstance(to, Contact) else None
        candidate = to if isinstance(to, Candidate) else None
        if touchpoint is not None and candidacy is None and candidate is not None:
            candidacy = touchpoint.placement.candidacy
        client = contact.client if contact else candidacy.assignment.client if candidacy else None
        gesture = self.create(
            what=what,
            given_on=given_on,
            contact=contact,
            candidate=candidate,
            candidacy=candidacy,
            client=client,
            touchpoint=touchpoint,
            cost=cost,
            currency=currency if cost is not None else "",
            by=by,
            noted_at=at,
        )
        facts: dict[str, Any] = {"touchpoint": touchpoint.pk} if touchpoint else {}
        record(
            EventKind.GESTURE_MADE,
            by=by,
            at=at,
            contact=contact,
            candidate=candidate,
            candidacy=candidacy,
            assignment=touchpoint.placement.candidacy.assignment if touchpoint else None,
            client=client,
            text=what,
            gesture=gesture.pk,
            given_on=given_on.isoformat(),
            **facts,
        )
        return gesture


class Gesture(models.Model):
    """A small thing given to a contact or a candidate (A4)."""

    what = models.CharField(_("what"), max_length=120)
    given_on = models.DateField(_("given on"))
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="gestures"
    )
    candidate = models.ForeignKey(
        Candidate, null=True, on_delete=models.PROTECT, related_name="gestures"
    )
    candidacy = models.ForeignKey(
        Candidacy, null=True, on_delete=models.PROTECT, related_name="gestures"
    )
    client = models.ForeignKey(Client, null=True, on_delete=models.PROTECT, related_name="gestures")
    touchpoint = models.ForeignKey(
        Touchpoint, null=True, on_delete=models.SET_NULL, related_name="gestures"
    )
    cost = models.DecimalField(_("cost"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="gestures")
    noted_at = models.DateTimeField()

    objects: ClassVar[GestureQuerySet] = GestureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-given_on", "-pk"]
        indexes = [
            # the table of a year, and the list under it
            models.Index(fields=["given_on", "client"], name="gestures_of_a_year"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(what=""), name="a_gesture_is_something"),
            models.CheckConstraint(
                condition=models.Q(contact__isnull=False, candidate__isnull=True)
                | models.Q(contact__isnull=True, candidate__isnull=False),
                name="a_gesture_is_to_one_person",
            ),
            models.CheckConstraint(
                condition=models.Q(cost__isnull=True, currency="")
                | (models.Q(cost__isnull=False, cost__gte=0) & ~models.Q(currency="")),
                name="what_a_gesture_cost_has_a_currency",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def to(self) -> Contact | Candidate:
        person = self.contact or self.candidate
        assert person is not None, "a gesture is to one person"
        return person
