from __future__ import annotations

from django.db import models

from processes.models.candidacy import Candidacy


class PresentationLine(models.Model):
    """Somebody in a presentation, at their place in the order."""

    presentation = models.ForeignKey(
        "processes.Presentation", on_delete=models.CASCADE, related_name="lines"
    )
    candidacy = models.ForeignKey(
        Candidacy, on_delete=models.PROTECT, related_name="presentation_lines"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                "presentation", "candidacy", name="nobody_is_twice_in_a_presentation"
            ),
            models.UniqueConstraint(
                "presentation", "position", name="one_place_each_in_a_presentation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.candidacy.name}"
