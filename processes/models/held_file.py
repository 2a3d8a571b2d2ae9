from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from pathlib import PurePath

from django.core import signing
from django.core.files.base import File
from django.db import models, transaction

KEPT_FOR = timedelta(hours=24)
SECOND_PRESS = timedelta(minutes=10)  # so long the same may come once more
SALT = "held file"


def random_name(held: HeldFile, filename: str) -> str:
    """Where it is kept: a name that nobody can guess and that says nothing."""
    return f"held/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:8]}"


class HeldFileQuerySet(models.QuerySet["HeldFile"]):
    def due(self, at: datetime) -> HeldFileQuerySet:
        """Those that nobody came back for."""
        return self.filter(drops_at__lte=at)

    def hold(self, file: File[bytes], *, name: str, content_type: str, at: datetime) -> HeldFile:
        """Keeps a file that was checked, until the rest of its form is right."""
        return self.create(
            file=file,
            name=name,
            content_type=content_type,
            size=file.size or 0,
            at=at,
            drops_at=at + KEPT_FOR,
        )

    def of(self, token: str) -> HeldFile | None:
        """The file of this token, which stands in the form that it belongs to; else None."""
        try:
            pk = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
        except signing.BadSignature:
            return None
        return self.filter(pk=pk).first()


class HeldFile(models.Model):
    """A file of a form that was refused for something else: nobody has to upload it twice."""

    file = models.FileField(upload_to=random_name)
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    at = models.DateTimeField()
    drops_at = models.DateTimeField(db_index=True)  # due, asked once a second

    objects = HeldFileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def token(self) -> str:
        """Says in a form which file it is; nobody can make one up."""
        return signing.dumps(self.pk, salt=SALT)

    def drop_soon(self, *, at: datetime) -> None:
        """It was taken in; a second press of the same page still finds it."""
        HeldFile.objects.filter(pk=self.pk).update(drops_at=at + SECOND_PRESS)

    @transaction.atomic
    def drop(self) -> None:
        """Forgets it; the file goes once that is certain."""
        self.delete()
        storage, name = self.file.storage, self.file.name
        transaction.on_commit(lambda: storage.delete(name) if name else None)
