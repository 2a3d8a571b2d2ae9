from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from clients.models import Contact


class ReportRecipient(models.Model):
    """A contact chosen to get the reports of a schedule, and in which language."""

    schedule = models.ForeignKey(
        "processes.ReportSchedule",
        on_delete=models.CASCADE,
        related_name="chosen",
        db_column="reportschedule_id",
    )
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(
        _("language"), max_length=2, blank=True, default="", db_default=""
    )  # empty: the contact's own
    # Who said that the address is right although the client is not known to have any like it.
    confirmed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        # The table of what was a plain many-to-many: an old worker still reads and writes it.
        db_table = "processes_reportschedule_recipients"
        constraints = [
            models.UniqueConstraint(
                "schedule", "contact", name="a_contact_is_chosen_once_per_schedule"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=["", *dict(settings.LANGUAGES)]),
                name="a_report_is_in_a_language_that_we_write",
            ),
        ]

    def __str__(self) -> str:
        return self.contact.full_name

    @property
    def reads(self) -> str:
        """The language of their reports."""
        return self.language or self.contact.language
