"""A guide as it was sent: what it said of the person and of the meeting, in no language (K4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from processes.guides import other_offer
from processes.models.meeting import Meeting
from processes.models.meeting_guide import MeetingGuide


@dataclass(frozen=True)
class Offer:
    motivator: str
    text: str


@dataclass(frozen=True)
class GuideFacts:
    """``name`` is a mark of ``processes.shown``; ``people`` are whom they meet, with titles."""

    name: str
    title: str
    client: str
    country: str
    zone: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    link: str
    people: tuple[str, ...]
    agenda: str
    wants: tuple[str, ...]
    wants_words: str
    show: str
    case: str
    explore: str
    offers: tuple[Offer, ...]
    has_other_offer: bool
    answers_on: date | None


def facts_for(meeting: Meeting, guide: MeetingGuide) -> GuideFacts:
    """What the guide to this meeting says now."""
    candidacy = meeting.candidacy
    assignment = candidacy.assignment
    has_offer, answers_on = other_offer(candidacy)
    there = [
        ", ".join(filter(None, [one.full_name, one.title])) for one in meeting.clients_people()
    ]
    there += [one.full_name for one in meeting.colleagues.order_by("full_name", "pk")]
    return GuideFacts(
        name=candidacy.shown_mark,
        title=assignment.title,
        client=assignment.client.name,
        country=assignment.client.country,
        zone=assignment.zone.key,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        link=meeting.link,
        people=tuple(there),
        agenda=meeting.agenda,
        wants=tuple(guide.wants),
        wants_words=guide.wants_words,
        show=guide.show,
        case=guide.case,
        explore=guide.explore,
        offers=tuple(
            Offer(one, assignment.offers[one]) for one in guide.wants if assignment.offers.get(one)
        ),
        has_other_offer=has_offer,
        answers_on=answers_on,
    )
