"""A recruiter sees how the client sees somebody, shares a document, and the client fetches it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Agency
from candidates.models import Document
from processes.models import SharedDocument
from tests.cast import MONDAY, Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_shared_fetched_and_taken_back(people: Cast, sign_in: Callable[..., Page]) -> None:
    Agency.objects.update(shown_as="number")
    jonas = people.presented(people.jonas, people.payroll())
    Document.objects.create(
        candidate=people.jonas,
        file=ContentFile(b"%PDF-1.7", name="cv.pdf"),
        name="CV Jonas Krantz.pdf",
        content_type="application/pdf",
        size=8,
        by=people.nina,
        added_at=MONDAY,
    )
    sara = people.sits_in_portal(people.sara)
    recruiter = sign_in(people.nina, opens=reverse("candidacy", args=[jonas.pk]))
    expect(recruiter.get_by_text("the client sees: Candidate 1")).to_be_visible()
    recruiter.get_by_role("link", name="Share CV Jonas Krantz.pdf with the client").click()
    dialog = recruiter.get_by_role("dialog")
    expect(dialog).to_contain_text("Sara Berg, Head of HR operations")
    expect(dialog).to_contain_text("Does it say the name?")
    dialog.get_by_role("button", name="Share with the client").click()
    expect(recruiter.get_by_text("the client can read it since")).to_be_visible()
    client = sign_in(sara, opens=reverse("portal_assignment", args=[jonas.assignment_id]))
    expect(client.get_by_text("Krantz")).to_have_count(0)
    with client.expect_download() as fetched:
        client.get_by_role("link", name="CV (PDF) Candidate 1").click()
    assert fetched.value.suggested_filename == "CV Candidate 1.pdf"
    recruiter.get_by_text("Take back", exact=True).click()
    recruiter.get_by_role("button", name="Take it back").click()
    expect(recruiter.get_by_text("not shared")).to_be_visible()
    assert not SharedDocument.objects.standing().exists()
