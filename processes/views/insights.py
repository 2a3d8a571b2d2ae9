"""Insights: how words were kept and how long people waited, as charts, tables and CSV."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from accounts.models import Action, Agency, User
from accounts.trail.readings import noted
from processes.insights import figures, panels
from processes.insights.choice import PERIODS, Choice, kind_names, read_choice
from processes.insights.figures import Period
from processes.insights.tables import Table, answers_table, kept_table, months_table


@open_to(STAFF)
@require_GET
def insights(request: StaffRequest) -> HttpResponse:
    """The page; a wish that cannot be understood is passed over and said on it."""
    recruiters = list(staff())
    choice = read_choice(request.GET, request.user, recruiters)
    period = period_of(choice, request)
    months = figures.by_month(choice, period)
    whole = figures.in_all(months)
    answers, waits, anybody_waited = panels.answers_panel(choice, period, months)
    context: dict[str, Any] = {
        "choice": choice,
        "periods": [(number, period_name(number)) for number in PERIODS],
        "recruiters": recruiters,
        "kinds": kind_names().items(),
        "since": period.months[0].date(),
        "whole": whole,
        "answers": answers,
        "waits": waits,
        "anybody_waited": anybody_waited,
        "panels": [
            panels.months_panel(months, choice),
            panels.kinds_panel(choice, period),
            panels.recruiters_panel(choice, period),
            panels.clients_panel(choice, period),
        ]
        if whole.owed
        else [],
    }
    return render(request, "processes/insights.html", context)


@open_to(STAFF)
@require_GET
@noted(Action.EXPORTED)
def insights_table(request: StaffRequest, table: str) -> HttpResponse:
    """One table with all its lines, for a spreadsheet."""
    choice = read_choice(request.GET, request.user, staff())
    drawn = whole_table(table, choice, period_of(choice, request))
    answer = HttpResponse(drawn.as_csv(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{drawn.name}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def whole_table(name: str, choice: Choice, period: Period) -> Table:
    """The table of this name, uncut; 404 where there is none."""
    match name:
        case "kinds":
            return kept_table(name, _("Kind"), figures.by_kind(choice, period))
        case "recruiters":
            return kept_table(name, _("Recruiter"), figures.by_recruiter(choice, period))
        case "clients":
            return kept_table(name, _("Client"), figures.by_client(choice, period))
        case "months":
            return months_table(figures.by_month(choice, period))
        case "answers":
            months = figures.empty_months(period)
            found = figures.answers_by_month(choice, period)
            return answers_table(months, found, figures.answers(choice, period))
    raise Http404


def staff() -> list[User]:
    """Whose words can be looked at: whoever works here or has worked here."""
    return list(User.objects.filter(role__in=STAFF).only("full_name").order_by("full_name", "pk"))


def period_of(choice: Choice, request: StaffRequest) -> Period:
    """Months are those of the agency's calendar, whoever looks."""
    zone = Agency.current().working_hours().zone
    return Period(request.at, zone, choice.month_starts(request.at, zone))


def period_name(number: int) -> str:
    return ngettext("Last %(number)s month", "Last %(number)s months", number) % {"number": number}
