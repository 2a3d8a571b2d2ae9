from __future__ import annotations

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.places import time_zone_choices, time_zone_exists
from clients.models import Client, Contact


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


class ReportSchedule(models.Model):
    """When weekly reports go out: for the agency, or an exception for a client or assignment."""

    client = models.OneToOneField(
        Client, null=True, blank=True, on_delete=models.CASCADE, related_name="report_schedule"
    )
    assignment = models.OneToOneField(
        "processes.Assignment",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="report_schedule",
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), choices=Weekday, default=Weekday.FRIDAY
    )
    time = models.TimeField(_("time"), default=time(15))
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        choices=time_zone_choices,
        default="Europe/Stockholm",
        validators=[time_zone_exists],
    )
    needs_approval = models.BooleanField(
        _("only after approval"),
        default=False,
        help_text=_("Otherwise the report goes out at the set time unless somebody stops it."),
    )
    is_paused = models.BooleanField(_("paused"), default=False)
    recipients = models.ManyToManyField(
        Contact,
        blank=True,
        related_name="+",
        verbose_name=_("recipients"),
        help_text=_("Nobody chosen: whoever ordered and whoever decides."),
    )

    objects = models.Manager["ReportSchedule"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(client__isnull=True, assignment__isnull=True),
                name="one_report_schedule_for_the_agency",
            ),
            models.CheckConstraint(
                condition=models.Q(client__isnull=True) | models.Q(assignment__isnull=True),
                name="a_report_schedule_is_for_a_client_or_an_assignment",
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__range=(0, 4)), name="reports_go_out_on_a_weekday"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.time:%H:%M}"
