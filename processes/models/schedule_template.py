from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import ClassVar

from django.db import IntegrityError, models, transaction

from accounts.models import User
from processes.models.assignment import Kind
from processes.models.letter_text import EditedMeanwhile
from processes.reports.freezing import frozen, thawed
from processes.schedules.built_in import built_in
from processes.schedules.planning import TemplateLine


class ScheduleTemplateQuerySet(models.QuerySet["ScheduleTemplate"]):
    def of(self, kind: str) -> ScheduleTemplate | None:
        """The agency's own template, None where the product's is in force."""
        return self.filter(kind=kind).first()

    def lines_of(self, kind: str) -> Sequence[TemplateLine]:
        """The lines in force for a kind of assignment."""
        own = self.of(kind)
        return own.template_lines if own else built_in(kind)

    @transaction.atomic
    def keep(
        self, kind: str, lines: Iterable[TemplateLine], *, by: User, at: datetime, seen: str
    ) -> ScheduleTemplate:
        """Writes the agency's own; ``seen`` is the ``version`` that was read before.

        Raises ``EditedMeanwhile`` when that is not the one in force any more.
        """
        template = self._locked(kind, seen) or ScheduleTemplate(kind=kind)
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

    def _locked(self, kind: str, seen: str) -> ScheduleTemplate | None:
        mine = self.select_for_update(of=("self",)).filter(kind=kind).first()
        if (mine.version if mine else "") != seen:
            raise EditedMeanwhile
        return mine


class ScheduleTemplate(models.Model):
    """The agency's own schedule for a kind of assignment; where there is none, the product's.

    What is changed here counts for assignments that are opened from then on.
    """

    kind = models.CharField(max_length=12, choices=Kind)
    lines = models.JSONField(default=list)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects: ClassVar[ScheduleTemplateQuerySet] = ScheduleTemplateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind"], name="one_schedule_template_per_kind"),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values),
                name="a_schedule_template_is_for_a_known_kind",
            ),
            models.CheckConstraint(
                condition=~models.Q(lines=[]), name="a_schedule_template_has_a_line"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def template_lines(self) -> list[TemplateLine]:
        return [thawed(TemplateLine, line) for line in self.lines]

    @property
    def version(self) -> str:
        """Changes whenever somebody has changed it."""
        return f"{self.changed_at.astimezone(UTC):%Y%m%d%H%M%S%f}"
