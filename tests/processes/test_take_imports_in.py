from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError

from candidates.models import Candidate
from clients.models import Client
from processes.importing.batch import Batch
from processes.imports import chores, taking_in
from processes.models import (
    Assignment,
    Candidacy,
    Event,
    Import,
    ImportRow,
    ImportState,
    WrongMoment,
)
from processes.models.data_import import KEPT
from recruitcrm.chores import do_all
from recruitcrm.demo.importing import bring_a_list
from tests.cast import NOW, Cast
from tests.processes.tables import (
    CANDIDATES,
    begun,
    everything,
    row_of,
    taken_in,
    tried,
    workbook,
    worked,
    written,
)

HEADER = ["Candidate ID", "First Name", "Last Name", "Email"]


def test_a_trial_tells_what_would_happen_and_writes_nothing(cast: Cast) -> None:
    before = (Client.objects.count(), Candidate.objects.count(), Event.objects.count())
    taken = tried(begun(cast, everything()))
    assert taken.counts["all"] == {"new": 6}
    assert (Client.objects.count(), Candidate.objects.count(), Event.objects.count()) == before
    assert row_of(taken, "p2").said["city"] == "Łódź"


def test_the_worker_finds_what_there_is_to_do(cast: Cast) -> None:
    taken = Import.objects.begin(everything().items(), by=cast.ada, at=NOW)
    assert do_all(NOW)["imports"] == 1
    taken.refresh_from_db()
    assert taken.state == "mapping"
    taken.try_out(at=NOW)
    assert do_all(NOW)["imports"] == 1
    assert "imports" not in do_all(NOW)


def test_two_workers_do_not_take_in_the_same_rows(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tried(begun(cast, everything()))
    taken.take_in(at=NOW)

    @contextmanager
    def taken_by_another() -> Iterator[bool]:
        yield False

    monkeypatch.setattr(chores, "alone", taken_by_another)
    assert worked(taken).state == "taking_in"
    assert not Client.objects.filter(name="Fjord Marin").exists()


def test_a_mistake_of_ours_is_said_and_does_not_go_on_for_ever(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    taken = begun(cast, everything())
    monkeypatch.setitem(chores.STEPS, ImportState.CHECKING, stumble)
    monkeypatch.setitem(chores.STEPS, ImportState.TAKING_IN, stumble)
    taken.try_out(at=NOW)
    with pytest.raises(RuntimeError):
        chores.do_import(taken.pk, NOW)
    taken.refresh_from_db()
    assert (taken.state, taken.counts) == ("mapping", {"stumbled": True})


def test_what_stopped_half_way_goes_on_or_is_taken_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tried(begun(cast, everything()))
    taken.take_in(at=NOW)

    def stumble(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as broken, pytest.raises(RuntimeError):
        broken.setattr("processes.imports.taking_in.finish", stumble)
        chores.do_import(taken.pk, NOW)
    taken.refresh_from_db()
    assert (taken.state, taken.counts) == ("taken_in", {"stumbled": True})
    assert not Import.objects.due(NOW + timedelta(days=1)).exists()
    assert Client.objects.filter(name="Fjord Marin").exists()
    taken.take_back(by=cast.ada, at=NOW)
    assert worked(taken).state == "taken_back"
    assert not Client.objects.filter(name="Fjord Marin").exists()


def test_what_passes_by_itself_is_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tried(begun(cast, everything()))
    taken.take_in(at=NOW)

    def stumble(*_: object) -> None:
        raise OperationalError("the database was away")

    with monkeypatch.context() as broken, pytest.raises(OperationalError):
        broken.setitem(chores.STEPS, ImportState.TAKING_IN, stumble)
        chores.do_import(taken.pk, NOW)
    assert not Import.objects.due(NOW + timedelta(minutes=9)).exists()
    assert Import.objects.due(NOW + timedelta(minutes=10)).exists()
    assert worked(taken).state == "taken_in"


def test_what_was_tried_out_goes_in_linked(cast: Cast) -> None:
    taken = taken_in(cast, everything())
    assert taken.counts["all"] == {"new": 6}
    assignment = Assignment.objects.get(title="Controller")
    assert assignment.client.name == "Fjord Marin"
    assert str(assignment.decider) == "Berit Holm"
    assert Candidacy.objects.get(assignment=assignment).candidate.full_name == "Olga Nyman"
    assert row_of(taken, "p1").object == Candidate.objects.get(first_name="Olga")


def test_the_same_files_again_change_nothing(cast: Cast) -> None:
    taken_in(cast, everything())
    before = (Candidate.objects.count(), Event.objects.count())
    again = taken_in(cast, everything(), NOW + timedelta(days=1))
    assert again.counts["all"] == {"same": 6}
    assert (Candidate.objects.count(), Event.objects.count()) == before


def test_a_changed_row_updates_and_a_bad_one_is_refused_with_its_reason(cast: Cast) -> None:
    files = everything()
    taken_in(cast, files)
    table = [[*row] for row in CANDIDATES]
    table[1][4], table[2][3] = "Lund", "nowhere"
    taken = taken_in(cast, files | {"candidates.csv": written(table)})
    assert taken.counts["all"] == {"same": 4, "updated": 1, "refused": 1}
    assert Candidate.objects.get(first_name="Olga").city == "Lund"
    refused = row_of(taken, "nowhere")
    assert (refused.column, refused.line) == ("Email", 3)
    assert "valid email" in refused.reason


def test_whoever_has_the_same_address_is_filled_in_or_overwritten(cast: Cast) -> None:
    here = cast.jonas
    table = [[*HEADER, "City", "Headline"], ["1", "Jonas", "K", here.email, "Ystad", "CFO"]]
    headline = here.headline
    taken = tried(begun(cast, {"people.csv": written(table)}))
    assert taken.counts["all"] == {"updated": 1}
    taken.on_match = "overwrite"
    taken.save(update_fields=["on_match"])
    taken.take_in(at=NOW)
    worked(taken)
    here.refresh_from_db()
    assert (here.city, here.headline) == ("Ystad", "CFO") != ("", headline)


@pytest.mark.parametrize("choice", ["", ImportRow.NEW, ImportRow.LEAVE, "them"])
def test_who_is_perhaps_here_already_waits_for_a_choice(cast: Cast, choice: str) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(phone="+46 70 123 45 67")
    table = [[*HEADER, "Phone"], ["1", "J.", "Krantz", "other@people.example", "070-123 45 67"]]
    taken = tried(begun(cast, {"people.csv": written(table)}))
    row = row_of(taken, "1")
    assert (row.became, row.twins[0][0]) == ("perhaps", cast.jonas.pk)
    row.choice = str(cast.jonas.pk) if choice == "them" else choice
    row.save(update_fields=["choice"])
    before = Candidate.objects.count()
    taken.take_in(at=NOW)
    worked(taken)
    row.refresh_from_db()
    became = {"": "perhaps", ImportRow.NEW: "new", ImportRow.LEAVE: "left_out"}
    assert row.became == became.get(choice, "same")
    assert Candidate.objects.count() == before + (choice == ImportRow.NEW)
    if choice == "them":
        assert row.object == cast.jonas


def test_what_candidates_want_is_understood_and_nothing_is_guessed(cast: Cast) -> None:
    table = [
        [*HEADER, "Languages", "Tags", "Expected Salary", "Available From", "Work type"],
        *[
            ["1", "Eva", "Ek", "", "svenska, English (fluent), Klingon", "CFO;Finance", "", "", ""],
            ["2", "Ulf", "Ek", "", "", "", "45 000–50 000 SEK a month", "2026-12-01", "Interim"],
            ["3", "Ida", "Ek", "", "", "", "about 600 000", "now", "permanent, contract"],
        ],
    ]
    taken_in(cast, {"people.csv": written(table)})
    eva, ulf, ida = (Candidate.objects.get(first_name=name) for name in ("Eva", "Ulf", "Ida"))
    assert (eva.languages, eva.tags) == (["sv", "en"], ["cfo", "finance"])
    assert "Klingon" in eva.about
    assert (ulf.expects_from, ulf.expects_to) == (Decimal(45000), Decimal(50000))
    assert (ulf.expects_currency, ulf.expects_per) == ("SEK", "month")
    assert (ulf.available_on, ulf.wants_kinds) == (date(2026, 12, 1), ["interim"])
    assert (ida.expects, ida.expects_from) == ("about 600 000", None)
    assert (ida.available_on, ida.wants_kinds) == (NOW.date(), ["permanent", "interim"])


def test_a_workbook_brings_all_its_sheets_with_the_values_of_formulas(cast: Cast) -> None:
    book = workbook(
        People=[HEADER, [1.0, "Eva", "Ek", "eva@people.example"]],
        Firms=[["Client ID", "Company Name"], ["c9", "Delta"]],
    )
    taken = taken_in(cast, {"all.xlsx": book})
    assert [(s.title, s.table) for s in taken.sheets.all()] == [
        ("People", "candidates"),
        ("Firms", "clients"),
    ]
    assert Client.objects.filter(name="Delta").exists()
    assert row_of(taken, "1").object == Candidate.objects.get(email="eva@people.example")


def test_a_worker_that_is_stopped_in_the_middle_is_gone_on_from(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tried(begun(cast, everything()))
    taken.take_in(at=NOW)
    monkeypatch.setattr(taking_in, "TOGETHER", 2)
    monkeypatch.setattr(taking_in, "SHIFT", timedelta(0))
    monkeypatch.setattr("processes.imports.taking_in.time.monotonic", iter(range(1000)).__next__)
    rounds = 0
    while worked(taken).state == "taking_in":
        assert taken.next_at == NOW
        rounds += 1
    assert rounds >= 2
    assert taken.counts["all"] == {"new": 6}
    assert Candidate.objects.filter(first_name="Olga").count() == 1


def test_what_was_refused_can_be_tried_once_more(cast: Cast) -> None:
    files = everything()
    clients = files.pop("clients.csv")
    taken = taken_in(cast, files)
    assert taken.counts["all"] == {"new": 2, "refused": 3}
    Batch(by=cast.ada, at=NOW, source=taken.source_name).take_in([("clients.csv", clients)])
    taken.take_in(at=NOW)
    assert worked(taken).counts["all"] == {"new": 5}


def test_a_step_out_of_its_order_is_refused(cast: Cast) -> None:
    taken = begun(cast, everything())
    with pytest.raises(WrongMoment):
        taken.take_in(at=NOW)
    with pytest.raises(WrongMoment):
        taken.take_back(by=cast.ada, at=NOW)


def test_after_thirty_days_nothing_of_the_files_is_kept(cast: Cast) -> None:
    taken = taken_in(cast, everything())
    assert not Import.objects.due(NOW + KEPT - timedelta(seconds=1)).exists()
    assert Import.objects.due(NOW + KEPT).get() == taken
    worked(taken, NOW + KEPT)
    assert not ImportRow.objects.filter(sheet__of=taken).exists()
    assert taken.counts["all"] == {"new": 6}
    with pytest.raises(WrongMoment):
        taken.take_back(by=cast.ada, at=NOW + KEPT)


def test_the_list_of_the_demo_comes_in(cast: Cast) -> None:
    assert bring_a_list(cast.ada, at=NOW).counts["all"] == {"new": 3, "refused": 1}
    assert Candidate.objects.get(first_name="Piotr").expects_per == "month"
