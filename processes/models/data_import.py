from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User

KEPT = timedelta(days=30)
AGAIN_AFTER = timedelta(minutes=10)


class WrongMoment(Exception):
    """The import is not where this could be done to it."""


def gone_on() -> str:
    return _t("This import has gone on meanwhile. Please look at it again.")


class ImportState(models.TextChoices):
    READING = "reading", _("Being read")
    MAPPING = "mapping", _("Columns to look at")
    CHECKING = "checking", _("Being tried out")
    CHECKED = "checked", _("Tried out")
    TAKING_IN = "taking_in", _("Being taken in")
    TAKEN_IN = "taken_in", _("Taken in")
    TAKING_BACK = "taking_back", _("Being taken back")
    TAKEN_BACK = "taken_back", _("Taken back")


class OnMatch(models.TextChoices):
    """What becomes of a row here that the file tells of too."""

    FILL = "fill", _("Fill what is empty here")
    OVERWRITE = "overwrite", _("Take over what the file says")


AT_WORK = (
    ImportState.READING,
    ImportState.CHECKING,
    ImportState.TAKING_IN,
    ImportState.TAKING_BACK,
)


class ImportQuerySet(models.QuerySet["Import"]):
    def due(self, at: datetime) -> ImportQuerySet:
        """Where the worker has something to do: to go on, or to forget what lay too long."""
        return self.filter(next_at__lte=at)

    @transaction.atomic
    def begin(self, files: Iterable[tuple[str, bytes]], *, by: User, at: datetime) -> Import:
        """Keeps the files; the worker reads them next."""
        from processes.models.import_sheet import ImportSheet

        new = self.create(by=by, created_at=at, state=ImportState.READING, next_at=at)
        for number, (name, content) in enumerate(files, 1):
            sheet = ImportSheet(of=new, number=number, file=name[-120:])
            sheet.stored.save("table", ContentFile(content), save=False)
            sheet.save()
        return new


class Import(models.Model):
    """Tables of another system on their way in: read, mapped, tried out, taken in, taken back.

    Its rows with all that they say are kept for thirty days, and so long it can be taken back.
    What PostgreSQL's trail tells of it has ``source``: which rows it made, which it changed.
    """

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="imports")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=ImportState)
    source_name = models.CharField(_("name of the list or system"), max_length=40, blank=True)
    on_match = models.CharField(
        _("who is here already"), max_length=10, choices=OnMatch, default=OnMatch.FILL
    )
    next_at = models.DateTimeField(null=True)
    progress = models.PositiveIntegerField(default=0)
    rows_to_do = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True)
    # Between which moments of PostgreSQL's clock the trail has what this import did.
    trail_from = models.DateTimeField(null=True)
    trail_to = models.DateTimeField(null=True)
    taken_in_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="imports_taken_back"
    )
    forgotten_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            # the chore: imports the worker has to do with
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="imports_to_go_on_with",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ImportState.values),
                name="an_import_has_a_known_state",
            ),
            models.CheckConstraint(
                condition=models.Q(on_match__in=OnMatch.values),
                name="an_import_knows_what_to_do_on_match",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("import_page", args=[self.pk])

    @property
    def title(self) -> str:
        """The names of its files, as far as they fit into a heading."""
        names = list(dict.fromkeys(sheet.file for sheet in self.sheets.all()))
        more = len(names) - 3
        return ", ".join(names[:3]) + (f" +{more}" if more > 0 else "")

    @property
    def source(self) -> str:
        """How the trail names what is written by this import."""
        return f"import {self.pk}"

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def can_change(self) -> bool:
        """Whether columns and choices are still open."""
        return self.state in (ImportState.MAPPING, ImportState.CHECKED) and not self.forgotten_at

    @property
    def can_be_taken_back(self) -> bool:
        return self.state == ImportState.TAKEN_IN and self.forgotten_at is None

    @property
    def percent(self) -> int:
        return min(100, 100 * self.progress // self.rows_to_do) if self.rows_to_do else 0

    @contextmanager
    def at_rest(self, *states: str) -> Iterator[None]:
        """Nobody lets the worker go on while this is written; ``states``: only in these.

        Raises ``WrongMoment`` where the worker is busy with it, or its rows are forgotten.
        """
        with transaction.atomic():
            now = Import.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if now.forgotten_at or now.state in AT_WORK or (states and now.state not in states):
                raise WrongMoment(gone_on())
            yield

    def read_again(self, *, at: datetime) -> None:
        """The worker reads a file anew: it was to be read in another way."""
        self._go_on(ImportState.READING, from_=(ImportState.MAPPING, ImportState.CHECKED), at=at)

    def try_out(self, *, at: datetime) -> None:
        """Finds out what would happen to every row; writes nothing."""
        self._go_on(ImportState.CHECKING, from_=(ImportState.MAPPING, ImportState.CHECKED), at=at)

    def take_in(self, *, at: datetime) -> None:
        """The worker takes in what was tried out; once more, what was refused the first time."""
        self._go_on(ImportState.TAKING_IN, from_=(ImportState.CHECKED, ImportState.TAKEN_IN), at=at)

    @transaction.atomic
    def take_back(self, *, by: User, at: datetime) -> None:
        """The worker undoes what this import did and nobody has worked with since."""
        self._go_on(ImportState.TAKING_BACK, from_=(ImportState.TAKEN_IN,), at=at)
        self.taken_back_by = by
        self.save(update_fields=["taken_back_by"])

    @transaction.atomic
    def _go_on(self, to: str, *, from_: tuple[str, ...], at: datetime) -> None:
        """Raises ``WrongMoment``; twice the same is once."""
        now = Import.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if now.forgotten_at or (now.state not in from_ and now.state != to):
            raise WrongMoment(gone_on())
        if now.state != to:
            self.state, self.progress, self.next_at = to, 0, at
            self.save(update_fields=["state", "progress", "next_at"])

    def stumbled(self, *, at: datetime, may_pass: bool = False) -> None:
        """A mistake of ours: whoever asked sees that it went wrong, and nothing loops for ever.

        What was half taken in, or back, can go on or be taken back; what ``may_pass``, such as a
        database that was away, goes on by itself.
        """
        stopped: dict[str, Any] = {"next_at": at + KEPT}
        if self.state in (ImportState.READING, ImportState.CHECKING):
            stopped |= {"state": ImportState.MAPPING}
        elif may_pass:
            stopped = {"next_at": at + AGAIN_AFTER}
        else:
            stopped |= {"state": ImportState.TAKEN_IN, "taken_in_at": self.taken_in_at or at}
            stopped |= {"trail_to": Now()} if self.state == ImportState.TAKING_IN else {}
        Import.objects.filter(pk=self.pk).update(counts={"stumbled": True}, **stopped)

    def forget(self, *, at: datetime) -> None:
        """Nothing of what the files said is kept; that there was an import, and its counts, is.

        Raises ``WrongMoment`` where the worker is busy with it, or it was forgotten before.
        """
        with self.at_rest():
            for sheet in self.sheets.all():
                sheet.forget()
            self.forgotten_at, self.next_at = at, None
            self.save(update_fields=["forgotten_at", "next_at"])
