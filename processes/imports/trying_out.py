"""What would happen to every row: the very work of taking it in, undone again.

What is here already is let go of row by row, so nobody who edits it meanwhile has to wait; what is
new stays until the end, for later rows refer to it, and nobody else has seen it. Candidates alone
refer to nothing: they are tried some hundred at a time, each time undone, and other jobs have
their turn in between.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timedelta

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
from processes.imports.alike import mark_alike
from processes.imports.counting import count
from processes.imports.rows import Line, known_of, lines_of, see_again
from processes.imports.together import take_together
from processes.models import Import, ImportRow, ImportState, RowBecame
from processes.models.data_import import KEPT

TOGETHER = 500  # people of one question, and candidates of one trial
SHIFT = timedelta(seconds=20)  # then other jobs have their turn
SAID = ("became", "column", "reason", "twins", "like", "choice", "said")
People = Sequence[tuple[Line, Person]]


class Undone(Exception):
    """A row that was tried out and let go of."""


def try_out(taken: Import, at: datetime) -> None:
    """All of it, or for candidates alone what one shift can do; then it is due again."""
    agency = Agency.current()
    lines = lines_of(taken, agency)
    if taken.progress == 0:
        begin(taken, lines, known_of(taken, [], agency, at))
    if any(line.table != "candidates" for line in lines):
        look_for_twins(new_people(lines, known_of(taken, [], agency, at)))
        try_some(taken, lines, 0, known_of(taken, lines, agency, at))
    else:
        known = known_of(taken, lines, agency, at)
        for line in lines[: taken.progress]:
            see_again(line, known)
        began = time.monotonic()
        for start in range(taken.progress, len(lines), TOGETHER):
            if start > taken.progress and time.monotonic() - began > SHIFT.total_seconds():
                Import.objects.filter(pk=taken.pk).update(next_at=at)
                return
            some = lines[start : start + TOGETHER]
            look_for_twins(new_people(some, known))
            try_some(taken, some, start, known)
    with transaction.atomic():
        if still_checking(taken):
            taken.state, taken.next_at, taken.counts = ImportState.CHECKED, at + KEPT, count(taken)
            taken.save(update_fields=["state", "next_at", "counts"])


def begin(taken: Import, lines: Sequence[Line], known: Known) -> None:
    """Rows of tables that are left out become nothing, and those that are alike are marked."""
    with transaction.atomic():
        rows = ImportRow.objects.filter(sheet__of=taken)
        rows.exclude(sheet__in={line.kept.sheet_id for line in lines}).update(
            became="", column="", reason=""
        )
        ImportRow.objects.keep(mark_alike(new_people(lines, known)), "like", "choice")


def try_some(taken: Import, lines: Sequence[Line], done: int, known: Known) -> None:
    """Tries these rows, undoes it, and keeps what would become of them."""
    with transaction.atomic():
        for start in range(0, len(lines), TOGETHER):
            try_lines(lines[start : start + TOGETHER], known)
        transaction.set_rollback(True)
    with transaction.atomic():
        if still_checking(taken):
            ImportRow.objects.keep([line.kept for line in lines], *SAID)
            Import.objects.filter(pk=taken.pk).update(progress=done + len(lines))


def still_checking(taken: Import) -> bool:
    """To be asked before anything of the trial is kept; holds the import until that is done."""
    now = Import.objects.select_for_update(of=("self",)).get(pk=taken.pk)
    return now.state == ImportState.CHECKING


def try_lines(lines: Sequence[Line], known: Known) -> None:
    together = take_together(lines, known)
    for line in lines:
        if tried := together.get(line.kept.pk):
            row = line.kept
            row.column = row.reason = ""
            row.became, row.said = tried.became, tried.written.after
        else:
            try_line(line, known)


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


def new_people(lines: Sequence[Line], known: Known) -> People:
    return [
        (line, person)
        for line in lines
        if line.table == "candidates" and (person := person_of(line, known))
    ]


def look_for_twins(people: People) -> None:
    """Marks new candidates who are perhaps here already; whoever has the same address is."""
    for start in range(0, len(people), TOGETHER):
        some = people[start : start + TOGETHER]
        asked = twins_of_many([person for _line, person in some])
        for (line, person), twins in zip(some, asked, strict=True):
            row = line.kept
            same = any(
                person.email and twin.candidate.email.casefold() == person.email.casefold()
                for twin in twins
            )
            found = [] if same else [[t.candidate.pk, [r.value for r in t.reasons]] for t in twins]
            if found != row.twins:  # others than were chosen from
                row.twins = found
                row.choice = row.choice if found or row.like else ""
            row.became = RowBecame.PERHAPS if found or row.like else ""


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
            email=row.first("email"),
            phone=phone_of(row, country),
            country=country,
            profile_link=row.link("profile_link"),
            city=row.text("city"),
            employer=row.text("employer"),
        )
    except BadCell:
        return None
