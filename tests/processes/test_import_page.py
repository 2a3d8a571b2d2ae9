from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client as Browser

from clients.models import Client
from processes.importing import uploads
from processes.models import Assignment
from tests.cast import NOW, Cast
from tests.processes.zoho import BATCH, batch, changed, whole_database


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


@pytest.mark.parametrize("packed", [False, True], ids=["files", "zip"])
def test_a_dry_run_comes_first_and_then_the_same_files_go_in(
    cast: Cast, ada: Browser, packed: bool
) -> None:
    before = whole_database()
    answer = choose(ada, zipped(batch()) if packed else batch())
    assert answer.status_code == 200
    assert whole_database() == before
    assert b"Import 18 rows" in answer.content
    answer = ada.post("/import/taking-in/", {"ticket": answer.context["ticket"]})
    assert b"18 rows were taken in" in answer.content
    assert Assignment.objects.open().count() == 3


def test_refused_rows_stand_on_the_page_and_offer_the_rest(ada: Browser) -> None:
    answer = choose(ada, changed(batch(), "02-contacts.csv", "david.lin@", "david.lin<b>"))
    page = answer.content.decode()
    assert "02-contacts.csv" in page and "Enter a valid email address." in page
    assert "Import 16 rows" in page


def test_what_a_file_is_called_keeps_nothing_out(ada: Browser) -> None:
    files = {f"._{name.removesuffix('.csv')}": content for name, content in batch().items()}
    answer = choose(ada, files)
    assert b"Import 18 rows" in answer.content
    answer = ada.post("/import/taking-in/", {"ticket": answer.context["ticket"]})
    assert b"18 rows were taken in" in answer.content


def test_archives_that_are_too_large_together_are_refused(ada: Browser) -> None:
    large = zipped({"more.csv": b"x" * 12_000_000})["export.zip"]
    answer = choose(ada, zipped(batch()) | {"one.zip": large, "two.zip": large})
    assert answer.status_code == 422
    assert b"too large" in answer.content


def test_what_is_not_kept_is_named(ada: Browser) -> None:
    page = choose(ada, batch()).content.decode()
    assert "Mailing Street" in page and "RT Pay Rate" in page


def test_nothing_new_offers_nothing_to_import(cast: Cast, ada: Browser) -> None:
    answer = choose(ada, batch())
    ada.post("/import/taking-in/", {"ticket": answer.context["ticket"]})
    answer = choose(ada, batch())
    assert b"There is nothing to take in." in answer.content


def test_a_ticket_is_good_once_and_for_its_owner_alone(cast: Cast, ada: Browser) -> None:
    ticket = choose(ada, batch()).context["ticket"]
    other = uploads.keep(batch().items(), by=cast.nina, at=NOW)
    for wrong in (other, ticket + "x", ""):
        answer = ada.post("/import/taking-in/", {"ticket": wrong}, follow=True)
        assert b"no longer kept" in answer.content
    assert not Client.objects.filter(name="Atlas Revenue Partners").exists()
    ada.post("/import/taking-in/", {"ticket": ticket})
    answer = ada.post("/import/taking-in/", {"ticket": ticket}, follow=True)
    assert b"no longer kept" in answer.content


def test_files_that_were_not_gone_through_with_are_forgotten(cast: Cast, settings: Any) -> None:
    folder = Path(settings.MEDIA_ROOT) / "imports"
    at = NOW + timedelta(days=36500)  # files carry the machine's own time
    uploads.keep(batch().items(), by=cast.ada, at=NOW)
    uploads.keep(batch().items(), by=cast.ada, at=at)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "This field is required."),
        ({"long.csv": b"ID,Account Name\n" * 4001}, "manage.py import_batch"),
        ({"empty.csv": b""}, "The submitted file is empty."),
        ({"cut.zip": zipped(batch())["export.zip"][:900]}, ""),
        ({"bomb.zip": zipped({"big.csv": b"0" * 30_000_000})["export.zip"]}, "too large"),
        ({"nothing.zip": zipped({"readme.md": b"hello"})["export.zip"]}, "no CSV files"),
        ({"many.zip": zipped({f"{n}.csv": b"a" for n in range(51)})["export.zip"]}, "too many"),
    ],
    ids=["none", "long", "empty", "cut", "bomb", "nothing", "many"],
)
def test_files_that_cannot_be_taken_are_refused_at_the_field(
    ada: Browser, files: dict[str, bytes], reason: str
) -> None:
    before = whole_database()
    answer = choose(ada, files)
    assert answer.status_code in {200, 422}
    assert reason in answer.content.decode()
    assert whole_database() == before


def test_the_command_takes_a_folder_and_tells_what_it_did(
    cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    call_command("import_batch", str(BATCH), "--dry-run")
    assert "nothing has been written" in capsys.readouterr().out
    assert not Assignment.objects.exists()
    call_command("import_batch", str(BATCH), "--by", "NINA.LIND@askvik.example")
    assert "04-job-orders.csv: Assignments: 3 new" in capsys.readouterr().out
    assert {assignment.owner for assignment in Assignment.objects.all()} == {cast.nina}
    with pytest.raises(CommandError, match="no CSV files"):
        call_command("import_batch", str(tmp_path))
