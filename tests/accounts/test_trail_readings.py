"""Files and tables that somebody of the agency takes along are in the trail."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import Action, TrailEntry
from candidates.models import Document
from tests.browser.test_quiet_pages import FILES
from tests.cast import Cast

# Noted by their own: behind the wall, with what was asked, and what is one's own.
NOTED_OTHERWISE = {"trail_table", "mfa_download_recovery_codes"}


def test_a_document_that_was_fetched(cast: Cast, client: Client) -> None:
    cv = Document(
        candidate=cast.jonas, name="cv.pdf", content_type="application/pdf", size=4, by=cast.nina
    )
    cv.file.save("cv.pdf", ContentFile(b"%PDF"), save=True)
    client.force_login(cast.nina)

    assert client.get(f"/documents/{cv.pk}/", REMOTE_ADDR="192.0.2.7").status_code == 200
    read = TrailEntry.objects.get(action=Action.READ)
    assert (read.by, read.address, read.source) == (cast.nina, "192.0.2.7", "document")
    assert (read.what, read.row, read.facts) == ("candidates.document", cv.pk, {})

    client.get("/documents/999999/")
    client.head(f"/documents/{cv.pk}/")
    assert TrailEntry.objects.filter(action=Action.READ).count() == 1, "only what was got"


def test_a_table_that_was_taken_along(cast: Cast, client: Client) -> None:
    client.force_login(cast.lea)
    assert client.get("/insights/kinds.csv").status_code == 200
    taken = TrailEntry.objects.get(action=Action.EXPORTED)
    assert (taken.by, taken.source, taken.facts) == (cast.lea, "insights_table", {"table": "kinds"})


def test_every_file_for_the_agency_is_noted() -> None:
    views = {
        pattern.name: pattern.callback
        for pattern in patterns(get_resolver().url_patterns)
        if pattern.name in FILES - NOTED_OTHERWISE and not pattern.name.startswith("portal_")
    }
    assert len(views) > 5
    forgotten = [name for name, view in views.items() if not getattr(view, "is_noted", False)]
    assert forgotten == [], "mark them with @noted (accounts/trail/readings.py)"


def patterns(some: list[URLPattern | URLResolver]) -> list[URLPattern]:
    found: list[URLPattern] = []
    for one in some:
        found += [one] if isinstance(one, URLPattern) else patterns(one.url_patterns)
    return found
