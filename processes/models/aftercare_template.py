from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from processes.aftercare.built_in import built_in
from processes.aftercare.planning import PlanLine
from processes.models.line_template import LineTemplate, LineTemplateQuerySet
from processes.reports.freezing import thawed


class PlanKind(models.TextChoices):
    """What sort of placement a plan is for; a search fills a permanent role."""

    PERMANENT = "permanent", _("Permanent")
    INTERIM = "interim", _("Interim")

    @classmethod
    def of(cls, assignment_kind: str) -> PlanKind:
        return cls.INTERIM if assignment_kind == "interim" else cls.PERMANENT


class AftercareTemplateQuerySet(LineTemplateQuerySet["AftercareTemplate"]):
    def lines_of(self, kind: str) -> Sequence[PlanLine]:
        """The lines in force for a kind of placement."""
        own = self.of(kind)
        return own.plan_lines if own else built_in(kind)


class AftercareTemplate(LineTemplate):
    """The agency's own plan of aftercare for a kind of placement; else the product's (A1).

    What is changed here counts for placements that are made from then on.
    """

    kind = models.CharField(max_length=12, choices=PlanKind)

    objects: ClassVar[AftercareTemplateQuerySet] = AftercareTemplateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind"], name="one_aftercare_template_per_kind"),
            models.CheckConstraint(
                condition=models.Q(kind__in=PlanKind.values),
                name="an_aftercare_template_is_for_a_known_kind",
            ),
            models.CheckConstraint(
                condition=~models.Q(lines=[]), name="an_aftercare_template_has_a_line"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def plan_lines(self) -> list[PlanLine]:
        return [thawed(PlanLine, line) for line in self.lines]
