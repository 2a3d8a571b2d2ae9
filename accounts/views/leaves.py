"""Leave: when somebody is away and who stands in; one's own, and for leads everybody's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from accounts.forms.leave import LeaveForm
from accounts.models import Leave, LeaveIsOver, User


@open_to(STAFF)
@require_GET
def leaves(request: StaffRequest) -> HttpResponse:
    """Running ones and those to come, for whom the reader stands in, and for leads the desks."""
    ahead = Leave.objects.ahead().select_related("user", "deputy")
    rows = list(ahead.visible_to(request.user))
    context = {
        "leaves": rows,
        "away": {leave.pk for leave in rows if leave.is_away(request.at)},
        "stands_in": list(ahead.filter(deputy=request.user)),
        "desks": User.objects.staff().order_by("full_name", "pk") if request.user.leads else [],
    }
    return render(request, "accounts/leaves.html", context)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def leave_new(request: StaffRequest) -> HttpResponse:
    return planned(request, None)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def leave_edit(request: StaffRequest, pk: int) -> HttpResponse:
    return planned(request, visible(request, pk))


@open_to(STAFF)
@require_POST
def leave_calling_off(request: StaffRequest, pk: int) -> HttpResponse:
    leave = visible(request, pk)
    try:
        leave.call_off(at=request.at)
    except LeaveIsOver as over:
        messages.error(request, str(over))
    else:
        messages.success(request, _("%(name)s is not away any more.") % {"name": leave.user})
    return redirect("leaves")


def visible(request: StaffRequest, pk: int) -> Leave:
    ahead = Leave.objects.ahead().visible_to(request.user).select_related("user", "deputy")
    return get_object_or_404(ahead, pk=pk)


def planned(request: StaffRequest, leave: Leave | None) -> HttpResponse:
    form = LeaveForm(request.POST or None, leave=leave, by=request.user, now=request.at)
    if request.method == "POST" and form.is_valid():
        try:
            is_written = form.plan()
        except LeaveIsOver as over:
            form.add_error(None, str(over))
        else:
            if is_written:
                words = {"deputy": form.cleaned_data["deputy"], "name": form.person}
                messages.success(request, _("%(deputy)s stands in for %(name)s.") % words)
                return redirect("leaves")
    if leave is None and (pk := request.GET.get("user", "")):
        form.initial["user"] = pk
    context = {"form": form, "leave": leave}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/leave_form.html", context, status=status)
