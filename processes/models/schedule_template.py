from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models

from processes.models.assignment import Kind
from processes.models.line_template import LineTemplate, LineTemplateQuerySet
from processes.reports.freezing import thawed
from processes.schedules.built_in import built_in
from processes.schedules.planning import TemplateLine


class ScheduleTemplateQuerySet(LineTemplateQuerySet["ScheduleTemplate"]):
    def lines_of(self, kind: str) -> Sequence[TemplateLine]:
        """The lines in force for a kind of assignment."""
        own = self.of(kind)
        return own.template_lines if own else built_in(kind)


class ScheduleTemplate(LineTemplate):
    """The agency's own schedule for a kind of assignment; where there is none, the product's.

    What is changed here counts for assignments that are opened from then on.
    """

    kind = models.CharField(max_length=12, choices=Kind)

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
