"""A worker reads what waits: its state, its text, pictures of its pages, and viruses."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from candidates import reading_files
from candidates.chores import do_document, due_documents
from candidates.file_texts import FileText
from candidates.finding.cv_text import cv_texts_of
from candidates.models import Document
from candidates.uploads import looked_at
from tests.candidates import files, hostile_files
from tests.cast import NOW, Cast

LATER = NOW + timedelta(minutes=5)


def take(cast: Cast, content: bytes, name: str = "cv.pdf") -> Document:
    upload = looked_at(SimpleUploadedFile(name, content))
    return Document.objects.take_in(cast.jonas, upload, kind="cv", by=cast.nina, at=NOW)


def read(document: Document, at: Any = NOW) -> Document:
    do_document(document.pk, at)
    return Document.objects.get(pk=document.pk)


def test_what_came_in_is_read_and_found_by_its_text(cast: Cast) -> None:
    document = take(cast, files.pdf_saying("Pia Borg", "Payroll in SAP"))
    assert list(due_documents(NOW)) == [document]
    assert not due_documents(NOW - timedelta(seconds=1)), "early"
    document = read(document)
    assert (document.state, document.pages, document.preview_pages) == ("read", 1, 1)
    assert document.text == "Pia Borg\nPayroll in SAP"
    assert cv_texts_of([cast.jonas.pk]) == {cast.jonas.pk: document.text}
    assert not due_documents(LATER), "twice"
    assert read(document, LATER).attempt == 1


@pytest.mark.parametrize("then", ["read again", "removed"])
def test_pictures_of_a_worker_that_was_killed_do_not_stay(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    then: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    document = take(cast, files.pdf_saying("Pia Borg", "Payroll in SAP"))
    storage = document.file.storage

    class Killed(BaseException):
        pass

    def kill(*_args: object) -> None:
        raise Killed

    with monkeypatch.context() as dying, pytest.raises(Killed):
        dying.setattr(reading_files, "_found", kill)
        read(document)
    (left_behind,) = storage.listdir("previews")[1]
    document = Document.objects.get(pk=document.pk)
    assert (document.state, document.preview_pages) == ("waiting", 0)
    if then == "removed":
        with django_capture_on_commit_callbacks(execute=True):
            document.remove()
        assert storage.listdir("previews")[1] == []
    else:
        document = read(document, LATER)
        assert storage.listdir("previews")[1] == [f"{document.preview_key}-1.webp"]
        assert not storage.exists(f"previews/{left_behind}")


def test_late_or_at_once_it_is_read_by_one(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    document = take(cast, files.pdf_saying("Pia Borg"))

    def meanwhile(*_args: object) -> FileText:
        do_document(document.pk, NOW)  # somebody else, who sees that it is taken
        Document.objects.filter(pk=document.pk).update(attempt=7)  # and who took it when we hung
        return FileText("read", "late words")

    monkeypatch.setattr(reading_files, "read_file", meanwhile)
    document = read(document, LATER)
    assert (document.state, document.text, document.preview_pages) == ("waiting", "", 0)
    folder = Path(document.file.storage.location) / "previews"  # type: ignore[attr-defined]
    assert not document.preview_key
    known = set(Document.objects.values_list("preview_key", flat=True))
    left = {path.name.split("-")[0] for path in folder.glob("*")} if folder.exists() else set()
    assert left <= known | {"secret"}, "what was drawn in vain is not left"


def test_a_file_that_is_unsafe_goes_and_is_preferred_no_more(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    good = take(cast, b"Pia Borg, payroll", "good.txt")
    bad = take(cast, hostile_files.word(hostile_files.EVIL), "bad.docx")
    bad.prefer()
    with django_capture_on_commit_callbacks(execute=True):
        bad, good = read(bad), read(good)
    assert (bad.state, bad.finding, bad.preferred, good.preferred) == (
        "refused",
        "outside",
        False,
        True,
    )
    assert "load something from elsewhere" in bad.said
    assert not Path(bad.file.path).exists()
    assert Path(good.file.path).exists()


def test_a_missing_file_is_said_to_be_damaged(cast: Cast) -> None:
    document = take(cast, files.pdf_saying("Pia Borg"))
    Path(document.file.path).unlink()
    assert read(document).state == "damaged"


def test_what_came_before_digests_were_kept_gets_one(cast: Cast) -> None:
    document = take(cast, b"Pia Borg, payroll", "cv.txt")
    digest = document.digest
    Document.objects.update(digest="")
    assert read(document).digest == digest


class Scanner(socketserver.StreamRequestHandler):
    """Speaks as ClamAV does; `says` is its verdict."""

    says = b"stream: OK\0"

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        while length := int.from_bytes(self.rfile.read(4), "big"):
            self.rfile.read(length)
        self.wfile.write(type(self).says)


@pytest.fixture
def scanner(settings: Any) -> Iterator[type[Scanner]]:
    class Mine(Scanner):
        pass

    with socketserver.TCPServer(("127.0.0.1", 0), Mine) as server:
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield Mine
        server.shutdown()


def test_without_a_scanner_it_says_that_nobody_has_looked(nina: Browser, cast: Cast) -> None:
    document = read(take(cast, b"Pia Borg, payroll", "cv.txt"))
    assert document.scanned_at is None
    assert document.can_be_fetched
    page = nina.get(f"/documents/{document.pk}/look/").content.decode()
    assert "Not scanned for viruses" in page


def test_a_clean_file_is_scanned_and_read(
    nina: Browser, cast: Cast, scanner: type[Scanner]
) -> None:
    document = take(cast, b"Pia Borg, payroll", "cv.txt")
    assert nina.get(document.get_absolute_url()).status_code == 404, "not before it was scanned"
    document = read(document)
    assert (document.state, document.scanned_at) == ("read", NOW)
    assert nina.get(document.get_absolute_url()).status_code == 200
    assert "Scanned for viruses" in nina.get(f"/documents/{document.pk}/look/").content.decode()


def test_an_infected_file_is_not_kept(
    nina: Browser, cast: Cast, scanner: type[Scanner], django_capture_on_commit_callbacks: Any
) -> None:
    scanner.says = b"stream: Eicar-Test-Signature FOUND\0"
    document = take(cast, b"Pia Borg, payroll", "cv.txt")
    with django_capture_on_commit_callbacks(execute=True):
        document = read(document)
    assert (document.state, document.finding, document.text) == (
        "infected",
        "Eicar-Test-Signature",
        "",
    )
    assert not Path(document.file.path).exists()
    assert nina.get(document.get_absolute_url()).status_code == 404
    assert "Eicar" in nina.get(f"/documents/{document.pk}/look/").content.decode()
    assert not due_documents(LATER)


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"\xff\xfe"])
def test_a_scanner_without_a_verdict_is_asked_again(
    cast: Cast, scanner: type[Scanner], answer: bytes
) -> None:
    scanner.says = answer
    document = read(take(cast, b"Pia Borg, payroll", "cv.txt"))
    assert (document.state, document.scanned_at, document.text) == ("waiting", None, "")
    assert not due_documents(NOW)
    scanner.says = b"stream: OK\0"
    assert read(document, LATER).state == "read"


def test_while_the_scanner_is_away_it_waits_and_says_so(
    nina: Browser, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.CLAMAV_URL = f"unix://{tmp_path}/nobody.sock"
    document = read(read(take(cast, b"Pia Borg, payroll", "cv.txt")), LATER)
    assert (document.state, document.attempt) == ("waiting", 2)
    page = nina.get(f"/documents/{document.pk}/look/").content.decode()
    assert "The virus scanner does not answer." in page
    listed = nina.get(f"/candidates/{cast.jonas.pk}/documents/all/").content.decode()
    assert "Waits for the virus scanner" in listed
    settings.CLAMAV_URL = ""
    assert read(document, LATER + timedelta(hours=1)).state == "read"


def test_what_was_read_before_there_was_a_scanner_is_scanned(
    cast: Cast, scanner: type[Scanner]
) -> None:
    document = take(cast, b"Pia Borg, payroll", "cv.txt")
    Document.objects.update(state="read", text="as it was")
    document = read(document)
    assert (document.state, document.text, document.scanned_at) == ("read", "as it was", NOW)
