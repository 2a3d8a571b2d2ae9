"""Documents leave the product here, and only here. Adding one is told on the timeline, which
candidates know nothing of: see processes/views/documents.py."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts.access import STAFF, StaffRequest, open_to
from accounts.trail.readings import noted
from candidates.forms.document import KindForm
from candidates.models import Candidate, Document

SHOWN_TEXT = 20_000  # characters; the whole of it is in the file
DOCUMENTS = 50  # on a page


def find_document(request: StaffRequest, pk: int) -> Document:
    """With its candidate; 404 for those of people whom the reader may not see."""
    theirs = Document.objects.visible_to(request.user).select_related("candidate")
    return get_object_or_404(theirs, pk=pk)


@open_to(STAFF)
@require_GET
@noted(about=Document)
def document(request: StaffRequest, pk: int) -> FileResponse:
    """The file, to be saved and never to be shown or kept by the browser."""
    found = find_document(request, pk)
    if not found.can_be_fetched:
        raise Http404(found.said)
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("The file of this document is missing.")) from error
    return sent(FileResponse(file, as_attachment=True, filename=found.name), found.content_type)


@open_to(STAFF)
@require_GET
@noted(about=Document)
def document_look(request: StaffRequest, pk: int) -> HttpResponse:
    """Its first pages as pictures, or its text; what was found in it, and its versions."""
    found = find_document(request, pk)
    return shown(request, found, KindForm(initial={"kind": found.kind}))


def shown(request: StaffRequest, document: Document, form: KindForm) -> HttpResponse:
    context = {
        "document": document,
        "candidate": document.candidate,
        "versions": document.all_versions().select_related("by")[:DOCUMENTS],
        "text": document.text[:SHOWN_TEXT],
        "is_cut": len(document.text) > SHOWN_TEXT,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "candidates/document.html", context, status=status)


@open_to(STAFF)
@require_POST
def document_kind(request: StaffRequest, pk: int) -> HttpResponse:
    found, form = find_document(request, pk), KindForm(request.POST)
    if not form.is_valid():
        return shown(request, found, form)
    found.call_it(form.cleaned_data["kind"])
    messages.success(request, _("Kept as: %(kind)s.") % {"kind": found.get_kind_display()})
    return redirect("document_look", pk)


@open_to(STAFF)
@require_GET
@noted(about=Document)
def document_picture(request: StaffRequest, pk: int, place: int) -> FileResponse:
    """The picture of a page that a worker has drawn; ``place`` 0 is the first."""
    found = find_document(request, pk)
    if not found.can_be_fetched or place >= found.preview_pages:
        raise Http404
    try:
        file = found.file.storage.open(found.picture(place + 1), "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return sent(FileResponse(file), "image/webp")


@open_to(STAFF)
@require_POST
def document_preferring(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_document(request, pk)
    found.prefer()
    if found.preferred:
        said = _("“%(name)s” is the one that counts now.")
        messages.success(request, said % {"name": found.name})
    return redirect("document_look", pk)


@open_to(STAFF)
@require_POST
def document_removal(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_document(request, pk)
    found.remove()
    messages.success(request, _("%(name)s is gone.") % {"name": found.name})
    return redirect(found.candidate)


@open_to(STAFF)
@require_GET
@vary_on_headers("HX-Request")
def documents(request: StaffRequest, pk: int) -> HttpResponse:
    """A candidate's documents in their newest versions; also alone, while some are being read."""
    candidate = get_object_or_404(Candidate.objects.opened_by(request.user), pk=pk)
    theirs = candidate.documents.visible_to(request.user).newest_versions()
    context = {"candidate": candidate, "documents": theirs[:DOCUMENTS]}
    part = "#list" if request.htmx.target == "documents-list" else ""
    return render(request, f"candidates/documents.html{part}", context)


def sent(answer: FileResponse, content_type: str) -> FileResponse:
    """Not to be kept by anybody on the way, and nothing but what it says it is."""
    answer.headers["Content-Type"] = content_type
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer
