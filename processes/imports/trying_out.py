"""What would happen to every row: the very work of taking it in, undone again.

What is here already is let go of row by row, so nobody who edits it meanwhile has to wait; what is
new stays until the end, for later rows refer to it, and nobody else has seen it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency
from candidates.models import Candidate
from candidates.twins import Person, twins_of_many
from processes.importing.linking import Known
from processes.importing.one_row import REFUSALS, Taken, refusal, take_in_row
from processes.importing.people import names_of, phone_of
from processes.importing.row import BadCell
from processes.importing.whereabouts import country_of
from processes.imports.counting import count
from processes.imports.rows import Line, known_of, lines_of
from processes.models import Import, ImportRow, ImportState, RowBecame
from processes.models.data_import import KEPT

ASKED_TOGETHER = 500  # people, whether they are here already


class Undone(Exception):
    """A row that was tried out and let go of."""


def try_out(taken: Import, at: datetime) -> None:
    agency = Agency.current()
    lines = lines_of(taken, agency)
    look_for_twins(taken, lines, known_of(taken, [], agency, at))
    known = known_of(taken, lines, agency, at)
    with transaction.atomic():
        for line in lines:
            try_line(line, known)
        transaction.set_rollback(True)
    with transaction.atomic():
        now = Import.objects.select_for_update(of=("self",)).get(pk=taken.pk)
        if now.state != ImportState.CHECKING:
            return
        ImportRow.objects.filter(sheet__of=taken).exclude(
            pk__in=[line.kept.pk for line in lines]
        ).update(became="", column="", reason="")
        ImportRow.objects.bulk_update(
            [line.kept for line in lines],
            ["became", "column", "reason", "twins", "choice", "said"],
            batch_size=500,
        )
        taken.state, taken.next_at, taken.counts = ImportState.CHECKED, at + KEPT, count(taken)
        taken.save(update_fields=["state", "next_at", "counts"])


def try_line(line: Line, known: Known) -> None:
    row = line.kept
    row.column = row.reason = ""
    row.said = {}
    if line.is_undecided or row.choice == ImportRow.LEAVE:
        row.became = RowBecame.PERHAPS if line.is_undecided else RowBecame.LEFT_OUT
        return
    try:
        with transaction.atomic():
            tried = take_line(line, known)
            row.became = tried.became
            row.said = tried.written.after
            if not tried.written.added:
                raise Undone
    except Undone:
        pass
    except REFUSALS as problem:
        refuse(row, line, problem)


def take_line(line: Line, known: Known) -> Taken:
    """Raises one of ``REFUSALS``."""
    if line.is_too_long:
        raise BadCell("", _("There are more cells than columns."))
    known.chosen = None
    if line.kept.choice.isdecimal():
        known.chosen = Candidate.objects.findable().filter(pk=line.kept.choice).first()
        if known.chosen is None:
            raise BadCell("", _("The person who was chosen is not here any more."))
    return take_in_row(line.table, line.row, known)


def refuse(row: ImportRow, line: Line, problem: Exception) -> None:
    refused = refusal(line.row, problem)
    row.became = RowBecame.REFUSED
    row.column, row.reason = refused.column[:200], refused.reason


def look_for_twins(taken: Import, lines: list[Line], known: Known) -> None:
    """Marks new candidates who are perhaps here already; whoever has the same address is."""
    people = [
        (line, person)
        for line in lines
        if line.table == "candidates" and (person := person_of(line, known))
    ]
    for start in range(0, len(people), ASKED_TOGETHER):
        some = people[start : start + ASKED_TOGETHER]
        asked = twins_of_many([person for _line, person in some])
        for (line, person), twins in zip(some, asked, strict=True):
            same = any(
                person.email and twin.candidate.email.casefold() == person.email.casefold()
                for twin in twins
            )
            found = [] if same else [[t.candidate.pk, [r.value for r in t.reasons]] for t in twins]
            if found != line.kept.twins:  # others than were chosen from
                line.kept.twins = found
                line.kept.choice = line.kept.choice if found else ""
            line.kept.became = RowBecame.PERHAPS if found else ""


def person_of(line: Line, known: Known) -> Person | None:
    """Whoever a new row tells of; None where it was imported before, or cannot be read."""
    row = line.row
    try:
        if known.record("candidates", known.key_of("candidates", row)):
            return None
        names = names_of(row)
        country = country_of(row, otherwise=known.agency.country)
        return Person(
            first_name=names["first_name"],
            last_name=names["last_name"],
            email=row.text("email"),
            phone=phone_of(row, country),
            country=country,
            profile_link=row.link("profile_link"),
            city=row.text("city"),
            employer=row.text("employer"),
        )
    except BadCell:
        return None
