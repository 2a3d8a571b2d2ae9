from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t

from clients.known_domains import domain_of, is_known
from clients.models import Contact


class PortalInvitationForm(forms.Form):
    """Asks once more where an address is not at one of the client's own domains."""

    is_theirs = forms.BooleanField()

    def __init__(self, data: Any = None, *, contact: Contact) -> None:
        super().__init__(data)
        self.domain = domain_of(contact.email)
        if not contact.email or is_known(contact.client, contact.email, but=contact):
            del self.fields["is_theirs"]
            return
        field = self.fields["is_theirs"]
        field.label = _t("%(email)s belongs to %(name)s, I have checked") % {
            "email": contact.email,
            "name": contact.full_name,
        }
        field.help_text = _t(
            "Nobody else at %(client)s has an address at %(domain)s. Whoever reads this mailbox "
            "will see the client's searches and candidates."
        ) % {"client": contact.client.name, "domain": self.domain}
        field.error_messages["required"] = _t(
            "Check the address, for instance by phone, and tick this."
        )
