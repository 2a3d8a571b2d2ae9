from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from candidates.forms.candidate import CandidateForm
from candidates.models import Candidate
from candidates.pools_of import with_pools
from candidates.twins import with_perhaps_twice

# No page grows with what a candidate has gathered.
CANDIDACIES, DOCUMENTS = 30, 50


@open_to(STAFF)
@require_GET
def candidate(request: StaffRequest, pk: int) -> HttpResponse:
    """A candidate: on which assignments, waiting for what, documents, facts, the timeline."""
    people = Candidate.objects.opened_by(request.user, merged=True)
    people = people.select_related("owner", "contact__client", "availability")
    found = get_object_or_404(with_perhaps_twice(with_pools(people)), pk=pk)
    if found.merged_into_id:
        return redirect("candidate", found.merged_into_id)
    soon = request.user.working_hours().close_of_day(request.at, 1)
    candidacies = (
        found.candidacies.visible_to(request.user)
        .with_waiting(soon)
        .with_shown()
        .order_by(F("ended_at").desc(nulls_first=True), "-stage_since")
    )
    told = found.events.visible_to(request.user)
    timeline = told.page(request.GET.get("before", ""), known="candidate")
    context = {
        "candidate": found,
        "candidacies": candidacies[:CANDIDACIES],
        "documents": found.documents.newest_versions()[:DOCUMENTS],
        "today": timezone.localtime(request.at).date(),
        "events": timeline.events,
        "more_url": timeline.more_url,
    }
    return render(request, "candidates/candidate.html", context)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_new(request: StaffRequest) -> HttpResponse:
    form = CandidateForm(
        request.POST or None, initial={"owner": request.user, "country": request.user.country}
    )
    if request.method == "POST" and form.is_valid():
        made = form.save()
        form.tell_apart(by=request.user, at=request.at)
        messages.success(request, _("%(name)s is in.") % {"name": made.full_name})
        meant_for = request.GET.get("assignment", "")
        if meant_for.isdecimal() and len(meant_for) < 16:  # and from here onto its board
            board = reverse("candidacy_new", args=[meant_for])
            return redirect(f"{board}?{urlencode({'q': made.full_name})}")
        return redirect(made)
    status = 422 if form.is_bound else 200
    return render(request, "candidates/candidate_form.html", {"form": form}, status=status)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Candidate.objects.opened_by(request.user, merged=True), pk=pk)
    if found.merged_into_id:
        return redirect("candidate_edit", found.merged_into_id)
    name = found.full_name
    form = CandidateForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        found.save(update_fields=form.changed_columns)
        form.tell_apart(by=request.user, at=request.at)
        return redirect(found)
    status = 422 if form.is_bound else 200
    context = {"form": form, "candidate": found, "name": name}
    return render(request, "candidates/candidate_form.html", context, status=status)
