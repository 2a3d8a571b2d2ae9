"""The page of archives: asked for, fetched while it is there, deleted; by admins alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from accounts.models import Action, Export, TrailEntry
from tests.cast import Cast

PAGE = "/settings/exports/"
DAY = timedelta(days=1)


@pytest.fixture
def ada(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ada)
    return client


def ready(cast: Cast, expires_in: timedelta = DAY) -> Export:
    now = timezone.now()
    return Export.objects.create(
        by=cast.ada,
        asked_at=now - 2 * DAY,
        try_after=now,
        ring_after=now,
        finished_at=now - 2 * DAY,
        as_of=now - 2 * DAY,
        path=default_storage.save("exports/a.zip", ContentFile(b"PK everything")),
        size=13,
        sha256="0" * 64,
        expires_at=now + expires_in,
        files_missing=1200,
    )


def test_asked_for_on_the_page_once_at_a_time(cast: Cast, ada: Client) -> None:
    assert "No archive yet" in ada.get(PAGE).content.decode()
    assert ada.post(PAGE).url == PAGE  # type: ignore[attr-defined]
    page = ada.post(PAGE, follow=True).content.decode()
    assert "being written already" in page
    export = Export.objects.get()
    assert (export.by, export.finished_at) == (cast.ada, None)
    assert "Waiting for a worker" in page and "Make an archive" not in page
    part = ada.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert "every 2s" in part and "<html" not in part
    Export.objects.update(attempt=1, progress=37, try_after=timezone.now() + DAY)
    assert 'value="37"' in ada.get(PAGE).content.decode()


def test_whoever_fetches_it_stands_in_the_trail(cast: Cast, ada: Client) -> None:
    export = ready(cast)
    page = ada.get(PAGE).content.decode()
    assert f"{PAGE}{export.pk}/archive/" in page and "1,200 files" in page
    assert export.path not in page
    answer = ada.get(f"{PAGE}{export.pk}/archive/")
    assert b"".join(answer.streaming_content) == b"PK everything"  # type: ignore[attr-defined]
    assert answer.headers["Cache-Control"] == "no-store"
    day = f"{export.as_of:%Y-%m-%d}"
    said = f'attachment; filename="askvik-partners-{day}.zip"'
    assert answer.headers["Content-Disposition"] == said
    entry = TrailEntry.objects.get(action=Action.EXPORTED)
    assert (entry.by, entry.what, entry.row) == (cast.ada, "accounts.export", export.pk)


def test_after_its_time_and_without_its_file_it_is_not_there(cast: Cast, ada: Client) -> None:
    over, lost = ready(cast, -timedelta(seconds=1)), ready(cast)
    default_storage.delete(lost.path)
    for export in (over, lost):
        assert ada.get(f"{PAGE}{export.pk}/archive/").status_code == 404
    assert not TrailEntry.objects.filter(action=Action.EXPORTED).exists()
    assert "Deleted" in ada.get(PAGE).content.decode()


def test_deleted_at_once(
    cast: Cast, ada: Client, django_capture_on_commit_callbacks: object
) -> None:
    export = ready(cast)
    path = Path(default_storage.path(export.path))
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            ada.post(f"{PAGE}{export.pk}/removal/")
        assert not path.exists()
    assert ada.get(f"{PAGE}{export.pk}/archive/").status_code == 404


def test_a_failure_says_what_was_wrong(cast: Cast, ada: Client) -> None:
    ada.post(PAGE)
    Export.objects.update(gave_up_at=timezone.now(), last_error="No space left on device")
    page = ada.get(PAGE).content.decode()
    assert "It was tried five times." in page and "No space left on device" in page
    assert "Make an archive" in page


def test_a_long_history_costs_no_more(
    cast: Cast, ada: Client, django_assert_max_num_queries: object
) -> None:
    for _again in range(3):
        ready(cast)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        ada.get(PAGE)
