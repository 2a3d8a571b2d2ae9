"""Documents leave the product here, and only here. Adding one is told on the timeline, which
candidates know nothing of: see processes/views/documents.py."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from accounts.trail.readings import noted
from candidates.models import Document


@open_to(STAFF)
@require_GET
@noted(about=Document)
def document(request: StaffRequest, pk: int) -> FileResponse:
    """The file, to be saved and never to be shown or kept by the browser."""
    found = get_object_or_404(Document, pk=pk)
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("The file of this document is missing.")) from error
    response = FileResponse(
        file, as_attachment=True, filename=found.name, content_type=found.content_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


@open_to(STAFF)
@require_POST
def document_removal(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Document.objects.select_related("candidate"), pk=pk)
    found.remove()
    messages.success(request, _("%(name)s is gone.") % {"name": found.name})
    return redirect(found.candidate)
