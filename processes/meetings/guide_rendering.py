"""A guide that was sent, as letter and as one page of PDF, in a reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Agency
from processes.guides import GuideWords, courted_in_words, in_words
from processes.letters import letter_parts
from processes.meetings.guide_facts import GuideFacts
from processes.meetings.saying import when
from processes.models.document import Made
from processes.models.meeting import Meeting
from processes.models.meeting_guide import MeetingGuide
from processes.models.sent_guide import SentGuide
from processes.shown import spoken

# How small the letters of the page become by how much there is to say; the page stays one.
ROOMY, DENSE = 1900, 3400  # characters


@dataclass(frozen=True)
class GuideSheet:
    """The page: whom somebody meets, when, and what to know before."""

    name: str
    title: str
    client: str
    when: str
    where: str
    link: str
    people: tuple[str, ...]
    agenda: str
    words: GuideWords

    @property
    def density(self) -> str:
        """In one word: roomy, dense, or small."""
        long = len(self.agenda) + len(self.words.wants_words) + len(self.words.case)
        lines = (*self.words.show, *self.words.explore, *(one.text for one in self.words.offers))
        long += sum(max(len(line), 60) for line in lines)
        long += 70 * (self.words.wants_words + self.words.case + self.agenda).count("\n")
        return "roomy" if long <= ROOMY else "dense" if long <= DENSE else "small"


def sheet(facts: GuideFacts, *, on: date) -> GuideSheet:
    """In the active language, as it reads on this day."""
    zone = ZoneInfo(facts.zone)
    guide = MeetingGuide(
        wants=list(facts.wants),
        wants_words=facts.wants_words,
        show=facts.show,
        case=facts.case,
        explore=facts.explore,
    )
    courted = courted_in_words(facts.answers_on, on) if facts.has_other_offer else ""
    offers = {one.motivator: one.text for one in facts.offers}
    return GuideSheet(
        name=spoken(facts.name),
        title=facts.title,
        client=facts.client,
        when=when(Meeting(starts_at=facts.starts_at, ends_at=facts.ends_at), zone),
        where=facts.place,
        link=facts.link,
        people=facts.people,
        agenda=facts.agenda,
        words=in_words(guide, offers=offers, courted=courted, country=facts.country),
    )


def make(sent: SentGuide, language: str) -> Made:
    """Its letter, and the HTML of its PDF, from what was frozen."""
    facts, assignment = sent.said, sent.assignment
    in_portal = any(reader.contact.user_id for reader in sent.readers())
    address = settings.BASE_URL + reverse("portal_assignment", args=[assignment.pk])
    with translation.override(language), timezone.override(assignment.zone):
        page = sheet(facts, on=sent.made_at.astimezone(assignment.zone).date())
        context = {
            "guide": page,
            "language": language,
            "agency": Agency.current(),
            "writer": assignment.owner,
            "portal_url": f"{address}#meetings" if in_portal else "",
        }
        html = render_to_string("pdf/guide.html", context)
        name = _("Guide to meeting %(name)s") % {"name": page.name}
    letter = letter_parts("guide", language=language, context=context, zone=assignment.zone)
    day = facts.starts_at.astimezone(assignment.zone).date().isoformat()
    return Made(letter.subject, letter.html, letter.text, html, f"{name} {day}.pdf")
