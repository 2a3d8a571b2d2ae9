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


def say(request: StaffRequest, words: str, *, go_to: str = "") -> HttpResponse:
    """Today stays where it is and takes up what changed; other pages are shown again."""
    here = request.htmx.current_url or ""
    if here and urlsplit(here).path == reverse("today"):
        answer = HttpResponse(status=204)
        trigger_client_event(answer, "toast", {"text": words, "level": "success"})
        trigger_client_event(answer, "logged", {})
        # Last, for it takes away the form from which the others are told.
        return trigger_client_event(answer, "dialog:close", {})
    messages.success(request, words)
    return redirect(way_back(request, go_to or here))


def way_back(request: StaffRequest, address: str) -> str:
    """An address of ours that shows something other than the form itself, else Today."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours and urlsplit(address).path != request.path else reverse("today")
