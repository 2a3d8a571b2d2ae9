from __future__ import annotations

import hashlib
import re

from django.db import models

# Whatever a mail program or a file system could take for more than a name.
NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def keep(self, *, filename: str, content_type: str, content: bytes) -> Attachment:
        """Keep a file once: the same name and bytes are the same row, for however many letters."""
        filename = NOT_IN_A_NAME.sub("-", filename)[-150:].strip(". ") or "file"
        attachment, _new = self.defer("content").get_or_create(
            sha256=hashlib.sha256(content).hexdigest(),
            filename=filename,
            content_type=content_type,
            defaults={"content": content, "size": len(content)},
        )
        return attachment


class Attachment(models.Model):
    """A file that letters carry; never changed, so what was approved is what is sent."""

    filename = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "filename", "content_type"], name="one_row_per_attached_file"
            ),
            models.CheckConstraint(
                condition=models.Q(content_type__regex=r"^[\w.+-]+/[\w.+-]+$"),
                name="an_attachment_has_a_content_type",
            ),
        ]

    def __str__(self) -> str:
        return self.filename
