"""Everything out: one archive with all tables and files, and without what opens doors."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from accounts.exporting.chores import do_export, due_exports, write
from accounts.exporting.contents import LEFT_OUT, SECRETS, TABLES_LEFT_OUT, tables
from accounts.letters import invite
from accounts.models import Export, ExportUnderWay, SignedLink, TrailEntry
from accounts.models.export import KEPT_FOR, MOST_TRIES
from candidates.models import Document
from mailings.leases import claim
from mailings.models import Attachment, Letter
from tests.cast import NOW, Cast

MINUTE = timedelta(minutes=1)
# A column with such a name either is left out, or stands here because it opens nothing.
MAY_BE_SECRET = re.compile(r"pass|secret|(^|_)keys?$|digest|token|hash|session|data$|code|link")
OPENS_NOTHING = {
    *("accounts.trailseal.hash", "candidates.candidate.profile_link", "mailings.letter.key"),
    *("candidates.document.digest", "candidates.document.preview_key"),
    *("processes.bulkstep.key", "processes.importedrecord.key", "processes.importedrecord.digest"),
    *("processes.jobrole.key", "processes.meeting.link"),
}


def asked(cast: Cast) -> Export:
    export = Export.objects.ask(by=cast.ada, at=NOW)
    mine = claim(Export.objects.under_way(), export.pk, at=NOW, lease=MINUTE)
    assert mine
    return mine


def written(cast: Cast) -> Export:
    """An archive of what this test's own connection sees."""
    export = asked(cast)
    write(export, nullcontext(connection), at=NOW)
    export.refresh_from_db()
    return export


def opened(export: Export) -> ZipFile:
    return ZipFile(default_storage.path(export.path))


def objects(archive: ZipFile, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in archive.read(f"tables/{table}.jsonl").splitlines()]


def cells(archive: ZipFile, table: str) -> list[dict[str, str]]:
    text = archive.read(f"tables/{table}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def document(cast: Cast, content: bytes = b"Twelve years of payroll.") -> Document:
    made = Document(
        candidate=cast.jonas, by=cast.nina, name="cv.txt", content_type="text/plain", size=1
    )
    made.file.save("cv.txt", ContentFile(content))
    return made


def test_every_table_is_there_twice_and_all_files_once(cast: Cast) -> None:
    cast.jonas.about = 'Says "no", \\ and\nmeans it; ł, å'
    cast.jonas.phone = "+46 70 111"
    cast.jonas.skills = ["Hogia", "Excel"]
    cast.jonas.save()
    cv = document(cast)
    letter = Letter.objects.write(
        kind="note", to="jonas@people.example", to_name="Jonas", language="en", subject="Hello",
        html="<p>Hello</p>", text="Hello", key="hello", at=NOW,
    )  # fmt: skip
    pdf = Attachment.objects.keep(filename="a.pdf", content_type="a/pdf", content=b"%PDF-1")
    letter.attachments.add(pdf)
    export = written(cast)
    archive = opened(export)
    assert archive.testzip() is None
    names = archive.namelist()
    assert len(names) == len(set(names))
    for table in tables():
        rows = table.model._default_manager.count() - (table.label == "accounts.trailentry")
        assert abs(len(objects(archive, table.name)) - rows) <= 1, table
        assert len(cells(archive, table.name)) == len(objects(archive, table.name)), table
    [jonas] = [
        one for one in objects(archive, "candidates_candidate") if one["id"] == cast.jonas.pk
    ]
    assert jonas["about"] == cast.jonas.about
    assert jonas["skills"] == ["Hogia", "Excel"]
    [row] = [one for one in cells(archive, "candidates_candidate") if one["last_name"] == "Krantz"]
    assert (row["about"], row["phone"]) == (cast.jonas.about, "'+46 70 111")
    assert row["skills"] == "Hogia; Excel"
    [kept] = objects(archive, "candidates_document")
    assert archive.read(f"files/{kept['file']}") == b"Twelve years of payroll."
    assert kept["file"] == cv.file.name
    [attached] = objects(archive, "mailings_attachment")
    assert archive.read(f"files/{attached['content']}") == b"%PDF-1"
    assert (export.files_written, export.files_missing) == (2, 0)


def test_the_manifest_counts_and_vouches_for_each_file(cast: Cast) -> None:
    export = written(cast)
    whole = Path(default_storage.path(export.path)).read_bytes()
    assert (export.size, export.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())
    archive = opened(export)
    said = {
        one["name"]: one for one in map(json.loads, archive.read("manifest.jsonl").splitlines())
    }
    assert said.keys() == set(archive.namelist()) - {"manifest.jsonl"}
    for name, one in said.items():
        content = archive.read(name)
        assert (one["bytes"], one["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert said["tables/candidates_candidate.csv"]["rows"] == 3
    assert export.rows_written == sum(
        one["rows"] for name, one in said.items() if name.endswith(".csv")
    )


def test_nothing_in_it_opens_a_door(cast: Cast) -> None:
    invited = invite(cast.lea, by=cast.ada, at=NOW)
    link, address = SignedLink.objects.issue(
        "care_link", 7, language="en", until=NOW + MINUTE, at=NOW
    )
    Letter.objects.write(
        kind="care", to="jonas@people.example", to_name="Jonas", language="en", subject="How",
        html=f'<a href="{address}">Answer</a>', text=f"Answer: {address}", key="how", at=NOW,
    )  # fmt: skip
    archive = opened(written(cast))
    for name in archive.namelist():
        content = archive.read(name).decode()
        for secret in (
            invited.address.rstrip("/").rsplit("/", 1)[1],
            address.rstrip("/").rsplit("/", 1)[1],
            link.digest,
            cast.nina.password,
        ):
            assert secret not in content, name
    [care] = [one for one in objects(archive, "mailings_letter") if one["kind"] == "care"]
    assert str(care["text"]).startswith("Answer: http") and "…" in str(care["text"])


def test_whatever_may_be_a_secret_is_decided_upon(cast: Cast) -> None:
    for table in tables():
        for column in table.columns:
            if MAY_BE_SECRET.search(str(column.column)):
                assert f"{table.label}.{column.name}" in OPENS_NOTHING, (
                    "left out in accounts/exporting/contents.py, or harmless?"
                )


def test_every_table_of_the_database_goes_out_or_is_named_with_a_reason(cast: Cast) -> None:
    known = {model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)}
    left = {known[label]._meta.db_table for label in LEFT_OUT}
    for label, columns in SECRETS.items():
        assert all(known[label]._meta.get_field(column) for column in columns)
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    assert there - left - TABLES_LEFT_OUT.keys() == {table.name for table in tables()}
    readme = opened(written(cast)).read("README.md").decode()
    for table in tables():
        assert f"## {table.name} – " in readme
        for column in table.columns:
            assert f"- {column.column}: " in readme
    for label in (*LEFT_OUT, *TABLES_LEFT_OUT, *SECRETS):
        assert f"- {label}" in readme


def test_a_file_that_is_not_there_is_named_and_the_others_go_in(cast: Cast) -> None:
    gone, there = document(cast), document(cast)
    default_storage.delete(str(gone.file.name))
    Document.objects.filter(pk=document(cast).pk).update(file="../../secrets.env")
    export = written(cast)
    archive = opened(export)
    missing = [json.loads(one) for one in archive.read("files-missing.jsonl").splitlines()]
    assert [one["name"] for one in missing] == [gone.file.name, "../../secrets.env"]
    assert f"files/{there.file.name}" in archive.namelist()
    assert (export.files_written, export.files_missing) == (1, 2)


def test_one_at_a_time(cast: Cast) -> None:
    first = Export.objects.ask(by=cast.ada, at=NOW)
    with pytest.raises(ExportUnderWay):
        Export.objects.ask(by=cast.ada, at=NOW)
    first.remove(at=NOW)
    assert Export.objects.ask(by=cast.ada, at=NOW).state(NOW) == Export.State.WAITING


def test_called_off_while_it_is_written_it_leaves_nothing_behind(cast: Cast) -> None:
    export = asked(cast)
    Export.objects.get(pk=export.pk).remove(at=NOW)
    write(export, nullcontext(connection), at=NOW)
    export.refresh_from_db()
    assert (export.path, export.state(NOW)) == ("", Export.State.GONE)
    assert default_storage.listdir("exports") == ([], [])


def test_a_worker_that_was_killed_leaves_half_a_file_to_be_swept_away(cast: Cast) -> None:
    export = asked(cast)
    folder = Path(default_storage.path("exports"))
    folder.mkdir(parents=True)
    (folder / "deadbeef.half").write_bytes(b"PK")
    assert export.state(NOW) == Export.State.RUNNING
    assert not due_exports(NOW).exists()
    later = NOW + 2 * MINUTE
    assert due_exports(later).get() == export
    again = claim(Export.objects.under_way(), export.pk, at=later, lease=MINUTE)
    assert again
    write(again, nullcontext(connection), at=later)
    again.refresh_from_db()
    assert [file.name for file in folder.iterdir()] == [Path(again.path).name]
    with pytest.raises(FileNotFoundError):  # whoever held it before wakes up
        (folder / "deadbeef.half").rename(folder / "deadbeef.zip")


def test_after_a_failure_it_waits_and_after_many_it_gives_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("accounts.exporting.chores.write_everything", full)
    Export.objects.ask(by=cast.ada, at=NOW)
    moment, tries = NOW, 0
    while due := due_exports(moment).first():
        tries += 1
        mine = claim(Export.objects.under_way(), due.pk, at=moment, lease=MINUTE)
        assert mine
        with pytest.raises(OSError, match="No space"):
            write(mine, nullcontext(connection), at=moment)
        assert not due_exports(moment + MINUTE / 2).exists(), "early"
        moment += 10 * MINUTE
    export = Export.objects.get()
    assert (tries, export.state(moment)) == (MOST_TRIES, Export.State.FAILED)
    assert export.last_error == "No space left on device"
    assert default_storage.listdir("exports") == ([], [])


def test_the_file_goes_after_seven_days_and_not_before(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    export = written(cast)
    assert export.expires_at
    assert KEPT_FOR <= export.expires_at - NOW < KEPT_FOR + MINUTE
    early, on_time = export.expires_at - MINUTE, export.expires_at
    assert not due_exports(early).exists()
    assert Export.objects.ready(early).exists() and not Export.objects.ready(on_time).exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        do_export(due_exports(on_time).get().pk, on_time)
        do_export(export.pk, on_time)  # twice
    assert default_storage.listdir("exports") == ([], [])
    assert not due_exports(on_time + KEPT_FOR).exists()


@pytest.mark.django_db(transaction=True)
def test_the_archive_is_of_one_moment_and_its_progress_is_not_in_the_trail() -> None:
    cast = Cast()
    export = Export.objects.ask(by=cast.ada, at=NOW)
    do_export(export.pk, NOW)
    export.refresh_from_db()
    assert export.state(NOW) == Export.State.READY
    assert len(objects(opened(export), "candidates_candidate")) == 3
    do_export(export.pk, NOW)  # twice: it is not written again
    assert Export.objects.get().attempt == 1
    entries = TrailEntry.objects.filter(what="accounts.export", row=export.pk)
    assert "progress" not in {name for entry in entries for name in entry.facts}
