"""Documents are shared one by one, from "presented" on, and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Agency
from candidates.models import Document
from processes.models import Assignment, Candidacy, CannotShare, Event, SharedDocument
from tests.cast import MONDAY, NOW, Cast


@pytest.fixture
def jonas(cast: Cast) -> Candidacy:
    return cast.presented(cast.jonas, cast.payroll())


@pytest.fixture
def cv(cast: Cast) -> Document:
    return Document.objects.create(
        candidate=cast.jonas,
        file=ContentFile(b"%PDF-1.7 his life", name="cv.pdf"),
        name="CV Jonas Krantz.pdf",
        content_type="application/pdf",
        size=17,
        by=cast.nina,
        added_at=MONDAY,
    )


@pytest.fixture
def nina(client: Browser, cast: Cast) -> Browser:
    client.force_login(cast.nina)
    return client


def sharing(candidacy: Candidacy, document: Document) -> str:
    return reverse("document_sharing", args=[candidacy.pk, document.pk])


def kinds(candidacy: Candidacy) -> list[str]:
    events = Event.objects.filter(candidacy=candidacy, kind__startswith="document_")
    return list(events.order_by("pk").values_list("kind", flat=True))


def test_the_recruiter_hears_who_will_see_it_before_it_is_shared(
    nina: Browser, cast: Cast, jonas: Candidacy, cv: Document
) -> None:
    page = nina.get(sharing(jonas, cv)).content.decode()
    assert "Nobody of this client can enter the portal yet" in page
    cast.sits_in_portal(cast.sara)
    cast.sits_in_portal(cast.peter)
    page = nina.get(sharing(jonas, cv)).content.decode()
    assert "Sara Berg" in page
    assert "Hugo Falk" not in page  # ordered it, and cannot enter the portal
    assert "Peter Nowak" not in page
    assert not SharedDocument.objects.exists()
    answer = nina.post(sharing(jonas, cv))
    assert answer["Location"] == reverse("candidacy", args=[jonas.pk])
    assert SharedDocument.objects.get().by == cast.nina
    assert kinds(jonas) == ["document_shared"]
    page = nina.get(reverse("candidacy", args=[jonas.pk])).content.decode()
    assert "the client can read it since" in page
    nina.post(sharing(jonas, cv))
    assert kinds(jonas) == ["document_shared"]  # once


def test_it_is_said_that_a_file_may_name_whom_the_client_does_not_see_by_name(
    nina: Browser, jonas: Candidacy, cv: Document
) -> None:
    assert "Does it say the name?" not in nina.get(sharing(jonas, cv)).content.decode()
    Agency.objects.update(shown_as="number")
    page = nina.get(sharing(jonas, cv)).content.decode()
    assert "The client sees this person as: Candidate 1." in page
    assert "Does it say the name?" in page


def test_before_presented_nothing_is_shared(nina: Browser, cast: Cast, cv: Document) -> None:
    jonas = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    page = nina.get(reverse("candidacy", args=[jonas.pk])).content.decode()
    assert cv.name in page
    assert sharing(jonas, cv) not in page
    answer = nina.post(sharing(jonas, cv))
    assert answer.status_code == 422
    assert "The client knows nothing of Jonas Krantz yet." in answer.content.decode()
    assert not SharedDocument.objects.exists()


def test_nothing_new_is_shared_on_a_closed_assignment(
    nina: Browser, cast: Cast, jonas: Candidacy, cv: Document
) -> None:
    Assignment.objects.update(closed_at=NOW, outcome="lost", closing_words="Too late.")
    assert nina.post(sharing(jonas, cv)).status_code == 422
    assert not SharedDocument.objects.exists()


def test_somebody_elses_document_is_not_shared(
    nina: Browser, cast: Cast, jonas: Candidacy, cv: Document
) -> None:
    Document.objects.update(candidate=cast.amira)
    cv.refresh_from_db()
    assert nina.post(sharing(jonas, cv)).status_code == 404
    with pytest.raises(CannotShare):
        SharedDocument.share(cv, jonas, by=cast.nina, at=NOW)


def test_taken_back_it_is_gone_and_can_be_shared_again(
    nina: Browser, cast: Cast, jonas: Candidacy, cv: Document
) -> None:
    SharedDocument.share(cv, jonas, by=cast.nina, at=NOW)
    address = reverse("document_taking_back", args=[jonas.pk, cv.pk])
    assert nina.get(address).status_code == 405
    nina.post(address)
    nina.post(address)  # twice
    shared = SharedDocument.objects.get()
    assert (shared.taken_back_by, SharedDocument.objects.standing().count()) == (cast.nina, 0)
    assert kinds(jonas) == ["document_shared", "document_taken_back"]
    SharedDocument.share(cv, jonas, by=cast.nina, at=NOW)
    assert SharedDocument.objects.standing().count() == 1


def test_a_document_is_shared_once_at_a_time(cast: Cast, jonas: Candidacy, cv: Document) -> None:
    known = {"candidacy": jonas, "document": cv, "by": cast.nina, "at": NOW}
    SharedDocument.objects.create(**known)
    with pytest.raises(IntegrityError, match="shared_once"), transaction.atomic():
        SharedDocument.objects.create(**known)


@pytest.mark.parametrize(
    ("level", "called"),
    [("name", "Jonas Krantz"), ("initials", "J. K"), ("number", "Candidate 1")],
)
def test_the_client_fetches_it_under_the_name_that_they_know(
    client: Browser, cast: Cast, jonas: Candidacy, cv: Document, level: str, called: str
) -> None:
    Agency.objects.update(shown_as=level)
    shared = SharedDocument.share(cv, jonas, by=cast.nina, at=NOW)
    address = reverse("portal_document", args=[shared.pk])
    client.force_login(cast.sits_in_portal(cast.sara))
    page = client.get(reverse("portal_assignment", args=[jonas.assignment_id])).content.decode()
    assert address in page
    answer = client.get(address)
    assert answer.content == b"%PDF-1.7 his life"
    assert answer["Content-Disposition"] == f'attachment; filename="CV {called}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert client.post(address).status_code == 405


def test_nobody_else_fetches_it_nor_after_it_was_taken_back(
    client: Browser, cast: Cast, jonas: Candidacy, cv: Document
) -> None:
    shared = SharedDocument.share(cv, jonas, by=cast.nina, at=NOW)
    address = reverse("portal_document", args=[shared.pk])
    sara = cast.sits_in_portal(cast.sara)
    client.force_login(cast.sits_in_portal(cast.peter))
    assert client.get(address).status_code == 404
    client.force_login(sara)
    assert client.get(address).status_code == 200
    shared.take_back(by=cast.nina, at=NOW)
    assert client.get(address).status_code == 404
    page = client.get(reverse("portal_assignment", args=[jonas.assignment_id])).content.decode()
    assert address not in page


def test_what_was_refused_since_or_waits_for_the_virus_scanner_is_not_there(
    client: Browser, cast: Cast, jonas: Candidacy, cv: Document, settings: Any
) -> None:
    shared = SharedDocument.share(cv, jonas, by=cast.nina, at=NOW)
    address = reverse("portal_document", args=[shared.pk])
    client.force_login(cast.sits_in_portal(cast.sara))
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"
    assert client.get(address).status_code == 404
    shared.take_back(by=cast.nina, at=NOW)
    with pytest.raises(CannotShare, match="virus scanner"):
        SharedDocument.share(cv, jonas, by=cast.nina, at=NOW)
    Document.objects.update(scanned_at=NOW)
    cv.refresh_from_db()
    again = SharedDocument.share(cv, jonas, by=cast.nina, at=NOW)
    address = reverse("portal_document", args=[again.pk])
    page = reverse("portal_assignment", args=[jonas.assignment_id])
    assert client.get(address).status_code == 200
    assert address in client.get(page).content.decode()
    Document.objects.update(state="infected", finding="Eicar")
    assert client.get(address).status_code == 404
    assert address not in client.get(page).content.decode()
