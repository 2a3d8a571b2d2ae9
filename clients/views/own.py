"""What a client's contact sets for themselves: the language, and the address of their calendar."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CLIENT_CONTACTS, PortalRequest, open_to
from clients.calendar_address import address_of
from clients.models import Contact


@open_to(CLIENT_CONTACTS)
@require_POST
def own_language(request: PortalRequest) -> HttpResponse:
    """Back to the page that was read, in the language that was chosen."""
    language = request.POST.get("language", "")
    back = request.POST.get("next", "")
    if language not in dict(settings.LANGUAGES):
        return render(
            request, "clients/own_language.html", {"back": safe(back, request)}, status=422
        )
    oneself(request).read_in(language)
    return redirect(safe(back, request))


@open_to(CLIENT_CONTACTS)
@require_safe
def own_calendar(request: PortalRequest) -> HttpResponse:
    """The secret address, to be put into a calendar."""
    contact = oneself(request)
    address = address_of(contact)
    context = {
        "address": address,
        "webcal": f"webcal://{address.partition('://')[2]}",
        "reader_company": contact.client.name,
    }
    answer = render(request, "clients/own_calendar.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


@open_to(CLIENT_CONTACTS)
@require_POST
def own_calendar_renewal(request: PortalRequest) -> HttpResponse:
    oneself(request).renew_calendar()
    messages.success(request, _("Your calendar has a new address. The old one is dead."))
    return redirect("own_calendar")


def oneself(request: PortalRequest) -> Contact:
    contact = Contact.objects.select_related("client", "user").filter(user=request.user).first()
    if contact is None:
        raise Http404
    return contact


def safe(address: str, request: PortalRequest) -> str:
    """A page of ours, else the portal's first one."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else "/portal/"
