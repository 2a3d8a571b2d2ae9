from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.places import COUNTRIES, TIME_ZONES, language_of, time_zone_choices, time_zone_exists
from accounts.search_names import containing, plain
from accounts.showing import ShowsCandidates, known_showing
from accounts.working_time import WorkingHours


class CannotBeClosed(Exception):
    """There is work for this client that has not ended."""


class ClientIsClosed(Exception):
    """We work for this client no longer: nothing new begins until it is opened again."""


class ClientQuerySet(models.QuerySet["Client"]):
    def visible_to(self, user: User) -> ClientQuerySet:
        """The agency's people see every client; a client's contact sees the own one."""
        if user.is_staff_member:
            return self
        mine = self.filter(contacts__user=user, contacts__is_active=True)
        return mine.filter(closed_at=None)

    def locked(self) -> ClientQuerySet:
        """Whoever closes it, or begins something for it, waits for whoever does so now."""
        return self.select_for_update(of=("self",), no_key=True)

    def named(self, typed: str) -> ClientQuerySet:
        return self.filter(containing("plain_name", typed))

    def with_open_assignments(self, user: User) -> ClientQuerySet:
        """Each with the number of its open assignments that somebody sees: ``open_assignments``.

        Counted for the rows that are shown only, not for every client before the page is cut.
        """
        still_open = self.assignments_seen_by(user).filter(client=models.OuterRef("pk"))
        counted = still_open.values("client").annotate(count=models.Count("pk")).values("count")
        return self.annotate(open_assignments=Coalesce(models.Subquery(counted), 0))

    def assignments_seen_by(self, user: User) -> models.QuerySet[Any]:
        """Open ones; ``processes`` knows who sees which."""
        assignments: Any = self.model._meta.get_field("assignments").related_model
        seen: models.QuerySet[Any] = assignments.objects.open().visible_to(user).order_by()
        return seen


class Client(ShowsCandidates):
    """A company that wants roles filled."""

    name = models.CharField(_("name"), max_length=160)
    industry = models.CharField(_("industry"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES, default="SE")
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        choices=time_zone_choices,
        validators=[time_zone_exists],
        help_text=_("Empty: the time of the country's capital."),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    about = models.TextField(_("about"), blank=True)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="clients", verbose_name=_("looked after by")
    )
    touch_every_weeks = models.PositiveSmallIntegerField(
        _("hears from us every so many weeks"), null=True, blank=True
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    plain_name = models.GeneratedField(
        expression=plain("name"), output_field=models.TextField(), db_persist=True
    )

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering = ["plain_name", "pk"]
        indexes = [
            models.Index(fields=["plain_name", "id"], name="clients_in_order_of_name"),
            GinIndex(OpClass("plain_name", "gin_trgm_ops"), name="clients_by_part_of_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="a_client_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(touch_every_weeks__isnull=True)
                | models.Q(touch_every_weeks__range=(1, 104)),
                name="a_client_hears_from_us_within_two_years",
            ),
            *known_showing("a_client"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("client", args=[self.pk])

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (
            "".join(word[0] for word in words[:2]).upper()
            if len(words) > 1
            else self.name[:2].upper()
        )

    @property
    def language(self) -> str:
        return language_of(self.country)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def refuse_if_closed(self) -> None:
        if not self.is_open:
            raise ClientIsClosed(_t("The client is closed. Open it again first."))

    @transaction.atomic
    def close(self, *, by: User, at: datetime) -> None:
        """We work for them no longer: nobody of theirs comes into the portal from now on.

        Raises ``CannotBeClosed`` while an assignment is open.
        """
        self.closed_at = Client.objects.locked().get(pk=self.pk).closed_at
        if self.closed_at is not None:
            return
        if count := self.assignments.filter(closed_at=None).count():
            words = ngettext(
                "%(count)d assignment is open. Close it first: everybody on it gets an answer.",
                "%(count)d assignments are open. Close them first: everybody on them gets an "
                "answer.",
                count,
            )
            raise CannotBeClosed(words % {"count": count})
        self.closed_at = at
        self.save(update_fields=["closed_at"])
        for contact in self.contacts.filter(user__is_active=True).select_related("user"):
            contact.close_portal(by=by, at=at)

    def reopen(self) -> None:
        """They order again. Whoever is to see the portal is invited anew."""
        self.closed_at = None
        self.save(update_fields=["closed_at"])

    def working_hours(self) -> WorkingHours:
        """Nine to five where the client is: letters to its people keep to these hours."""
        zone = self.time_zone or TIME_ZONES.get(self.country, "Europe/Stockholm")
        return WorkingHours(country=self.country, time_zone=zone)
