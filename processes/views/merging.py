"""One person, two records: found, told apart, made one, and two again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from candidates.models import Candidate, Merge, NotTheSame
from candidates.twins import Person, twins_of_many
from processes.forms.merge import MergeForm
from processes.merging.pages import open_pairs, what_goes_along
from processes.merging.undoing import CameLater, CannotBeUndone, in_the_way, undo
from processes.merging.uniting import CannotMerge, Plan, unite
from processes.search import find_people

SHOWN = 12


@open_to(STAFF)
@require_GET
def twins(request: StaffRequest) -> HttpResponse:
    """Every two records that look like one person, until somebody has decided."""
    page = open_pairs(request.GET.get("before", ""))
    return render(request, "candidates/twins.html", {"page": page})


@open_to(STAFF)
@require_GET
def candidate_twins(request: StaffRequest, pk: int) -> HttpResponse:
    """Who is perhaps the same person as this one, and which records were made one with it."""
    candidate = get_object_or_404(Candidate.objects.findable(), pk=pk)
    typed = " ".join(request.GET.get("q", "").split())[:100]
    found = twins_of_many([Person.of(candidate)])[0]
    named = find_people(typed, request.user, SHOWN + 1, request.at) if typed else []
    merges = candidate.merges.standing().select_related("gone", "by")
    context = {
        "candidate": candidate,
        "found": found,
        "typed": typed,
        "named": [one for one in named if one.pk != pk][:SHOWN],
        "merges": [merge for merge in merges[:SHOWN] if merge.can_be_undone(request.at)],
    }
    return render(request, "candidates/candidate_twins.html", context)


@open_to(STAFF)
@require_POST
def not_the_same(request: StaffRequest, pk: int, other: int) -> HttpResponse:
    """Two people: nobody is asked about them again."""
    one = get_object_or_404(Candidate.objects.findable(), pk=pk)
    another = get_object_or_404(Candidate.objects.findable().exclude(pk=pk), pk=other)
    NotTheSame.objects.say(one.pk, [another.pk], by=request.user, at=request.at)
    said = {"one": one.full_name, "other": another.full_name}
    messages.success(request, _("%(one)s and %(other)s are two people.") % said)
    if request.POST.get("from") == "twins":
        return redirect("twins")
    return redirect("candidate_twins", pk)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_merge(request: StaffRequest, pk: int, other: int) -> HttpResponse:
    """Two records side by side, fact by fact; posted, they are one."""
    people = Candidate.objects.findable().select_related("owner", "contact__client")
    kept = get_object_or_404(people, pk=pk)
    gone = get_object_or_404(people.exclude(pk=pk), pk=other)
    form = MergeForm(kept, gone, request.POST if request.method == "POST" else None)
    plan = Plan.of(kept, gone)
    wrong = plan.in_the_way(request.user)
    if form.is_bound and form.is_valid() and not wrong:
        try:
            merge = unite(kept, gone, form.chosen, by=request.user, at=request.at)
        except CannotMerge as error:
            wrong = [str(error)]
        else:
            said = {"kept": kept.full_name, "gone": gone.full_name}
            messages.success(request, _("%(kept)s and %(gone)s are one record now.") % said)
            return redirect("merge", merge.pk)
    context = {
        "kept": kept,
        "gone": gone,
        "form": form,
        "wrong": wrong,
        "twice": [one for one in plan.twice if one.is_visible_to(request.user)],
        "along": what_goes_along(plan, request.user),
    }
    status = 422 if form.is_bound else 200
    return render(request, "candidates/candidate_merge.html", context, status=status)


def find_merge(request: StaffRequest, pk: int) -> Merge:
    """404 for those of whom the reader may open neither record any more."""
    opened = Candidate.objects.opened_by(request.user, merged=True)
    merges = Merge.objects.filter(kept__in=opened, gone__in=opened)
    return get_object_or_404(merges.select_related("kept", "gone", "by", "undone_by"), pk=pk)


@open_to(STAFF)
@require_GET
def merge(request: StaffRequest, pk: int) -> HttpResponse:
    """What was made one, by whom and when, and what an undo would do."""
    found = find_merge(request, pk)
    why = "" if found.undone_at else in_the_way(found, at=request.at)
    later = None if found.undone_at or why else CameLater.after(found, request.user)
    return render(request, "candidates/merge.html", {"merge": found, "why": why, "later": later})


@open_to(STAFF)
@require_POST
def merge_undoing(request: StaffRequest, pk: int) -> HttpResponse:
    """One record is two again."""
    found = find_merge(request, pk)
    try:
        undo(found, by=request.user, at=request.at)
    except CannotBeUndone as error:
        messages.error(request, str(error))
        return redirect("merge", pk)
    messages.success(request, _("%(name)s is a record of its own again.") % {"name": found.gone})
    return redirect("merge", pk)
