from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import ProtectedError


class Previewed(models.Model):
    """The PDF of a draft as it would look now, rendered by a worker for whoever waits for it."""

    preview = models.ForeignKey(
        "mailings.Attachment", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    preview_language = models.CharField(max_length=2, blank=True, default="", db_default="")
    preview_wanted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def ask_for_preview(self, *, at: datetime, language: str = "") -> None:
        """Wants the PDF as it would look now; a worker renders it. In its own language by default.

        Another language than one of its readers' is taken for its own.
        """
        report: Any = self
        self.drop_preview()
        self.preview_language = language if language in report.languages() else ""
        self.preview_wanted_at, report.preview_tries, report.preview_error = at, 0, ""
        self.save(
            update_fields=[
                *("preview_language", "preview_wanted_at"),
                *("preview_tries", "preview_error"),
            ]
        )

    def drop_preview(self) -> None:
        """Forgets the preview, and its bytes unless they are those of a letter or an edition."""
        old = self.preview
        if old is None:
            return
        reports = type(self)._default_manager.all()
        reports.filter(pk=self.pk).update(preview=None)
        self.preview = None
        if not old.letters.exists() and not reports.filter(preview=old).exists():
            with suppress(ProtectedError):  # an edition has the same bytes
                old.delete()
