from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.user import User
from mailings.leases import Leased
from mailings.models import Letter

KEPT_FOR = timedelta(days=7)
MOST_TRIES = 5  # a worker that dies so often over one archive will do it again
SOME_TIME = timedelta(minutes=1)  # times the number of tries, after one that failed
UNDER_WAY = Q(finished_at=None, gave_up_at=None, removed_at=None)


class ExportUnderWay(Exception):
    """One archive is being written; another would only slow it down."""


class ExportQuerySet(models.QuerySet["Export"]):
    def under_way(self) -> ExportQuerySet:
        """Waiting for a worker, or being written."""
        return self.filter(UNDER_WAY)

    def ready(self, at: datetime) -> ExportQuerySet:
        """Whole, and there to be fetched."""
        return self.filter(finished_at__isnull=False, removed_at=None, expires_at__gt=at)

    def expired(self, at: datetime) -> ExportQuerySet:
        """Those whose file lies there longer than was said."""
        return self.filter(finished_at__isnull=False, removed_at=None, expires_at__lte=at)

    def due(self, at: datetime) -> ExportQuerySet:
        """To be written, or to be done away with."""
        over = Q(finished_at__isnull=False, removed_at=None, expires_at__lte=at)
        waiting = UNDER_WAY & Q(try_after__lte=at)
        return self.filter(waiting | over, ring_after__lte=at)

    def ask(self, *, by: User, at: datetime) -> Export:
        """A new archive of everything, as everything is when a worker takes it up.

        Raises ``ExportUnderWay`` while another one is being written, whoever asked for that.
        """
        try:
            with transaction.atomic():
                return self.create(by=by, asked_at=at, try_after=at, ring_after=at)
        except IntegrityError as error:
            if "one_export_at_a_time" not in str(error):
                raise
            raise ExportUnderWay from error


class Export(Leased):
    """An archive of all tables and files, asked for by an admin and written by a worker.

    The row knows its file only once that is whole, and for ``KEPT_FOR`` from then.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for a worker")
        RUNNING = "running", _("Being written")
        READY = "ready", _("Ready")
        GONE = "gone", _("Deleted")
        FAILED = "failed", pgettext_lazy("export", "Failed")

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    progress = models.PositiveSmallIntegerField(default=0, db_default=0)  # per cent
    finished_at = models.DateTimeField(null=True)
    as_of = models.DateTimeField(null=True)  # the moment whose data it holds
    path = models.CharField(max_length=80, blank=True)  # in the storage of files
    size = models.BigIntegerField(null=True)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    rows_written = models.BigIntegerField(default=0, db_default=0)
    files_written = models.BigIntegerField(default=0, db_default=0)
    files_missing = models.BigIntegerField(default=0, db_default=0)
    expires_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)  # its name; texts may name people

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                IsNull(F("finished_at"), True),
                condition=UNDER_WAY,
                name="one_export_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, path="", size=None, sha256="", expires_at=None)
                | Q(finished_at__isnull=False, size__gt=0, expires_at__gt=F("finished_at"))
                & ~Q(path="")
                & ~Q(sha256=""),
                name="an_export_has_a_file_once_it_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(gave_up_at=None) | Q(finished_at=None),
                name="an_export_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100), name="an_export_has_a_progress_in_per_cent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.pk}"

    def state(self, at: datetime) -> Export.State:
        if self.gave_up_at:
            return self.State.FAILED
        if self.removed_at or (self.expires_at and self.expires_at <= at):
            return self.State.GONE
        if self.finished_at:
            return self.State.READY
        return self.State.RUNNING if self.attempt and self.try_after > at else self.State.WAITING

    def still_wants_letter(self, letter: Letter, *, at: datetime) -> bool:
        """Asked directly before its letter goes out: not deleted by then, and for an admin only."""
        return self.by.is_admin and self.state(at) in (self.State.READY, self.State.FAILED)

    @transaction.atomic
    def remove(self, *, at: datetime) -> None:
        """Does away with the file at once; one that is being written is written no further."""
        mine = Export.objects.select_for_update().get(pk=self.pk)
        if mine.removed_at or mine.gave_up_at:
            return
        mine.removed_at = self.removed_at = at
        mine.attempt = self.attempt = mine.attempt + 1  # whoever writes it holds it no longer
        mine.save(update_fields=["removed_at", "attempt"])
        if mine.path:
            transaction.on_commit(lambda: default_storage.delete(mine.path))
