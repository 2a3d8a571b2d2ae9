from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import STAFF, StaffRequest, open_to
from clients.forms.contact import ContactForm
from clients.models import Client, Contact


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def contact_new(request: StaffRequest, pk: int) -> HttpResponse:
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    form = ContactForm(
        request.POST or None,
        instance=Contact(client=client),
        initial={"language": client.language},
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect(client)
    status = 422 if form.is_bound else 200
    context = {"form": form, "client": client}
    return render(request, "clients/contact_form.html", context, status=status)


@open_to(STAFF)
@require_http_methods(["GET", "POST"])
def contact_edit(request: StaffRequest, pk: int) -> HttpResponse:
    contact = contact_of(request, pk)
    name = contact.full_name
    form = ContactForm(request.POST or None, instance=contact)
    if request.method == "POST" and form.is_valid():
        contact.keep(form.changed_fields, at=request.at)
        return redirect(contact.client)
    status = 422 if form.is_bound else 200
    context = {"form": form, "client": contact.client, "contact": contact, "name": name}
    return render(request, "clients/contact_form.html", context, status=status)


@open_to(STAFF)
@require_POST
def contact_leaving(request: StaffRequest, pk: int) -> HttpResponse:
    """The contact no longer works there: letters stop, the portal closes."""
    contact = contact_of(request, pk)
    contact.leave(by=request.user, at=request.at)
    messages.success(
        request,
        _("%(name)s has left and gets no more letters.") % {"name": contact.full_name},
    )
    return redirect(contact.client)


@open_to(STAFF)
@require_POST
def contact_return(request: StaffRequest, pk: int) -> HttpResponse:
    contact = contact_of(request, pk)
    contact.come_back()
    said = _("%(name)s works there again.")
    if contact.user is not None:
        said = _("%(name)s works there again. The portal opens by a new invitation.")
    messages.success(request, said % {"name": contact.full_name})
    return redirect(contact.client)


def contact_of(request: StaffRequest, pk: int) -> Contact:
    """The contact, or 404 where this reader may not see the client."""
    visible = Contact.objects.visible_to(request.user).select_related("client", "user")
    return get_object_or_404(visible, pk=pk)
