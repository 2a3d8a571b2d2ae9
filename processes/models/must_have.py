from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from processes.models.assignment import Assignment


class MustHaveQuerySet(models.QuerySet["MustHave"]):
    @transaction.atomic
    def write(self, assignment: Assignment, texts: Iterable[str]) -> bool:
        """Writes at most three things that decide it, in order; whether that changed anything (C2).

        Evidence about candidates stays with its must-have when the order changes, and with its
        place in the order when the words do.
        """
        wanted = [text.strip() for text in texts if text.strip()]
        before = {must.text: must for must in assignment.must_haves.prefetch_related("fits")}
        if list(before) == wanted:
            return False
        reworded = {must.position: must for must in before.values() if must.text not in wanted}
        assignment.must_haves.all().delete()
        for position, text in enumerate(wanted, start=1):
            must = self.create(assignment=assignment, position=position, text=text)
            same = before.get(text) or reworded.get(position)
            Fit.objects.bulk_create(
                Fit(
                    candidacy_id=fit.candidacy_id,
                    must_have=must,
                    answer=fit.answer,
                    evidence=fit.evidence,
                    verdict=fit.verdict,
                )
                for fit in (same.fits.all() if same else ())
            )
        return True


class MustHave(models.Model):
    """One of at most three things that decide an assignment, in order (C2)."""

    assignment = models.ForeignKey(
        "processes.Assignment", on_delete=models.CASCADE, related_name="must_haves"
    )
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("must-have"), max_length=160)

    objects = MustHaveQuerySet.as_manager()

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

    class Verdict(models.TextChoices):
        """What the client said of this must-have when it turned somebody down (C8)."""

        MET = "met", _("Met")
        PARTLY = "partly", _("Partly met")
        NOT = "not", _("Not met")
        NOT_THE_REASON = "other", _("Not the reason")

    candidacy = models.ForeignKey(
        "processes.Candidacy", on_delete=models.CASCADE, related_name="fits"
    )
    must_have = models.ForeignKey(MustHave, on_delete=models.CASCADE, related_name="fits")
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, default=Answer.NOT_ASKED)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    verdict = models.CharField(
        _("the client's verdict"), max_length=8, choices=Verdict, blank=True, db_default=""
    )

    class Meta:
        ordering = ["must_have__position"]
        constraints = [
            models.UniqueConstraint(
                "candidacy", "must_have", name="one_fit_per_candidacy_and_must_have"
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["", "met", "partly", "not", "other"]),
                name="a_fit_has_a_known_verdict",
            ),
        ]

    def __str__(self) -> str:
        return self.evidence or str(self.get_answer_display())
