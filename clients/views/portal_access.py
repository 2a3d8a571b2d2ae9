"""Whether a contact may look into the portal: opened by an invitation, closed at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import STAFF, StaffRequest, open_to
from clients.models import CannotBeInvited
from clients.views.contacts import contact_of


@open_to(STAFF)
@require_POST
def contact_portal(request: StaffRequest, pk: int) -> HttpResponse:
    contact = contact_of(request, pk)
    try:
        contact.open_portal(by=request.user, at=request.at)
    except CannotBeInvited as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("%(name)s has been invited to the portal.") % {"name": contact.full_name}
        )
    return redirect(contact.client)


@open_to(STAFF)
@require_POST
def contact_portal_removal(request: StaffRequest, pk: int) -> HttpResponse:
    contact = contact_of(request, pk)
    contact.close_portal()
    messages.success(request, _("The portal is closed for %(name)s.") % {"name": contact.full_name})
    return redirect(contact.client)
