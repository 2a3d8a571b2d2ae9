"""The list of candidates: what is searched for, who was found and why, and in which columns."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from accounts.access import STAFF, StaffRequest, open_to
from candidates.cells import Beside
from candidates.columns import shown
from candidates.criteria import said
from candidates.finding.found import find
from candidates.finding.marks import marked
from candidates.finding.text import OWN_OR
from candidates.finding.wanted import Wanted
from candidates.forms.columns import ColumnsForm
from candidates.forms.filter import FilterForm
from candidates.frame import frame_of
from candidates.models import OwnList, Pool, SavedSearch
from candidates.rows import rows_of
from candidates.standing import stages_of

OF_POOL = "p"  # stands before the number where the rule of a pool is open
SORTS = (
    ("", _("best match of words, else name")),
    ("name", pgettext_lazy("of a person", "name")),
    ("newest", _("newest first")),
    ("contact", _("last contact")),
    ("available", _("available first")),
)


@open_to(STAFF)
@require_GET
@vary_on_headers("HX-Request")
def candidates(request: StaffRequest) -> HttpResponse:
    """Whoever fits all that the address asks for, a page at a time, and why they were found."""
    wanted = Wanted.from_query(request.GET)
    search = own_search(request)
    mark = mark_of(search)
    if "" in request.GET.values() and not request.htmx:  # a form's empty fields say nothing
        kept = [*parse_qsl(wanted.to_query()), *([("search", mark)] if mark else [])]
        return redirect(f"{request.path}?{urlencode(kept)}")
    frame = frame_of(request.user)
    columns = shown(frame.columns)
    names = {column.column.name for column in columns}
    found = find(
        wanted,
        at=request.at,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        user=request.user,
        owners="owner" in names,
    )
    stages = stages_of(found.rows, request.user) if "stage" in names else {}
    beside = Beside(timezone.localtime(request.at).date(), stages)
    # Of names that are only like what was typed there is nothing to mark.
    marks = {} if found.similar else marked(found.rows, wanted)
    query = wanted.to_query()
    context = {
        "wanted": wanted,
        "found": found,
        "rows": rows_of(found.rows, columns, beside, marks),
        "columns": columns,
        "criteria": said(wanted, words_too=False),
        "query": query,
        "pairs": parse_qsl(query),
        "kept": [pair for pair in parse_qsl(query) if pair[0] not in ("q", "sort")],
        "sorts": SORTS,
        "agency": frame.agency,
        "news": frame.news,
        "tab": "list",
        "search": search,
        "search_mark": mark,
        "keep_url": keep_url(search),
        "typed_in": typed_in(request),
    }
    part = "#rows" if request.htmx.target == "rows" else ""
    return render(request, f"candidates/candidates.html{part}", context)


def own_search(request: StaffRequest) -> SavedSearch | Pool | None:
    """The saved search that was opened, where the reader may change it, or the rule of a pool."""
    mark = request.GET.get("search", "")
    pk = mark.removeprefix(OF_POOL)
    if not (pk.isdecimal() and len(pk) < 16):
        return None
    if mark.startswith(OF_POOL):
        return Pool.objects.by_rule().filter(pk=pk).first()
    return SavedSearch.objects.changed_by(request.user).filter(pk=pk).first()


def mark_of(search: SavedSearch | Pool | None) -> str:
    """How the address says which one is open."""
    if search is None:
        return ""
    return f"{OF_POOL if isinstance(search, Pool) else ''}{search.pk}"


def keep_url(search: SavedSearch | Pool | None) -> str:
    """Where the criteria are posted to that shall be its own from now on."""
    if search is None:
        return ""
    name = "pool_rule" if isinstance(search, Pool) else "saved_search_criteria"
    return reverse(name, args=[search.pk])


def typed_in(request: StaffRequest) -> str:
    """The reader's language, where it has a word of its own between words of a search."""
    return request.user.language if request.user.language in OWN_OR else ""


@open_to(STAFF)
@require_GET
def candidate_filters(request: StaffRequest) -> HttpResponse:
    """Everything that narrows the list down, as one form that leads back to the list."""
    wanted = Wanted.from_query(request.GET)
    search = own_search(request)
    context = {
        "form": FilterForm(wanted),
        "wanted": wanted,
        "search": mark_of(search),
        "typed_in": typed_in(request),
    }
    return render(request, "candidates/candidate_filters.html", context)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def candidate_columns(request: StaffRequest) -> HttpResponse:
    """Which columns the reader's own list has."""
    mine = OwnList.objects.filter(user=request.user).first()
    names = [shown_one.column.name for shown_one in shown(mine.columns if mine else [])]
    form = ColumnsForm(request.POST or None, initial={"columns": names})
    if request.method == "POST":
        form = ColumnsForm(request.POST)
        if form.is_valid():
            OwnList.objects.choose_columns(request.user, form.cleaned_data["columns"])
            return redirect("candidates")
    status = 422 if form.is_bound else 200
    return render(request, "candidates/candidate_columns.html", {"form": form}, status=status)
