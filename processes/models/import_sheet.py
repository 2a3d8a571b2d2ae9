from __future__ import annotations

import uuid
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from processes.models.data_import import Import


def random_name(_sheet: ImportSheet, _file: str) -> str:
    return f"imports/{uuid.uuid4().hex}"


class ImportSheet(models.Model):
    """One table of an import: a CSV file, or a sheet of a workbook, and which column is which."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)  # of the sheet of a workbook
    stored = models.FileField(upload_to=random_name, max_length=80, blank=True)
    encoding = models.CharField(_("encoding"), max_length=24, blank=True)
    separator = models.CharField(_("separator"), max_length=1, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    table = models.CharField(_("what it holds"), max_length=16, blank=True)
    header = models.JSONField(default=list, blank=True)
    mapping = models.JSONField(default=dict, blank=True)  # our column: its place in the header
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("of", "number", name="one_sheet_of_a_number_in_an_import"),
        ]

    def __str__(self) -> str:
        return f"{self.file} · {self.title}" if self.title else self.file

    @property
    def is_workbook(self) -> bool:
        """A workbook says itself how it is encoded and where its cells end."""
        return bool(self.title)

    @transaction.atomic
    def forget(self) -> None:
        self.rows.all().delete()
        if self.stored:
            stored: Any = self.stored
            self.stored = ""
            self.save(update_fields=["stored"])
            transaction.on_commit(lambda: stored.storage.delete(stored.name))
