from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.places import time_zone_choices, time_zone_exists
from clients.models import Client, Contact
from processes.models.which_report_schedules import ReportScheduleQuerySet
from processes.readers import Reader
from processes.reports.timing import next_slot
from processes.slots import Weekly

if TYPE_CHECKING:
    from processes.models.assignment import Assignment
    from processes.models.which_assignments import AssignmentQuerySet


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


class OnHoliday(models.TextChoices):
    """Where a slot goes that falls on a public holiday."""

    BEFORE = "before", _("The working day before")
    AFTER = "after", _("The working day after")


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
    on_holiday = models.CharField(
        _("on a public holiday"),
        max_length=8,
        choices=OnHoliday,
        default=OnHoliday.BEFORE,
        db_default=OnHoliday.BEFORE,
    )
    sections = models.JSONField(_("sections"), null=True, blank=True)  # None: as the wider one
    recipients = models.ManyToManyField(
        Contact,
        through="processes.ReportRecipient",
        blank=True,
        related_name="+",
        verbose_name=_("recipients"),
        help_text=_("Nobody chosen: whoever ordered and whoever decides."),
    )

    objects = ReportScheduleQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=models.Q(on_holiday__in=OnHoliday.values),
                name="a_slot_on_a_holiday_moves_before_or_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.time:%H:%M}"

    @property
    def country(self) -> str:
        """Whose public holidays its slots keep clear of, where one country can be named."""
        client = self.whose_people
        return client.country if client else Agency.current().country

    @property
    def whose_people(self) -> Client | None:
        """The client whose contacts may be chosen to get the reports; None for the agency's."""
        return self.client or (self.assignment.client if self.assignment else None)

    @property
    def subject(self) -> str:
        """For whom it is, by name."""
        return str(self.assignment or self.client or _("The agency"))

    @property
    def precedence(self) -> int:
        return 2 if self.assignment_id else 1 if self.client_id else 0

    def weekly(self, country: str) -> Weekly:
        """Its slots, moved away from the public holidays of the client's country."""
        return Weekly(self.weekday, self.time, self.time_zone, country, self.on_holiday)

    def covered(self) -> AssignmentQuerySet:
        """The open assignments whose reports go by this schedule."""
        from processes.models.assignment import Assignment

        rows: AssignmentQuerySet = Assignment.objects.open()
        if self.assignment_id:
            return rows.filter(pk=self.assignment_id)
        rows = rows.filter(report_schedule__isnull=True)
        if self.client_id:
            return rows.filter(client=self.client_id)
        return rows.filter(client__report_schedule__isnull=True)

    def readers_of(self, assignment: Assignment) -> list[Reader]:
        """Who gets the report: those chosen, else whoever ordered and whoever decides.

        Only people who still work at that client and have an address; each in the language
        chosen here, else in their own.
        """
        wider = self.pk is None or not self.precedence
        chosen = {} if wider else dict(self.chosen.values_list("contact", "language"))
        usual = filter(None, [assignment.ordered_by_id, assignment.decider_id])
        asked = chosen or dict.fromkeys(usual, "")
        there = Contact.objects.filter(pk__in=asked, client=assignment.client_id)
        return [
            Reader(contact, asked[contact.pk] or contact.language)
            for contact in there.active().exclude(email="")
        ]

    def contacts_of(self, assignment: Assignment) -> list[Contact]:
        return [reader.contact for reader in self.readers_of(assignment)]

    @transaction.atomic
    def take_effect(self, *, at: datetime, only: Collection[int] | None = None) -> int:
        """Sets when the assignments it covers, or some of them, report next; how many those are.

        Drafts that are there keep their slot: no week has two reports, and none goes without.
        """
        from processes.models.assignment import Assignment
        from processes.models.report import Report

        covered = self.covered() if only is None else self.covered().filter(pk__in=only)
        # no_key: whoever holds a draft back has it locked, and writes an event of the assignment.
        locked = covered.select_for_update(no_key=True, of=("self",)).order_by("pk")
        rows = list(locked.select_related("client"))
        last = Report.objects.last_slots(rows)
        for row in rows:
            self.set_next(row, at=at, last=last.get(row.pk))
        Assignment.objects.bulk_update(rows, ["next_report_at", "next_draft_at"], 500)
        waits = self.needs_approval or self.is_paused
        drafts = Report.objects.to_review().filter(assignment__in=rows)
        # What missed its slot for want of approval is not sent by a change, but with the next one.
        drafts = drafts if waits else drafts.filter(send_at__gt=at)
        reminded = self.needs_approval and not self.is_paused
        drafts.update(needs_approval=waits, next_reminder_at=at if reminded else None)
        return len(rows)

    @transaction.atomic
    def remove(self, *, at: datetime) -> None:
        """Takes the exception away; its assignments go by the next wider schedule from now on."""
        if not self.precedence:
            raise ValueError("The agency's own schedule stays.")
        covered = list(self.covered().select_related("client"))
        self.delete()
        for wider in {ReportSchedule.objects.in_force_for(row) for row in covered}:
            wider.take_effect(at=at, only=[row.pk for row in covered])

    def set_next(self, assignment: Assignment, *, at: datetime, last: datetime | None) -> None:
        """Writes into the (unsaved) assignment when it reports next, or that it does not."""
        if self.is_paused:
            assignment.next_report_at = assignment.next_draft_at = None
            return
        weekly = self.weekly(assignment.client.country)
        slot = next_slot(weekly, at=at, last=last, planned=assignment.next_report_at)
        assignment.next_report_at, assignment.next_draft_at = slot, weekly.draft_at(slot)
