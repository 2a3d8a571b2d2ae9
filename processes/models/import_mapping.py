from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User

if TYPE_CHECKING:
    from datetime import datetime

    from processes.models.import_sheet import ImportSheet


class ImportMappingQuerySet(models.QuerySet["ImportMapping"]):
    def remember(self, sheet: ImportSheet, signature: str, *, by: User, at: datetime) -> None:
        """The next file with the same header begins with these columns."""
        said = {
            "table": sheet.table,
            "mapping": sheet.mapping,
            "source_name": sheet.of.source_name,
            "by": by,
            "at": at,
        }
        self.update_or_create(signature=signature, defaults=said)


class ImportMapping(models.Model):
    """Which column is which, as somebody said once of a file with this header."""

    signature = models.CharField(max_length=64, unique=True)
    table = models.CharField(max_length=16, blank=True)
    mapping = models.JSONField(default=dict)
    source_name = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ImportMappingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.table} {self.signature[:8]}"
