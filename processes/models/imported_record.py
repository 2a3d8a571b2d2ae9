from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class ImportedRecord(models.Model):
    """Which row of another system became which row here: importing twice changes nothing."""

    source = models.CharField(max_length=40)
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    object = GenericForeignKey()
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("source", "table", "key", name="one_record_per_imported_row"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.table} {self.key}"
