"""Today: who waits for a word from whom, and everything that settles it in a click or two."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from accounts.models import User
from clients.models import Client
from processes import attention
from processes.models import Application
from processes.today.choice import TOGETHER, Choice, kinds_to_choose
from processes.today.figures import figures
from processes.today.notices import Notices, notices
from processes.today.words import Words, clocks_shown_until, words_owed


@open_to(STAFF)
@require_GET
def today(request: StaffRequest) -> HttpResponse:
    choice = Choice.read(request.GET.dict(), request.user)
    owners, leaders = choice.owners, choice.leaders
    words = words_owed(owners, request.user, request.at, choice.kinds)
    reports = attention.reports_of_the_week(leaders, request.at)
    soon = clocks_shown_until(request.user.working_hours(), request.at)
    context: dict[str, Any] = {
        "choice": choice,
        "ways": {kind: choice.of_kind(kind).address for kind in TOGETHER},
        "clients": clients_to_choose(choice, words),
        "kinds": kinds_to_choose(),
        "words": words,
        "leaving": words.is_leaving(request.at),
        "begins": begins(words, request.user),
        "sentence": words.sentence(choice.whose == "mine"),
        "figures": figures(owners, request.at, clocks_until=soon),
        "obstacles": attention.in_the_way(leaders),
        "cooling": attention.cooling(leaders, request.at),
        "without_dates": [
            assignment
            for assignment in attention.without_dates(leaders, request.at)
            if assignment.pk not in words.dates_to_agree
        ],
        "reports": reports,
        "to_review": [] if choice.kind else attention.to_review(reports, request.at),
        "notices": Notices()
        if choice.is_narrow
        else notices(owners, leaders, request.user, request.at),
        "nav_counts": {
            "today": None if choice.is_narrow else words.count,
            "reports": sum(report.state == "draft" for report in reports),
            "applications": applications_waiting(words, request.user),
        },
    }
    return render(request, "processes/today.html", context)


def applications_waiting(words: Words, user: User) -> int | None:
    """How many wait to be looked at; asked only where a row says that some do."""
    if not any(word.kind == "application_look" for word in words.rows):
        return None
    return Application.objects.visible_to(user).waiting().count()


def begins(words: Words, user: User) -> bool:
    """Whether an admin looks at an agency that has no client yet."""
    return user.is_admin and not words.rows and not Client.objects.exists()


def clients_to_choose(choice: Choice, words: Words) -> list[Client]:
    """Those of the rows at hand; any other is found by typing its name."""
    known = {word.client_id: word.client for word in words.rows}
    if choice.client:
        known.setdefault(choice.client.pk, choice.client)
    return sorted(known.values(), key=lambda client: client.name.casefold())
