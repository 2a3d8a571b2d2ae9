from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.search_names import plain
from clients.models import Client, Contact
from processes.models.assignment_adding import TakesOn
from processes.models.assignment_closing import (
    A_CLOSED_ONE_HAS_AN_OUTCOME,
    AlreadyClosed,
    Closes,
    Outcome,
    Unanswered,
)
from processes.models.assignment_dates import KeepsDates
from processes.models.assignment_editing import Edits
from processes.models.assignment_team import HasTeam
from processes.models.brief import BRIEFS_MAKE_SENSE, Brief
from processes.models.which_assignments import AssignmentQuerySet

__all__ = ["AlreadyClosed", "Assignment", "Kind", "Outcome", "Unanswered"]


class Kind(models.TextChoices):
    PERMANENT = "permanent", _("Permanent")
    INTERIM = "interim", _("Interim")
    SEARCH = "search", pgettext_lazy("kind of assignment", "Search")


class Assignment(Edits, HasTeam, KeepsDates, TakesOn, Closes, Brief):
    """One role that a client wants filled."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="assignments")
    title = models.CharField(_("title"), max_length=160)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PERMANENT)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("recruiter")
    )
    ordered_by = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ordered",
        verbose_name=_("ordered by"),
    )
    decider = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decides_on",
        verbose_name=_("who decides"),
    )
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="assignments", verbose_name=_("contacts")
    )
    team = models.ManyToManyField(
        User, blank=True, related_name="team_assignments", verbose_name=_("team")
    )
    confidential = models.BooleanField(_("confidential"), default=False, db_default=False)
    positions = models.PositiveSmallIntegerField(_("positions"), default=1)
    target_weeks = models.PositiveSmallIntegerField(_("target weeks"), default=6)
    presentation_on = models.DateField(_("presentation"), null=True, blank=True)
    meetings_on = models.DateField(_("client meetings"), null=True, blank=True)
    decision_on = models.DateField(_("decision"), null=True, blank=True)
    starts_on = models.DateField(_("wanted start"), null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    closing_words = models.TextField(blank=True)
    next_report_at = models.DateTimeField(null=True, blank=True)
    next_draft_at = models.DateTimeField(null=True, blank=True)
    next_look_at = models.DateTimeField(null=True, blank=True)
    plain_title = models.GeneratedField(
        expression=plain("title"), output_field=models.TextField(), db_persist=True
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="assignments_newest_first"),
            # AssignmentQuerySet.open_first, the list
            models.Index(
                models.F("closed_at").desc(nulls_first=True),
                models.F("opened_at").desc(),
                models.F("id").desc(),
                name="assignments_open_first",
            ),
            models.Index(
                fields=["next_draft_at"],
                condition=models.Q(closed_at__isnull=True),
                name="reports_to_be_drafted",
            ),
            # obstacle_hints.due_looks, asked once a second
            models.Index(
                fields=["next_look_at"],
                condition=models.Q(closed_at__isnull=True),
                name="obstacles_to_be_looked_for",
            ),
            # AssignmentQuerySet.hidden_from, within whatever recruiters ask for
            models.Index(
                fields=["id", "owner"],
                condition=models.Q(confidential=True),
                name="confidential_assignments",
            ),
            GinIndex(OpClass("plain_title", "gin_trgm_ops"), name="assignments_by_part_of_title"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="an_assignment_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="an_assignment_has_a_known_kind"
            ),
            A_CLOSED_ONE_HAS_AN_OUTCOME,
            models.CheckConstraint(
                condition=models.Q(target_weeks__range=(1, 52)),
                name="an_assignment_takes_one_to_52_weeks",
            ),
            *BRIEFS_MAKE_SENSE,
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assignment", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def opened_on(self) -> date:
        return self.opened_at.astimezone(self.zone).date()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.client.working_hours().time_zone)

    @property
    def language(self) -> str:
        """That of whoever decides, else of whoever ordered, else of the client's country."""
        reader = self.decider or self.ordered_by
        return reader.language if reader else self.client.language

    def week(self, at: datetime) -> int:
        """Which calendar week of the assignment this is, the week it was opened in being 1."""
        first, now = self.opened_on, at.astimezone(self.zone).date()
        monday = first - timedelta(days=first.weekday())
        return max((now - monday).days // 7 + 1, 1)

    def locked(self) -> Assignment:
        """This row as it is now; whoever changes or closes it at this moment is waited for."""
        return Assignment.objects.locked().get(pk=self.pk)
