"""A candidate's document in the portal, as a file. GET only."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from accounts.access import PortalRequest
from portal.documents import file_name
from portal.doors import for_contacts
from processes.models import Candidacy, SharedDocument


@for_contacts(SharedDocument, as_file=True)
def portal_document(request: PortalRequest, pk: int) -> HttpResponse:
    """One that was shared and not taken back; to be saved, and never to be shown or kept."""
    mine = SharedDocument.objects.visible_to(request.user).select_related("document")
    document = (shared := get_object_or_404(mine, pk=pk)).document
    if not document.can_be_fetched:
        raise Http404
    people = Candidacy.objects.select_related("candidate", "assignment__client").as_shown()
    name = people.get(pk=shared.candidacy_id).shown_name
    try:
        content = document.file.open("rb").read()
    except FileNotFoundError as error:
        raise Http404 from error
    answer = HttpResponse(content, content_type=document.content_type)
    named = content_disposition_header(True, file_name(document.kind, document.name, name))
    answer["Content-Disposition"] = named or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
