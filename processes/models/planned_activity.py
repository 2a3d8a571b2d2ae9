from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.confidential import seen_by
from processes.models.schedule_version import ScheduleVersion
from processes.schedules.lines import Line, Why
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.assignment import Assignment

NO_WHY = Why()


class DoneAlready(Exception):
    """A line that was ticked off stays as it is."""

    def __init__(self) -> None:
        super().__init__(_t("This line is done: it stays where it was."))


class PlannedActivityQuerySet(models.QuerySet["PlannedActivity"]):
    def visible_to(self, user: User) -> PlannedActivityQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user))

    LAST = 99  # of its day, behind the steps that every assignment starts with

    @transaction.atomic
    def plan(
        self,
        assignment: Assignment,
        *,
        text: str,
        due_on: date,
        by: User,
        at: datetime,
        why: Why = NO_WHY,
    ) -> PlannedActivity:
        """One more line in the schedule of an assignment. Raises ``SaysNotWhy``."""
        assignment.locked()  # whoever changes the schedule does so alone
        made = self.create(assignment=assignment, text=text, due_on=due_on, position=self.LAST)
        made.tell(why, by=by, at=at, on=due_on)
        return made

    def left(self) -> PlannedActivityQuerySet:
        return self.filter(done_at__isnull=True)

    def lines(self) -> tuple[Line, ...]:
        """As a version of the schedule freezes them."""
        return tuple(row.line for row in self.all())


class PlannedActivity(models.Model):
    """A line of the schedule promised to the client, ticked off as the work proceeds (C4)."""

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.CASCADE, related_name="activities"
    )
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("activity"), max_length=160)
    texts = models.JSONField(default=dict, db_default={})  # of a template, by language
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

    @property
    def said(self) -> str:
        """What it says, in the reader's language where the agency's template knows it."""
        return self.line.said_in(get_language() or "")

    @property
    def line(self) -> Line:
        return Line(self.pk, self.text, self.due_on, self.milestone, self.texts)

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

    @transaction.atomic
    def move_to(
        self, day: date, *, by: User, at: datetime, why: Why = NO_WHY, slips: bool = True
    ) -> None:
        """Gives the activity another day; the day first promised is kept where it ``slips``.

        Raises ``SaysNotWhy`` where the client has the schedule, and ``DoneAlready``.
        """
        mine = self.looked_at_again()
        if mine.due_on == day:
            return
        self.first_due_on, self.due_on = mine.first_due_on, day
        if slips:
            self.first_due_on = mine.first_due_on or mine.due_on
        self.save(update_fields=["due_on", "first_due_on"])
        self.tell(why, by=by, at=at, was=mine.due_on, on=day)

    @transaction.atomic
    def take_out(self, *, by: User, at: datetime, why: Why = NO_WHY) -> None:
        """No longer planned. Raises ``SaysNotWhy`` and ``DoneAlready``."""
        mine = self.looked_at_again()
        mine.delete()
        self.tell(why, by=by, at=at, was=mine.due_on)

    def looked_at_again(self) -> PlannedActivity:
        """This row, while nobody else changes the schedule. Raises ``DoneAlready``."""
        self.assignment.locked()  # whoever changes the schedule does so alone
        mine = PlannedActivity.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if mine.done_at:
            raise DoneAlready
        return mine

    def tell(
        self,
        why: Why,
        *,
        by: User | None,
        at: datetime,
        was: date | None = None,
        on: date | None = None,
    ) -> None:
        ScheduleVersion.objects.note_change(
            self.assignment, self.line, why=why, by=by, at=at, was=was, on=on
        )
