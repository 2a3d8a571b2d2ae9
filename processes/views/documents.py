from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from candidates.forms.document import DocumentsForm
from candidates.models import Candidate, Document
from candidates.uploads import UploadsSeen
from processes.candidate_documents import add_document


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def document_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Adds files to a candidate and says so on the timeline; bad ones do not stop the good ones.

    Sent one by one by the script, each is answered with what became of it.
    """
    candidate = get_object_or_404(Candidate.objects.opened_by(request.user), pk=pk)
    asked_of = request.GET.get("version_of", "")
    former = None
    if asked_of.isdecimal() and len(asked_of) < 16:
        former = candidate.documents.defer("text").filter(pk=asked_of).first()
    form = DocumentsForm(initial={"kind": former.kind if former else Document.Kind.CV})
    context = {"form": form, "candidate": candidate, "former": former, "refused": [], "kept": []}
    if request.method == "POST":
        form = context["form"] = DocumentsForm(request.POST, request.FILES)
        if form.is_valid():
            seen: UploadsSeen = form.cleaned_data["file"]
            kept = context["kept"] = [
                add_document(
                    candidate,
                    upload,
                    kind=form.cleaned_data["kind"],
                    by=request.user,
                    at=request.at,
                    version_of=former,
                )
                for upload in seen.good
            ]
            context["refused"] = seen.refused
            if not seen.refused and not one_by_one(request):
                say(request, kept)
                return redirect(candidate)
    wrong = form.is_bound and (not form.is_valid() or bool(context["refused"]))
    part = "#outcome" if one_by_one(request) and request.method == "POST" else ""
    page = f"candidates/document_form.html{part}"
    return render(request, page, context, status=422 if wrong else 200)


def one_by_one(request: StaffRequest) -> bool:
    """Whether the script sends each file for itself, to show how far it has got."""
    return bool(request.htmx.target == "uploads")


def say(request: HttpRequest, kept: list[Document]) -> None:
    """What was kept, and what had been here already, on the next page."""
    new = sum(not document.was_here for document in kept)
    if new:
        said = ngettext("%(number)d document is in.", "%(number)d documents are in.", new)
        messages.success(request, said % {"number": new})
    for document in kept:
        if document.was_here:
            here = _("“%(name)s” is here already and was not kept a second time.")
            messages.info(request, here % {"name": document.name})
