"""Templates of schedules per kind of assignment, as the agency wants them. For admins."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from processes.forms.schedule_template import TemplateLineForm
from processes.models import EditedMeanwhile, Kind, ScheduleTemplate
from processes.schedules.built_in import built_in
from processes.schedules.example import example
from processes.schedules.planning import TemplateLine
from processes.views.frame import typed
from processes.views.log import is_id

WEEKS = (4, 6, 8, 12)  # for which the example is shown


@open_to(ADMINS)
@require_GET
def schedule_templates(request: StaffRequest) -> HttpResponse:
    return shown(request, Kind.PERMANENT)


@open_to(ADMINS)
@require_GET
def schedule_template(request: StaffRequest, kind: str) -> HttpResponse:
    """One kind's lines, and beside them the days of an assignment that is ordered today."""
    return shown(request, known(kind))


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def schedule_template_line_new(request: StaffRequest, kind: str) -> HttpResponse:
    lines, seen = in_force(known(kind))
    form = TemplateLineForm(typed(request), others=lines)
    return written(request, kind, form, lambda: [*lines, form.line], seen)


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def schedule_template_line(request: StaffRequest, kind: str, place: int) -> HttpResponse:
    lines, seen = in_force(known(kind))
    before, line, behind = around(lines, place)
    form = TemplateLineForm(typed(request), others=[*before, *behind], line=line)
    return written(request, kind, form, lambda: [*before, form.line, *behind], seen, place)


@open_to(ADMINS)
@require_POST
def schedule_template_line_removal(request: StaffRequest, kind: str, place: int) -> HttpResponse:
    lines, _seen = in_force(known(kind))
    before, _line, behind = around(lines, place)
    if not before and not behind:
        messages.error(request, _("A schedule has one line at least."))
        return redirect("schedule_template", kind)
    return kept(request, kind, [*before, *behind])


@open_to(ADMINS)
@require_POST
def schedule_template_order(request: StaffRequest, kind: str) -> HttpResponse:
    """The lines in the order in which they were posted, or one of them a step up or down."""
    lines, _seen = in_force(known(kind))
    order = [int(place) for place in request.POST.getlist("order") if is_id(place)]
    if sorted(order) != list(range(len(lines))):
        messages.error(request, str(EditedMeanwhile()))
        return redirect("schedule_template", kind)
    for name, step in (("up", -1), ("down", 1)):
        place = request.POST.get(name, "")
        if is_id(place) and int(place) in order:
            here = order.index(int(place))
            there = min(max(here + step, 0), len(order) - 1)
            order[here], order[there] = order[there], order[here]
    return kept(request, kind, [lines[place] for place in order])


@open_to(ADMINS)
@require_POST
def schedule_template_default(request: StaffRequest, kind: str) -> HttpResponse:
    """Back to the product's own template."""
    known(kind)
    try:
        ScheduleTemplate.objects.reset(kind, seen=request.GET.get("seen", ""))
    except EditedMeanwhile as edited:
        messages.error(request, str(edited))
    else:
        messages.success(request, _("The standard schedule is in force again."))
    return redirect("schedule_template", kind)


def shown(request: StaffRequest, kind: str) -> HttpResponse:
    own = ScheduleTemplate.objects.select_related("changed_by").filter(kind=kind).first()
    lines = own.template_lines if own else built_in(kind)
    asked = request.GET.get("weeks", "")
    weeks = int(asked) if is_id(asked) and int(asked) in WEEKS else WEEKS[1]
    context = {
        "kind": Kind(kind),
        "own": own,
        "seen": own.version if own else "",
        "lines": example(lines, weeks, request.at),
        "weeks": weeks,
        "choices": WEEKS,
        "by_day": kind == Kind.INTERIM,
        "tabs": [
            {
                "label": one.label,
                "url": reverse("schedule_template", args=[one]),
                "here": one == kind,
            }
            for one in Kind
        ],
    }
    return render(request, "processes/schedule_template.html", context)


def written(
    request: StaffRequest,
    kind: str,
    form: TemplateLineForm,
    lines: Callable[[], list[TemplateLine]],
    seen: str,
    place: int | None = None,
) -> HttpResponse:
    """The page of a line's form, or the template once the line is in it."""
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        if form.is_valid():
            try:
                ScheduleTemplate.objects.keep(
                    kind, lines(), by=request.user, at=request.at, seen=seen
                )
            except EditedMeanwhile as edited:
                form.add_error(None, f"{edited} {_('Look at the template again first.')}")
            else:
                messages.success(request, _("Saved. It counts for assignments opened from now."))
                return redirect("schedule_template", kind)
    context = {"kind": Kind(kind), "form": form, "seen": seen, "place": place}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/schedule_template_line.html", context, status=status)


def kept(request: StaffRequest, kind: str, lines: list[TemplateLine]) -> HttpResponse:
    seen = request.POST.get("seen", request.GET.get("seen", ""))
    try:
        ScheduleTemplate.objects.keep(kind, lines, by=request.user, at=request.at, seen=seen)
    except EditedMeanwhile as edited:
        messages.error(request, str(edited))
    return redirect("schedule_template", kind)


def in_force(kind: str) -> tuple[list[TemplateLine], str]:
    """The lines, and what says later whether they have changed."""
    own = ScheduleTemplate.objects.of(kind)
    return (own.template_lines, own.version) if own else (list(built_in(kind)), "")


def around(
    lines: list[TemplateLine], place: int
) -> tuple[list[TemplateLine], TemplateLine, list[TemplateLine]]:
    if place >= len(lines):
        raise Http404
    return lines[:place], lines[place], lines[place + 1 :]


def known(kind: str) -> str:
    if kind not in Kind.values:
        raise Http404
    return kind
