"""Everything out: archives asked for, fetched and deleted, by admins."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import ADMINS, StaffRequest, open_to
from accounts.models import Action, Agency, Export, ExportUnderWay
from accounts.models.export import KEPT_FOR
from accounts.resuming import resumable
from accounts.trail.readings import noted

LINES = 50  # archives on the page, the newest


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
@never_cache
@vary_on_headers("HX-Request")
def exports(request: StaffRequest) -> HttpResponse:
    """All archives, and a new one asked for."""
    if request.method == "POST":
        try:
            Export.objects.ask(by=request.user, at=request.at)
        except ExportUnderWay:
            messages.info(request, _("An archive is being written already."))
        else:
            messages.success(
                request, _("The archive is on its way. You get a letter when it is ready.")
            )
        return redirect("exports")
    found = list(Export.objects.select_related("by")[:LINES])
    lines = [(export, export.state(request.at)) for export in found]
    under_way = [export for export, state in lines if state in ("waiting", "running")]
    context = {"lines": lines, "under_way": under_way, "days": KEPT_FOR.days}
    part = bool(request.htmx) and not request.htmx.history_restore_request
    return render(request, f"accounts/exports.html{'#list' if part else ''}", context)


@open_to(ADMINS)
@require_safe
@noted(Action.EXPORTED, about=Export)
def export_archive(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The archive itself or its rest, while it is there; that it was fetched is in the trail."""
    export = get_object_or_404(Export.objects.ready(request.at), pk=pk)
    try:
        file = default_storage.open(export.path)
    except FileNotFoundError as error:
        raise Http404 from error
    day = export.as_of or export.asked_at
    name = f"{slugify(Agency.current().name) or 'recruitcrm'}-{day:%Y-%m-%d}.zip"
    return resumable(request, file, digest=export.sha256, name=name, content_type="application/zip")


@open_to(ADMINS)
@require_POST
def export_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Deletes the file, or calls off one that is on its way."""
    get_object_or_404(Export, pk=pk).remove(at=request.at)
    messages.success(request, _("The archive is gone."))
    return redirect("exports")
