from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import ClassVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.aftercare.built_in import built_in
from processes.aftercare.planning import PlanLine
from processes.models.letter_text import EditedMeanwhile
from processes.reports.freezing import frozen, thawed


class PlanKind(models.TextChoices):
    """What sort of placement a plan is for; a search fills a permanent role."""

    PERMANENT = "permanent", _("Permanent")
    INTERIM = "interim", _("Interim")

    @classmethod
    def of(cls, assignment_kind: str) -> PlanKind:
        return cls.INTERIM if assignment_kind == "interim" else cls.PERMANENT


class AftercareTemplateQuerySet(models.QuerySet["AftercareTemplate"]):
    def of(self, kind: str) -> AftercareTemplate | None:
        """The agency's own template, None where the product's is in force."""
        return self.filter(kind=kind).first()

    def lines_of(self, kind: str) -> Sequence[PlanLine]:
        """The lines in force for a kind of placement."""
        own = self.of(kind)
        return own.plan_lines if own else built_in(kind)

    @transaction.atomic
    def keep(
        self, kind: str, lines: Iterable[PlanLine], *, by: User, at: datetime, seen: str
    ) -> AftercareTemplate:
        """Writes the agency's own; ``seen`` is the ``version`` that was read before.

        Raises ``EditedMeanwhile`` when that is not the one in force any more.
        """
        template = self._locked(kind, seen) or AftercareTemplate(kind=kind)
        template.lines = [frozen(line) for line in lines]
        template.changed_by, template.changed_at = by, at
        try:
            with transaction.atomic():
                template.save()
        except IntegrityError as somebody_was_first:
            raise EditedMeanwhile from somebody_was_first
        return template

    @transaction.atomic
    def reset(self, kind: str, *, seen: str) -> None:
        """The product's counts again. Raises ``EditedMeanwhile``."""
        if template := self._locked(kind, seen):
            template.delete()

    def _locked(self, kind: str, seen: str) -> AftercareTemplate | None:
        mine = self.select_for_update(of=("self",)).filter(kind=kind).first()
        if (mine.version if mine else "") != seen:
            raise EditedMeanwhile
        return mine


class AftercareTemplate(models.Model):
    """The agency's own plan of aftercare for a kind of placement; else the product's (A1).

    What is changed here counts for placements that are made from then on.
    """

    kind = models.CharField(max_length=12, choices=PlanKind)
    lines = models.JSONField(default=list)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

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

    @property
    def version(self) -> str:
        """Changes whenever somebody has changed it."""
        return f"{self.changed_at.astimezone(UTC):%Y%m%d%H%M%S%f}"
