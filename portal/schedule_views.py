"""The schedule in the portal, as a file. GET only."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from accounts.access import CLIENT_CONTACTS, PortalRequest, open_to
from processes.models import ScheduleVersion
from processes.reports.serving import pdf_file


@open_to(CLIENT_CONTACTS)
@require_GET
def portal_schedule_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    """A version that went out, in the reader's language if there is such an edition."""
    version = get_object_or_404(ScheduleVersion.objects.visible_to(request.user), pk=pk)
    edition = version.edition(request.user.language)
    if edition is None:
        raise Http404
    return pdf_file(edition.pdf)
