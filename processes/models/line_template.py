"""The agency's own lines for a kind, in the place of the product's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from accounts.models import User
from processes.models.letter_text import EditedMeanwhile
from processes.reports.freezing import frozen

Row = TypeVar("Row", bound="LineTemplate")


class LineTemplateQuerySet(models.QuerySet[Row]):
    def of(self, kind: str) -> Row | None:
        """The agency's own template, None where the product's is in force."""
        return self.filter(kind=kind).first()

    @transaction.atomic
    def keep(self, kind: str, lines: Iterable[Any], *, by: User, at: datetime, seen: str) -> Row:
        """Writes the agency's own; ``seen`` is the ``version`` that was read before.

        Raises ``EditedMeanwhile`` when that is not the one in force any more.
        """
        template = self._locked(kind, seen) or self.model(kind=kind)
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

    def _locked(self, kind: str, seen: str) -> Row | None:
        mine = self.select_for_update(of=("self",)).filter(kind=kind).first()
        if (mine.version if mine else "") != seen:
            raise EditedMeanwhile
        return mine


class LineTemplate(models.Model):
    """Lines in their order, with whoever changed them last."""

    kind: models.CharField[str, str]  # of which there is one template each
    lines = models.JSONField(default=list)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def version(self) -> str:
        """Changes whenever somebody has changed it."""
        return f"{self.changed_at.astimezone(UTC):%Y%m%d%H%M%S%f}"
