"""A contact's calendar: the dates agreed on their assignments, and the meetings with candidates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.models import User
from processes.meetings.calendar import uid_of
from processes.models import Assignment, Candidacy, EventKind, Meeting
from processes.models import Event as Happened

PAST = timedelta(days=90)  # what lies further back has left the calendar
AT_MOST = 200  # assignments, and meetings
MILESTONES = ("presentation_on", "meetings_on", "decision_on")


@dataclass(frozen=True)
class Entry:
    """A day (``starts`` is a date) or a time; ``sequence`` grows with whatever changes in it."""

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime
    sequence: int
    cancelled: bool
    assignment: int
    place: str = ""
    link: str = ""


def entries(reader: User, at: datetime) -> Iterator[Entry]:
    """What stands in this contact's calendar, in the active language."""
    still = Assignment.objects.exclude(closed_at__lt=at - PAST).visible_to(reader)
    changes = happened("assignment", EventKind.DATES_AGREED, EventKind.ASSIGNMENT_CLOSED)
    mine = {
        row.pk: row
        for row in still.select_related("client")
        .annotate(changes=changes)
        .order_by("-opened_at", "-pk")[:AT_MOST]
    }
    for assignment in mine.values():
        yield from dates(assignment, at)
    yield from meetings(mine, at)


def dates(assignment: Assignment, at: datetime) -> Iterator[Entry]:
    """Presentation, client meetings and decision (C3); those behind the end do not happen."""
    words = {
        "presentation_on": _("Candidates are presented: %(title)s"),
        "meetings_on": _("Your meetings with candidates: %(title)s"),
        "decision_on": _("Your decision: %(title)s"),
    }
    closed = assignment.closed_at
    for name in MILESTONES:
        day: date | None = getattr(assignment, name)
        if day is None or day < (at - PAST).date():
            continue
        yield Entry(
            uid=f"{name.removesuffix('_on')}-{assignment.pk}",
            title=words[name] % {"title": assignment.title},
            starts=day,
            ends=day + timedelta(days=1),
            sequence=assignment.changes,  # type: ignore[attr-defined]
            cancelled=closed is not None and day > closed.astimezone(assignment.zone).date(),
            assignment=assignment.pk,
        )


def meetings(assignments: dict[int, Assignment], at: datetime) -> Iterator[Entry]:
    """With the client, of people whom the client knows, by the name that they know them by."""
    known = Candidacy.objects.shown_to_client().filter(assignment__in=assignments)
    rows = Meeting.objects.filter(with_client=True, starts_at__gte=at - PAST)
    rows = rows.filter(candidacy__in=known).order_by("-starts_at", "-pk")[:AT_MOST]
    booked = list(rows)
    people = (
        known.filter(pk__in={row.candidacy_id for row in booked})
        .select_related("candidate", "assignment__client")
        .as_shown()
        .annotate(
            changes=happened("candidacy", EventKind.CANDIDACY_ENDED, EventKind.CANDIDACY_REOPENED)
        )
    )
    by_key = {row.pk: row for row in people}
    for row in booked:
        candidacy = by_key[row.candidacy_id]
        assignment = assignments[candidacy.assignment_id]
        ends = [moment for moment in (candidacy.ended_at, assignment.closed_at) if moment]
        changed = candidacy.changes + bool(assignment.closed_at)  # type: ignore[attr-defined]
        yield Entry(
            uid=f"meeting-{row.pk}",
            title=_("Meeting with %(name)s: %(title)s")
            % {"name": candidacy.shown_name, "title": assignment.title},
            starts=row.starts_at,
            ends=row.over_at,
            sequence=row.sequence + changed,
            cancelled=row.is_cancelled or any(moment < row.starts_at for moment in ends),
            assignment=assignment.pk,
            place=row.place,
            link=row.link,
        )


def happened(to: str, *kinds: EventKind) -> Coalesce:
    """How often such a thing has happened: what grows with each change."""
    found: QuerySet[Any] = Happened.objects.filter(**{to: OuterRef("pk")}, kind__in=kinds)
    counted = found.order_by().values(to).annotate(times=Count("pk")).values("times")
    return Coalesce(Subquery(counted), 0)


def written(found: Iterator[Entry], *, name: str, at: datetime) -> bytes:
    """The calendar as a file (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", "-//recruitcrm//portal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in found:
        calendar.add_component(event(entry, at))
    content: bytes = calendar.to_ical()
    return content


def event(entry: Entry, at: datetime) -> Event:
    page = f"{settings.BASE_URL}{reverse('portal_assignment', args=[entry.assignment])}"
    made = Event()
    made.add("uid", uid_of(entry.uid))
    made.add("dtstamp", at)
    made.add("sequence", entry.sequence)
    made.add("summary", entry.title)
    made.add("dtstart", entry.starts)
    made.add("dtend", entry.ends)
    made.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if not isinstance(entry.starts, datetime):
        made.add("transp", "TRANSPARENT")  # a day to know of, on which one is not away
    if entry.place or entry.link:
        made.add("location", entry.place or entry.link)
    about = [entry.link, _("All about it: %(address)s") % {"address": page}]
    made.add("description", "\n".join(filter(None, about)))
    made.add("url", page)
    return made
