from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User) -> ReportQuerySet:
        """Staff see every report; a client's contact those sent about their assignments."""
        if user.is_staff_member:
            return self
        from processes.models.assignment import Assignment

        return self.sent().filter(assignment__in=Assignment.objects.visible_to(user))

    def to_review(self) -> ReportQuerySet:
        return self.filter(approved_at__isnull=True, stopped_at__isnull=True)

    def sent(self) -> ReportQuerySet:
        return self.filter(sent_at__isnull=False)


class Report(models.Model):
    """The weekly report on an assignment for one slot of its schedule (C5).

    Drafted from the timeline, commented by the recruiter, frozen at approval: facts, words and the
    bytes of page and PDF. What was approved is what is sent.
    """

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.PROTECT, related_name="reports"
    )
    slot_at = models.DateTimeField()
    since_at = models.DateTimeField()
    language = models.CharField(max_length=2, default="en")
    comment = models.TextField(_("comment"), blank=True)
    wanted = models.TextField(
        _("what we need from the client"), blank=True, help_text=_("One line each, three at most.")
    )
    next_week = models.TextField(
        _("next week"), blank=True, help_text=_("One line each, with owner and day.")
    )
    drafted_at = models.DateTimeField(default=timezone.now)
    needs_approval = models.BooleanField(default=False)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stop_reason = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(null=True, blank=True)
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    pdf = models.ForeignKey(
        "mailings.Attachment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rendered_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    try_after = models.DateTimeField(null=True, blank=True)
    attempt = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-slot_at", "-pk"]
        indexes = [
            models.Index(
                fields=["try_after"],
                condition=models.Q(sent_at__isnull=True, stopped_at__isnull=True),
                name="reports_to_be_taken_further",
            ),
        ]
        constraints = [
            models.UniqueConstraint("assignment", "slot_at", name="one_report_per_slot"),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True) | models.Q(facts__isnull=False),
                name="an_approved_report_has_frozen_facts",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(approved_at__isnull=False),
                name="a_sent_report_was_approved",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(stopped_at__isnull=True),
                name="a_stopped_report_is_not_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment.title} {self.slot_at:%Y-%m-%d}"

    @property
    def state(self) -> str:
        """One word for where it stands: sent, stopped, approved or draft."""
        if self.sent_at:
            return "sent"
        if self.stopped_at:
            return "stopped"
        return "approved" if self.approved_at else "draft"

    def waits_for_approval(self, at: datetime) -> bool:
        return self.state == "draft" and self.needs_approval and self.slot_at <= at
