"""A frozen version of the schedule as letter and PDF, in a reader's language."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import Agency
from processes import words
from processes.letters import letter_parts, portal_address
from processes.models.document import Made
from processes.models.schedule_version import ScheduleVersion
from processes.schedules.lines import ScheduleFacts
from processes.schedules.saying import say
from processes.words.drafting import Around


def make(version: ScheduleVersion, language: str) -> Made:
    """Its letter, and the HTML of its PDF, from what was frozen."""
    return made_of(version, version.said, language)


def made_of(version: ScheduleVersion, facts: ScheduleFacts, language: str) -> Made:
    """The same of what it would say."""
    zone = version.assignment.zone
    context = context_of(version, facts, language)
    letter = letter_parts("schedule", language=language, context=context, zone=zone)
    with translation.override(language), timezone.override(zone):
        html = render_to_string("pdf/schedule.html", context)
        name = translation.gettext("Schedule %(title)s, version %(number)d") % {
            "title": facts.title[:100],
            "number": version.number,
        }
    return Made(letter.subject, letter.html, letter.text, pdf_html=html, filename=f"{name}.pdf")


def context_of(version: ScheduleVersion, facts: ScheduleFacts, language: str) -> dict[str, Any]:
    assignment = version.assignment
    with translation.override(language):
        schedule = say(facts, version.number)
    return {
        "schedule": schedule,
        "words": words_around(version, language),
        "language": language,
        "agency": Agency.current(),
        "writer": assignment.owner,
        "portal_url": portal_address(assignment),
    }


def words_around(version: ScheduleVersion, language: str) -> Around:
    """The agency's words before and after the schedule, to everybody who reads this language."""
    assignment = version.assignment
    people = [one.contact for one in version.readers() if one.language == language]
    facts = words.facts_about(
        assignment=assignment,
        contact=people[0] if people else assignment.decider or assignment.ordered_by,
        language=language,
        at=version.frozen_at or version.made_at,
    )
    if len(people) > 1:
        with translation.override(language):
            facts["first_name"] = words.listed(person.first_name for person in people)
            facts["full_name"] = words.listed(person.full_name for person in people)
    kind = "schedule" if version.number == 1 else "schedule_changed"
    return words.draft_around_table(kind, language, facts)
