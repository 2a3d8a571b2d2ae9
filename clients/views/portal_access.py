"""Whether a contact may look into the portal: opened by an invitation, closed at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from accounts.views.links import invited
from clients.forms.portal_access import PortalInvitationForm
from clients.models import CannotBeInvited, ClientIsClosed
from clients.seats import Seat
from clients.views.contacts import contact_of


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def contact_portal(request: StaffRequest, pk: int) -> HttpResponse:
    """How it stands with a contact's way into the portal, and an invitation."""
    contact = contact_of(request, pk)
    form = PortalInvitationForm(request.POST if request.method == "POST" else None, contact=contact)
    if form.is_valid():
        try:
            one = contact.open_portal(by=request.user, at=request.at)
        except (CannotBeInvited, ClientIsClosed) as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("%(name)s has been invited to the portal.") % {"name": contact.full_name}
            return invited(request, one, said=said, back=contact.client.get_absolute_url())
    context = {"contact": contact, "form": form, "seat": Seat.of(contact, request.at)}
    status = 422 if form.is_bound else 200
    return render(request, "clients/contact_portal.html", context, status=status)


@open_to(STAFF)
@require_POST
def contact_portal_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    """The invitation that nobody has used yet is taken back."""
    contact = contact_of(request, pk)
    taken_back = contact.user.invitations.withdraw(at=request.at) if contact.user else 0
    if taken_back:
        messages.success(
            request, _("The invitation of %(name)s is withdrawn.") % {"name": contact.full_name}
        )
    else:
        messages.error(request, _("There is no invitation that could be withdrawn."))
    return redirect(contact.client)


@open_to(STAFF)
@require_POST
def contact_portal_removal(request: StaffRequest, pk: int) -> HttpResponse:
    contact = contact_of(request, pk)
    contact.close_portal(by=request.user, at=request.at)
    messages.success(request, _("The portal is closed for %(name)s.") % {"name": contact.full_name})
    return redirect(contact.client)


@open_to(STAFF)
@require_POST
def contact_calendar_renewal(request: StaffRequest, pk: int) -> HttpResponse:
    """The address of their calendar has come into wrong hands."""
    contact = contact_of(request, pk)
    contact.renew_calendar()
    said = _("The calendar of %(name)s has a new address, which they find in the portal.")
    messages.success(request, said % {"name": contact.full_name})
    return redirect(contact.client)
