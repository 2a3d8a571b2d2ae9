from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.trail.acting import acting
from candidates.models import Candidate
from clients.models import Client, Contact
from processes.models import (
    Assignment,
    Candidacy,
    Event,
    EventKind,
    FollowUp,
    Import,
    ImportedRecord,
    ImportRow,
)
from processes.timeline import record
from tests.cast import MONDAY, NOW, Cast, agrees
from tests.processes.tables import (
    CANDIDATES,
    everything,
    row_of,
    taken_back,
    taken_in,
    written,
)
from tests.processes.whole import whole_database

LATER = NOW + timedelta(hours=2)
PERSON = ["Candidate ID", "First Name", "Last Name", "Email", "City", "Skills", "Expected Salary"]
# What is allowed to tell of an import that was taken back.
BOOKKEEPING = {"processes.Import", "processes.ImportSheet", "processes.ImportRow"}
BOOKKEEPING |= {"processes.ImportMapping", "accounts.TrailEntry"}


def here() -> dict[str, Any]:
    """Everything but that there was an import."""
    return {name: rows for name, rows in whole_database().items() if name not in BOOKKEEPING}


def touch(cast: Cast, **words: Any) -> None:
    """Nina writes on somebody's timeline."""
    with acting(by=cast.nina.pk, source="log"):
        record(EventKind.NOTED, by=cast.nina, at=NOW, text="Rang", **words)


def test_an_import_taken_back_leaves_nothing_behind(cast: Cast) -> None:
    cast.payroll()  # with the first assignment the agency's weekly report has its hour
    before = here()
    taken = taken_in(cast, everything())
    assert here() != before
    taken = taken_back(taken, cast, LATER)
    assert here() == before
    assert taken.counts["returned"] == {"gone": 6}
    assert taken.taken_back_by == cast.ada


def test_it_can_be_imported_again_afterwards(cast: Cast) -> None:
    taken_back(taken_in(cast, everything()), cast)
    assert taken_in(cast, everything(), LATER).counts["all"] == {"new": 6}


def test_whoever_was_worked_with_since_stays_and_it_is_said(cast: Cast) -> None:
    taken = taken_in(cast, everything())
    touch(cast, candidate=Candidate.objects.get(first_name="Łukasz"))
    taken = taken_back(taken, cast, LATER)
    assert taken.counts["returned"] == {"gone": 5, "stays": 1}
    assert "Event" in row_of(taken, "p2").why
    stays = Candidate.objects.get(first_name="Łukasz")
    told = Event.objects.get(kind=EventKind.IMPORT_TAKEN_BACK)
    assert (told.candidate, told.facts["what"]) == (stays, "stays")


def test_what_somebody_hangs_on_stays_with_it(cast: Cast) -> None:
    taken = taken_in(cast, everything())
    touch(cast, candidacy=Candidacy.objects.get(assignment__title="Controller"))
    taken = taken_back(taken, cast, LATER)
    # The candidacy, its person and assignment, and the client and contact of that.
    assert taken.counts["returned"] == {"gone": 1, "stays": 5}
    assert not Candidate.objects.filter(first_name="Łukasz").exists()


def test_an_edit_alone_is_work(cast: Cast) -> None:
    taken = taken_in(cast, everything())
    with acting(by=cast.nina.pk, source="client_edit"):
        Client.objects.filter(name="Fjord Marin").update(city="Oslo")
    taken_back(taken, cast, LATER)
    assert Client.objects.get(name="Fjord Marin").city == "Oslo"
    assert not Contact.objects.filter(last_name="Holm").exists()


def test_what_was_updated_gets_its_former_values_back(cast: Cast) -> None:
    jonas = cast.jonas
    Candidate.objects.filter(pk=jonas.pk).update(city="", skills=["Payroll"])
    before = Candidate.objects.filter(pk=jonas.pk).values().get()
    table = [PERSON, ["1", "Jonas", "K", jonas.email, "Ystad", "SAP", "500 SEK an hour"]]
    taken = taken_in(cast, {"people.csv": written(table)})
    jonas.refresh_from_db()
    assert (jonas.city, jonas.skills, jonas.expects_per) == ("Ystad", ["Payroll", "SAP"], "hour")
    taken = taken_back(taken, cast, LATER)
    assert Candidate.objects.filter(pk=jonas.pk).values().get() == before
    assert taken.counts["returned"] == {"put_back": 1}
    assert not ImportedRecord.objects.exists()


def test_a_value_that_was_changed_since_is_left_as_it_is(cast: Cast) -> None:
    jonas = cast.jonas
    Candidate.objects.filter(pk=jonas.pk).update(city="", headline="")
    table = [[*PERSON[:5], "Headline"], ["1", "Jonas", "K", jonas.email, "Ystad", "CFO"]]
    taken = taken_in(cast, {"people.csv": written(table)})
    Candidate.objects.filter(pk=jonas.pk).update(city="Simrishamn")
    taken_back(taken, cast, LATER)
    jonas.refresh_from_db()
    assert (jonas.city, jonas.headline) == ("Simrishamn", "")
    assert "city" in row_of(taken, "1").why


def test_an_earlier_import_that_a_later_one_updated_goes_after_it(cast: Cast) -> None:
    first = taken_in(cast, everything())
    table = [[*row] for row in CANDIDATES]
    table[1][4] = "Lund"
    second = taken_in(cast, {"candidates.csv": written(table)} | dict(sources(first)), LATER)
    assert Candidate.objects.get(first_name="Olga").city == "Lund"
    taken_back(second, cast, LATER)
    assert Candidate.objects.get(first_name="Olga").city == "Malmö"
    assert taken_back(first, cast, LATER).counts["returned"] == {"gone": 6}


def sources(first: Import) -> list[tuple[str, bytes]]:
    """The other files, so that the second import has the name of the first."""
    return [(name, content) for name, content in everything().items() if name == "clients.csv"]


def test_words_that_the_import_had_answered_are_owed_again(cast: Cast) -> None:
    assignment = cast.payroll()
    owed = FollowUp.objects.filter(assignment=assignment).earliest("pk")
    table = [
        ["Submission ID", "Candidate Email", "Posting Title", "Status"],
        ["s1", cast.jonas.email, assignment.title, "New"],
    ]
    taken = taken_in(cast, {"submissions.csv": written(table)})
    candidacy = Candidacy.objects.get(assignment=assignment)
    with acting(by=cast.ada.pk, source=taken.source):
        event = Event.objects.filter(candidacy=candidacy).earliest("pk")
        FollowUp.objects.filter(pk=owed.pk).update(settled_by=event, settled_at=NOW)
    taken = taken_back(taken, cast, LATER)
    assert taken.counts["returned"] == {"gone": 1}
    owed.refresh_from_db()
    assert (owed.is_open, owed.settled_by) == (True, None)


def test_steps_of_whoever_was_here_already_stay_and_it_is_said(cast: Cast) -> None:
    assignment = cast.payroll()
    candidacy = agrees(assignment.add(cast.jonas, by=cast.nina, at=MONDAY))
    table = [
        ["Submission ID", "Candidate Email", "Posting Title", "Status"],
        ["s1", cast.jonas.email, assignment.title, "Rejected"],
    ]
    taken = taken_in(cast, {"submissions.csv": written(table)})
    taken = taken_back(taken, cast, LATER)
    candidacy.refresh_from_db()
    assert not candidacy.is_in_play
    assert taken.counts["returned"] == {"stays": 1}
    assert "timeline" in row_of(taken, "s1").why


def test_events_can_be_deleted_by_nothing_else(cast: Cast) -> None:
    taken = taken_in(cast, everything())
    event = Event.objects.filter(kind=EventKind.IMPORTED).first()
    assert event is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk)._raw_delete("default")
    Import.objects.filter(pk=taken.pk).update(state="taking_back")
    touch(cast, candidate=cast.jonas)
    other = Event.objects.latest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=other.pk)._raw_delete("default")


def test_twice_is_once_and_a_stop_in_the_middle_is_gone_on_from(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from processes.imports import taking_back

    cast.payroll()  # with the first assignment the agency's weekly report has its hour
    before = here()
    taken = taken_in(cast, everything())
    monkeypatch.setattr(taking_back, "TOGETHER", 2)
    monkeypatch.setattr(taking_back, "SHIFT", timedelta(0))
    monkeypatch.setattr("processes.imports.taking_back.time.monotonic", iter(range(1000)).__next__)
    taken = taken_back(taken, cast, LATER)
    assert (taken.state, taken.next_at) == ("taking_back", LATER)
    assert ImportRow.objects.filter(sheet__of=taken, returned="gone").count() == 2
    while taken.state == "taking_back":
        taken = taken_back(taken, cast, LATER)
    assert here() == before
    assert not Assignment.objects.filter(title="Controller").exists()
