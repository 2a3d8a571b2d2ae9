from __future__ import annotations

from django.db import models

from processes.models.edition import Edition


class ScheduleEdition(Edition):
    """A version of the schedule as letter and PDF in the language of some of its readers."""

    version = models.ForeignKey(
        "processes.ScheduleVersion", on_delete=models.CASCADE, related_name="editions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "version", "language", name="one_edition_per_schedule_version_and_language"
            )
        ]
