"""Two admins at one import, a moment apart: whoever comes second is told, and nothing is lost.

``meanwhile`` lets a page believe what it read a moment ago: that the import may be changed.
"""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from processes.models import Import, ImportRow, ImportState
from tests.cast import NOW, Cast
from tests.processes.tables import begun, everything, tried, worked


@pytest.fixture
def meanwhile(cast: Cast, client: Browser, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Tried out; on Ada's other screen somebody has just said to take it in."""
    taken = tried(begun(cast, everything()))
    taken.take_in(at=NOW)
    monkeypatch.setattr(Import, "can_change", True)
    monkeypatch.setattr(Import, "is_at_work", False)
    client.force_login(cast.ada)
    return taken


def is_taken_in_whole(taken: Import) -> bool:
    taken.refresh_from_db()
    state = taken.state
    worked(taken)
    rows = ImportRow.objects.filter(sheet__of=taken)
    whole = rows.exists() and not rows.filter(taken_at=None).exists()
    return (state, taken.state, taken.forgotten_at, whole) == (
        ImportState.TAKING_IN,
        ImportState.TAKEN_IN,
        None,
        True,
    )


def test_other_columns_do_not_stop_it(client: Browser, meanwhile: Import) -> None:
    sheet = meanwhile.sheets.get(table="candidates")
    client.post(f"/import/tables/{sheet.pk}/table/", {"table": "contacts"})
    sheet.refresh_from_db()
    assert sheet.table == "candidates"
    assert is_taken_in_whole(meanwhile)


def test_it_is_not_read_in_another_way(client: Browser, meanwhile: Import) -> None:
    sheet = meanwhile.sheets.get(table="candidates")
    said = {"encoding": "utf-16", "separator": ";"}
    client.post(f"/import/tables/{sheet.pk}/reading/", said)
    assert is_taken_in_whole(meanwhile)


def test_it_is_not_tried_out_once_more(client: Browser, meanwhile: Import) -> None:
    said = {"source_name": "Another", "on_match": "overwrite"}
    answer = client.post(f"/import/{meanwhile.pk}/checking/", said)
    assert answer.status_code == 302
    assert is_taken_in_whole(meanwhile)
    assert meanwhile.source_name != "Another"


def test_its_rows_are_not_forgotten(client: Browser, meanwhile: Import) -> None:
    client.post(f"/import/{meanwhile.pk}/removal/")
    assert is_taken_in_whole(meanwhile)


def test_nobody_else_is_chosen_for_its_rows(client: Browser, meanwhile: Import) -> None:
    row = ImportRow.objects.filter(sheet__of=meanwhile, sheet__table="candidates").first()
    assert row is not None
    ImportRow.objects.filter(pk=row.pk).update(twins=[[1, ["email"]]], became="new", choice="new")
    client.post(f"/import/{meanwhile.pk}/choices/", {f"row_{row.pk}": "leave", "rest": "leave"})
    row.refresh_from_db()
    assert row.choice == "new"


def test_a_job_that_comes_twice_forgets_nothing(cast: Cast) -> None:
    taken = Import.objects.begin(everything().items(), by=cast.ada, at=NOW)
    for _copy in range(2):
        worked(taken)
    assert (taken.state, taken.forgotten_at) == (ImportState.MAPPING, None)
    taken.try_out(at=NOW)
    for _copy in range(2):
        worked(taken)
    taken.take_in(at=NOW)
    for _copy in range(2):
        worked(taken)
    assert (taken.state, taken.forgotten_at) == (ImportState.TAKEN_IN, None)
    assert taken.can_be_taken_back
