from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.places import COUNTRIES, time_zone_choices, time_zone_exists
from accounts.working_time import WorkingHours


class Agency(models.Model):
    """The agency whose product this is: one row, its name on every letter and portal page."""

    name = models.CharField(_("name"), max_length=120, default="recruitcrm")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#0b5a63",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Write a colour as #0b5a63."))],
    )
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES, default="SE")
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        choices=time_zone_choices,
        default="Europe/Stockholm",
        validators=[time_zone_exists],
    )
    acknowledges = models.BooleanField(
        _("acknowledge applications at once"),
        default=True,
        help_text=_("Whoever applies and has an address gets a receipt by mail, at any hour."),
    )
    holding_goes_out_at = models.TimeField(
        _("holding messages go out at"),
        null=True,
        blank=True,
        help_text=_(
            "Those that nobody has touched, on the day when the word is due. "
            "Counts for messages that are prepared from now on."
        ),
    )

    _only: ClassVar[int] = 1

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="only_one_agency"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Agency:
        """The agency, made with default values when nobody has named it yet."""
        agency, _made = cls.objects.get_or_create(pk=cls._only)
        return agency

    @property
    def initial(self) -> str:
        return self.name[:1].lower()

    def working_hours(self) -> WorkingHours:
        return WorkingHours(country=self.country, time_zone=self.time_zone)
