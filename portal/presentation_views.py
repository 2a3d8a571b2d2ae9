"""A presentation in the portal: the shortlist as it was sent. GET only."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import PortalRequest
from portal.doors import for_contacts
from portal.presentations import page_of_presentation
from processes.models import Presentation
from processes.reports.serving import pdf_file


@for_contacts(Presentation)
def portal_presentation(request: PortalRequest, pk: int) -> HttpResponse:
    page = page_of_presentation(sent_to(request, pk))
    context = {"page": page, "reader_company": page.words.client}
    return render(request, "portal/presentation.html", context)


@for_contacts(Presentation, as_file=True)
def portal_presentation_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    """In the reader's language if there is such an edition."""
    edition = sent_to(request, pk).edition(request.user.language)
    if edition is None:
        raise Http404
    return pdf_file(edition.pdf)


def sent_to(request: PortalRequest, pk: int) -> Presentation:
    """One that went out on an assignment of the reader's, else 404."""
    mine = Presentation.objects.visible_to(request.user)
    return get_object_or_404(mine.select_related("assignment__client", "assignment__owner"), pk=pk)
