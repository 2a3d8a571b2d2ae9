from __future__ import annotations

from django.db import models


class Edition(models.Model):
    """What a worker made of a frozen document in one language: never changed once it is there."""

    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=250)
    html = models.TextField()
    text = models.TextField()
    pdf = models.ForeignKey("mailings.Attachment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject} ({self.language})"
