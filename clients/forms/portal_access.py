from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t

from clients.known_domains import domain_of, is_known
from clients.models import Contact


class PortalInvitationForm(forms.Form):
    """Asks once more where an address is not at one of the client's own domains."""

    def __init__(self, data: Any = None, *, contact: Contact) -> None:
        super().__init__(data)
        if tick := asked_about(contact.email, contact):
            self.fields["is_theirs"] = tick


def asked_about(address: str, contact: Contact) -> forms.BooleanField | None:
    """A tick for whoever lets this address into the portal; None for one of the client's own."""
    if not address or is_known(contact.client, address, but=contact):
        return None
    return forms.BooleanField(
        label=_t("%(email)s belongs to %(name)s, I have checked")
        % {"email": address, "name": contact.full_name},
        help_text=_t(
            "Nobody else at %(client)s has an address at %(domain)s. Whoever reads this mailbox "
            "will see the client's searches and candidates."
        )
        % {"client": contact.client.name, "domain": domain_of(address)},
        error_messages={"required": _t("Check the address, for instance by phone, and tick this.")},
    )
