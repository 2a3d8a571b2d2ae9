from __future__ import annotations

from django.db import models

from processes.models.edition import Edition


class ReportEdition(Edition):
    """A report's letter and PDF in the language of some of its readers."""

    report = models.ForeignKey(
        "processes.Report", on_delete=models.CASCADE, related_name="editions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "report", "language", name="one_edition_per_report_and_language"
            )
        ]
