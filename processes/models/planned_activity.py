from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.assignment import Assignment


class PlannedActivityQuerySet(models.QuerySet["PlannedActivity"]):
    LAST = 99  # of its day, behind the steps that every assignment starts with

    def plan(self, assignment: Assignment, *, text: str, due_on: date) -> PlannedActivity:
        """One more line in the schedule of an assignment."""
        return self.create(assignment=assignment, text=text, due_on=due_on, position=self.LAST)

    def left(self) -> PlannedActivityQuerySet:
        return self.filter(done_at__isnull=True)


class PlannedActivity(models.Model):
    """A line of the schedule promised to the client, ticked off as the work proceeds (C4)."""

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.CASCADE, related_name="activities"
    )
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("activity"), max_length=160)
    milestone = models.CharField(max_length=16, blank=True)
    due_on = models.DateField(_("by"))
    first_due_on = models.DateField(null=True, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = PlannedActivityQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "position", "pk"]
        verbose_name_plural = "planned activities"
        indexes = [models.Index(fields=["assignment", "due_on"], name="schedule_of_an_assignment")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="an_activity_says_what"),
        ]

    def __str__(self) -> str:
        return self.text

    def is_late(self, at: datetime) -> bool:
        return self.done_at is None and self.due_on < at.astimezone(self.assignment.zone).date()

    def tick_off(self, *, by: User | None, at: datetime) -> None:
        """Done, for the client to see; ticking twice changes nothing."""
        with transaction.atomic():
            if PlannedActivity.objects.filter(pk=self.pk, done_at=None).update(done_at=at):
                record(
                    "activity_done",
                    by=by,
                    at=at,
                    assignment=self.assignment,
                    visible_to_client=True,
                    activity=self.text,
                )
        self.refresh_from_db(fields=["done_at"])

    def move_to(self, day: date) -> None:
        """Gives the activity another day; the day first promised is kept."""
        self.first_due_on = self.first_due_on or self.due_on
        self.due_on = day
        self.save(update_fields=["due_on", "first_due_on"])
