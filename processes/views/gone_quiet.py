"""Clients and placed people who have not heard from us for longer than their rhythm (A3)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to
from processes.top_of_mind import gone_quiet as quiet
from processes.top_of_mind.rhythm import CANDIDATES, CLIENTS, agencys_weeks


@open_to(STAFF)
@require_GET
def gone_quiet(request: StaffRequest) -> HttpResponse:
    """One's own, or everybody's; longest silent first."""
    everybody = request.GET.get("whose") == "everybody"
    whose = None if everybody else request.user
    words = quiet.gone_quiet(request.user, request.at, whose=whose)
    clients, more_clients = quiet.page_of(words, CLIENTS, after=after(request, "clients"))
    people, more_people = quiet.page_of(words, CANDIDATES, after=after(request, "people"))
    context = {
        "everybody": everybody,
        "clients": clients,
        "people": people,
        "next_clients": after(request, "clients") + quiet.SHOWN if more_clients else 0,
        "next_people": after(request, "people") + quiet.SHOWN if more_people else 0,
        "unknown_clients": quiet.clients_without_a_word(request.user, whose=whose)[
            : quiet.UNKNOWN_SHOWN
        ],
        "unknown_people": quiet.placed_without_a_word(request.user, whose=whose)[
            : quiet.UNKNOWN_SHOWN
        ],
        "weeks": agencys_weeks(),
    }
    return render(request, "processes/gone_quiet.html", context)


def after(request: StaffRequest, which: str) -> int:
    """How many of them were on the pages before."""
    typed = request.GET.get(which, "")
    return min(int(typed), 100_000) if typed.isdecimal() and len(typed) < 7 else 0
