"""The secret address of a contact's calendar: signed, so that nobody can make one up.

It does not expire; the next number of the contact ends it, and so does the end of their access.
"""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from clients.models import Contact


def address_of(contact: Contact) -> str:
    """Where a calendar fetches it, in full."""
    token = signer().sign_object([contact.pk, contact.calendar_version])
    return f"{settings.BASE_URL}{reverse('calendar_feed', args=[token])}"


def contact_at(token: str) -> Contact | None:
    """Whose calendar it is; nobody's where the address is made up, renewed, or over."""
    try:
        pk, version = signer().unsign_object(token)
    except BadSignature:
        return None
    rows = Contact.objects.select_related("user", "client")
    contact = rows.filter(pk=pk, calendar_version=version, client__closed_at=None).first()
    return contact if contact is not None and contact.sees_portal else None


def signer() -> Signer:
    return Signer(salt="clients.calendar_address", sep=".")
