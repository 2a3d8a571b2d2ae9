"""Documents that a client may read: shared one by one from a candidacy's page, and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from candidates.models import Document
from processes.models import AlreadyClosed, Candidacy, CannotShare, SharedDocument
from processes.sharing import readers_of
from processes.views.candidacies import find_candidacy
from processes.views.frame import refuse_if_closed


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def document_sharing(request: StaffRequest, pk: int, document: int) -> HttpResponse:
    """Says who will see it, and shares it; refused before "presented"."""
    found = find_candidacy(request, pk)
    wanted = get_object_or_404(found.candidate.documents, pk=document)
    refusal = ""
    if request.method == "POST":
        try:
            refuse_if_closed(found.assignment)
            SharedDocument.share(wanted, found, by=request.user, at=request.at)
        except (AlreadyClosed, CannotShare) as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The client can read “%(name)s” now.") % {"name": wanted})
            return redirect("candidacy", pk)
    return asked(request, found, wanted, refusal)


@open_to(STAFF)
@require_POST
def document_taking_back(request: StaffRequest, pk: int, document: int) -> HttpResponse:
    """The client can fetch it no more; taken back already, nothing happens."""
    found = find_candidacy(request, pk)
    shared = SharedDocument.objects.standing().filter(candidacy=found, document=document)
    for one in shared.select_related("document", "candidacy"):
        one.candidacy = found
        one.take_back(by=request.user, at=request.at)
        said = _("The client cannot fetch “%(name)s” any more.")
        messages.success(request, said % {"name": one.document})
    return redirect("candidacy", pk)


def asked(
    request: StaffRequest, candidacy: Candidacy, document: Document, refusal: str
) -> HttpResponse:
    """Who will see it, before it is shared; 422 where it was refused."""
    context = {
        "candidacy": candidacy,
        "assignment": candidacy.assignment,
        "document": document,
        "readers": readers_of(candidacy.assignment),
        "by_name": candidacy.showing.shown_as == "name",
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "processes/document_sharing.html", context, status=status)
