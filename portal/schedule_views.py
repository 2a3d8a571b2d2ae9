"""The schedule in the portal, as a page and as a file. GET only."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import PortalRequest
from portal.doors import for_contacts
from portal.schedules import page_of_schedule, with_ticks
from processes.models import ScheduleVersion
from processes.reports.serving import pdf_file


@for_contacts(ScheduleVersion)
def portal_schedule(request: PortalRequest, pk: int) -> HttpResponse:
    """A version that went out, with what has been done since."""
    mine = with_ticks(ScheduleVersion.objects.visible_to(request.user), request.at)
    page = page_of_schedule(get_object_or_404(mine, pk=pk))
    context = {"page": page, "reader_company": page.words.client}
    return render(request, "portal/schedule.html", context)


@for_contacts(ScheduleVersion, as_file=True)
def portal_schedule_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    """A version that went out, in the reader's language if there is such an edition."""
    version = get_object_or_404(ScheduleVersion.objects.visible_to(request.user), pk=pk)
    edition = version.edition(request.user.language)
    if edition is None:
        raise Http404
    return pdf_file(edition.pdf)
