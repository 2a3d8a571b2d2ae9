"""Searches that were saved: one's own and shared ones, and the new people whom they have found."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from candidates.criteria import said, said_of_each
from candidates.finding.wanted import Wanted
from candidates.forms.saved_search import SavedSearchForm
from candidates.models import SavedSearch, SearchSighting, SearchWatch

MOST = 200  # searches on one page
NEWS = 100


@open_to(STAFF)
@require_GET
def saved_searches(request: StaffRequest) -> HttpResponse:
    """One's own first, then what others share."""
    seen = SavedSearch.objects.visible_to(request.user).select_related("owner")
    found = list(seen.with_news_for(request.user)[:MOST])
    words = said_of_each([Wanted.from_json(one.wanted) for one in found])
    told = [(one, criteria) for one, criteria in zip(found, words, strict=True)]
    context = {
        "own": [(one, criteria) for one, criteria in told if one.owner_id == request.user.pk],
        "others": [(one, criteria) for one, criteria in told if one.owner_id != request.user.pk],
        "tab": "searches",
        "news": sum(one.news for one in found),  # type: ignore[attr-defined]
    }
    return render(request, "candidates/saved_searches.html", context)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def saved_search_new(request: StaffRequest) -> HttpResponse:
    """Saves the criteria that stand in the address."""
    wanted = Wanted.from_query(request.GET)
    form = SavedSearchForm(request.POST or None, owner=request.user)
    if request.method == "POST" and form.is_valid():
        made = SavedSearch(
            owner=request.user,
            name=form.cleaned_data["name"],
            shared=form.cleaned_data["shared"],
            wanted=wanted.to_json(),
            saved_at=request.at,
        )
        try:
            with transaction.atomic():
                made.save()
                if form.cleaned_data["watched"]:
                    made.watch(request.user, at=request.at)
        except IntegrityError:  # posted twice
            form.add_error("name", _("You have a search of this name already."))
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": made.name})
            return redirect(made)
    context = {"form": form, "criteria": said(wanted)}
    status = 422 if form.is_bound else 200
    return render(request, "candidates/saved_search_form.html", context, status=status)


@open_to(STAFF)
@require_GET
def saved_search(request: StaffRequest, pk: int) -> HttpResponse:
    """The list of candidates as this search narrows it down."""
    found = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    query = Wanted.from_json(found.wanted).to_query()
    return redirect(f"{reverse('candidates')}?{query}&search={found.pk}".replace("?&", "?"))


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def saved_search_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Another name, shared or not; by its owner, or a lead if it is shared."""
    found = get_object_or_404(SavedSearch.objects.changed_by(request.user), pk=pk)
    form = SavedSearchForm(request.POST or None, owner=found.owner, search=found)
    if request.method == "POST" and form.is_valid():
        try:
            found.change(form.cleaned_data["name"], shared=form.cleaned_data["shared"])
        except IntegrityError:
            form.add_error("name", _("You have a search of this name already."))
        else:
            return redirect("saved_searches")
    context = {"form": form, "search": found}
    status = 422 if form.is_bound else 200
    return render(request, "candidates/saved_search_form.html", context, status=status)


@open_to(STAFF)
@require_POST
def saved_search_criteria(request: StaffRequest, pk: int) -> HttpResponse:
    """The search looks for what stands in the address from now on."""
    found = get_object_or_404(SavedSearch.objects.changed_by(request.user), pk=pk)
    found.wanted = Wanted.from_query(request.GET).to_json()
    found.save(update_fields=["wanted"])
    messages.success(request, _("“%(name)s” is saved.") % {"name": found.name})
    return redirect(found)


@open_to(STAFF)
@require_POST
def saved_search_removal(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(SavedSearch.objects.changed_by(request.user), pk=pk)
    found.delete()
    messages.success(request, _("The search “%(name)s” is gone.") % {"name": found.name})
    return redirect("saved_searches")


@open_to(STAFF)
@require_POST
def saved_search_watch(request: StaffRequest, pk: int) -> HttpResponse:
    """The reader hears of new people from the next morning on."""
    found = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    found.watch(request.user, at=request.at)
    return redirect("saved_searches")


@open_to(STAFF)
@require_POST
def saved_search_unwatching(request: StaffRequest, pk: int) -> HttpResponse:
    get_object_or_404(SearchWatch, search=pk, user=request.user).delete()
    return redirect("saved_searches")


@open_to(STAFF)
@require_GET
def saved_search_news(request: StaffRequest, pk: int) -> HttpResponse:
    """New people of whom the reader was told and whom they have not looked at."""
    found = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    unseen = SearchSighting.objects.unseen_by(request.user).filter(watch__search=found)
    context = {
        "search": found,
        "sightings": unseen.select_related("candidate").order_by("pk")[:NEWS],
        "tab": "searches",
    }
    return render(request, "candidates/saved_search_news.html", context)


@open_to(STAFF)
@require_POST
def saved_search_seen(request: StaffRequest, pk: int) -> HttpResponse:
    """Those that were shown count as looked at; who comes meanwhile is still new."""
    found = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    shown = request.POST.get("up_to", "")
    unseen = SearchSighting.objects.filter(watch__search=found, watch__user=request.user)
    if shown.isdecimal() and len(shown) < 19:
        unseen.filter(seen_at=None, pk__lte=int(shown)).update(seen_at=request.at)
    return redirect("saved_searches")
