"""A presentation as letter and PDF, in a reader's language."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Agency
from processes.letters import letter_parts
from processes.models.document import Made
from processes.models.presentation import Presentation
from processes.presentations.facts import PresentationFacts
from processes.presentations.saying import say


def make(presentation: Presentation, language: str) -> Made:
    """Its letter, and the HTML of its PDF, from what was frozen."""
    return made_of(presentation, presentation.said, language)


def made_of(presentation: Presentation, facts: PresentationFacts, language: str) -> Made:
    """The same of what it would say."""
    assignment = presentation.assignment
    in_portal = any(reader.contact.user_id for reader in presentation.readers())
    address = settings.BASE_URL + reverse("portal_presentation", args=[presentation.pk])
    with translation.override(language), timezone.override(assignment.zone):
        context = {
            "presentation": say(facts),
            "language": language,
            "agency": Agency.current(),
            "writer": assignment.owner,
            "portal_url": address if in_portal else "",
        }
        html = render_to_string("pdf/presentation.html", context)
        name = _("Presentation %(title)s") % {"title": facts.title[:100]}
    letter = letter_parts("presentation", language=language, context=context, zone=assignment.zone)
    filename = f"{name} {facts.made_on.isoformat()}.pdf"
    return Made(letter.subject, letter.html, letter.text, pdf_html=html, filename=filename)
