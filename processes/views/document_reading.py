"""What a document says of somebody, beside its text, for a human to accept field by field."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from accounts.trail.readings import noted
from candidates.known_skills import known_skills
from candidates.models import Candidate, Document
from candidates.reading import read
from candidates.reading.marks import marked
from candidates.twins import twins_of
from processes.forms.reading import FactsForm
from processes.taking_over import ChangedMeanwhile, take_over
from processes.views.frame import typed

UNIQUE = ("email", "phone", "profile_link")  # what hardly two people share


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
@noted(about=Document)
def document_reading(request: StaffRequest, pk: int) -> HttpResponse:
    """The text with marks on one side, the proposals on the other; only what is ticked counts."""
    people = Candidate.objects.opened_by(request.user)
    documents = Document.objects.kept().filter(candidate__in=people)
    document = get_object_or_404(documents.select_related("candidate"), pk=pk)
    candidate = document.candidate
    text = document.text if document.can_be_fetched else ""
    reading = read(text, country=candidate.country, known_skills=known_skills())
    marks = marked(reading)
    form = FactsForm(typed(request), candidate=candidate, reading=reading, marks=marks)
    if request.method == "POST" and form.is_valid():
        try:
            take_over(document, form.accepted, seen=form.seen, by=request.user, at=request.at)
        except ChangedMeanwhile as changed:
            candidate.refresh_from_db()
            form.say_changed(changed.fields)
        else:
            messages.success(request, _("Taken over. Nothing else was changed."))
            if names := whoever_shares(candidate, form.accepted):
                said = _("Perhaps the same person, for it is theirs as well: %(names)s")
                messages.warning(request, said % {"names": ", ".join(names)})
                return redirect("candidate_twins", candidate.pk)
            return redirect("document_reading", pk)
    context = {
        "document": document,
        "candidate": candidate,
        "text": text,
        "form": form,
        "pieces": marks.pieces,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/document_reading.html", context, status=status)


def whoever_shares(candidate: Candidate, facts: dict[str, Any]) -> list[str]:
    """Others who have the address, number or page that was taken over."""
    taken = {name: facts[name] for name in UNIQUE if name in facts}
    if not taken:
        return []
    twins = twins_of(**taken, country=candidate.country, exclude=candidate.pk)
    return [twin.candidate.full_name for twin in twins if twin.is_sure]
