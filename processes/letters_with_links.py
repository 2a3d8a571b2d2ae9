"""Letters that ask something by a signed link: the words, and below them one button."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from accounts.models import Agency, User
from candidates.models import Candidate
from clients.models import Contact
from mailings.composing import Parts, compose
from mailings.models import Letter
from processes.models.letter_text import LetterText
from processes.words.drafting import Draft
from processes.words.facts import zone_of


@dataclass(frozen=True)
class Link:
    """Where the button leads, and until when."""

    address: str
    until: datetime


def write_with_link(
    kind: str,
    draft: Draft,
    link: Link,
    *,
    to: Candidate | Contact,
    signs: User,
    key: str,
    occasion: models.Model,
    at: datetime,
) -> Letter:
    """Puts the question into the outbox; the same key again writes nothing new."""
    parts = as_mail_with_link(kind, draft, link, to=to, signs=signs)
    return Letter.objects.write(
        kind=LetterText.Kind(kind).value,
        to=to.email,
        to_name=to.full_name,
        from_name=f"{signs.full_name}, {Agency.current().name}",
        reply_to=signs.email,
        language=to.language,
        subject=parts.subject,
        html=parts.html,
        text=parts.text,
        key=key,
        recipient=to,
        occasion=occasion,
        at=at,
    )


def as_mail_with_link(
    kind: str, draft: Draft, link: Link, *, to: Candidate | Contact, signs: User
) -> Parts:
    context = {
        "agency": Agency.current(),
        "draft": draft,
        "writer": signs,
        "link": link,
        "kind": kind,
    }
    return compose("question", language=to.language, context=context, zone=zone_of(to, None))
