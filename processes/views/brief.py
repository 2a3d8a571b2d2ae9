"""Tabs of an assignment that are mostly read: timeline, reports, brief; its dates."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from processes.briefs.side_by_side import side_by_side
from processes.briefs.telling import untold
from processes.forms.assignment import DatesForm
from processes.models import BriefVersion
from processes.replacement import made_good, replaced_by
from processes.seen import seen
from processes.views.frame import find_assignment, frame, typed

REPORTS_SHOWN = 60


@open_to(STAFF)
def assignment_timeline(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_assignment(request, pk)
    page = found.events.page(request.GET.get("before", ""), known="assignment")
    context = frame(request, found, "assignment_timeline") | {"timeline": page}
    return render(request, "processes/assignment_timeline.html", context)


@open_to(STAFF)
def assignment_reports(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_assignment(request, pk)
    context = frame(request, found, "assignment_reports")
    reports = list(found.reports.select_related("approved_by")[:REPORTS_SHOWN])
    opened = seen(found, reports)
    context["reports"] = [(report, opened.of_reports.get(report.pk)) for report in reports]
    context["readers"] = opened.readers
    return render(request, "processes/assignment_reports.html", context)


@open_to(STAFF)
def assignment_brief(request: StaffRequest, pk: int) -> HttpResponse:
    """The brief as it stands, and what of it the client has not heard yet (C2)."""
    found = find_assignment(
        request,
        pk,
        newest_version=BriefVersion.objects.newest_of_each(),
        made_good=made_good(request.user),
    )
    context = frame(request, found, "assignment_brief")
    context["people"] = found.contacts.all()
    newest = found.newest_version or {"number": 0, "is_owed": False}  # type: ignore[attr-defined]
    context["versions"] = newest["number"]
    context["new"] = untold(found) if newest["is_owed"] else None
    context["replaces"] = replaced_by(found)
    return render(request, "processes/assignment_brief.html", context)


@open_to(STAFF)
@require_GET
def brief_versions(request: StaffRequest, pk: int) -> HttpResponse:
    """What was wanted when, side by side."""
    found = find_assignment(request, pk)
    context = frame(request, found, "assignment_brief")
    asked = request.GET.get("until", "")
    until = int(asked) if asked.isdecimal() and len(asked) < 5 else None
    context["beside"] = side_by_side(found, until)
    return render(request, "processes/brief_versions.html", context)


@open_to(STAFF)
def dates(request: StaffRequest, pk: int) -> HttpResponse:
    """Presentation, meetings and decision are agreed with the client."""
    found = find_assignment(request, pk)
    form = DatesForm(typed(request), instance=found)
    if request.method == "POST" and form.is_valid():
        found.agree_dates(by=request.user, at=request.at, **form.cleaned_data)
        messages.success(request, _("The dates are agreed, and the schedule follows them."))
        return redirect("assignment_brief", found.pk)
    status = 422 if request.method == "POST" else 200
    context = {"assignment": found, "form": form}
    return render(request, "processes/dates.html", context, status=status)
