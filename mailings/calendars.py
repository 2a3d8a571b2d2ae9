"""Invitations in a mail: as a part that calendars answer to, and as a file to be saved."""

from __future__ import annotations

import re

from django.core.mail import EmailMultiAlternatives

from mailings.models.attachment import Attachment

CALENDAR = "text/calendar"
METHOD = re.compile(rb"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


def is_one(file: Attachment) -> bool:
    return file.content_type == CALENDAR


def put_into(mail: EmailMultiAlternatives, file: Attachment) -> None:
    """Beside the text, with its method (RFC 6047), and once more as what can be saved."""
    content = bytes(file.content)
    found = METHOD.search(content)
    method = f"; method={found[1].decode()}" if found else ""
    mail.attach_alternative(content.decode(), f"{CALENDAR}{method}")
    mail.attach(file.filename, content, "application/ics")
