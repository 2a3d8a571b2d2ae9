"""The guide to each coming meeting, in plain facts: no interrogation, they choose too (K4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.text import capfirst

from portal.shortlist import Candidate
from processes.guides import GuideWords, in_words
from processes.models import Assignment, MeetingGuide
from processes.reports.alongside import read_back
from processes.reports.dates import day_and_time


@dataclass(frozen=True)
class ComingMeeting:
    """A meeting of the client's with somebody on the shortlist; no guide before it is published."""

    name: str
    when: str
    contact: str
    place: str
    link: str
    agenda: str
    guide: GuideWords | None


def meetings_of(assignment: Assignment, people: Iterable[Candidate]) -> list[ComingMeeting]:
    """Those to come, the soonest first, of people who are in play and whom the client knows."""
    known = {one.pk: one for one in people if not one.ended}
    guides = {
        guide.candidacy_id: in_words(
            guide,
            offers=assignment.offers,
            courted=capfirst(known[guide.candidacy_id].offer),
            country=assignment.client.country,
        )
        for guide in read_back(MeetingGuide, assignment.guide_rows)  # type: ignore[attr-defined]
        if guide.candidacy_id in known
    }
    return [
        ComingMeeting(
            name=known[row["candidacy_id"]].name,
            when=in_zone(row["starts_at"], assignment.zone),
            contact=" ".join(filter(None, [row["first_name"], row["last_name"]])),
            place=row["place"],
            link=row["link"],
            agenda=row["agenda"] or "",
            guide=guides.get(row["candidacy_id"]),
        )
        for row in assignment.meeting_rows  # type: ignore[attr-defined]
        if row["candidacy_id"] in known
    ]


def in_zone(stored: str, zone: ZoneInfo) -> str:
    return day_and_time(datetime.fromisoformat(stored), zone)
