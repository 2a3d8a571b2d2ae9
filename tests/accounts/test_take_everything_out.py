"""Everything out: one archive with all tables and files, and without what opens doors."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from accounts.exporting.contents import (
    COLUMNS_LEFT_OUT,
    LEFT_OUT,
    SECRETS,
    TABLES_LEFT_OUT,
    tables,
)
from accounts.letters import invite
from accounts.models import SignedLink
from candidates.models import Document
from mailings.models import Attachment, Letter
from tests.accounts.exports import MINUTE, cells, objects, opened, written
from tests.cast import NOW, Cast

# A column with such a name either is left out, or stands here because it opens nothing.
MAY_BE_SECRET = re.compile(r"pass|secret|(^|_)keys?$|digest|token|hash|session|data$|code|link")
OPENS_NOTHING = {
    *("accounts.trailseal.hash", "candidates.candidate.profile_link", "mailings.letter.key"),
    *("candidates.document.digest", "candidates.document.preview_key"),
    *("processes.bulkstep.key", "processes.importedrecord.key", "processes.importedrecord.digest"),
    *("processes.jobrole.key", "processes.meeting.link"),
}


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
    for label, secrets in SECRETS.items():
        assert all(known[label]._meta.get_field(column) for column in secrets)
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        assert there - left - TABLES_LEFT_OUT.keys() == {table.name for table in tables()}
        for table in tables():
            columns = connection.introspection.get_table_description(cursor, table.name)
            known_here = {field.column for field in table.model._meta.local_concrete_fields}
            beside = {column.name for column in columns} - known_here
            assert beside == set(COLUMNS_LEFT_OUT.get(table.name, ())), table
    readme = opened(written(cast)).read("README.md").decode()
    for table in tables():
        assert f"## {table.name} – " in readme
        for column in table.columns:
            assert f"- {column.column}: " in readme
    for label in (*LEFT_OUT, *TABLES_LEFT_OUT, *COLUMNS_LEFT_OUT, *SECRETS):
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
