from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.places import COUNTRIES, TIME_ZONES, language_of, time_zone_choices, time_zone_exists
from accounts.search_names import containing, plain
from accounts.showing import ShowsCandidates, known_showing
from accounts.working_time import WorkingHours


class ClientQuerySet(models.QuerySet["Client"]):
    def visible_to(self, user: User) -> ClientQuerySet:
        """The agency's people see every client; a client's contact sees the own one."""
        if user.is_staff_member:
            return self
        return self.filter(contacts__user=user, contacts__is_active=True)

    def named(self, typed: str) -> ClientQuerySet:
        return self.filter(containing("plain_name", typed))

    def with_open_assignments(self) -> ClientQuerySet:
        """Each with the number of its open assignments as ``open_assignments``.

        Counted for the rows that are shown only, not for every client before the page is cut.
        """
        still_open = models.Q(assignments__closed_at__isnull=True)
        mine = Client.objects.filter(pk=models.OuterRef("pk")).order_by()
        counted = mine.annotate(count=models.Count("assignments", filter=still_open))
        return self.annotate(open_assignments=models.Subquery(counted.values("count")))


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

    def working_hours(self) -> WorkingHours:
        """Nine to five where the client is: letters to its people keep to these hours."""
        zone = self.time_zone or TIME_ZONES.get(self.country, "Europe/Stockholm")
        return WorkingHours(country=self.country, time_zone=zone)
