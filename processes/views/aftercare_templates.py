"""The plans of aftercare that placements begin with, as the agency wants them. For admins."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import ADMINS, StaffRequest, open_to
from processes.aftercare.built_in import built_in
from processes.aftercare.example import example
from processes.aftercare.planning import PlanLine
from processes.forms.aftercare import PlanLineForm
from processes.models import AftercareTemplate, EditedMeanwhile, PlanKind
from processes.views.frame import typed


@open_to(ADMINS)
@require_safe
def aftercare_templates(request: StaffRequest) -> HttpResponse:
    return shown(request, PlanKind.PERMANENT)


@open_to(ADMINS)
@require_safe
def aftercare_template(request: StaffRequest, kind: str) -> HttpResponse:
    """One kind's lines, and beside them the days of somebody who starts today."""
    return shown(request, known(kind))


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def aftercare_line_new(request: StaffRequest, kind: str) -> HttpResponse:
    lines, seen = in_force(known(kind))
    form = PlanLineForm(typed(request), others=lines)
    return written(request, kind, form, lambda: [*lines, form.line], seen)


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def aftercare_line(request: StaffRequest, kind: str, place: int) -> HttpResponse:
    lines, seen = in_force(known(kind))
    before, line, behind = around(lines, place)
    form = PlanLineForm(typed(request), others=[*before, *behind], line=line)
    return written(request, kind, form, lambda: [*before, form.line, *behind], seen, place)


@open_to(ADMINS)
@require_POST
def aftercare_line_removal(request: StaffRequest, kind: str, place: int) -> HttpResponse:
    lines, _seen = in_force(known(kind))
    before, _line, behind = around(lines, place)
    if not before and not behind:
        messages.error(request, _("A plan has one line at least."))
        return redirect("aftercare_template", kind)
    seen = request.POST.get("seen", request.GET.get("seen", ""))
    try:
        AftercareTemplate.objects.keep(
            kind, [*before, *behind], by=request.user, at=request.at, seen=seen
        )
    except EditedMeanwhile as edited:
        messages.error(request, str(edited))
    return redirect("aftercare_template", kind)


@open_to(ADMINS)
@require_POST
def aftercare_template_default(request: StaffRequest, kind: str) -> HttpResponse:
    """Back to the product's own plan."""
    known(kind)
    try:
        AftercareTemplate.objects.reset(kind, seen=request.GET.get("seen", ""))
    except EditedMeanwhile as edited:
        messages.error(request, str(edited))
    else:
        messages.success(request, _("The standard plan is in force again."))
    return redirect("aftercare_template", kind)


def shown(request: StaffRequest, kind: str) -> HttpResponse:
    own = AftercareTemplate.objects.select_related("changed_by").filter(kind=kind).first()
    lines = own.plan_lines if own else built_in(kind)
    context = {
        "kind": PlanKind(kind),
        "own": own,
        "seen": own.version if own else "",
        "lines": example(lines, kind, request.at),
        "tabs": [
            {
                "label": one.label,
                "url": reverse("aftercare_template", args=[one]),
                "here": one == kind,
            }
            for one in PlanKind
        ],
    }
    return render(request, "processes/aftercare_template.html", context)


def written(
    request: StaffRequest,
    kind: str,
    form: PlanLineForm,
    lines: Callable[[], list[PlanLine]],
    seen: str,
    place: int | None = None,
) -> HttpResponse:
    """The page of a line's form, or the plan once the line is in it."""
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        if form.is_valid():
            try:
                AftercareTemplate.objects.keep(
                    kind, lines(), by=request.user, at=request.at, seen=seen
                )
            except EditedMeanwhile as edited:
                form.add_error(None, f"{edited} {_('Look at the plan again first.')}")
            else:
                messages.success(request, _("Saved. It counts for placements made from now."))
                return redirect("aftercare_template", kind)
    context = {"kind": PlanKind(kind), "form": form, "seen": seen, "place": place}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/aftercare_line.html", context, status=status)


def in_force(kind: str) -> tuple[list[PlanLine], str]:
    """The lines, and what says later whether they have changed."""
    own = AftercareTemplate.objects.of(kind)
    return (own.plan_lines, own.version) if own else (list(built_in(kind)), "")


def around(lines: list[PlanLine], place: int) -> tuple[list[PlanLine], PlanLine, list[PlanLine]]:
    if place >= len(lines):
        raise Http404
    return lines[:place], lines[place], lines[place + 1 :]


def known(kind: str) -> str:
    if kind not in PlanKind.values:
        raise Http404
    return kind
