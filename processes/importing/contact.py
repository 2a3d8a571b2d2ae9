from __future__ import annotations

import re

from django.utils.translation import gettext as _

from clients.models import Contact, ContactRole
from processes.importing.linking import Known
from processes.importing.people import language, names_of, phone_of
from processes.importing.row import BadCell, Row

OF_HR = re.compile(r"\b(hr|human resources|people|talent|recruit\w*|personal\w*|kadr\w*)\b", re.I)


def take_in(row: Row, known: Known, mine: Contact | None) -> Contact:
    """A client's contact; one with the same address at this client is taken for it."""
    client = known.client(row)
    if mine and mine.client_id != client.pk and mine.assignments.exists():
        column = "client" if row.text("client") else "client_name"
        raise BadCell(column, _("This contact has assignments at another client here."))
    email = row.first("email")
    same = None
    if email and mine is None:
        same = client.contacts.filter(email__iexact=email).first()
    if same and known.is_linked("contacts", same):
        raise BadCell("email", _("Another contact of this client has this address."))
    contact = mine or same or Contact(client=client, created_at=known.at)
    title = row.text("title")
    said = names_of(row) | {
        "client": client,
        "title": title,
        "email": email,
        "phone": phone_of(row, client.country),
        "language": language(row, client.country),
    }
    if contact.pk is None:
        works_in_hr = bool(OF_HR.search(f"{title} {row.text('department')}"))
        contact.role = ContactRole.HR if works_in_hr else ContactRole.HIRING_MANAGER
        contact.decides = not works_in_hr
    known.write(contact, said, keep=same is not None)
    return contact
