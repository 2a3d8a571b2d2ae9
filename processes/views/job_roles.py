"""The role catalogue that briefs are held against (C2). For admins."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from accounts.models import Agency
from processes.forms.job_role import JobRoleForms
from processes.models import EditedMeanwhile, JobRole
from processes.role_catalogue.starter import starter_roles, take_over
from processes.views.frame import searched, typed

SHOWN = 60


@open_to(ADMINS)
@require_GET
def job_roles(request: StaffRequest) -> HttpResponse:
    """Every role by its name, found by any of its names or by words of its duties."""
    words, country = searched(request), Agency.current().country
    found = list(JobRole.objects.with_all().matching(words)[: SHOWN + 1])
    taken = JobRole.objects.exclude(key="").count()
    context = {
        "roles": [
            (role, role.ranges_first_of(country))
            for role in sorted(found[:SHOWN], key=lambda role: role.name.casefold())
        ],
        "more": len(found) > SHOWN,
        "typed": words,
        "missing": max(len(starter_roles()) - taken, 0),
    }
    return render(request, "processes/job_roles.html", context)


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def job_role_new(request: StaffRequest) -> HttpResponse:
    return written(request, None)


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def job_role(request: StaffRequest, pk: int) -> HttpResponse:
    return written(request, get_object_or_404(JobRole.objects.with_all(), pk=pk))


def written(request: StaffRequest, role: JobRole | None) -> HttpResponse:
    """The page of a role, or the catalogue once the role is written."""
    form = JobRoleForms(typed(request), role=role)
    seen = request.POST.get("seen", role.version if role else "")
    if request.method == "POST" and form.is_valid():
        try:
            kept = JobRole.objects.write(
                role, form.wanted, form.wanted_usual, by=request.user, at=request.at, seen=seen
            )
        except EditedMeanwhile as edited:
            form.errors.append(str(edited))
        else:
            messages.success(request, _("Saved: %(what)s.") % {"what": kept.name})
            return redirect("job_roles")
    context = {"form": form, "role": role, "seen": seen}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/job_role.html", context, status=status)


@open_to(ADMINS)
@require_POST
def job_role_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Briefs are held against it no longer."""
    role = get_object_or_404(JobRole.objects.with_all(), pk=pk)
    said = _("%(name)s is out of the catalogue.") % {"name": role.name}
    role.delete()
    messages.success(request, said)
    return redirect("job_roles")


@open_to(ADMINS)
@require_POST
def job_roles_starter(request: StaffRequest) -> HttpResponse:
    """Takes over what is missing of the starter catalogue."""
    count = take_over(by=request.user, at=request.at)
    said = ngettext(
        "%(count)d role taken over. Its ranges are examples: replace them by what you see.",
        "%(count)d roles taken over. Their ranges are examples: replace them by what you see.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("job_roles")
