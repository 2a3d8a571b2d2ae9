"""From somebody's page: into a pool by hand, and their tags."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import STAFF, StaffRequest, open_to
from candidates.forms.tags import suggestions
from candidates.models import Candidate
from processes.forms.pool import JoiningForm, TagsForm
from processes.pools import put_into
from processes.views.frame import typed


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_pools(request: StaffRequest, pk: int) -> HttpResponse:
    """Puts them into a pool by hand, with the reason."""
    found = get_object_or_404(Candidate.objects.findable(), pk=pk)
    form = JoiningForm(typed(request), candidate=found)
    if form.is_valid():
        pool, why = form.cleaned_data["pool"], form.cleaned_data["why"]
        put_into(pool, [found], by=request.user, at=request.at, why=why)
        words = {"name": found.full_name, "pool": pool.name}
        messages.success(request, _("%(name)s is in “%(pool)s”.") % words)
        return redirect(found)
    status = 422 if form.is_bound else 200
    context = {"form": form, "candidate": found}
    return render(request, "candidates/candidate_pools.html", context, status=status)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_tags(request: StaffRequest, pk: int) -> HttpResponse:
    """All their tags at once."""
    found = get_object_or_404(Candidate.objects.findable(), pk=pk)
    form = TagsForm(typed(request), initial={"tags": found.tags})
    if form.is_valid():
        found.tags = form.cleaned_data["tags"]
        found.save(update_fields=["tags"])
        return redirect(found)
    status = 422 if form.is_bound else 200
    context = {"form": form, "candidate": found, "suggestions": suggestions(found.tags)}
    return render(request, "candidates/candidate_tags.html", context, status=status)
