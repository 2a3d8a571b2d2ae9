"""The people behind a number of a report, each with since when and where they stand."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from processes.models.candidacy import Candidacy
from processes.models.event import Event, EventKind
from processes.reports.funnel import Journey, who_answered, who_reached
from processes.reports.interim import profiles
from processes.reports.rows import Rows
from processes.reports.sources import Source, what_happened
from processes.stages import Reason, Stage


def reached(rows: Rows, stage: Stage) -> list[Source]:
    """Each with the move that brought them there."""
    people = {row.pk: row for row in rows.candidacies}
    found = who_reached(rows.journeys, stage)
    moves = Event.objects.standing().filter(
        assignment=rows.assignment,
        kind__in=[EventKind.STAGE_MOVED, EventKind.CANDIDATE_ADDED, EventKind.APPLIED],
        at__in={at for at, _journey in found},
    )
    by = {(move.candidacy_id, move.at): move for move in moves.select_related("by").order_by("-pk")}
    return [
        source(rows, people[journey.key], at, what_happened(by.get((journey.key, at))))
        for at, journey in found
    ]


def answered(rows: Rows) -> list[Source]:
    """With how: they spoke with us, went further, or said no themselves."""
    people = {row.pk: row for row in rows.candidacies}
    spoke = rows.first_spoke
    talks = Event.objects.select_related("by").in_bulk([pk for _at, pk in spoke.values()])
    found = []
    for journey in who_answered(rows.journeys):
        row = people[journey.key]
        if journey.key in spoke:
            at, talk = spoke[journey.key]
            found.append(source(rows, row, at, what_happened(talks.get(talk))))
        else:
            found.append(_by_deed(rows, row, journey))
    return found


def _by_deed(rows: Rows, row: Candidacy, journey: Journey) -> Source:
    went_on = journey.reached_at(Stage.INTERESTED)
    if went_on:
        return source(rows, row, went_on, _("went further"))
    return source(rows, row, row.ended_at, _("said no"))


def left(rows: Rows, who: str, why: str) -> list[Source]:
    return [
        source(rows, row, row.ended_at, str(Reason(row.end_reason).label))
        for row in rows.gone
        if row.said_no == (who or row.said_no) and row.end_reason == (why or row.end_reason)
    ]


def delivered(rows: Rows) -> list[Source]:
    return [source(rows, row, row.presented_at) for row in profiles(rows)]


def source(rows: Rows, row: Candidacy, at: datetime | None, note: str = "") -> Source:
    url = reverse("candidacy", args=[row.pk])
    return Source(at, row.name, url, note or standing(rows, row), rows.is_new(at))


def standing(rows: Rows, row: Candidacy) -> str:
    """Where they stand: the stage, or how it ended."""
    return str(row.get_end_display() if rows.has_left(row) else row.get_stage_display())
