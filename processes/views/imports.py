"""Imports: files chosen, tried out, taken in and taken back; the worker does the work."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts.access import ADMINS, StaffRequest, open_to
from processes.forms.imports import ChoicesForm, TryingForm, UploadForm
from processes.imports import page
from processes.models import Import, WrongMoment

LINES = 50  # imports on the page, the newest


@open_to(ADMINS)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: StaffRequest) -> HttpResponse:
    """All imports, and files chosen for another one."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        files = form.cleaned_data["tables"]
        return redirect(Import.objects.begin(files, by=request.user, at=request.at))
    found = Import.objects.select_related("by").prefetch_related("sheets")[:LINES]
    context = {"form": form, "imports": found}
    return render(request, "processes/imports.html", context, status=422 if form.is_bound else 200)


@open_to(ADMINS)
@require_GET
@vary_on_headers("HX-Request")
def import_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Where an import is; asked again and again while the worker is busy with it."""
    found = find_import(pk)
    part = bool(request.htmx) and not request.htmx.history_restore_request
    template = "processes/parts/import_state.html" if part else "processes/import_page.html"
    return render(request, template, page.context_of(found))


@open_to(ADMINS)
@require_POST
def import_checking(request: StaffRequest, pk: int) -> HttpResponse:
    """Tries it out, with what is said of names and matches."""
    found = find_import(pk)
    form = TryingForm(request.POST, instance=found)
    if not found.can_change or not form.is_valid():
        if found.can_change:
            context = page.context_of(find_import(pk)) | {"form": form}
            return render(request, "processes/import_page.html", context, status=422)
        return gone_on(request, found)
    try:
        with transaction.atomic():
            found.try_out(at=request.at)
            found.save(update_fields=TryingForm.Meta.fields)
    except WrongMoment:
        return gone_on(request, found)
    return redirect(found)


@open_to(ADMINS)
@require_POST
def import_choices(request: StaffRequest, pk: int) -> HttpResponse:
    """Who those are that are perhaps here already."""
    found = find_import(pk)
    rows = page.undecided_rows(found)
    form = ChoicesForm(request.POST, rows=rows)
    if not form.is_valid():
        context = page.context_of(found) | {"choices": form}
        return render(request, "processes/import_page.html", context, status=422)
    if found.is_at_work or found.forgotten_at:
        return gone_on(request, found)
    chosen = {row.pk: form.cleaned_data[f"row_{row.pk}"] for row, _twins in rows}
    try:
        with found.at_rest():
            page.choose(found, chosen, form.cleaned_data["rest"])
    except WrongMoment:
        return gone_on(request, found)
    messages.success(request, _("Kept."))
    return redirect(found)


@open_to(ADMINS)
@require_POST
def import_taking_in(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_import(pk)
    try:
        found.take_in(at=request.at)
    except WrongMoment as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


@open_to(ADMINS)
@require_POST
def import_taking_back(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_import(pk)
    try:
        found.take_back(by=request.user, at=request.at)
    except WrongMoment as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


@open_to(ADMINS)
@require_POST
def import_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Nothing of the files is kept any longer; what was taken in stays."""
    found = find_import(pk)
    if found.is_at_work:
        return gone_on(request, found)
    try:
        found.forget(at=request.at)
    except WrongMoment:
        return gone_on(request, found)
    messages.success(request, _("The files and their rows are deleted."))
    return redirect("imports")


def find_import(pk: int) -> Import:
    return get_object_or_404(Import.objects.select_related("by", "taken_back_by"), pk=pk)


def gone_on(request: StaffRequest, found: Import) -> HttpResponse:
    messages.error(request, _("This import has gone on meanwhile. Please look at it again."))
    return redirect(found)
