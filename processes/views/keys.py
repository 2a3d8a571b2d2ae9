from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import STAFF, StaffRequest, open_to


@open_to(STAFF)
@require_GET
def keys(request: StaffRequest) -> HttpResponse:
    """Which keys do what, here and on every page."""
    return render(request, "processes/keys.html")
