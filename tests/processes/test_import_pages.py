from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from accounts.models import Action, TrailEntry
from candidates.models import Candidate
from processes.models import Import, ImportMapping
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


def choose(browser: Browser, files: dict[str, bytes]) -> Any:
    chosen = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return browser.post("/import/", {"tables": chosen})


def zipped(files: dict[str, bytes]) -> dict[str, bytes]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"export/{name}", content)
    return {"export.zip": packed.getvalue()}


@pytest.fixture
def ada(cast: Cast, client: Browser) -> Browser:
    client.force_login(cast.ada)
    return client


def page(browser: Browser, taken: Import) -> str:
    answer = browser.get(taken.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def trying(**words: str) -> dict[str, str]:
    return {"source_name": "Old system", "on_match": "fill"} | words


@pytest.mark.parametrize("packed", [False, True], ids=["files", "zip"])
def test_files_are_read_tried_out_taken_in_and_taken_back(
    cast: Cast, ada: Browser, packed: bool
) -> None:
    answer = choose(ada, zipped(everything()) if packed else everything())
    taken = Import.objects.get()
    assert answer.url == taken.get_absolute_url()
    assert 'hx-trigger="every 2s"' in page(ada, taken)
    worked(taken)
    assert "See what would happen" in page(ada, taken)
    ada.post(f"/import/{taken.pk}/checking/", trying())
    worked(taken)
    said = page(ada, taken)
    assert "Take in 6 rows" in said and "Fjord Marin" in said
    ada.post(f"/import/{taken.pk}/taking-in/")
    worked(taken)
    assert "Take the whole import back" in page(ada, taken)
    ada.post(f"/import/{taken.pk}/taking-back/")
    worked(taken)
    assert "Taken back by Ada" in page(ada, taken)
    assert not Candidate.objects.filter(first_name="Olga").exists()


def test_the_zoho_batch_goes_in_linked_without_a_word_about_columns(
    cast: Cast, ada: Browser
) -> None:
    folder = Path(settings.BASE_DIR).parent / "shared" / "data" / "zoho-batch"
    if not folder.exists():
        pytest.skip("the batch lies beside the project")
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}
    taken = taken_in(cast, files)
    assert taken.source_name == "zoho"
    assert taken.counts["all"] == {"new": 18}
    said = page(ada, taken)
    assert "RT Pay Rate" in said  # is not kept, and that is said
    assert "UTF-8 · Comma · columns of Zoho Recruit" in said


def test_columns_are_said_by_hand_and_remembered(cast: Cast, ada: Browser) -> None:
    table = [["Nr", "Who", "Mejl"], ["1", "Eva Ek", "eva@people.example"]]
    taken = begun(cast, {"list.csv": written(table)})
    assert "Is left out" in page(ada, taken)
    address = f"/import/tables/{taken.sheets.get().pk}/"
    answer: Any = ada.post(f"{address}table/", {"table": "candidates"})
    assert answer.url == address
    said = ada.get(address).content.decode()
    assert "Eva Ek" in said and "Mejl" in said
    columns = {"column_0": "id", "column_1": "name", "column_2": "email"}
    answer = ada.post(address, columns)
    assert answer.url == taken.get_absolute_url()
    taken.refresh_from_db()
    tried(taken)
    taken.take_in(at=NOW)
    worked(taken)
    assert Candidate.objects.filter(email="eva@people.example", last_name="Ek").exists()
    assert ImportMapping.objects.count() == 1
    again = begun(cast, {"another.csv": written([table[0], ["2", "Bo Alm", "bo@people.example"]])})
    assert again.sheets.get().mapping == {"id": 0, "name": 1, "email": 2}
    assert again.source_name == "list"


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"column_0": "email", "column_1": "email"}, "was chosen for another column already"),
        ({"column_0": "email"}, "It needs a column for"),
        ({"column_0": "nonsense"}, "Select a valid choice"),
    ],
)
def test_columns_that_make_no_sense_are_refused_and_stay_typed(
    cast: Cast, ada: Browser, columns: dict[str, str], reason: str
) -> None:
    taken = begun(cast, {"candidates.csv": written(CANDIDATES)})
    before = taken.sheets.get().mapping
    answer = ada.post(f"/import/tables/{taken.sheets.get().pk}/", columns)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert taken.sheets.get().mapping == before


def test_a_file_that_was_guessed_wrong_is_read_in_another_way(cast: Cast, ada: Browser) -> None:
    content = written([["Name", "City"], ["Eva Ek", "Århus"]], encoding="mac_roman")
    taken = begun(cast, {"people.csv": content})
    address = f"/import/tables/{taken.sheets.get().pk}/reading/"
    assert ada.post(address, {"encoding": "klingon", "separator": ","}).status_code == 422
    ada.post(address, {"encoding": "cp852", "separator": ";"})
    worked(taken)
    sheet = taken.sheets.get()
    assert (sheet.encoding, sheet.separator, len(sheet.header)) == ("cp852", ";", 1)
    ada.post(address, {"encoding": "mac_roman", "separator": ","})
    worked(taken)
    assert row_of(taken, "Eva Ek").cells == ["Eva Ek", "Århus"]


def test_who_is_perhaps_here_is_chosen_on_the_page(cast: Cast, ada: Browser) -> None:
    jonas = cast.jonas
    Candidate.objects.filter(pk=jonas.pk).update(profile_link="https://linkedin.com/in/jonas")
    table = [["ID", "Name", "LinkedIn"], ["1", "J K", "https://www.linkedin.com/in/jonas/"]]
    table += [["2", "Jo K", "linkedin.com/in/jonas"]]
    taken = tried(begun(cast, {"candidates.csv": written(table)}))
    assert taken.counts["all"] == {"perhaps": 2}
    assert "Same profile link" in page(ada, taken) or "profile" in page(ada, taken)
    one, two = row_of(taken, "1"), row_of(taken, "2")
    address = f"/import/{taken.pk}/choices/"
    assert ada.post(address, {f"row_{one.pk}": "999999"}).status_code == 422
    ada.post(address, {f"row_{one.pk}": str(jonas.pk), "rest": "leave"})
    ada.post(f"/import/{taken.pk}/taking-in/")
    worked(taken)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.object, two.became) == (jonas, "left_out")


def test_refused_rows_are_fetched_as_they_stood_and_it_is_noted(cast: Cast, ada: Browser) -> None:
    table = [*CANDIDATES, ["p3", "Bad", "Row", "nowhere", '=cmd|"x"', ""]]
    taken = tried(begun(cast, {"candidates.csv": written(table)}))
    answer = ada.get(f"/import/tables/{taken.sheets.get().pk}/refused/")
    assert answer["Cache-Control"] == "no-store"
    header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert header == [*CANDIDATES[0], "Line", "Column", "Reason"]
    assert row[:5] == ["p3", "Bad", "Row", "nowhere", '\'=cmd|"x"']
    assert row[6:8] == ["4", "Email"]
    entry = TrailEntry.objects.filter(action=Action.EXPORTED).latest("pk")
    assert (entry.row, entry.source) == (taken.sheets.get().pk, "import_refused")


def test_without_a_name_of_the_system_nothing_is_tried_out(cast: Cast, ada: Browser) -> None:
    taken = begun(cast, everything())
    answer = ada.post(f"/import/{taken.pk}/checking/", trying(source_name=""))
    assert answer.status_code == 422
    taken.refresh_from_db()
    assert taken.state == "mapping"


@pytest.mark.parametrize("step", ["taking-in", "taking-back"])
def test_a_step_out_of_turn_says_so(cast: Cast, ada: Browser, step: str) -> None:
    taken = begun(cast, everything())
    answer = ada.post(f"/import/{taken.pk}/{step}/", follow=True)
    assert "has gone on meanwhile" in answer.content.decode()


def test_what_was_not_gone_on_with_can_be_deleted(cast: Cast, ada: Browser) -> None:
    taken = begun(cast, everything())
    ada.post(f"/import/{taken.pk}/removal/")
    assert not taken.sheets.get(number=1).rows.exists()
    assert "not kept any longer" in page(ada, taken)
    assert ada.post(f"/import/{taken.pk}/checking/", trying(), follow=True).status_code == 200


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "This field is required."),
        ({"empty.csv": b""}, "The submitted file is empty."),
        ({"cut.zip": b"PK\x03\x04" + b"x" * 50}, ""),
        ({"bomb.zip": zipped({"big.csv": b"0" * 30_000_000})["export.zip"]}, "too large"),
        ({"nothing.zip": zipped({"readme.md": b"hello"})["export.zip"]}, "no CSV or Excel files"),
        ({"many.zip": zipped({f"{n}.csv": b"a" for n in range(51)})["export.zip"]}, "too many"),
    ],
    ids=["none", "empty", "cut", "bomb", "nothing", "many"],
)
def test_files_that_cannot_be_taken_are_refused_at_the_field(
    cast: Cast, ada: Browser, files: dict[str, bytes], reason: str
) -> None:
    answer = choose(ada, files)
    assert answer.status_code in {302, 422}
    if answer.status_code == 422:
        assert reason in answer.content.decode()
        assert not Import.objects.exists()
    else:
        assert worked(Import.objects.get()).sheets.get().table == ""


def test_the_page_asks_few_questions_however_many_rows_there_are(
    cast: Cast, ada: Browser, django_assert_max_num_queries: Any
) -> None:
    people = [[f"p{n}", "Eva", f"Ek {n}", "no address"] for n in range(60)]
    files = {"all.xlsx": workbook(People=[CANDIDATES[0][:4], *people])}
    taken = tried(begun(cast, files))
    with django_assert_max_num_queries(24):
        said = page(ada, taken)
    assert said.count("<td>Email</td>") == 60
