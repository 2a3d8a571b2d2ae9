"""A report taken further by a worker, as far as it goes: approved, rendered, written into letters.

Each step claims the row by a lease and writes only while its token holds, so that a job may come
twice, late, or on two machines at once, and one report in trouble delays no other.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Agency
from clients.models import Contact
from mailings.apart import RenderingFailed
from mailings.leases import claim, still_held
from mailings.models import Letter
from processes.models.rendered import TRIES
from processes.models.report import NotADraft, Report
from processes.models.report_schedule import ReportSchedule
from processes.reports import rendering

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=3)  # longer than a job may take
LONGEST_WAIT = timedelta(hours=1)


class NobodyToWriteTo(Exception):
    """None of the recipients works there and has an address."""


def take_further(pk: int, *, at: datetime) -> None:
    """Approves at the slot what needs no approval, renders what is approved, sends what is due."""
    report = claim(Report.objects.waiting(), pk, at=at, lease=LEASE)
    if report is None:
        return
    try:
        _go_on(report, at=at)
    except RenderingFailed as error:
        _write(report, last_error=in_words(error), **report.after_failing(at=at))
        log.warning("report_not_rendered", report=pk, times=report.failed_renderings)
    except Exception as error:
        wait = min(timedelta(minutes=2 ** min(report.attempt, 10)), LONGEST_WAIT)
        _write(report, last_error=in_words(error), try_after=at + wait, ring_after=at + wait)
        log.exception("report_in_trouble", report=pk)


def _go_on(report: Report, *, at: datetime) -> None:
    if report.approved_at is None:
        if report.send_at > at:
            _wait_for_slot(report)
            return
        if not report.assignment.is_open:
            report.stop(_("The assignment was closed."), by=None, at=at)
            return
        try:
            report.approve(by=None, at=at)
        except NotADraft:
            return
    if report.rendered_at is None:
        with translation.override(report.assignment.owner.language):  # of what may go wrong
            rendered = rendering.render(report)
        if not _write(report, **rendered, rendered_at=at, last_error="", failed_renderings=0):
            return
        report.drop_preview()
    if report.send_at > at and _wait_for_slot(report) > at:
        return
    write_letters(report, at=at)


def write_letters(report: Report, *, at: datetime) -> None:
    """One letter to each recipient, with the frozen bytes. Raises ``NobodyToWriteTo``."""
    contacts = recipients(report)
    with transaction.atomic():
        held = still_held(Report.objects.waiting(), report).select_for_update(of=("self",)).first()
        if held is None:
            return
        if not contacts:
            with translation.override(report.assignment.owner.language):
                raise NobodyToWriteTo(
                    _("Nobody to send it to: no recipient works there and has an e-mail address.")
                )
        agency, owner = Agency.current(), report.assignment.owner
        for contact in contacts:
            Letter.objects.write(
                kind="weekly_report",
                to=contact.email,
                to_name=contact.full_name,
                language=held.language,
                subject=held.subject,
                html=held.html,
                text=held.text,
                key=f"report:{held.pk}:{contact.pk}",
                recipient=contact,
                occasion=held,
                attachments=filter(None, [held.pdf]),
                reply_to=owner.email,
                from_name=agency.name,
                at=at,
            )
        held.letters_at, held.last_error = at, ""
        held.save(update_fields=["letters_at", "last_error"])


def recipients(report: Report) -> list[Contact]:
    schedule = ReportSchedule.objects.in_force_for(report.assignment)
    return schedule.contacts_of(report.assignment)


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
            file = rendering.render_preview(report, at=at)
        except Exception as error:
            asked.update(preview_wanted_at=None, preview_error=in_words(error))
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


def in_words(error: Exception) -> str:
    plain = isinstance(error, (NobodyToWriteTo, RenderingFailed))
    return (str(error) if plain else f"{type(error).__name__}: {error}")[:2000]


def _wait_for_slot(report: Report) -> datetime:
    """Lets go of the report until it is to be sent; when that is, for it may have been moved."""
    waiting = still_held(Report.objects.waiting(), report)
    waiting.update(try_after=F("send_at"), ring_after=F("send_at"))
    report.refresh_from_db(fields=["send_at"])
    return report.send_at


def _write(report: Report, **fields: object) -> bool:
    """Writes if the report is still ours; False when somebody else has it by now."""
    held = bool(still_held(Report.objects.waiting(), report).update(**fields))
    for name, value in fields.items():
        setattr(report, name, value)
    return held
