from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from candidates.forms.document import DocumentForm
from candidates.models import Candidate
from processes.models import EventKind
from processes.timeline import record


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def document_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Adds a file to a candidate and says so on the timeline."""
    candidate = get_object_or_404(Candidate, pk=pk)
    form = DocumentForm()
    if request.method == "POST":
        form = DocumentForm(request.POST, request.FILES)
        if form.is_valid():
            with transaction.atomic():
                document = form.added_to(candidate, by=request.user, at=request.at)
                record(
                    EventKind.DOCUMENT_ADDED,
                    by=request.user,
                    at=request.at,
                    candidate=candidate,
                    name=document.name,
                    document=document.pk,
                )
            return redirect(candidate)
    status = 422 if form.is_bound else 200
    context = {"form": form, "candidate": candidate}
    return render(request, "candidates/document_form.html", context, status=status)
