"""What a meeting's letters say, each in its reader's words, for no other side to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from candidates.models import Candidate
from clients.models import Contact, ContactRole
from processes.models.meeting import Meeting
from processes.models.meeting_invitation import Guest
from processes.reports.dates import day_and_time, full_day


class News(StrEnum):
    """Why somebody is written to; the kind of the letter."""

    INVITED = "meeting_invitation"
    CHANGED = "meeting_change"
    CALLED_OFF = "meeting_cancellation"


@dataclass(frozen=True)
class MeetingWords:
    """A meeting as one of its people reads of it, in the active language."""

    heading: str
    lead: str
    when: str
    people: tuple[str, ...]
    agenda: str
    place: str
    link: str
    way_there: str
    words: str  # for the candidate alone
    closing: str
    title: str  # in the calendar
    is_off: bool
    for_candidate: bool

    @property
    def in_calendar(self) -> str:
        """All of it as the text of the entry."""
        said = ["\n".join(self.people), self.agenda, self.link, self.way_there, self.words]
        return "\n\n".join(filter(None, said))


def zone_of(meeting: Meeting, guest: Guest) -> ZoneInfo:
    """The client's time; a colleague reads their own."""
    if isinstance(guest, User):
        return guest.working_hours().zone
    return meeting.candidacy.assignment.zone


def say(
    meeting: Meeting, guest: Guest, news: News = News.INVITED, *, was: datetime | None = None
) -> MeetingWords:
    """``was``: when it was to begin, as far as this reader knows."""
    zone = zone_of(meeting, guest)
    title = title_for(meeting, guest)
    is_off = news == News.CALLED_OFF
    moved = was is not None and was != meeting.starts_at
    if is_off:
        heading = _("Cancelled: %(meeting)s") % {"meeting": title}
    elif news == News.CHANGED and moved:
        heading = _("New time: %(meeting)s") % {"meeting": title}
    elif news == News.CHANGED:
        heading = _("Changed: %(meeting)s") % {"meeting": title}
    else:
        heading = title
    candidate = isinstance(guest, Candidate)
    return MeetingWords(
        heading=heading,
        lead=lead(meeting, guest, news, day_and_time(was, zone) if was and moved else ""),
        when=when(meeting if not is_off or was is None else _at(meeting, was), zone),
        people=() if is_off else people_for(meeting, guest),
        agenda="" if is_off else meeting.agenda,
        place="" if is_off else meeting.place,
        link="" if is_off else meeting.link,
        way_there="" if is_off else meeting.way_there,
        words=meeting.candidate_words if candidate and not is_off else "",
        closing=closing(guest, is_off=is_off),
        title=title,
        is_off=is_off,
        for_candidate=candidate,
    )


def _at(meeting: Meeting, starts_at: datetime) -> Meeting:
    """The meeting as somebody knows it who was not told that it has moved."""
    if starts_at == meeting.starts_at:
        return meeting
    return Meeting(starts_at=starts_at, ends_at=None)


def title_for(meeting: Meeting, guest: Guest) -> str:
    assignment = meeting.candidacy.assignment
    if isinstance(guest, Candidate):
        said = (
            _("Your meeting with %(client)s: %(title)s")
            if meeting.with_client
            else _("Your talk with us: %(title)s")
        )
        return said % {"client": assignment.client.name, "title": assignment.title}
    candidacy = meeting.candidacy
    name = candidacy.shown_name if isinstance(guest, Contact) else candidacy.name
    return _("Meeting with %(name)s: %(title)s") % {"name": name, "title": assignment.title}


def lead(meeting: Meeting, guest: Guest, news: News, was: str) -> str:
    if news == News.CALLED_OFF:
        return _(
            "This meeting does not take place. "
            "The file with this letter takes it out of your calendar."
        )
    if news == News.CHANGED and was:
        return _("The meeting has another time; it was to be %(when)s.") % {"when": was}
    if news == News.CHANGED:
        return _("Something about the meeting has changed. This is how it stands now.")
    assignment = meeting.candidacy.assignment
    if isinstance(guest, Candidate) and meeting.with_client:
        said = _(
            "You meet %(client)s about the role %(title)s. Here is whom you meet, what for, and "
            "how you get there. It is a talk in both directions: ask what you want to know."
        )
    elif isinstance(guest, Candidate):
        said = _("We look forward to talking with you about the role %(title)s at %(client)s.")
    else:
        said = _("The meeting is arranged. The file with this letter puts it into your calendar.")
    return said % {"client": assignment.client.name, "title": assignment.title}


def closing(guest: Guest, *, is_off: bool) -> str:
    if isinstance(guest, User):
        return ""
    if is_off:
        return _("You hear from us what comes next.")
    if isinstance(guest, Candidate):
        return _("A question, or does the time not suit you? Ring me or answer this letter.")
    return _("Does the time not suit you? Ring me or answer this letter.")


def when(meeting: Meeting, zone: ZoneInfo) -> str:
    """Thursday 26 November 2026, 13:30 to 14:30 (Stockholm time)."""
    starts = meeting.starts_at.astimezone(zone)
    facts = {
        "day": full_day(starts.date()),
        "starts": time_format(starts.time(), "H:i"),
        "city": zone.key.rpartition("/")[2].replace("_", " "),
    }
    if meeting.ends_at is None:
        return _("%(day)s, %(starts)s (%(city)s time)") % facts
    ends = meeting.ends_at.astimezone(zone)
    facts["ends"] = time_format(ends.time(), "H:i")
    return _("%(day)s, %(starts)s to %(ends)s (%(city)s time)") % facts


def people_for(meeting: Meeting, guest: Guest) -> tuple[str, ...]:
    """Whom this reader meets: each with title and role, never the reader."""
    found: list[str] = []
    if isinstance(guest, Contact):
        found.append(meeting.candidacy.shown_name)
    elif isinstance(guest, User):
        found.append(meeting.candidacy.name)
    found += [about(one) for one in meeting.clients_people() if one != guest]
    agency = Agency.current().name
    for colleague in meeting.colleagues.order_by("full_name", "pk"):
        if colleague != guest:
            found.append(f"{colleague.full_name}, {agency}")
    return tuple(found)


def about(contact: Contact) -> str:
    """Sara Berg, Head of HR operations (hiring manager)."""
    named = ", ".join(filter(None, [contact.full_name, contact.title]))
    role = str(contact.get_role_display())
    if contact.role == ContactRole.OTHER or role.lower() == contact.title.lower():
        return named
    return f"{named} ({role if contact.role == ContactRole.HR else role.lower()})"
