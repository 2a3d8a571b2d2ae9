from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MustHave(models.Model):
    """One of at most three things that decide an assignment, in order (C2)."""

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.CASCADE, related_name="must_haves"
    )
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("must-have"), max_length=160)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("assignment", "position", name="one_must_have_per_position"),
            models.CheckConstraint(
                condition=models.Q(position__range=(1, 3)), name="at_most_three_must_haves"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_must_have_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class Fit(models.Model):
    """How a candidate stands against one must-have, with the evidence."""

    class Answer(models.TextChoices):
        NOT_ASKED = "not_asked", _("Not asked")
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    candidacy = models.ForeignKey(
        "processes.Candidacy", on_delete=models.CASCADE, related_name="fits"
    )
    must_have = models.ForeignKey(MustHave, on_delete=models.CASCADE, related_name="fits")
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, default=Answer.NOT_ASKED)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)

    class Meta:
        ordering = ["must_have__position"]
        constraints = [
            models.UniqueConstraint(
                "candidacy", "must_have", name="one_fit_per_candidacy_and_must_have"
            ),
        ]

    def __str__(self) -> str:
        return self.evidence or str(self.get_answer_display())
