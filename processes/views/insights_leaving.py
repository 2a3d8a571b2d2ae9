"""Where people leave: figures, their CSV, and the cases behind each (K7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from accounts.models import Action, Agency
from accounts.trail.readings import noted
from processes.insights.choice import PERIODS, Choice
from processes.insights.figures import Period
from processes.insights.leaving import after_meetings, cases, figures, panels, times
from processes.insights.leaving.choice import Leaving, read_leaving
from processes.insights.leaving.panels import MOST, Panel
from processes.models import Kind
from processes.stages import SaidNo, Stage
from processes.views.insights import period_name


@open_to(STAFF)
@require_GET
def insights_leaving(request: StaffRequest) -> HttpResponse:
    """Who left at which stage, why, who said no, and after which meeting."""
    choice, period = asked(request)
    choice = choice.of_page()
    shape = figures.shape(choice, period)
    context: dict[str, Any] = page(choice, period) | {"shape": shape}
    if shape.all:
        context["sentence"] = sentence(shape)
        context["sides"] = [
            [
                panels.stages_panel(shape, choice),
                panels.sides_panel(shape, choice),
                after_meetings.met_panel(figures.by_meeting(choice, period, MOST + 1), choice),
                panels.managers_panel(figures.by_manager(choice, period, MOST + 1), choice),
                panels.months_panel(shape, choice, period),
            ],
            [
                panels.reasons_panel(shape, choice),
                times.stays_panel(figures.stays(choice, period), choice),
                panels.clients_panel(figures.by_client(choice, period, MOST + 1), choice),
                panels.who_panel(shape, choice),
                panels.kinds_panel(shape, choice),
            ],
        ]
    return render(request, "processes/insights_leaving.html", context)


@open_to(STAFF)
@require_GET
@noted(Action.EXPORTED)
def insights_leaving_table(request: StaffRequest, table: str) -> HttpResponse:
    """One table with all its lines, for a spreadsheet."""
    choice, period = asked(request)
    draw = TABLES.get(table)
    if draw is None:
        raise Http404
    drawn = draw(choice.of_page(), period).table
    answer = HttpResponse(drawn.as_csv(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{drawn.name}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@open_to(STAFF)
@require_GET
def insights_leaving_cases(request: StaffRequest) -> HttpResponse:
    """The people behind one figure, newest first."""
    choice, period = asked(request)
    found = cases.page(choice, period, request.GET.get("before", ""))
    context = page(choice, period) | {
        "cases": found,
        "about": about(choice, period),
        "next_url": choice.query(before=found.earlier) if found.earlier else "",
        "back": choice.of_page().query(),
    }
    return render(request, "processes/insights_leaving_cases.html", context)


def by_shape(draw: Callable[[figures.Shape, Leaving], Panel]) -> Callable[[Leaving, Period], Panel]:
    return lambda choice, period: draw(figures.shape(choice, period), choice)


TABLES: dict[str, Callable[[Leaving, Period], Panel]] = {
    "stages": by_shape(panels.stages_panel),
    "reasons": by_shape(panels.reasons_panel),
    "who": by_shape(panels.who_panel),
    "kinds": by_shape(panels.kinds_panel),
    "meeting": by_shape(panels.sides_panel),
    "months": lambda choice, period: panels.months_panel(
        figures.shape(choice, period), choice, period
    ),
    "clients": lambda choice, period: panels.clients_panel(
        figures.by_client(choice, period), choice, None
    ),
    "managers": lambda choice, period: panels.managers_panel(
        figures.by_manager(choice, period), choice, None
    ),
    "met": lambda choice, period: after_meetings.met_panel(
        figures.by_meeting(choice, period), choice, None
    ),
    "times": lambda choice, period: times.stays_panel(figures.stays(choice, period), choice),
}


def asked(request: StaffRequest) -> tuple[Leaving, Period]:
    """Months are those of the agency's calendar, whoever looks."""
    zone = Agency.current().working_hours().zone
    longest = Choice(max(PERIODS)).month_starts(request.at, zone)
    choice = read_leaving(request.GET.dict(), request.user, longest)
    return choice, Period(request.at, zone, choice.period.month_starts(request.at, zone))


def page(choice: Leaving, period: Period) -> dict[str, Any]:
    return {
        "choice": choice,
        "periods": [(number, period_name(number)) for number in PERIODS],
        "kinds": Kind.choices,
        "who": SaidNo.choices,
        "since": period.months[0].date(),
    }


def sentence(shape: figures.Shape) -> str:
    """One line: how many left, and how many of them by their own word, mostly where."""
    left = ngettext("%(count)s person left.", "%(count)s people left.", shape.all)
    said = left % {"count": shape.all}
    own = shape.by_themselves
    if not own:
        return said
    stages = shape.stage
    most = max(Stage, key=lambda stage: stages.get(stage.value, {}).get(SaidNo.CANDIDATE, 0))
    words = ngettext(
        "%(count)s person withdrew, most often at “%(stage)s”.",
        "%(count)s people withdrew, most often at “%(stage)s”.",
        own,
    )
    return f"{said} {words % {'count': own, 'stage': most.label}}"


def about(choice: Leaving, period: Period) -> list[str]:
    """What the figure was about, in words for the heading."""
    from processes.stages import Reason

    said = [
        _("before meeting the client") if choice.meeting == "before" and not choice.met else "",
        _("after meeting the client") if choice.meeting == "after" and not choice.met else "",
        str(Stage(choice.stage).label) if choice.stage else "",
        str(Reason(choice.reason).label) if choice.reason else "",
        _("%(who)s said no") % {"who": SaidNo(choice.who).label} if choice.who else "",
        _("met %(name)s") % {"name": choice.met.full_name} if choice.met else "",
        _("and withdrew") if choice.met and choice.meeting == "after" else "",
        _("asked after meeting %(name)s") % {"name": choice.asked.full_name}
        if choice.asked
        else "",
        _("went on from “%(stage)s”") % {"stage": Stage(choice.moved).label}
        if choice.moved
        else "",
        choice.client.name if choice.client else "",
        choice.manager.full_name if choice.manager else "",
        str(Kind(choice.kind).label) if choice.kind else "",
        choice.month,
        period_name(choice.months) if not choice.month else "",
    ]
    return [words for words in said if words]
