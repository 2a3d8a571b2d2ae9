"""The page of a document, its pictures and versions; several files at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from candidates.models import Candidate, Document
from candidates.models.document_state import State
from candidates.uploads import looked_at
from tests.candidates import files, hostile_files
from tests.cast import NOW, Cast

ONE_BY_ONE = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "uploads"}


def take(cast: Cast, text: str = "1", name: str = "cv.pdf", kind: str = "cv") -> Document:
    upload = looked_at(SimpleUploadedFile(name, files.pdf_saying(text)))
    return Document.objects.take_in(cast.jonas, upload, kind=kind, by=cast.nina, at=NOW)


def file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(nina: Browser, cast: Cast, *some: SimpleUploadedFile, query: str = "", **headers: Any):
    address = f"/candidates/{cast.jonas.pk}/documents/{query}"
    return nina.post(address, {"kind": "cv", "file": list(some)}, **headers)


@pytest.fixture
def drawn(cast: Cast) -> Document:
    document = take(cast)
    document.state, document.text, document.pages = State.READ, "<b>Pia</b> Borg", 9
    document.preview_key, document.preview_pages = "drawn", 2
    document.save()
    for name in document.pictures():
        if not document.file.storage.exists(name):
            document.file.storage.save(name, ContentFile(b"RIFF1234WEBP"))
    return document


def test_the_page_shows_pictures_and_the_text_as_it_was_read(
    nina: Browser, drawn: Document
) -> None:
    page = nina.get(f"/documents/{drawn.pk}/look/").content.decode()
    assert page.count("<img ") == 2
    assert "Further pages are in the file." in page
    assert "&lt;b&gt;Pia&lt;/b&gt; Borg" in page
    assert "Added by Nina Lind" in page


def test_a_picture_passes_the_same_check_as_the_file(
    nina: Browser, client: Browser, cast: Cast, drawn: Document
) -> None:
    address = f"/documents/{drawn.pk}/pages/1/"
    answer = nina.get(address)
    assert b"".join(answer.streaming_content) == b"RIFF1234WEBP"  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert nina.get(f"/documents/{drawn.pk}/pages/2/").status_code == 404
    Document.objects.update(state=State.INFECTED, finding="Eicar", preferred=False)
    assert nina.get(address).status_code == 404
    client.force_login(cast.sits_in_portal(cast.sara))
    assert client.get(address).status_code == 403


def test_documents_of_closed_people_are_for_leads_only(cast: Cast, drawn: Document) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(closed_at=NOW)
    doors = ["", "look/", "pages/0/"]
    for user, status in ((cast.nina, 404), (cast.lea, 200)):
        browser = Browser()
        browser.force_login(user)
        for door in doors:
            assert browser.get(f"/documents/{drawn.pk}/{door}").status_code == status, door
        assert browser.get(f"/candidates/{cast.jonas.pk}/documents/").status_code == status
        assert browser.get(f"/candidates/{cast.jonas.pk}/documents/all/").status_code == status
    browser = Browser()
    browser.force_login(cast.nina)
    assert browser.post(f"/documents/{drawn.pk}/removal/").status_code == 404
    assert browser.post(f"/documents/{drawn.pk}/preferring/").status_code == 404


def test_another_one_is_preferred_by_a_button(nina: Browser, cast: Cast) -> None:
    take(cast)
    other = take(cast, "2", name="en.pdf")
    assert nina.get(f"/documents/{other.pk}/preferring/").status_code == 405
    answer = nina.post(f"/documents/{other.pk}/preferring/", follow=True)
    assert "The preferred CV: searches find its text." in answer.content.decode()
    assert Document.objects.get(preferred=True) == other


@pytest.mark.parametrize("state", [state for state in State if state not in ("read", "waiting")])
def test_every_trouble_is_said_in_plain_words(nina: Browser, cast: Cast, state: State) -> None:
    document = take(cast)
    finding = "macro" if state in (State.REFUSED, State.INFECTED) else ""
    Document.objects.update(state=state, finding=finding, preferred=False)
    document.refresh_from_db()
    page = nina.get(f"/documents/{document.pk}/look/").content.decode()
    assert document.get_state_display() in page
    assert len(document.said) > 40
    listed = nina.get(f"/candidates/{cast.jonas.pk}/").content.decode()
    assert document.get_state_display() in listed
    assert (f'{document.get_absolute_url()}"' in listed) is not document.is_gone


def test_what_it_is_can_be_said_anew(nina: Browser, cast: Cast) -> None:
    document = take(cast)
    address = f"/documents/{document.pk}/kind/"
    assert nina.get(address).status_code == 405
    refused = nina.post(address, {"kind": "secret"})
    assert refused.status_code == 422
    assert "Select a valid choice" in refused.content.decode()
    answer = nina.post(address, {"kind": "letter"}, follow=True)
    assert "Kept as: Letter." in answer.content.decode()
    assert Document.objects.get().kind == "letter"


def test_several_files_at_once_without_scripts(nina: Browser, cast: Cast) -> None:
    answer = send(nina, cast, file(b"Pia Borg, 1", "a.txt"), file(b"Pia Borg, 2", "b.txt"))
    assert answer.status_code == 302
    assert Document.objects.count() == 2
    assert "2 documents are in." in nina.get(answer["Location"]).content.decode()


def test_a_bad_one_does_not_stop_the_good_ones(nina: Browser, cast: Cast) -> None:
    bad = [
        file(hostile_files.two_kinds(), "two.pdf"),
        file(
            hostile_files.word(hostile_files.says("x"), **{"word/vbaProject.bin": b"x"}), "m.docx"
        ),
        file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old.doc"),
        file(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "l.docx"
        ),
        file(files.docx(**{"word/zeros": bytes(101 * 1024 * 1024)}), "bomb.docx"),
        file(b"\x89PNG\r\n\x1a\n", "photo.pdf"),
        file(b"", "empty.pdf"),
    ]
    answer = send(nina, cast, file(b"Pia Borg, 1", "a.txt"), *bad)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“a.txt” is in." in page
    for words in (
        *("two kinds of file at once", "holds a macro", "of the old kind", "behind a password"),
        *("unpacks into far more", "This is a picture", "This file is empty"),
    ):
        assert words in page, words
    assert [one.name for one in Document.objects.all()] == ["a.txt"]


def test_more_than_twenty_are_refused_at_the_field(nina: Browser, cast: Cast) -> None:
    answer = send(nina, cast, *(file(b"Pia", f"{number}.txt") for number in range(21)))
    assert answer.status_code == 422
    assert "At most 20 files at once" in answer.content.decode()
    assert not Document.objects.exists()


def test_one_by_one_each_is_answered_with_what_became_of_it(nina: Browser, cast: Cast) -> None:
    first = send(nina, cast, file(b"Pia Borg, 1", "a.txt"), **ONE_BY_ONE)
    assert (first.status_code, "<html" in first.content.decode()) == (200, False)
    assert "“a.txt” is in. It is being read now" in first.content.decode()
    again = send(nina, cast, file(b"Pia Borg, 1", "b.txt"), **ONE_BY_ONE)
    assert "is here already" in again.content.decode()
    assert "being read now" not in again.content.decode()
    second = send(nina, cast, file(b"Pia Borg, 2", "a.txt"), **ONE_BY_ONE)
    assert "as version 2" in second.content.decode()
    bad = send(nina, cast, file(b"\x89PNG", "a.png"), **ONE_BY_ONE)
    assert bad.status_code == 422
    assert "data-outcome" in bad.content.decode()


def test_a_new_version_follows_the_one_it_was_asked_of(nina: Browser, cast: Cast) -> None:
    letter = take(cast, name="old.pdf", kind="letter")
    query = f"?version_of={letter.pk}"
    page = nina.get(f"/candidates/{cast.jonas.pk}/documents/{query}").content.decode()
    assert "Add a new version" in page
    send(nina, cast, file(b"Dear all, again", "new.txt"), query=query)
    newest = Document.objects.get(number=2)
    assert (newest.version_of, newest.kind) == (letter, "letter")
    page = nina.get(f"/documents/{newest.pk}/look/").content.decode()
    assert "Version 1" in page
    for wrong in ("?version_of=x", "?version_of=999999", f"?version_of={'9' * 30}"):
        assert nina.get(f"/candidates/{cast.jonas.pk}/documents/{wrong}").status_code == 200


def test_the_list_asks_again_only_while_something_waits(
    nina: Browser, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        take(cast, str(number), name=f"{number}.pdf")
    address = f"/candidates/{cast.jonas.pk}/documents/all/"
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "documents-list"}
    with django_assert_max_num_queries(5):
        part = nina.get(address, **headers).content.decode()  # type: ignore[arg-type]
    assert "<html" not in part
    assert "every 3s" in part
    Document.objects.update(state=State.READ, text="long " * 1000)
    part = nina.get(address, **headers).content.decode()  # type: ignore[arg-type]
    assert "every 3s" not in part
    assert "long long" not in part
