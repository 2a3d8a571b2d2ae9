from __future__ import annotations

from django.utils.translation import gettext as _

from clients.models import Contact
from processes.importing import history
from processes.importing.candidacy import advance, had_agreed, joined, told_at
from processes.importing.linking import Known
from processes.importing.row import BadCell, Row
from processes.models import Candidacy, EventKind, Meeting
from processes.stages import Stage

TOOK_PLACE = {"completed", "done", "held", "took place", "finished"}
CANCELLED = {"cancelled", "canceled", "no show", "declined"}


def take_in(row: Row, known: Known, mine: Meeting | None) -> Meeting:
    """A meeting at its own time; one with the client's contact brings the candidate that far."""
    row.needed("starts")
    candidacy = mine.candidacy if mine else joined(row, known)
    contact = interviewer(row, candidacy)
    zone = candidacy.assignment.zone
    starts_at, ends_at = row.moment("starts", zone), row.moment("ends", zone)
    assert starts_at is not None
    if ends_at and ends_at <= starts_at:
        raise BadCell("ends", _("It ends before it starts."))
    booked_at = min(starts_at, known.at)
    facts = {"what": "meeting", "status": row.text("status"), "text": row.text("subject")}
    with history.of(candidacy, known, **facts):
        if mine is None and is_with_client(row, contact):
            had_agreed(candidacy, known, told_at(booked_at, candidacy, known))
        meeting = mine or Meeting.objects.book(
            candidacy,
            starts_at=starts_at,
            ends_at=ends_at,
            by=known.by,
            at=booked_at,
            contact=contact,
            with_client=is_with_client(row, contact),
        )
        known.write(
            meeting,
            {
                "starts_at": starts_at,
                "ends_at": ends_at,
                "place": row.text("place"),
                "link": row.link("link"),
            },
        )
        if row.word("status") in CANCELLED:
            meeting.cancel(by=known.by, at=booked_at)
            return meeting
        if meeting.with_client:
            advance(candidacy, Stage.CLIENT_MEETING, known, told_at(booked_at, candidacy, known))
        if row.word("status") in TOOK_PLACE and starts_at <= known.at and not was_told(meeting):
            words = row.paragraphs(row.text("subject"), row.text("notes"))
            meeting.was_held(by=known.by, at=known.at, words=words)
    return meeting


def was_told(meeting: Meeting) -> bool:
    """Whether it stands on the timeline that this meeting took place."""
    held = meeting.candidacy.events.standing().filter(kind=EventKind.MET, facts__meeting=meeting.pk)
    found: bool = held.exists()
    return found


def interviewer(row: Row, candidacy: Candidacy) -> Contact | None:
    """The client's contact who interviews, by address, else by name."""
    contacts = candidacy.assignment.client.contacts
    if email := row.text("interviewer_email"):
        return contacts.filter(email__iexact=email).first()
    if name := row.text("interviewer"):
        return contacts.named(name).first()
    return None


def is_with_client(row: Row, contact: Contact | None) -> bool:
    return contact is not None or "client" in row.word("type").split()
