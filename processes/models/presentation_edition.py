from __future__ import annotations

from django.db import models

from processes.models.edition import Edition


class PresentationEdition(Edition):
    """A presentation as letter and PDF in the language of some of its readers."""

    presentation = models.ForeignKey(
        "processes.Presentation", on_delete=models.CASCADE, related_name="editions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "presentation", "language", name="one_edition_per_presentation_and_language"
            )
        ]
