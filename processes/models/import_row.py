from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from processes.models.import_sheet import ImportSheet


class RowBecame(models.TextChoices):
    """What becomes, or has become, of a row."""

    NEW = "new", pgettext_lazy("rows of an import", "New")
    UPDATED = "updated", pgettext_lazy("rows of an import", "Updated")
    SAME = "same", pgettext_lazy("rows of an import", "Unchanged")
    PERHAPS = "perhaps", _("Perhaps here already")
    REFUSED = "refused", pgettext_lazy("rows of an import", "Refused")
    LEFT_OUT = "left_out", pgettext_lazy("rows of an import", "Left out")


class RowReturned(models.TextChoices):
    """What taking an import back did to a row."""

    GONE = "gone", _("Removed")
    PUT_BACK = "put_back", _("As before")
    STAYS = "stays", _("Stays")


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def asked_about(self) -> ImportRowQuerySet:
        """Not taken in, and perhaps of somebody who is here already or further up in the file."""
        return self.filter(taken_at=None).exclude(twins=[], like={})

    def keep(self, rows: Iterable[ImportRow], *fields: str) -> None:
        """Writes these columns of rows that are there: one statement for a few hundred."""
        self.bulk_create(
            rows,
            batch_size=500,
            update_conflicts=True,
            update_fields=fields,
            unique_fields=["id"],
        )


class ImportRow(models.Model):
    """A line of a table, what it says, and what becomes of it."""

    NEW, LEAVE = "new", "leave"  # choices where somebody is perhaps here already, or a key

    sheet = models.ForeignKey(ImportSheet, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    became = models.CharField(max_length=8, choices=RowBecame, blank=True)
    column = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    twins = models.JSONField(default=list, blank=True)  # [key, reasons] of whom it may be
    # A row further up that is perhaps of the same person: its line, its file, and the reasons.
    like = models.JSONField(
        default=dict, blank=True, db_default=models.Value({}, models.JSONField())
    )
    choice = models.CharField(max_length=20, blank=True)
    said = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    before = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField(null=True)
    object = GenericForeignKey()
    taken_at = models.DateTimeField(null=True)
    returned = models.CharField(max_length=8, choices=RowReturned, blank=True)
    why = models.TextField(blank=True)

    objects: ClassVar[ImportRowQuerySet] = ImportRowQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["sheet__number", "line", "pk"]
        indexes = [
            # the page of an import: rows of one kind, in their order
            models.Index(fields=["sheet", "became", "line"], name="rows_of_an_import"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(became__in=["", *RowBecame.values]),
                name="an_imported_row_became_something_known",
            ),
            models.CheckConstraint(
                condition=models.Q(returned__in=["", *RowReturned.values]),
                name="an_imported_row_returned_in_a_known_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.line}"
