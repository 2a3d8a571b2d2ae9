"""Talent pools: by hand, with who was put there when and why, and by rule, asked anew each time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from candidates.criteria import said
from candidates.finding.found import find
from candidates.finding.wanted import Wanted
from candidates.models import Candidate, Pool, PoolMember
from processes.forms.pool import PoolForm
from processes.models.which_events import read_mark

SHOWN = 50
MOST = 300  # pools on one page
LIVING = Q(members__candidate__closed_at=None, members__candidate__merged_into=None)


@open_to(STAFF)
@require_GET
def pools(request: StaffRequest) -> HttpResponse:
    """Every pool by name, those by hand with how many are in it."""
    found = Pool.objects.select_related("made_by").annotate(size=Count("members", filter=LIVING))
    context = {"pools": found[:MOST], "tab": "pools"}
    return render(request, "candidates/pools.html", context)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def pool_new(request: StaffRequest) -> HttpResponse:
    """A pool by hand; with criteria of a search in the address, one by rule."""
    wanted = Wanted.from_query(request.GET)
    form = PoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.instance
        made.made_by, made.made_at = request.user, request.at
        made.rule = wanted.to_json() or None
        if form.keep():
            return redirect(made)
    context = {"form": form, "criteria": said(wanted)}
    status = 422 if form.is_bound else 200
    return render(request, "candidates/pool_form.html", context, status=status)


@open_to(STAFF)
@require_GET
def pool(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Pool.objects.select_related("made_by"), pk=pk)
    shown = by_rule(request, found) if found.is_by_rule else by_hand(request, found)
    return render(request, "candidates/pool.html", {"pool": found, "tab": "pools", **shown})


def by_rule(request: StaffRequest, pool: Pool) -> dict[str, Any]:
    wanted = Wanted.from_json(pool.rule)
    found = find(
        wanted,
        at=request.at,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=SHOWN,
        user=request.user,
    )
    return {"found": found, "criteria": said(wanted), "query": wanted.to_query()}


def by_hand(request: StaffRequest, pool: Pool) -> dict[str, Any]:
    """Whoever came last stands first; the next ones are found by the last one's moment."""
    members = PoolMember.objects.filter(
        pool=pool, candidate__closed_at=None, candidate__merged_into=None
    ).select_related("candidate", "by")
    if mark := read_mark(request.GET.get("after", "")):
        at, pk = mark
        members = members.filter(at__lte=at).exclude(at=at, pk__gte=pk)
    rows = list(members[: SHOWN + 1])
    last = rows[SHOWN - 1] if len(rows) > SHOWN else None
    mark_of_last = f"{last.at:%Y%m%dT%H%M%S.%f}-{last.pk}" if last else ""
    return {"members": rows[:SHOWN], "more_url": f"?after={mark_of_last}" if last else ""}


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def pool_edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Pool, pk=pk)
    name = found.name
    form = PoolForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid() and form.keep(["name", "about"]):
        return redirect(found)
    context = {"form": form, "pool": found, "name": name}
    status = 422 if form.is_bound else 200
    return render(request, "candidates/pool_form.html", context, status=status)


@open_to(STAFF)
@require_POST
def pool_rule(request: StaffRequest, pk: int) -> HttpResponse:
    """In the pool is whoever fits what stands in the address from now on; never everybody."""
    found = get_object_or_404(Pool.objects.by_rule(), pk=pk)
    wanted = Wanted.from_query(request.GET)
    if wanted.narrows:
        found.rule = wanted.to_json()
        found.save(update_fields=["rule"])
        messages.success(request, _("“%(name)s” is saved.") % {"name": found.name})
    return redirect(found)


@open_to(STAFF)
@require_POST
def pool_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """The pool is gone; the people in it stay as they are."""
    found = get_object_or_404(Pool, pk=pk)
    found.delete()
    messages.success(request, _("The pool “%(name)s” is gone.") % {"name": found.name})
    return redirect("pools")


@open_to(STAFF)
@require_POST
def pool_member_removal(request: StaffRequest, pk: int) -> HttpResponse:
    theirs = PoolMember.objects.filter(candidate__in=Candidate.objects.opened_by(request.user))
    member = get_object_or_404(theirs.select_related("pool", "candidate"), pk=pk)
    member.delete()
    words = {"name": member.candidate.full_name, "pool": member.pool.name}
    messages.success(request, _("%(name)s is no longer in “%(pool)s”.") % words)
    return redirect(member.candidate if "from_candidate" in request.POST else member.pool)
