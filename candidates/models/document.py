from __future__ import annotations

import uuid
from pathlib import PurePath
from typing import ClassVar

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from candidates.models.candidate import Candidate


def random_name(document: Document, filename: str) -> str:
    """Where a file is kept: a name that nobody can guess and that says nothing."""
    return f"documents/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:8]}"


class Document(models.Model):
    """A candidate's CV or another file, kept under a random name and served as an attachment."""

    class Kind(models.TextChoices):
        CV = "cv", _("CV")
        LETTER = "letter", pgettext_lazy("document", "Letter")
        CERTIFICATE = "certificate", _("Certificate")
        OTHER = "other", _("Other")

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.CV)
    file = models.FileField(_("file"), upload_to=random_name)
    name = models.CharField(_("name"), max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])

    @transaction.atomic
    def remove(self) -> None:
        """Forgets the document; its file goes once that is certain."""
        self.delete()
        storage, name = self.file.storage, self.file.name
        transaction.on_commit(lambda: storage.delete(name) if name else None)
