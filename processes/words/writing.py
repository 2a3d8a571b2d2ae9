"""A draft becomes a letter in the outbox: plain words in the agency's frame, signed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from clients.models import Contact
from mailings.composing import Parts, compose
from mailings.models import Letter
from processes.models.letter_text import LetterText
from processes.words.drafting import Draft

if TYPE_CHECKING:
    from candidates.models import Candidate


class NoAddress(Exception):
    """No letter would reach this person."""

    def __init__(self, person: Candidate | Contact) -> None:
        words = _("%(name)s has no e-mail address. Call instead, or add one.")
        if isinstance(person, Contact) and not person.is_active:
            words = _("%(name)s does not work there any more.")
        super().__init__(words % {"name": person.full_name})


def can_be_written_to(person: Candidate | Contact) -> bool:
    """Whether a letter would have somewhere to go; imported rows may hold no real address."""
    if isinstance(person, Contact) and not person.is_active:
        return False
    try:
        validate_email(person.email)
    except ValidationError:
        return False
    return True


def write(
    kind: str,
    draft: Draft,
    *,
    to: Candidate | Contact,
    by: User | None,
    at: datetime,
    key: str,
    occasion: models.Model,
    language: str,
    send_at: datetime | None = None,
) -> Letter:
    """Puts the words into the outbox, signed by ``by``, else by whoever looks after the reader.

    The same key again writes nothing new. Raises ``NoAddress``.
    """
    if not can_be_written_to(to):
        raise NoAddress(to)
    agency, signs = Agency.current(), by or looks_after(to)
    parts = as_mail(draft, signs=signs, language=language)
    return Letter.objects.write(
        kind=LetterText.Kind(kind).value,
        to=to.email,
        to_name=to.full_name,
        from_name=f"{signs.full_name}, {agency.name}",
        reply_to=signs.email,
        language=language,
        subject=parts.subject,
        html=parts.html,
        text=parts.text,
        key=key,
        recipient=to,
        occasion=occasion,
        send_at=send_at,
        at=at,
    )


def as_mail(draft: Draft, *, signs: User, language: str, shows_subject: bool = False) -> Parts:
    """The words in the agency's frame, as subject, HTML and plain text."""
    context = {
        "agency": Agency.current(),
        "draft": draft,
        "writer": signs,
        "shows_subject": shows_subject,
    }
    return compose("words", language=language, context=context)


def looks_after(person: Candidate | Contact) -> User:
    return person.client.owner if isinstance(person, Contact) else person.owner
