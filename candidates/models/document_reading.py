from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _t

from candidates.models.document_state import GONE, SAID, UNSAFE, State
from mailings.leases import Leased


class ReadApart(Leased):
    """A file that a worker reads, and a virus scanner where there is one."""

    state = models.CharField(
        max_length=10, choices=State, default=State.WAITING, db_default=State.WAITING
    )
    finding = models.CharField(max_length=120, default="", db_default="")  # why it was refused
    text = models.TextField(default="", db_default="")
    pages = models.PositiveIntegerField(null=True)
    scanned_at = models.DateTimeField(null=True)  # for viruses
    try_after = models.DateTimeField(default=timezone.now, db_default=Now())
    ring_after = models.DateTimeField(default=timezone.now, db_default=Now())
    attempt = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        abstract = True

    @property
    def is_gone(self) -> bool:
        """Whether the file was refused after it had come: there is nothing left to fetch."""
        return self.state in GONE

    @property
    def waits_for_scanner(self) -> bool:
        return bool(settings.CLAMAV_URL) and self.scanned_at is None and not self.is_gone

    @property
    def is_waiting(self) -> bool:
        """Whether something about it will change soon by itself."""
        return self.state == State.WAITING or self.waits_for_scanner

    @property
    def can_be_fetched(self) -> bool:
        """Not while a virus scanner that is configured has not seen it."""
        return not self.is_gone and not self.waits_for_scanner

    @property
    def said(self) -> str:
        """Its state in plain words, and what to do about it."""
        if self.waits_for_scanner:
            if self.attempt > 1:
                return _t(
                    "The virus scanner does not answer. The file can be fetched as soon as it has "
                    "been scanned; this is tried again by itself."
                )
            return _t("The file waits for the virus scanner and can be fetched after that.")
        if self.state == State.INFECTED:
            return _t("The virus scanner found “%(virus)s”. The file was not kept.") % {
                "virus": self.finding
            }
        if self.state == State.REFUSED:
            return str(UNSAFE.get(self.finding, UNSAFE["outside"]))
        return str(SAID[self.state])

    @property
    def scan_said(self) -> str:
        """Whether anybody has looked for viruses: nobody may believe so who has no scanner."""
        if self.scanned_at is None:
            return _t("not scanned for viruses")
        return _t("scanned for viruses")
