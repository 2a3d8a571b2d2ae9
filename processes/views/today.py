"""Today: who waits for a word from whom, and everything that settles it in a click or two."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from mailings.models import Letter
from processes import attention
from processes.today import WHOSE, figures, of, words_owed


@open_to(STAFF)
@require_GET
def today(request: StaffRequest) -> HttpResponse:
    whose = request.GET.get("whose", "mine")
    choices = [name for name in WHOSE if name != "team" or request.user.leads]
    whose = whose if whose in choices else "mine"
    owners = of(whose, request.user)
    words = words_owed(owners, request.user, request.at)
    reports = attention.reports_of_the_week(owners, request.at)
    context: dict[str, Any] = {
        "whose": whose,
        "choices": [(name, WHOSE[name]) for name in choices],
        "words": words,
        "sentence": words.sentence(whose == "mine"),
        "figures": figures(owners, request.at),
        "obstacles": attention.untold_obstacles(owners),
        "cooling": attention.cooling(owners, request.at),
        "without_dates": attention.without_dates(owners, request.at),
        "reports": reports,
        "to_review": attention.to_review(reports, request.at),
        "letters_in_trouble": Letter.objects.in_trouble().count(),
        "nav_counts": {
            "today": words.count,
            "reports": sum(report.state == "draft" for report in reports),
        },
    }
    return render(request, "processes/today.html", context)
