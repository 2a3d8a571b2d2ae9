from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from candidates.file_kinds import DOCX, PDF, TXT, FileKind
from candidates.models import Document
from candidates.uploads import LARGEST, named_for
from processes.models import Event
from tests.candidates import files
from tests.cast import Cast


def upload(nina: Browser, cast: Cast, content: bytes, name: str = "cv.pdf", **more: str):
    sent = {"kind": "cv", "file": SimpleUploadedFile(name, content, "application/pdf"), **more}
    return nina.post(f"/candidates/{cast.jonas.pk}/documents/", sent)


def test_a_document_is_kept_under_a_name_that_says_nothing(nina: Browser, cast: Cast) -> None:
    answer = upload(nina, cast, files.pdf(), "CV Jonas Krantz.pdf")
    assert answer.status_code == 302
    document = Document.objects.get()
    assert document.name == "CV Jonas Krantz.pdf"
    assert document.content_type == "application/pdf"
    assert document.by == cast.nina
    kept_as = str(document.file.name)
    stored = Path(kept_as)
    assert stored.suffix == ".pdf"
    assert len(stored.stem) == 32
    assert "onas" not in kept_as


def test_it_is_told_on_the_timeline(nina: Browser, cast: Cast) -> None:
    upload(nina, cast, files.pdf())
    event = Event.objects.get()
    assert (event.kind, event.candidate, event.by) == ("document_added", cast.jonas, cast.nina)
    assert "cv.pdf" in nina.get(f"/candidates/{cast.jonas.pk}/").content.decode()


def test_the_content_decides_and_not_the_name(nina: Browser, cast: Cast) -> None:
    upload(nina, cast, files.docx(), "cv.pdf")
    document = Document.objects.get()
    assert document.name == "cv.pdf.docx"
    assert str(document.file.name).endswith(".docx")
    assert "wordprocessingml" in document.content_type


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "cv.pdf", "This file is empty."),
        (b"MZ\x90\x00" + bytes(200), "cv.pdf", "This is not a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "cv.pdf", "This is a picture."),
        (files.packed({"a.txt": b"a"}), "cv.docx", "This is not a PDF"),
        (files.pdf() + bytes(LARGEST), "cv.pdf", "at most 10.0"),
    ],
    ids=["empty", "program", "picture", "archive", "too large"],
)
def test_a_wrong_file_is_refused_at_the_field(
    nina: Browser, cast: Cast, content: bytes, name: str, says: str
) -> None:
    answer = upload(nina, cast, content, name, kind="certificate")
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert answer.context["form"]["kind"].value() == "certificate"
    assert not Document.objects.exists()
    assert not Event.objects.exists()


def test_no_file_at_all_is_said_so(nina: Browser, cast: Cast) -> None:
    answer = nina.post(f"/candidates/{cast.jonas.pk}/documents/", {"kind": "cv"})
    assert answer.status_code == 422
    assert "Choose a file." in answer.content.decode()


def test_an_unknown_kind_is_refused(nina: Browser, cast: Cast) -> None:
    assert upload(nina, cast, files.pdf(), kind="secret").status_code == 422
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("cv.PDF", PDF, "cv.pdf"),
        ("cv.exe", TXT, "cv.exe.txt"),
        ("../../etc/passwd", TXT, "passwd.txt"),
        (".pdf", PDF, "document.pdf"),
        ("", DOCX, "document.docx"),
        ("a\r\nb\x00.pdf", PDF, "ab.pdf"),
        ("x" * 300 + ".pdf", PDF, "x" * 156 + ".pdf"),
    ],
)
def test_a_name_gets_the_ending_that_the_content_deserves(
    name: str, kind: FileKind, kept: str
) -> None:
    assert named_for(name, kind) == kept


def test_a_long_name_is_cut_and_not_refused(nina: Browser, cast: Cast) -> None:
    assert upload(nina, cast, files.pdf(), "y" * 240 + ".pdf").status_code == 302
    assert len(Document.objects.get().name) == 160
