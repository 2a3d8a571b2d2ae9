"""The words, steps and obstacles behind a number of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from clients.models import Contact
from processes.models.event import Event
from processes.models.follow_up import FollowUp
from processes.reports import promised as steps
from processes.reports import promises
from processes.reports.behind_people import source
from processes.reports.interim import answers_awaited
from processes.reports.rows import Rows
from processes.reports.sources import Source, what_happened


def words(rows: Rows, found: Iterable[FollowUp]) -> list[Source]:
    """Each with whom it is about, when it was given or is due."""
    found = list(found)
    people = {row.pk: row for row in rows.candidacies}
    contacts = Contact.objects.in_bulk([row.contact_id for row in found if row.contact_id])
    events = Event.objects.select_related("by").in_bulk(
        [row.settled_by_id for row in found if row.settled_by_id]
    )
    told = []
    for word in found:
        candidacy = people.get(word.candidacy_id or 0)
        about = candidacy or contacts.get(word.contact_id or 0) or rows.assignment.client
        name = candidacy.name if candidacy else str(about)
        waits = rows.waits(word)
        told.append(
            Source(
                at=word.due_at if waits else word.settled_at,
                text=f"{word.get_kind_display()}: {name}",
                url=_page(rows, word),
                note=_("due then, not given yet")
                if waits
                else what_happened(events.get(word.settled_by_id or 0)),
                is_new=rows.is_new(word.settled_at),
            )
        )
    return told


def _page(rows: Rows, word: FollowUp) -> str:
    if word.candidacy_id:
        return reverse("candidacy", args=[word.candidacy_id])
    return reverse("assignment_timeline", args=[rows.assignment.pk])


def owed(rows: Rows, outcome: str) -> list[Source]:
    return words(rows, promises.owed(rows)[outcome])


def awaited(rows: Rows) -> list[Source]:
    return words(rows, answers_awaited(rows))


def _people(rows: Rows, keys: Iterable[int | None]) -> list[Source]:
    people, owed = {row.pk: row for row in rows.candidacies}, promises.by_person(rows)
    found = []
    for key in keys:
        last = max(owed[key], key=lambda word: word.opened_at)
        person = people.get(key or 0)
        if person is None:  # of whom nothing is known but the word
            found += words(rows, [last])
        else:
            found.append(source(rows, person, last.settled_at or last.opened_at))
    return found


TREATMENT: dict[str, Callable[[Rows], list[Source]]] = {
    "applicants": lambda rows: words(rows, promises.asked(rows, "application")),
    "answered": lambda rows: words(rows, promises.given(rows, "application")),
    "interviewed": lambda rows: _people(rows, promises.by_person(rows)),
    "had_feedback": lambda rows: _people(rows, promises.had_feedback(rows)),
    "clients_asked": lambda rows: words(rows, promises.asked(rows, "client_feedback")),
    "clients_answered": lambda rows: words(rows, promises.given(rows, "client_feedback")),
}


def promised(rows: Rows, state: str) -> list[Source]:
    url = reverse("assignment_schedule", args=[rows.assignment.pk])
    names = {
        "done": _("done"),
        "moved": _("moved"),
        "late": _("late"),
        "today": _("due today"),
    }
    return [
        Source(
            at=at,
            text=_("Weekly call") if line.is_call else line.text,
            url=url,
            note=names[line.state],
            is_new=rows.is_new(at),
        )
        for line, at in steps.lines(rows)
        if line.state == (state or line.state)
    ]


def obstacles(rows: Rows) -> list[Source]:
    url = reverse("assignment_obstacles", args=[rows.assignment.pk])
    return [
        Source(row.told_at, row.title, url, row.evidence, rows.is_new(row.told_at))
        for row in rows.obstacles
    ]


def companies(rows: Rows, state: str) -> list[Source]:
    return [
        Source(
            at=row.state_since,
            text=row.name,
            note=str(row.get_state_display()),
            is_new=rows.is_new(row.state_since),
        )
        for row in (rows.target_companies if rows.is_search else [])
        if row.state == (state or row.state)
    ]
