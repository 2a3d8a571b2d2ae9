"""An invitation has been written: it goes out by mail, or its link is handed over."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import StaffRequest
from accounts.letters import Invited


def invited(request: StaffRequest, one: Invited, *, said: str, back: str) -> HttpResponse:
    """On to ``back``; where no mail goes out, the link first, shown this once."""
    if settings.MAIL_GOES_OUT:
        messages.success(request, said)
        return redirect(back)
    context = {"name": one.letter.to_name, "address": one.address, "back": back}
    answer = render(request, "accounts/link_by_hand.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer
