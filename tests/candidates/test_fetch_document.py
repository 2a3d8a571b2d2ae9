from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client as Browser

from candidates.models import Document
from tests.candidates import files
from tests.cast import NOW, Cast


@pytest.fixture
def cv(cast: Cast) -> Document:
    return Document.objects.create(
        candidate=cast.jonas,
        file=ContentFile(files.pdf(), name="cv.pdf"),
        name="CV Jonas Kräntz.pdf",
        content_type="application/pdf",
        size=len(files.pdf()),
        by=cast.nina,
        added_at=NOW,
    )


def test_it_comes_as_an_attachment_that_nobody_keeps(nina: Browser, cv: Document) -> None:
    answer = nina.get(cv.get_absolute_url())
    assert b"".join(answer.streaming_content) == files.pdf()  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''CV")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_is_not_of_the_agency_does_not_get_it(
    client: Browser, cast: Cast, cv: Document
) -> None:
    assert client.get(cv.get_absolute_url()).url.startswith("/account/login/")  # type: ignore[attr-defined]
    client.force_login(cast.sits_in_portal(cast.sara))
    assert client.get(cv.get_absolute_url()).status_code == 403
    assert client.post(f"/documents/{cv.pk}/removal/").status_code == 403


def test_a_file_that_is_missing_is_not_found(nina: Browser, cv: Document) -> None:
    Path(cv.file.path).unlink()
    assert nina.get(cv.get_absolute_url()).status_code == 404


def test_removed_is_removed_from_the_disk_too(
    nina: Browser, cv: Document, django_capture_on_commit_callbacks: object
) -> None:
    path = Path(cv.file.path)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = nina.post(f"/documents/{cv.pk}/removal/")
    assert answer.status_code == 302
    assert not Document.objects.exists()
    assert not path.exists()


def test_the_file_stays_until_the_removal_is_certain(nina: Browser, cv: Document) -> None:
    nina.post(f"/documents/{cv.pk}/removal/")  # the test's transaction never commits
    assert Path(cv.file.path).exists()


def test_removing_twice_is_not_found(nina: Browser, cv: Document) -> None:
    nina.post(f"/documents/{cv.pk}/removal/")
    assert nina.post(f"/documents/{cv.pk}/removal/").status_code == 404


def test_reading_the_address_removes_nothing(nina: Browser, cv: Document) -> None:
    assert nina.get(f"/documents/{cv.pk}/removal/").status_code == 405
    assert Document.objects.exists()
