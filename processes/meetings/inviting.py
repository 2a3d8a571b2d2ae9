"""Who has a meeting in their calendar, and who must hear of it: each once, and of each change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from accounts.models import Agency, User
from candidates.models import Candidate
from clients.models import Contact
from mailings.models import Attachment, Letter
from processes.letters import letter_parts
from processes.meetings.calendar import Entry, Method, Person, invitation, uid_of
from processes.meetings.saying import MeetingWords, News, say, zone_of
from processes.models.meeting import Meeting
from processes.models.meeting_invitation import Guest, MeetingInvitation
from processes.words.writing import can_be_written_to

CALENDAR = "text/calendar"
FILENAME = "invitation.ics"


@dataclass(frozen=True)
class Invited:
    """Somebody at a meeting, and what their calendar knows of it."""

    guest: Guest
    can_be_told: bool
    invitation: MeetingInvitation | None
    must_hear: bool  # something that they do not know yet

    @property
    def is_candidate(self) -> bool:
        return isinstance(self.guest, Candidate)


def guests(meeting: Meeting) -> list[Guest]:
    """Everybody who is there: the client's people, the candidate, colleagues."""
    people: list[Guest] = [*meeting.clients_people(), meeting.candidacy.candidate]
    return [*people, *meeting.colleagues.order_by("full_name", "pk")]


def can_be_told(meeting: Meeting, guest: Guest) -> bool:
    """Whether a letter may go to them, and would arrive."""
    if isinstance(guest, User):
        return guest.is_active
    if isinstance(guest, Candidate) and not meeting.candidacy.may_be_written_to:
        return False
    return can_be_written_to(guest)


def standing(meeting: Meeting) -> list[Invited]:
    """Everybody at the meeting, and whoever was and must hear that it goes on without them."""
    known = {_key(one.guest): one for one in _invitations(meeting)}
    people = guests(meeting)
    found = []
    for guest in [] if meeting.is_cancelled else people:
        there = known.pop(_key(guest), None)
        news = there is None or there.called_off or there.told != _digest(meeting, guest, people)
        reached = can_be_told(meeting, guest)
        found.append(Invited(guest, reached, there, must_hear=news and reached))
    for gone in known.values():
        reached = can_be_told(meeting, gone.guest)
        wants = not gone.called_off
        if wants or meeting.is_cancelled:
            found.append(Invited(gone.guest, reached, gone, must_hear=wants and reached))
    return found


@transaction.atomic
def tell(meeting: Meeting, *, by: User, at: datetime) -> list[Letter]:
    """A letter with a file for the calendar to everybody who does not know how it stands.

    Nobody is told the same twice, and nothing of a meeting that has begun or that somebody who has
    left would have to come to. Each reads their own
    language; what never left the outbox is stopped, and who never heard of it hears nothing.
    """
    meeting.look_again()
    if not meeting.is_news(at):
        return []
    return list(_letters(meeting, by=by, at=at))


def _letters(meeting: Meeting, *, by: User, at: datetime) -> Iterator[Letter]:
    people = guests(meeting)
    still = {_key(guest) for guest in people}
    for one in standing(meeting):
        if not one.must_hear:
            continue
        off = meeting.is_cancelled or _key(one.guest) not in still
        there, news = one.invitation, News.CALLED_OFF if off else News.INVITED
        if there is not None and not there.called_off:
            unheard = not there.has_gone() and there.stop_letter(at=at)
            if off and unheard:
                there.delete()
                continue
            if not off and not unheard:
                news = News.CHANGED
        digest = _digest(meeting, one.guest, people)
        yield _write(meeting, one.guest, there, news, digest, by=by, at=at)


def _write(
    meeting: Meeting,
    guest: Guest,
    there: MeetingInvitation | None,
    news: News,
    digest: str,
    *,
    by: User,
    at: datetime,
) -> Letter:
    was = there.starts_at if there and news != News.INVITED else None
    there = there or MeetingInvitation(meeting=meeting, **_place(guest))
    agency, organiser = Agency.current(), organiser_of(meeting)
    with translation.override(guest.language):
        words = say(meeting, guest, news, was=was)
        method: Method = "CANCEL" if news == News.CALLED_OFF else "REQUEST"
        file = invitation(entry_for(meeting, guest, words), method=method, at=at)
    parts = letter_parts(
        "meeting",
        language=guest.language,
        context={"meeting": words, "agency": agency, "writer": by, "guest": guest},
        zone=zone_of(meeting, guest),
    )
    kind, pk = _key(guest)
    letter = Letter.objects.write(
        kind=news.value,
        to=guest.email,
        to_name=guest.full_name,
        from_name=f"{by.full_name}, {agency.name}",
        reply_to=organiser.email,
        language=guest.language,
        subject=parts.subject,
        html=parts.html,
        text=parts.text,
        key=f"meeting:{meeting.pk}:{kind}:{pk}:{meeting.sequence}:{news}:{digest[:16]}",
        recipient=guest,
        occasion=meeting,
        attachments=[
            Attachment.objects.keep(filename=FILENAME, content_type=CALENDAR, content=file)
        ],
        at=at,
    )
    there.letter, there.told_at, there.sequence = letter, at, meeting.sequence
    there.told, there.starts_at = digest, meeting.starts_at
    there.called_off = news == News.CALLED_OFF
    there.save()
    return letter


def entry_for(meeting: Meeting, guest: Guest, words: MeetingWords) -> Entry:
    """As this person's calendar takes it up; candidate and client see no address of the other."""
    organiser = organiser_of(meeting)
    people: list[Guest] = [guest]
    if not isinstance(guest, Candidate):
        people += [*meeting.clients_people(), *meeting.colleagues.order_by("full_name", "pk")]
    return Entry(
        uid=uid_of(f"meeting-{meeting.pk}"),
        sequence=meeting.sequence,
        title=words.title,
        starts=meeting.starts_at,
        ends=meeting.over_at,
        zone=zone_of(meeting, guest),
        place=words.place or words.link,
        about=words.in_calendar,
        organiser=Person(organiser.full_name, organiser.email),
        attendees=tuple(Person(one.full_name, one.email) for one in people if one.email),
    )


def organiser_of(meeting: Meeting) -> User:
    """The same at each change: calendars believe nobody else."""
    return meeting.booked_by or meeting.candidacy.assignment.owner


def _invitations(meeting: Meeting) -> list[MeetingInvitation]:
    rows = meeting.invitations.select_related("contact", "colleague", "letter")
    found = list(rows)
    for one in found:
        one.meeting = meeting
    return found


def _key(guest: Guest) -> tuple[str, int]:
    return type(guest).__name__.lower(), guest.pk


def _place(guest: Guest) -> dict[str, Any]:
    if isinstance(guest, Contact):
        return {"contact": guest}
    return {"colleague": guest} if isinstance(guest, User) else {}


def _digest(meeting: Meeting, guest: Guest, people: list[Guest]) -> str:
    """Of all that this person is told: the same as long as there is nothing new for them."""
    times = [meeting.starts_at, meeting.ends_at]
    there = [_key(one) for one in people if isinstance(one, User | Contact)]
    said = [
        [moment.astimezone(UTC).isoformat() for moment in times if moment],
        *(meeting.place, meeting.link, meeting.agenda, meeting.way_there),
        meeting.candidate_words if isinstance(guest, Candidate) else "",
        sorted(there),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
