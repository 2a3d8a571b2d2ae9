"""A report on its way, by the steps of every document; and previews of what it would be."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from clients.models import Contact
from mailings.apart import RenderingFailed
from processes import documents
from processes.models.rendered import TRIES
from processes.models.report import Report
from processes.reports import rendering

log = structlog.get_logger(__name__)


def take_further(pk: int, *, at: datetime) -> None:
    """Approves at the slot what needs no approval, renders what is approved, sends what is due."""
    waiting = Report.objects.waiting().select_related("assignment__client", "assignment__owner")
    documents.take_further(waiting, pk, at=at)


def recipients(report: Report) -> list[Contact]:
    return [reader.contact for reader in report.readers()]


def preview(pk: int, *, at: datetime) -> None:
    """Renders a preview that somebody waits for; if asked for anew meanwhile, another job does.

    One that fails is not tried again by itself, nor one whose worker did not come back TRIES times.
    """
    report = _begun_preview(pk, at=at)
    if report is None:
        return
    asked = Report.objects.filter(pk=pk, preview_wanted_at=report.preview_wanted_at)
    with translation.override(report.assignment.owner.language):
        try:
            if report.preview_tries > TRIES:
                raise RenderingFailed(_("Its worker ended without a word each time."))
            language = report.preview_language or report.language
            html, filename = rendering.printed(report, language, at=at)
            file = documents.pdf_of(html, filename, language=language)
        except Exception as error:
            asked.update(preview_wanted_at=None, preview_error=documents.in_words(error))
            log.exception("preview_not_rendered", report=pk)
            return
    asked.update(preview=file, preview_wanted_at=None)


@transaction.atomic
def _begun_preview(pk: int, *, at: datetime) -> Report | None:
    """The report whose preview is wanted: one more try counted, and no bell while it lasts."""
    wanted = Report.objects.filter(pk=pk, preview_wanted_at__isnull=False)
    report = (
        wanted.select_for_update(of=("self",))
        .select_related("assignment__client", "assignment__owner")
        .first()
    )
    if report:
        report.preview_wanted_at = at + timedelta(seconds=settings.PDF_SECONDS + 15)
        report.preview_tries += 1
        report.save(update_fields=["preview_wanted_at", "preview_tries"])
    return report
