"""A client for whom we work no longer: closed, which shuts the portal, and opened again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from clients.models import CannotBeClosed, Client

NAMED = 10


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def client_closing(request: StaffRequest, pk: int) -> HttpResponse:
    """What closing does, or why it cannot be; the button that does it."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    refusal, status = "", 200
    still_open = client.assignments.filter(closed_at=None)
    seen = still_open.visible_to(request.user)
    if request.method == "POST":
        try:
            client.close(by=request.user, at=request.at)
        except CannotBeClosed as reason:
            # It counts all of them; whoever does not see all is not told how many there are.
            refusal, status = str(reason) if seen.count() == still_open.count() else "", 422
        else:
            messages.success(request, _("%(name)s is closed.") % {"name": client.name})
            return redirect(client)
    context = {
        "client": client,
        "refusal": refusal,
        "open": seen[:NAMED],
        "hidden": still_open.exists(),
        "signs_in": client.contacts.filter(user__is_active=True)[:NAMED],
    }
    return render(request, "clients/client_closing.html", context, status=status)


@open_to(STAFF)
@require_POST
def client_reopening(request: StaffRequest, pk: int) -> HttpResponse:
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    client.reopen()
    messages.success(
        request,
        _("%(name)s is open again. Invite whoever is to see the portal.") % {"name": client.name},
    )
    return redirect(client)
