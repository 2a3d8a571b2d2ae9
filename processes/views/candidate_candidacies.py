from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.db.models import Case, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from candidates.models import Candidate
from processes.models import AlreadyClosed, Assignment

SHOWN = 20


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_candidacy_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Puts a candidate on an open assignment: the reader's own ones first, others are searched."""
    candidate = get_object_or_404(Candidate.objects.findable(), pk=pk)
    typed = request.GET.get("q", "").strip()[:100]
    open_ones = Assignment.objects.visible_to(request.user).open()
    error = ""
    if request.method == "POST":
        chosen = request.POST.get("assignment", "")
        is_id = chosen.isdecimal() and len(chosen) < 19
        assignment = open_ones.filter(pk=int(chosen)).first() if is_id else None
        if assignment is not None:
            applied = "applied" in request.POST
            with suppress(AlreadyClosed):  # by somebody else, a moment ago
                assignment.add(candidate, by=request.user, at=request.at, applied=applied)
                said = {"name": candidate.full_name, "assignment": assignment.title}
                messages.success(request, _("%(name)s is on “%(assignment)s”.") % said)
                return redirect(candidate)
        error = _("Choose an open assignment.")
    found = (
        open_ones.named(typed)
        .exclude(candidacies__candidate=candidate)
        .select_related("client", "owner")
        .order_by(Case(When(owner=request.user, then=Value(0)), default=Value(1)), "-opened_at")
    )
    context = {"candidate": candidate, "assignments": found[:SHOWN], "typed": typed, "error": error}
    status = 422 if error else 200
    return render(request, "candidates/candidacy_form.html", context, status=status)
