"""How a page says that something was done, wherever its form was shown."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import trigger_client_event

from accounts.access import StaffRequest
from processes.models import Event


def say(
    request: StaffRequest, words: str, *, go_to: str = "", undo: Event | None = None
) -> HttpResponse:
    """Today stays where it is and takes up what changed; other pages are shown again.

    ``undo``: what was just written, to be taken back in a click if it was a mistake.
    """
    here = request.htmx.current_url or ""
    way = reverse("event_undoing", args=[undo.pk]) if undo else ""
    if here and urlsplit(here).path == reverse("today"):
        answer = HttpResponse(status=204)
        trigger_client_event(answer, "toast", {"text": words, "level": "success", "undo": way})
        trigger_client_event(answer, "logged", {})
        # Last, for it takes away the form from which the others are told.
        return trigger_client_event(answer, "dialog:close", {})
    messages.success(request, words, extra_tags=way)  # the notice finds the way in its tag
    return redirect(way_back(request, go_to or here))


def way_back(request: StaffRequest, address: str) -> str:
    """An address of ours that shows something other than the form itself, else Today."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours and urlsplit(address).path != request.path else reverse("today")
